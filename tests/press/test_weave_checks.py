"""Marks, folds and lists of verdicts in the site of a small book."""

from __future__ import annotations

import copy
from pathlib import Path

import pytest
from bs4 import BeautifulSoup, Tag

from press.cli import main
from press.errors import Exit
from press.weave.checks import listed
from press.weave.marks import MARKS, drawn
from tests.press import checked


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = checked.write(tmp_path_factory.mktemp("checked"))
    checked.keep_runs(root)
    assert main(["--root", str(root), "tangle"]) is Exit.FINE
    assert main(["--root", str(root), "book"]) is Exit.FINE
    return root


def article(root: Path, slug: str) -> Tag:
    text = (root / "_build/html/book" / f"{slug}.html").read_text(encoding="utf-8")
    found = BeautifulSoup(text, "html.parser").find("article")
    assert isinstance(found, Tag)
    return found


def marks(root: Path, slug: str, label: str) -> list[Tag]:
    return article(root, slug).select(f"#equation-{label} .eqno .press-mark")


@pytest.mark.parametrize("label", checked.WORDS)
def test_each_equation_has_a_mark_that_says_its_grade(root: Path, label: str) -> None:
    slug = "a/early" if label in checked.DECIDES else "a/late"
    mark = marks(root, slug, label)[0]
    word = mark.select_one(".press-mark-word")
    name = str(mark["aria-label"])
    assert name.startswith(checked.WORDS[label])
    assert word and word.text in name, "who speaks the word that is seen must reach the mark"
    assert mark.select_one("svg[aria-hidden=true]")
    assert str(mark["title"]).startswith(checked.WORDS[label])


def test_shapes_and_words_differ() -> None:
    assert len({mark.word for mark in MARKS.values()}) == len({drawn(kind) for kind in MARKS}) == len(MARKS)
    assert all(mark.word in mark.words for mark in MARKS.values())


def test_a_mark_leads_into_the_fold_that_decides_it(root: Path) -> None:
    early = article(root, "a/early")
    for label in checked.DECIDES:
        target = early.select_one(str(marks(root, "a/early", label)[0]["href"]))
        assert target is not None and target.find_parent("details") is not None
        assert f'"{label}"' in target.text
    by_hand, wrong = marks(root, "a/late", "num-right")[0], marks(root, "a/late", "num-wrong")[0]
    assert by_hand["href"] == "../how-it-checks-itself.html#what-each-mark-means"
    assert wrong.name == "span" and "is 2, not 3" in str(wrong["title"])


def test_a_second_mark_leads_to_the_code_as_the_checking_page_has_it(root: Path) -> None:
    first, code = marks(root, "a/early", "eq-half")
    assert first["href"] == "#cell-3" and code["href"] == "late.html#cell-4"
    assert code["aria-label"] == "the code that computes it: half"
    assert len(marks(root, "a/early", "eq-long")) == 1


def test_a_fold_says_what_it_decides(root: Path) -> None:
    folds = article(root, "a/early").select("details.fold-proof")
    assert [fold.summary.text for fold in folds if fold.summary] == [
        "The check of (1): definition; (2): proved for all sizes; (3): checked on sampled points",
        "What the checks below need",
    ]
    assert "load_ext" in folds[0].text, "what only prepares goes along"
    late = article(root, "a/late").select("details.fold-proof > summary")
    assert [each.text for each in late] == [
        "The check of (1): cited; (2): proved at these sizes",
        "A check: the code agrees with (1)",
    ]


def test_the_lines_of_a_check_lead_back(root: Path) -> None:
    lines = [each.text.strip() for each in article(root, "a/early").select(".press-verdicts > li")]
    assert lines[0] == "(1) definition: a detail of definition"
    late = article(root, "a/late").select(".press-verdicts > li")
    assert [each.text.strip() for each in late] == [
        "(1) cited: hubble1929: <too> *long*",
        "(2) proved at these sizes: x_y has a size",
        "(1) the code agrees: half to 1e-09",
    ]
    assert [a["href"] for a in late[2].select("a")] == ["early.html#equation-eq-half", "#cell-4"]
    assert all(each.select_one("svg") for each in late)


def test_numbers_in_a_row_are_a_range() -> None:
    assert listed([1]) == "(1)" and listed([2, 1]) == "(1), (2)"
    assert listed([7, 3, 4, 5, 9, 3]) == "(3) to (5), (7), (9)"


def test_the_list_has_every_label_once_under_its_grade(root: Path) -> None:
    page = article(root, "how-it-checks-itself")
    found: dict[str, str] = {}
    for fold in page.select("details.fold-listing"):
        assert fold.summary
        for link in fold.select("a[href*='#equation-']"):
            label = str(link["href"]).partition("#equation-")[2]
            assert label not in found, f"{label} stands twice"
            found[label] = fold.summary.text.partition(":")[0]
    assert found == checked.WORDS
    assert "hubble1929: <too> *long*" in page.text and "x_y has a size" in page.text
    rows = {tds[1].text: tds[2].text for row in page.select("tbody tr") if (tds := row.select("td"))}
    assert rows[MARKS["agrees"].words] == "1" and rows["not decided"] == "2"
    assert sum(map(int, rows.values())) - 1 == len(checked.WORDS)


def test_a_new_verdict_is_shown_though_no_text_has_changed(root: Path) -> None:
    early, late = (root / f"_build/html/book/a/{name}.html" for name in ("early", "late"))
    before = early.stat().st_mtime_ns, late.stat().st_mtime_ns
    verdicts = copy.deepcopy(checked.VERDICTS)
    verdicts["a/late"][2][1] = ("eq-fixed", "all-sizes", "an argument was found", {})
    checked.keep_runs(root, verdicts)
    assert main(["--root", str(root), "book"]) is Exit.FINE
    assert str(marks(root, "a/late", "eq-fixed")[0]["aria-label"]).startswith("proved for all sizes")
    assert "an argument was found" in article(root, "how-it-checks-itself").text
    assert early.stat().st_mtime_ns == before[0] and late.stat().st_mtime_ns != before[1]


def test_new_code_is_shown_on_the_page_of_its_equation(root: Path) -> None:
    verdicts = copy.deepcopy(checked.VERDICTS)
    del verdicts["a/late"][3]
    checked.keep_runs(root, verdicts)
    assert main(["--root", str(root), "book"]) is Exit.FINE
    assert len(marks(root, "a/early", "eq-half")) == 1
