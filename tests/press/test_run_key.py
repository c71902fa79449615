"""Which pages run again after a change, and which do not."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from press.book import read_book
from press.run import key
from press.run.key import Keys
from press.tangle import tangle_book
from tests.press import tiny
from tests.press.tiny import IMPORT_EXTENDS, card, cell, page

DATASETS = cell(
    'def card(name):\n    """Read a card."""\n    return name\n\n\n'
    'def load(name):\n    """Read data."""\n    return card(name)',
    "datasets",
)
PAGES = {
    "tools/data": page(DATASETS),
    "a/first": page(
        "Words of the first page.",
        cell("import math"),
        cell("def half(x):\n    return math.floor(x / 2)", "halves"),
        cell("class Box:\n    size = 1\n\n    def get(self):\n        raise NotImplementedError", "boxes"),
        "$$\ny = x\n$$ (eq-first)",
    ),
    "a/uses-half": page(cell("from mlcode.halves import half\n\nhalf(3)"), "It is {value}`half(3):d`."),
    "a/uses-box": page(cell("from mlcode.boxes import Box\n\nBox().size")),
    "a/grows": page(
        cell(IMPORT_EXTENDS),
        cell("from mlcode.boxes import Box\nfrom mlcode.halves import half"),
        cell("@extends(Box)\ndef get(self):\n    return half(self.size)", "boxes"),
        cell("def quarter(x):\n    return half(half(x))", "halves"),
    ),
    "a/late-box": page(cell("from mlcode.boxes import Box\n\nBox().get()")),
    "a/late-quarter": page(cell("from mlcode.halves import quarter\n\nquarter(9)")),
    "a/refers": page("See {eq}`eq-first`.", cell("1 + 1")),
    "a/cites": page(cell('print("eq-first")')),
    "a/named": page(cell('from mlcode.datasets import load\n\nload("one")')),
    "a/quoted": page(cell("from mlcode.datasets import load\n\nload('one')")),
    "a/computed": page(cell('from mlcode.datasets import load\n\nfor name in ["two"]:\n    load(name)')),
    "a/wraps": page(
        cell('from mlcode.datasets import load\n\n\ndef prepared():\n    return load("one")', "prepared"),
    ),
    "a/leans": page(cell("from mlcode.prepared import prepared\n\nprepared()")),
    "a/alone": page(cell("2 + 2")),
    "a/replaces": page(cell("def half(x):\n    return x / 2", "halves", replaces="half")),
    "a/last": page(cell("from mlcode.halves import half\n\nhalf(5)")),
}
DATA = {"one.csv": b"x\n1\n", "one.toml": card(b"x\n1\n"), "two.csv": b"x\n2\n", "two.toml": card(b"x\n2\n")}


def keys(root: Path, pages: Mapping[str, str], data: Mapping[str, bytes] = DATA) -> dict[str, str]:
    """Return the key of every page of a book."""
    book = read_book(tiny.write_book(root, pages, data=data))
    made = Keys(book, tangle_book(book))
    return {each.slug: made.of(each) for each in book.pages}


@pytest.fixture(scope="module")
def before(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    return keys(tmp_path_factory.mktemp("before"), PAGES)


def edited(slug: str, old: str, new: str) -> dict[str, str]:
    assert PAGES[slug].count(old) == 1
    return {**PAGES, slug: PAGES[slug].replace(old, new)}


CHANGES: dict[str, tuple[tuple[str, str, str], set[str]]] = {
    "prose": (("a/first", "Words of", "Other words of"), set()),
    "more lines of prose": (("a/first", "Words of", "More.\n\nWords of"), set()),
    "a cell": (("a/alone", "2 + 2", "2 + 3"), {"a/alone"}),
    "a tag": (("a/alone", "ipython3\n", "ipython3\n:tags: [timing]\n"), {"a/alone"}),
    "a value": (("a/uses-half", ":d`", ":.1f`"), {"a/uses-half"}),
    "a definition, used directly, by a later definition, by a member": (
        ("a/first", "x / 2", "x / 2.0"),
        {"a/first", "a/uses-half", "a/late-box", "a/late-quarter"} | {"a/grows"},
    ),
    "an import that a definition leans on": (
        ("a/first", "import math", "import cmath as math"),
        {"a/first", "a/uses-half", "a/late-box", "a/late-quarter", "a/grows"},
    ),
    "a field of a class": (("a/first", "size = 1", "size = 2"), {"a/first", "a/uses-box", "a/grows", "a/late-box"}),
    "a member that a later page adds": (
        ("a/grows", "half(self.size)", "half(self.size + 1)"),
        {"a/grows", "a/late-box"},
    ),
    "a definition that a later page adds": (
        ("a/grows", "half(half(x))", "half(half(x + 0))"),
        {"a/grows", "a/late-quarter"},
    ),
    "a definition that supersedes": (("a/replaces", "x / 2", "x / 2 + 0"), {"a/replaces", "a/last"}),
    "a displayed equation": (("a/first", "y = x", "y = x + 0"), {"a/first", "a/refers", "a/cites"}),
    "a definition that reads data": (("a/wraps", 'load("one")', 'load("two")'), {"a/wraps", "a/leans"}),
}


@pytest.mark.parametrize("change", CHANGES)
def test_what_runs_again_after_a_change_of(change: str, before: dict[str, str], tmp_path: Path) -> None:
    (slug, old, new), again = CHANGES[change]
    after = keys(tmp_path, edited(slug, old, new))
    assert {slug for slug in after if after[slug] != before[slug]} == again


@pytest.mark.parametrize(
    ("name", "again"),
    [
        ("one", {"a/named", "a/quoted", "a/computed", "a/leans", "a/wraps", "tools/data"}),
        ("two", {"a/computed", "a/leans", "tools/data"}),
    ],
)
def test_what_runs_again_after_a_change_of_data(
    name: str, again: set[str], before: dict[str, str], tmp_path: Path
) -> None:
    content = b"x\n9\n"
    after = keys(tmp_path, PAGES, {**DATA, f"{name}.csv": content, f"{name}.toml": card(content)})
    assert {slug for slug in after if after[slug] != before[slug]} == again


def test_a_page_more_runs_nothing_again(before: dict[str, str], tmp_path: Path) -> None:
    """Neither at the end nor in the middle, where it changes nothing that is used."""
    between = list(PAGES.items())
    between.insert(3, ("a/new", page(cell("def third(x):\n    return x / 3", "halves"))))
    after = keys(tmp_path, dict(between))
    del after["a/new"]
    assert after == before


def test_a_change_of_a_tool_reaches_the_pages_before_it(tmp_path: Path) -> None:
    pages = {
        "a/early": page(cell("from mlcode.datasets import load\n\nload")),
        "a/other": page(cell("1")),
        "tools/data": page(DATASETS),
    }
    one = keys(tmp_path / "one", pages)
    two = keys(tmp_path / "two", {**pages, "tools/data": pages["tools/data"].replace("return name", "return [name]")})
    assert {slug for slug in one if one[slug] != two[slug]} == {"a/early", "tools/data"}


def test_every_page_depends_on_the_locked_versions(before: dict[str, str], tmp_path: Path) -> None:
    (tmp_path / "requirements.txt").write_text("numpy==2.0.0\nsphinx==7.0.0\n")
    old = keys(tmp_path, PAGES)
    assert not set(old.items()) & set(before.items())
    (tmp_path / "requirements.txt").write_text("numpy==2.0.0\nsphinx==7.1.0\n")
    assert keys(tmp_path, PAGES) == old
    (tmp_path / "requirements.txt").write_text("numpy==2.0.1\nsphinx==7.1.0\n")
    assert not set(keys(tmp_path, PAGES).items()) & set(old.items())


def test_every_page_depends_on_the_runner_and_the_notation(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also where two files of one name differ, such as two ``__init__.py``."""
    press = tmp_path / "press"
    for folder in ("run", "exercises", "proof"):
        (press / folder).mkdir(parents=True)
        (press / folder / "__init__.py").touch()
    (press / "proof" / "notation.toml").touch()
    monkeypatch.setattr(key, "_PRESS", press)
    seen = [keys(tmp_path / "book", PAGES)["a/alone"]]
    for path in ("run/__init__.py", "exercises/__init__.py", "proof/__init__.py", "proof/notation.toml"):
        (press / path).write_text("# changed")
        seen.append(keys(tmp_path / "book", PAGES)["a/alone"])
    assert len(set(seen)) == len(seen)


def test_keys_do_not_depend_on_the_folder(before: dict[str, str], tmp_path: Path) -> None:
    assert keys(tmp_path / "elsewhere", PAGES) == before
