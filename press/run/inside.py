"""Runs inside the kernel, after a page's last cell: its values, its exercises.

It leaves the page's names as they are: exercises are tried in forks.
"""

from __future__ import annotations

import json
from typing import Any

from press.exercises.trial import judge

MIME = "application/vnd.press.finish+json"


def finish(names: dict[str, Any], todo: str) -> None:
    """Evaluate the values of the page, try its exercises, and display both."""
    from IPython.display import display

    plan = json.loads(todo)
    written = {key: _value(names, expression, form, line) for key, expression, form, line in plan["values"]}
    tried = [judge(names, exercise) for exercise in plan["exercises"]]
    display({MIME: {"values": written, "exercises": tried}}, raw=True)


def _value(names: dict[str, Any], expression: str, form: str, line: int) -> str:
    """Return a number as the prose prints it."""
    try:
        return format(eval(expression, dict(names)), form)  # noqa: S307 - the book's own text
    except Exception as error:
        raise ValueError(f"line {line}: the value {expression!r}: {type(error).__name__}: {error}") from error
