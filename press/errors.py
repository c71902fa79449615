"""What can be wrong, said the same way everywhere: `page.md:line: code: what. hint`."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum


class Exit(IntEnum):
    """Exit codes of every verb."""

    FINE = 0
    CLAIM_FAILED = 1  # drift, a failing cell, an exercise, a page rule, an equation
    UNREADABLE = 2  # the book cannot be read, or bad usage
    HAND_EDIT = 3  # a hand edit would be lost
    STITCH_REFUSED = 4


@dataclass(frozen=True, order=True)
class Problem:
    """One thing that is wrong, where it stands, and what to do about it."""

    path: str
    line: int
    code: str
    message: str
    hint: str = ""

    def __str__(self) -> str:
        place = f"{self.path}:{self.line}" if self.line else self.path
        text = f"{place}: {self.code}: {self.message}."
        return f"{text} {self.hint}." if self.hint else text


class PressError(Exception):
    """A verb cannot go on: all problems at once, and the exit code they mean."""

    def __init__(self, problems: list[Problem], exit_code: Exit = Exit.UNREADABLE):
        self.problems = sorted(set(problems))
        self.exit_code = exit_code
        super().__init__(problems, exit_code)  # as they came, so that it can be pickled

    def __str__(self) -> str:
        return "\n".join(map(str, self.problems))


def fail(path: str, line: int, code: str, message: str, hint: str = "") -> PressError:
    """Return the error of a single problem, ready to be raised."""
    return PressError([Problem(path, line, code, message, hint)])
