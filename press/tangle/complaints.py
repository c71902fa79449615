"""Collect what is wrong: a place, a code, and the words for it."""

from __future__ import annotations

from press.book import Cell
from press.errors import Problem
from press.tangle.words import WORDS


def problem(path: str, line: int, code: str, /, **facts: object) -> Problem:
    """Return a problem in the words of its code."""
    message, hint = WORDS[code]
    return Problem(path, line, code, message.format(**facts), hint.format(**facts))


class Complaints:
    """Collects problems, each at a line of a file."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []
        self.lost = False  # a cell could not be read: what it defines is missing elsewhere

    def file(self, path: str, line: int, code: str, /, **facts: object) -> None:
        self.problems.append(problem(path, line, code, **facts))

    def at(self, cell: Cell, line: int, code: str, /, **facts: object) -> None:
        self.file(cell.path, line, code, **facts)

    def row(self, cell: Cell, row: int, code: str, /, **facts: object) -> None:
        self.file(cell.path, cell.first + row, code, **facts)
