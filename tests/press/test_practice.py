"""Exercise notebooks: nothing of the answers, and everything that they need."""

from __future__ import annotations

import ast
import builtins
from pathlib import Path
from typing import Any

import pytest
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError

from press.book import Page, exercises, read_book, values
from press.book.labels import Labels
from press.notebooks.citations import Citations
from press.notebooks.export import Exporter
from press.notebooks.needs import names
from press.notebooks.practice import practice
from press.notebooks.site import Site
from press.run.record import Run
from tests.press import small
from tests.press.small import exercise, page
from tests.press.tiny import cell

ROOT = Path(__file__).parents[2]
CHECK = 'def check_double(answer):\n    assert answer(factor) == 6, "six"'
RIGHT = 'def double(x):\n    """Return twice x."""\n    secret = x + x\n    return secret\n\n\ncheck_double(double)'
PAGE = page(
    cell("factor = 3"),
    cell("raise RuntimeError('a figure that nothing needs')", figure="fig-one", alt="A picture."),
    cell("drawn = factor", figure="fig-two", alt="A picture."),
    cell("shown = drawn", figure="fig-three", alt="A picture."),
    cell("raise RuntimeError('a timing')", tags="[timing]"),
    cell("def once():\n    return shown"),
    exercise("ex-double", CHECK, RIGHT, "def double(x):\n    return 'planted'"),
    exercise("ex-words", hint=False),
    exercise("ex-try", "", "secret_number = once() + 1", kind="experiment"),
)


def made(here: Page, book_pages: list[Page], *, solved: bool) -> Any:
    exporter = Exporter(Labels(book_pages), Citations(ROOT / "book/references.bib"), Site("", ""))
    run = Run(here.slug, "key", [[] for _ in here.running], {each.key: "7" for each in values(here)})
    return practice(exporter, here, run, solved=solved)


@pytest.fixture(scope="module")
def here(tmp_path_factory: pytest.TempPathFactory) -> Page:
    return read_book(small.write_book(tmp_path_factory.mktemp("book"), {"a/page": PAGE})).page("a/page")


def tagged(notebook: Any, tag: str) -> list[str]:
    return [each.source for each in notebook.cells if tag in each.metadata.get("tags", ())]


@pytest.mark.parametrize("solved", [False, True])
def test_only_what_is_needed_is_set_up(solved: bool, here: Page) -> None:
    found = tagged(made(here, [here], solved=solved), "setup")
    assert found == ["factor = 3", "drawn = factor", "shown = drawn", "def once():\n    return shown"]


def test_starters_hold_nothing_of_the_answers(here: Page) -> None:
    notebook = made(here, [here], solved=False)
    starter = 'def double(x):\n    """Return twice x."""\n    raise NotImplementedError\n\n\ncheck_double(double)'
    assert tagged(notebook, "answer") == [starter, "raise NotImplementedError"]
    assert tagged(notebook, "check") == [CHECK]
    words = "\n".join(each.source for each in notebook.cells)
    assert "secret" not in words and "The working." not in words and "planted" not in words
    assert words.count("A first step.") == 2 and words.count("*Your answer:*") == 1
    assert words.count("A question.") == 3


def test_solutions_stand_in_the_place_of_starters(here: Page) -> None:
    notebook = made(here, [here], solved=True)
    assert tagged(notebook, "solution") == [RIGHT, "secret_number = once() + 1"]
    words = "\n".join(each.source for each in notebook.cells)
    assert words.count("The working.") == 1 and "NotImplementedError" not in words


def test_the_solutions_run_and_the_starters_do_not_yet(here: Page, tmp_path: Path) -> None:
    where = {"resources": {"metadata": {"path": str(tmp_path)}}, "timeout": 60}
    NotebookClient(made(here, [here], solved=True), **where).execute()
    unsolved = made(here, [here], solved=False)
    with pytest.raises(CellExecutionError, match="NotImplementedError"):
        NotebookClient(unsolved, **where).execute()
    assert unsolved.cells[-1].outputs == []
    failed = next(each for each in unsolved.cells if each.cell_type == "code" and each.outputs)
    assert failed.source.startswith("def double")


REAL = read_book(ROOT)


@pytest.mark.parametrize("slug", [each.slug for each in REAL.pages if exercises(each)])
def test_the_notebooks_of_the_book_define_every_name_that_they_use(slug: str) -> None:
    for solved in (False, True):
        code = [
            each.source for each in made(REAL.page(slug), REAL.pages, solved=solved).cells if each.cell_type == "code"
        ]
        given = set(dir(builtins))
        for source in code:
            given |= names(source, ast.Store) | {
                node.arg for node in ast.walk(ast.parse(source)) if isinstance(node, ast.arg)
            }
            assert names(source, ast.Load) <= given, source


@pytest.mark.parametrize("slug", [each.slug for each in REAL.pages if exercises(each)])
def test_the_book_s_starters_hold_nothing_of_its_answers(slug: str) -> None:
    """Each line of a function's body that says something is gone."""
    here = REAL.page(slug)
    text = "\n".join(each.source for each in made(here, REAL.pages, solved=False).cells)
    for each in exercises(here):
        for answer in each.answers:
            for node in ast.walk(ast.parse(answer.source)):
                if isinstance(node, ast.Return) and node.value is not None:
                    line = answer.lines[node.lineno - 1]
                    assert len(line.split()) < 3 or line not in text, line
        assert not any(mistake.source in text for mistake in each.mistakes)
