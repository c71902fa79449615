"""Turn what the trials of a page's exercises brought into problems."""

from __future__ import annotations

from typing import Any

from press.book import Exercise, Page, exercises
from press.errors import Problem

_HINTS = {
    "raises": "A mistake runs without exception",
    "another": "A mistake returns the right type and shape",
    "never": "A mistake is right on at least one of the check's inputs",
}


def problems(page: Page, outcomes: list[dict[str, Any]]) -> list[Problem]:
    """Return what is wrong: an untrue solution, a blind check, an unlikely mistake.

    A run may be older than the page's prose, so lines are those of the page as it is.
    """
    found = []
    for exercise, outcome in zip(exercises(page), outcomes, strict=True):
        messages: list[str] = []
        for line, trial in zip(_lines(exercise), outcome["trials"], strict=False):  # none: no check
            fault = _fault(trial, messages)
            if fault:
                found.append(Problem(page.path, line, "exercise", f"{exercise.name}: {fault[0]}", fault[1]))
    return found


def _lines(exercise: Exercise) -> list[int]:
    """Return the lines that the trials are about: the solution, its starter, each mistake."""
    solution = exercise.answers[0].first if exercise.answers else exercise.statement.fence
    return [solution, solution, *(cell.first for cell in exercise.mistakes)]


def _fault(trial: dict[str, Any], messages: list[str]) -> tuple[str, str] | None:
    kind, end, message = trial["kind"], trial["end"], trial["message"]
    if kind == "solution":
        return None if end == "passed" else (f"the solution fails its check ({end}: {message})", "Mend one of them")
    if end == "passed":
        return f"the {kind} passes the check", "Make the check see it"
    if kind == "starter":
        return (
            None
            if end in ("NotImplementedError", "refused")
            else (f"the starter fails otherwise ({end}: {message})", "It should raise NotImplementedError")
        )
    if end != "refused":
        hint = _HINTS.get(end.split()[0], "A mistake fails by the check's own assertion")
        return f"this mistake is unlikely or fails otherwise ({end}: {message})", hint
    if not message or message in messages:
        return (
            "the check's message does not name this mistake",
            "Give each mistake an assertion with its own reason",
        )
    messages.append(message)
    return None


def form(path: str, found_there: list[Exercise]) -> list[Problem]:
    """Return what an exercise lacks: a solution, a check, two mistakes, a hint."""
    found = []
    for exercise in found_there:
        line, name = exercise.statement.fence, exercise.name
        lacks = [
            (not exercise.solutions and not exercise.answers, "a solution"),
            (not exercise.hints and exercise.kind not in ("drill", "project"), "a hint"),
            (exercise.kind == "build" and not exercise.checks, "a check"),
            (bool(exercise.checks) and not exercise.answers, "a solution cell"),
            (bool(exercise.checks) and len(exercise.mistakes) < 2, "two planted mistakes"),
            (bool(exercise.mistakes) and not exercise.checks, "a check for its mistakes"),
        ]
        found += [
            Problem(path, line, "exercise", f"{name} has not got {what}", "See CONTRIBUTING.md")
            for missing, what in lacks
            if missing
        ]
    return found
