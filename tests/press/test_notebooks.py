"""Notebooks of pages: what the reader gets in Jupyter."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path
from typing import Any

import nbformat
import pytest

from press.book import Book, Page, read_book, values
from press.book.labels import Labels
from press.notebooks.citations import Citations
from press.notebooks.export import Exporter
from press.notebooks.practice import practice
from press.notebooks.restore import restore
from press.notebooks.site import Site, find_site
from press.notebooks.verbs import ZIP, write_all_notebooks
from press.run.record import Run
from press.run.runner import Runner
from tests.press import small
from tests.press.small import block, exercise, page
from tests.press.tiny import cell

ROOT = Path(__file__).parents[2]
NOWHERE, SOMEWHERE = Site("", "1.2"), Site("Owner/book", "1.2")
MISTAKE = "def double(x):\n    return 'planted'"
CHECK = 'def check_double(answer):\n    assert answer(3) == 6, "six"'
IMAGE = {"output_type": "display_data", "metadata": {}, "data": {"image/svg+xml": "<svg/>", "text/plain": "<Figure>"}}
LITERAL = "```text\n{value}`x` $$ (eq-no) [no](other.md)\n```"
PAGES = {
    "a/other": page(
        "$$\ny = 1\n$$ (eq-other)\n\n## A part",
        cell("draw()", figure="fig-other", alt="A picture.", caption="Other."),
        exercise("ex-other"),
        title="Other",
    ),
    "a/page": page(
        "It is {value}`x:.1f`, {value}`x:.1f` and {value}`y`, see {eq}`eq-second`, {eq}`eq-other`.",
        "$$\na = \\E b\n$$ (eq-first)\n\n$$\nc = d\n$$ (eq-second)\n\n$$\ne\n$$",
        "{cite:t}`hubble1929` and {cite:p}`two2000, three2001`; `{value}` and ``{eq}`x` `` stay, as does `[a](b.md)`.",
        "See [other](other.md), [part](other.md#a-part), [`c`](../b/far.md), {numref}`fig-other`, {numref}`fig-one`,\n"
        "[](#ex-other) and [](#ex-double), [elsewhere](https://example.org/a.md).",
        LITERAL,
        cell("x = 1.5\nx", name="first-cell"),
        cell("draw()", figure="fig-one", alt="A picture.", caption="Of {value}`x:.1f`, as in [other](other.md)."),
        block("predict", "What?\n\n1. One.\n2. Two."),
        block("reveal", "The first, {value}`y`.\n\n$$\nf = g\n$$ (eq-third)"),
        block("remember", "**Say it.** So."),
        block("note", "Mind."),
        block("margin", "Aside."),
        "```{data-card} hubble\n```",
        exercise("ex-double", CHECK, "def double(x):\n    return 2 * x\n\n\ncheck_double(double)", MISTAKE),
        exercise("ex-words", hint=False),
        "The end.",
        title="The page",
    ),
    "b/far": page("Far.", cell("1"), title="Far"),
}
RUN = Run(
    "a/page",
    "key",
    [
        [{"output_type": "execute_result", "metadata": {}, "data": {"text/plain": "1.5"}, "execution_count": 1}],
        [IMAGE],
        [],
        [],
    ],
    {"x:.1f": "1.5", "y": "2"},
)


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Book:
    return read_book(small.write_book(tmp_path_factory.mktemp("book"), PAGES))


def exporter(book: Book, site: Site = NOWHERE) -> Exporter:
    return Exporter(Labels(book.pages), Citations(book.root / "book/references.bib"), site)


@pytest.fixture(scope="module")
def notebook(book: Book) -> Any:
    return exporter(book).notebook(book.page("a/page"), RUN)


@pytest.fixture(scope="module")
def text(notebook: Any) -> str:
    """Return what the reader of the notebook sees of its prose."""
    return "\n\n".join(each.source for each in notebook.cells if each.cell_type == "markdown")


def test_a_notebook_is_valid_in_every_version_of_it(book: Book, notebook: Any) -> None:
    here = book.page("a/page")
    made = [notebook, exporter(book, SOMEWHERE).notebook(here, RUN)]
    made += [practice(exporter(book), here, RUN, solved=solved) for solved in (False, True)]
    for each in made:
        nbformat.validate(each)
        nbformat.validate(json.loads(nbformat.writes(each)))
        ids = [one.id for one in each.cells]
        assert len(set(ids)) == len(ids)


def test_roles_become_words(text: str) -> None:
    assert "It is 1.5, 1.5 and 2, see (2), (1)." in text
    assert "Hubble (1929) and (One and Two, 2000; Müller et al., 2001)" in text


def test_code_and_literal_blocks_stay(text: str) -> None:
    assert LITERAL in text
    assert "`{value}` and ``{eq}`x` `` stay, as does `[a](b.md)`." in text


def test_equations_have_the_numbers_of_the_site(text: str) -> None:
    assert "$$\na = \\E b\n\\tag{1}\n$$" in text
    assert "$$\nc = d\n\\tag{2}\n$$\n\n$$\ne\n$$" in text
    assert "$$\nf = g\n\\tag{3}\n$$" in text
    assert "(eq-f" not in text and "(eq-s" not in text


def test_links_lead_to_notebooks_or_to_the_site(text: str, book: Book) -> None:
    assert "See [other](other.ipynb), [part](other.ipynb), [`c`](../b/far.ipynb), [Figure 1](other.ipynb)" in text
    there = exporter(book, SOMEWHERE).notebook(book.page("a/page"), RUN)
    links = "\n".join(each.source for each in there.cells)
    assert "[part](https://owner.github.io/book/book/a/other.html#a-part)" in links
    assert "[`c`](https://owner.github.io/book/book/b/far.html)" in links
    assert "[Figure 1](https://owner.github.io/book/book/a/other.html#fig-other)" in links
    assert "[Exercise 1](https://owner.github.io/book/book/a/other.html#ex-other)" in links
    assert "[elsewhere](https://example.org/a.md)" in links


def test_what_is_referred_to_in_the_notebook_is_there(text: str) -> None:
    for name in ("fig-one", "ex-double"):
        assert f"](#{name})" in text
        assert text.count(f'<a id="{name}"></a>') == 1
    assert '<a id="fig-one"></a>**Figure 1.** Of 1.5, as in [other](other.ipynb).' in text
    assert '<a id="ex-double"></a>**Exercise 1** (derive, 5 min)\n\nA question.' in text


def test_blocks_become_quotes_folds_and_links(text: str) -> None:
    assert "> **Before you read on**\n>\n> What?\n>\n> 1. One.\n> 2. Two." in text
    assert "<details>\n<summary>See what happens</summary>\n\nThe first, 2.\n\n$$\nf = g" in text
    assert "> **Remember**\n>\n> **Say it.** So." in text
    assert "> **Note**\n>\n> Mind." in text and "> **Aside**\n>\n> Aside." in text
    assert "*The data card hubble stands [on the page](page.ipynb).*" in text
    assert "<summary>Hint</summary>\n\nA first step.\n\n</details>" in text
    assert "```{" not in text.replace(LITERAL, "")


def test_cells_keep_options_tags_and_outputs(notebook: Any) -> None:
    code = [each for each in notebook.cells if each.cell_type == "code"]
    assert [each.source.split("\n")[0] for each in code] == [
        "x = 1.5",
        "draw()",
        "def check_double(answer):",
        "def double(x):",
    ]
    assert code[0].metadata.name == "first-cell" and code[3].metadata.tags == ["solution"]
    assert code[1].metadata.alt == "A picture."
    assert code[0].outputs[0].data["text/plain"] == "1.5"
    assert code[1].outputs == [IMAGE]


def test_a_planted_mistake_is_nowhere_inside(book: Book) -> None:
    here = book.page("a/page")
    made = [exporter(book).notebook(here, RUN)]
    made += [practice(exporter(book), here, RUN, solved=solved) for solved in (False, True)]
    assert not any("planted" in nbformat.writes(each) for each in made)


def test_added_cells_are_marked_and_nothing_else_is(notebook: Any) -> None:
    added = [each for each in notebook.cells if each.metadata.press.get("added")]
    assert [each.source.partition("\n")[0] for each in added] == [
        "*The notebook of [The page](page.ipynb).*",
        '<a id="fig-one"></a>**Figure 1.** Of 1.5, as in [other](other.ipynb).',
    ]


def test_the_macros_stand_in_the_first_cell(notebook: Any) -> None:
    r"""With ``\def``: MathJax has no ``\providecommand``, and KaTeX refuses ``\newcommand`` of a known name."""
    first = notebook.cells[0].source
    assert "\n$\\def\\E{\\mathbb{E}}\n" in first and first.endswith("}$")
    assert "\\providecommand" not in first and "\\newcommand" not in first


def test_the_package_is_installed_only_where_it_is_published(notebook: Any, book: Book) -> None:
    assert "%pip" not in nbformat.writes(notebook)
    published = exporter(book, SOMEWHERE).notebook(book.page("a/page"), RUN)
    (install,) = [each for each in published.cells if "%pip" in each.source]
    assert install.metadata.press.added and install.cell_type == "code" and install is published.cells[1]
    wheel = "https://owner.github.io/book/wheels/literate_machine_learning-1.2-py3-none-any.whl"
    assert f"literate-machine-learning[proof,pictures] @ {wheel}" in install.source
    assert published.cells[0].source.startswith(
        "*The notebook of [The page](https://owner.github.io/book/book/a/page.html).*"
    )


def test_the_site_comes_from_the_environment_else_from_the_configuration(
    book: Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("GITHUB_REPOSITORY", raising=False)
    version = find_site(ROOT).version
    assert find_site(book.root) == Site("", version)
    config = book.root / "_config.yml"
    config.write_text(config.read_text().replace('url: ""', 'url: "https://github.com/one/two/"'))
    assert find_site(book.root).repository == "one/two"
    monkeypatch.setenv("GITHUB_REPOSITORY", "three/four")
    assert find_site(book.root).base == "https://three.github.io/four"


def chapter_without_mistakes(here: Page) -> str:
    """Return the chapter with each line of its mistake cells, fences included, made empty."""
    lines = here.text.split("\n")
    for each in here.cells:
        if "mistake" in each.tags:
            lines[each.fence - 1 : each.end] = [""] * (each.end - each.fence + 1)
    return "\n".join(lines)


def made_up(here: Page) -> Run:
    return Run(here.slug, "key", [[] for _ in here.running], {each.key: "7" for each in values(here)})


def test_a_notebook_restores_to_its_chapter(notebook: Any, book: Book) -> None:
    restored = restore(nbformat.reads(nbformat.writes(notebook), 4))
    assert restored == chapter_without_mistakes(book.page("a/page"))
    assert "planted" not in restored and "tags: [check]" in restored


ODD = {
    "blank lines that are not empty": page("One.", "   \n ", cell("1"), "  ", cell("2"), "Two.  \n  "),
    "blanks at the ends of cells": page(cell("\n2", tags="[timing]"), cell("")),
    "a mistake at the end": page("One.", exercise("ex-a", "1", "2", "3", "4")).rstrip("\n") + "\n\n\n",
    "no line break at the end": page("One.", cell("1")).rstrip("\n"),
    "a mistake, and no line break": page("One.", exercise("ex-a", "1", "2", "3")).rstrip("\n"),
    "neighbours without a line between": small.FRONT
    + cell("1")
    + "\n"
    + cell("2")
    + "\nWords.\n"
    + block("note", "N."),
    "a block right after a mistake": page(exercise("ex-a", "1", "2", "3")) + block("note", "N.\n\n\nM.") + "\n",
    "nothing but a title": small.FRONT,
}


@pytest.mark.parametrize("name", ODD)
def test_odd_chapters_are_restored_too(name: str, tmp_path: Path) -> None:
    book = read_book(small.write_book(tmp_path, {"a/page": ODD[name]}))
    here = book.page("a/page")
    assert restore(exporter(book).notebook(here, made_up(here))) == chapter_without_mistakes(here)


REAL = read_book(ROOT)


@pytest.mark.parametrize("slug", [each.slug for each in REAL.pages])
def test_every_page_of_the_book_is_restored(slug: str) -> None:
    here = REAL.page(slug)
    notebook = exporter(REAL).notebook(here, made_up(here))
    nbformat.validate(notebook)
    assert restore(nbformat.reads(nbformat.writes(notebook), 4)) == chapter_without_mistakes(here)


def test_the_archive_holds_all_and_depends_on_nothing_else(book: Book, tmp_path: Path) -> None:
    runs = {each.slug: made_up(each) for each in book.pages}
    assert write_all_notebooks(Runner(book), runs, tmp_path / "one") == 8
    write_all_notebooks(Runner(book), dict(reversed(runs.items())), tmp_path / "two")
    content = (tmp_path / "one" / ZIP).read_bytes()
    assert content == (tmp_path / "two" / ZIP).read_bytes()
    archive = zipfile.ZipFile(io.BytesIO(content))
    assert archive.namelist() == sorted(
        ["a/other.ipynb", "a/page.ipynb", "b/far.ipynb", "tools/growing.ipynb"]
        + [f"{kind}/a/{name}.ipynb" for kind in ("exercises", "solutions") for name in ("other", "page")]
    )
    for path in archive.namelist():
        assert archive.read(path) == (tmp_path / "one" / path).read_bytes()
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
