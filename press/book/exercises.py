"""Group the parts of a page into exercises."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from press.book.model import Block, Cell, Exercise, Page, Prose
from press.book.report import Report
from press.book.vocabulary import EXERCISE_KINDS, did_you_mean
from press.errors import Problem

_ORDER = ("check", "hint", "solution", "answer", "mistake")


def exercises(page: Page, problems: list[Problem] | None = None) -> list[Exercise]:
    """Return the exercises of a page; what is wrong is added to ``problems``."""
    report = Report(page.path, [] if problems is None else problems)
    found: list[Exercise] = []
    stage = -1  # how far the current exercise has come in _ORDER; -1: none is open
    for part in page.parts:
        role = _role(part)
        if role == "exercise" and isinstance(part, Block):
            found.append(_begin(part, report))
            stage = 0
        elif role is None:
            stage = -1
        elif stage < 0 or not found:
            line = part.first if isinstance(part, Prose) else part.fence
            report(
                line,
                "stray-part",
                f"a {role} that follows no exercise",
                "Put it right after its {exercise} block",
            )
        else:
            stage = _add(found, role, part, stage, report)
    return found


def _role(part: Block | Cell | Prose) -> str | None:
    if isinstance(part, Block):
        return part.name if part.name in ("exercise", "hint", "solution") else None
    if isinstance(part, Cell):
        names = {"check": "check", "solution": "answer", "mistake": "mistake"}
        return next((role for tag, role in names.items() if tag in part.tags), None)
    return None


def _begin(block: Block, report: Report) -> Exercise:
    options = block.options
    for option in ("name", "kind", "minutes"):
        if option not in options:
            report(
                block.fence,
                "exercise-option",
                f"an exercise needs :{option}:",
                "Add it under the fence",
            )
    name, kind = options.get("name", ""), options.get("kind", "")
    if name:
        report.name(block.fence, name)
        if not name.startswith("ex-"):
            report(block.fence, "bad-name", f"the exercise {name!r}", "Begin its name with ex-")
    if kind and kind not in EXERCISE_KINDS:
        report(
            block.fence,
            "exercise-kind",
            f"there is no kind {kind!r}",
            did_you_mean(kind, EXERCISE_KINDS),
        )
    minutes = options.get("minutes", "0")
    if not minutes.isdigit():
        report(block.fence, "exercise-option", f"minutes are a whole number, not {minutes!r}", "Write digits")
        minutes = "0"
    return Exercise(name, kind, int(minutes), block)


def _add(found: list[Exercise], role: str, part: Block | Cell | Prose, stage: int, report: Report) -> int:
    fields = {
        "check": "checks",
        "hint": "hints",
        "solution": "solutions",
        "answer": "answers",
        "mistake": "mistakes",
    }
    assert not isinstance(part, Prose)
    if _ORDER.index(role) < stage:
        report(
            part.fence,
            "part-order",
            f"a {role} stands after a {_ORDER[stage]}",
            "The order is: check, hint, solution, mistakes",
        )
    last, name = found[-1], fields[role]
    grown: dict[str, Any] = {name: (*getattr(last, name), part)}
    found[-1] = replace(last, **grown)
    return _ORDER.index(role)
