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
    written: dict[str, str] = {}
    faults: list[tuple[int, str]] = []
    for key, expression, form, line in plan["values"]:
        try:
            written[key] = format(eval(expression, dict(names)), form)  # noqa: S307 - the book's own text
        except Exception as error:
            faults.append((line, f"the value {expression!r}: {type(error).__name__}: {error}"))
    tried = [judge(names, exercise) for exercise in plan["exercises"]]
    display({MIME: {"values": written, "faults": faults, "exercises": tried}}, raw=True)
