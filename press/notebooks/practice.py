"""The exercise notebook of a page, and the same with its solutions."""

from __future__ import annotations

from typing import Any

import nbformat

from press.book import Exercise, Page, exercises
from press.exercises.starter import starter
from press.notebooks.export import Exporter
from press.notebooks.markdown import Plain
from press.notebooks.needs import setup
from press.run.record import Run

_SETUP = "What the exercises build on: the definitions of the page. Run it once."


def practice(exporter: Exporter, page: Page, run: Run, *, solved: bool) -> Any:
    """Return statements, checks and starters; or, solved, the solutions in their place."""
    plain = exporter.plain(page, run)
    cells = exporter.added(page, "solutions" if solved else "exercises")
    found = exercises(page)
    used = [cell for exercise in found for cell in (*exercise.checks, *exercise.answers)]
    cells.append(nbformat.v4.new_markdown_cell(_SETUP))
    cells += [_code(cell.source, ["setup"]) for cell in setup([c for c in page.running if c not in used], used)]
    for exercise in found:
        cells.append(nbformat.v4.new_markdown_cell(plain.block(exercise.statement)))
        cells += [_code(cell.source, ["check"]) for cell in exercise.checks]
        cells += [nbformat.v4.new_markdown_cell(plain.block(block)) for block in exercise.hints]
        cells += _solutions(exercise, plain) if solved else _starters(exercise)
    return exporter.finished(page, cells)


def _starters(exercise: Exercise) -> list[Any]:
    blank = [] if exercise.answers else [nbformat.v4.new_markdown_cell("*Your answer:*")]
    return blank + [_code(starter(cell.source), ["answer"]) for cell in exercise.answers]


def _solutions(exercise: Exercise, plain: Plain) -> list[Any]:
    words = [nbformat.v4.new_markdown_cell(plain.block(block)) for block in exercise.solutions]
    return words + [_code(cell.source, ["solution"]) for cell in exercise.answers]


def _code(source: str, tags: list[str]) -> Any:
    return nbformat.v4.new_code_cell(source, metadata={"tags": tags})
