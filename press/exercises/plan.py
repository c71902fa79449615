"""What has to be tried of an exercise, as plain data for the kernel."""

from __future__ import annotations

import ast
from typing import Any

from press.book import Exercise
from press.exercises.starter import calls, defined, rows, starter


def plan(exercise: Exercise) -> dict[str, Any]:
    """Return the check's name, the answer's name, and the code to try."""
    checks = [name for cell in exercise.checks for name in _defined(cell.source) if name.startswith("check_")]
    answer = checks[0].removeprefix("check_") if checks else ""
    solution = "\n\n".join(_without_calls(cell.source, checks) for cell in exercise.answers)
    return {
        "name": exercise.name,
        "check": checks[0] if checks else "",
        "answer": answer,
        "solution": solution,
        "starter": _starter(solution),
        "mistakes": [cell.source for cell in exercise.mistakes],
    }


def _defined(source: str) -> list[str]:
    try:
        return defined(source)
    except SyntaxError:  # the run will say so, with the line
        return []


def _starter(source: str) -> str:
    try:
        return starter(source)
    except SyntaxError:
        return source


def _without_calls(source: str, checks: list[str]) -> str:
    """Drop the solution's own call of its check: the trial makes it."""
    try:
        tree = ast.parse(source)
    except SyntaxError:
        return source
    called = {row for node in tree.body if calls(node) in checks for row in rows(node)}
    return "\n".join(line for row, line in enumerate(source.split("\n"), 1) if row not in called)
