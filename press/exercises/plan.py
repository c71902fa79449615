"""What has to be tried of an exercise, as plain data for the kernel."""

from __future__ import annotations

from typing import Any

from press.book import Exercise
from press.exercises.starter import defined, starter


def plan(exercise: Exercise) -> dict[str, Any]:
    """Return the check's name, the answer's name, and the code to try."""
    checks = [name for cell in exercise.checks for name in _defined(cell.source) if name.startswith("check_")]
    answer = checks[0].removeprefix("check_") if checks else ""
    solution = "\n\n".join(_without_calls(cell.source, checks) for cell in exercise.answers)
    return {
        "name": exercise.name,
        "line": exercise.statement.fence,
        "check": checks[0] if checks else "",
        "answer": answer,
        "solution": solution,
        "starter": _starter(solution),
        "mistakes": [[cell.first, cell.source] for cell in exercise.mistakes],
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
    rows = [row for row in source.split("\n") if not any(row.startswith(f"{name}(") for name in checks)]
    return "\n".join(rows)
