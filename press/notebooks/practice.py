"""The exercise notebook of a page, and the same with its solutions."""

from __future__ import annotations

from typing import Any

import nbformat

from press.book import Cell, Exercise, Page, exercises
from press.exercises.starter import starter
from press.notebooks.export import Exporter
from press.run.record import Run

_SETUP = "Everything that the page defines. Run it once; the exercises build on it."


def practice(exporter: Exporter, page: Page, run: Run, *, solved: bool) -> Any:
    """Return statements, checks and starters; or, solved, the solutions in their place."""
    plain = exporter.plain(page, run)
    cells = exporter.added(page, "solutions" if solved else "exercises")
    found = exercises(page)
    ours = {cell.index for exercise in found for cell in (*exercise.checks, *exercise.answers, *exercise.mistakes)}
    cells.append(nbformat.v4.new_markdown_cell(_SETUP))
    cells += [_code(cell.source, ["setup"]) for cell in page.running if cell.index not in ours and _quiet(cell)]
    for exercise in found:
        cells.append(nbformat.v4.new_markdown_cell(plain.block(exercise.statement)))
        cells += [_code(cell.source, ["check"]) for cell in exercise.checks]
        cells += [nbformat.v4.new_markdown_cell(plain.block(block)) for block in exercise.hints]
        cells += _answers(exercise, plain, solved)
    return exporter.finished(page, cells)


def _quiet(cell: Cell) -> bool:
    """Whether a cell only sets things up: figures, timings and proofs need not run again."""
    return not cell.figure and not {"timing", "proof"} & set(cell.tags)


def _answers(exercise: Exercise, plain: Any, solved: bool) -> list[Any]:
    if not solved:
        blank = [] if exercise.answers else [nbformat.v4.new_markdown_cell("*Your answer:*")]
        return blank + [_code(starter(cell.source), ["answer"]) for cell in exercise.answers]
    words = [nbformat.v4.new_markdown_cell(plain.block(block)) for block in exercise.solutions]
    return words + [_code(cell.source, ["solution"]) for cell in exercise.answers]


def _code(source: str, tags: list[str]) -> Any:
    return nbformat.v4.new_code_cell(source, metadata={"tags": tags})
