"""Exercises: starters, and whether trials tell a blind check from one that sees."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from press.exercises.starter import starter
from press.exercises.trial import judge
from press.exercises.verdict import problems

SOLUTION = '''import math


def double(x):
    """Return twice x."""
    y = x + x
    return y


class Box:
    def get(self):
        return 1


check_double(double)'''

STARTER = '''import math


def double(x):
    """Return twice x."""
    raise NotImplementedError


class Box:
    def get(self):
        raise NotImplementedError


check_double(double)'''


def test_starter_keeps_signature_docstring_and_check() -> None:
    assert starter(SOLUTION) == STARTER


def test_starter_of_a_function_on_one_line() -> None:
    assert starter("def f(x): return x") == "def f(x):\n    raise NotImplementedError"


def check_double(answer: Any) -> None:
    assert answer(0) == 0, "nothing doubled is nothing"
    assert answer(3) == 6, "twice three is six, not a square"
    assert np.shape(answer(np.ones(2))) == (2,), "an array stays an array"


def plan(**changes: Any) -> dict[str, Any]:
    """Return the plan of a sound exercise, with changes."""
    sound = {
        "name": "ex-double",
        "line": 7,
        "check": "check_double",
        "answer": "double",
        "solution": "def double(x):\n    return x + x",
        "starter": "def double(x):\n    raise NotImplementedError",
        "mistakes": [[20, "def double(x):\n    return x * x"]],
    }
    return {**sound, **changes}


def faults(**changes: Any) -> list[str]:
    outcome = judge({"check_double": check_double, "np": np}, plan(**changes))
    return [str(problem) for problem in problems("page.md", [outcome])]


def test_a_sound_exercise_has_no_problem() -> None:
    assert faults() == []


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"solution": "def double(x):\n    return 3 * x"}, "the solution fails its check"),
        ({"starter": "def double(x):\n    return 2 * x"}, "the starter passes the check"),
        ({"mistakes": [[20, "def double(x):\n    return 2 * x"]]}, "the mistake passes the check"),
        ({"mistakes": [[20, "def double(x):\n    return x / 0"]]}, "ZeroDivisionError"),
        ({"mistakes": [[20, "def double(x):\n    return x + x + 1"]]}, "never right"),
        ({"mistakes": [[20, "def double(x):\n    return [x * x, 0]"]]}, "another type or shape"),
        ({"mistakes": [[20, "def double(x):\n    return x * x"], [30, "def double(x):\n    return x * x * 1"]]}, "does not name this mistake"),
    ],
)  # fmt: skip
def test_what_proves_nothing_is_refused(changes: dict[str, Any], words: str) -> None:
    found = faults(**changes)
    assert len(found) == 1 and words in found[0], found


def test_a_check_that_sees_nothing_is_refused() -> None:
    outcome = judge({"check_double": lambda answer: None}, plan())
    found = [str(problem) for problem in problems("page.md", [outcome])]
    assert len(found) == 2
    assert all("passes the check" in text for text in found)


def test_a_trial_that_kills_its_process_is_reported() -> None:
    assert any("died" in text for text in faults(solution="import os\ndef double(x):\n    os._exit(1)"))


def test_trials_leave_no_trace() -> None:
    names: dict[str, Any] = {"check_double": check_double, "seen": []}
    judge(names, plan(solution="seen.append(1)\ndef double(x):\n    return x + x"))
    assert names["seen"] == []
    assert "double" not in names
