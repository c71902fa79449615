"""Exercises: starters, and whether trials tell a blind check from one that sees."""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest

from press.book import Page, exercises
from press.book.page import read_page
from press.exercises import trial
from press.exercises.plan import plan as plan_of
from press.exercises.starter import starter
from press.exercises.trial import judge
from press.exercises.verdict import form, problems
from tests.press.small import exercise, page

SOLUTION = '''import math

FACTOR = 2  # gives it away


# The trick: add.
@math.cache
def double(
    x,  # a number
):  # doubles
    # nothing but a sum
    y = FACTOR * x
    return y
    # a last hint


class Box:
    """A box."""

    size: int = 1

    # what it holds
    @property
    def content(self):
        """What is in it."""

        inner = lambda: 1
        return inner()
        # the trick again

    async def get(self): return 1


print(double(2))
check_double(
    double,
)'''

STARTER = '''import math


@math.cache
def double(
    x,  # a number
):  # doubles
    raise NotImplementedError


class Box:
    """A box."""

    size: int = 1

    # what it holds
    @property
    def content(self):
        """What is in it."""
        raise NotImplementedError

    async def get(self):
        raise NotImplementedError


check_double(
    double,
)'''


def test_a_starter_keeps_signatures_docstrings_fields_and_checks() -> None:
    assert starter(SOLUTION) == STARTER


@pytest.mark.parametrize(
    ("solution", "left"),
    [
        ("def f(x): return x", "def f(x):\n    raise NotImplementedError"),
        ('def f(x):\n    """Say it."""', 'def f(x):\n    """Say it."""\n    raise NotImplementedError'),
        ("slope = 3.2\nslope + 1", "raise NotImplementedError"),
        (
            "import math\n\nslope = math.pi\n\ncheck_slope(slope)",
            "import math\n\nraise NotImplementedError\n\ncheck_slope(slope)",
        ),
    ],
)
def test_a_starter_of(solution: str, left: str) -> None:
    assert starter(solution) == left


CHECK = '''def check_double(answer):
    """Twice a number."""
    assert answer(0) == 0, "nothing doubled is nothing"
    assert answer(3) == 6, "twice three is six, not a square"
    assert np.shape(answer(np.ones(2))) == (2,), "an array stays an array"'''
RIGHT = "def double(x):\n    return x + x"
SQUARE = "def double(x):\n    return x * x"


def read(*parts: str) -> Page:
    """Return a page, as the reader understands it."""
    found: list[Any] = []
    text = page(*parts)
    result = read_page("a/page", "book/a/page.md", text, found)
    assert not found
    return result


def tried(here: Page, **names: Any) -> list[str]:
    """Try the exercises of a page beside some names, and return what is wrong."""
    known: dict[str, Any] = {"np": np, **names}
    for one in here.cells:
        if "check" in one.tags:
            exec(one.source, known)
    outcomes = [judge(known, plan_of(each)) for each in exercises(here)]
    return [str(problem) for problem in problems(here, outcomes)]


def faults(*mistakes: str, check: str = CHECK, answer: str = RIGHT, **names: Any) -> list[str]:
    return tried(read(exercise("ex-double", check, answer, *mistakes)), **names)


def test_a_sound_exercise_has_no_problem() -> None:
    assert faults(SQUARE) == []


@pytest.mark.parametrize(
    ("mistakes", "answer", "words"),
    [
        ((), "def double(x):\n    return 3 * x", "the solution fails its check (refused: twice three is six"),
        ((), "def double(x):\n    return nothing", "the solution fails its check (NameError"),
        ((RIGHT,), RIGHT, "the mistake passes the check"),
        (("def double(x):\n    return x / 0",), RIGHT, "ZeroDivisionError"),
        (("def double(x):\n    return x + x + 1",), RIGHT, "never right"),
        (("def double(x):\n    return [x * x, 0]",), RIGHT, "another type or shape"),
        (("def double(x):\n    return [x * x], 0",), RIGHT, "another type or shape"),
        (("def double(x):\n    return x * x if x == 3 else x / 0",), RIGHT, "ZeroDivisionError"),
        (("def double(x):\n    assert x == 0, 'mine'\n    return 0",), RIGHT, "(AssertionError: mine)"),
        ((SQUARE, "def double(x):\n    return x * x * 1"), RIGHT, "does not name this mistake"),
    ],
)
def test_what_proves_nothing_is_refused(mistakes: tuple[str, ...], answer: str, words: str) -> None:
    found = faults(*mistakes, answer=answer)
    assert len(found) == 1 and words in found[0], found


def test_an_answer_must_have_the_name_that_the_check_asks_for() -> None:
    found = faults(answer="def halve(x):\n    return x / 2")
    assert ["it defines no double" in text for text in found] == [True, True]


def test_a_mistake_must_run_on_every_input_of_the_check() -> None:
    """The check refuses it at the first input; at the second, it would have raised."""
    check = 'def check_double(answer):\n    assert answer(3) == 6, "six"\n    answer("no")'
    found = faults(SQUARE, check=check)
    assert len(found) == 1 and "raises TypeError" in found[0]


def test_a_check_that_sees_nothing_is_refused() -> None:
    found = faults(SQUARE, check="def check_double(answer):\n    pass")
    assert len(found) == 2
    assert "the starter passes the check" in found[0]
    assert "the mistake passes the check" in found[1]


def test_problems_stand_at_the_lines_of_the_page_as_it_is() -> None:
    """A kept run knows nothing of prose that was added since."""
    parts = [exercise("ex-double", CHECK, RIGHT, SQUARE, SQUARE)]
    outcomes = [judge({"np": np, "check_double": lambda answer: None}, plan_of(exercises(read(*parts))[0]))]
    for here in (read(*parts), read("A new\n\nparagraph.", *parts)):
        lines = here.text.split("\n")
        found = [lines[each.line - 1] for each in problems(here, outcomes)]
        assert found == ["def double(x):"] * 3
        assert [lines[each.line] for each in problems(here, outcomes)] == ["    return x + x"] + [
            "    return x * x"
        ] * 2


def test_exercises_without_a_check_are_not_tried() -> None:
    here = read(exercise("ex-words"), exercise("ex-double", CHECK, "def double(x):\n    return 0"))
    assert ["ex-double: the solution fails" in text for text in tried(here)] == [True]


def test_a_class_can_be_the_answer() -> None:
    check = "def check_Box(answer):\n    assert answer(3).content == 3, 'what goes in comes out'"
    right = "class Box:\n    def __init__(self, x):\n        self.content = x"
    wrong = "class Box:\n    def __init__(self, x):\n        self.content = [x]"
    assert faults(wrong, check=check, answer=right) == []
    assert "passes" in faults(right, check=check, answer=right)[0]


def test_a_number_can_be_the_answer() -> None:
    check = "def check_slope(answer):\n    assert answer == 3, 'three'"
    assert faults("slope = 4", check=check, answer="slope = 3\ncheck_slope(slope)") == []


class Grown:
    """A class of the package, which an exercise extends."""

    factor = 2


def extends(cls: type) -> Any:
    return lambda new: (setattr(cls, new.__name__, new), new)[1]


def test_a_method_can_be_the_answer() -> None:
    """A trial changes the class in its own process only."""
    check = "def check_twice(answer):\n    assert answer(Grown(), 3) == 6, 'six'"
    head = "@extends(Grown)\ndef twice(self, x):\n"
    right = head + "    return self.factor * x\n\n\ncheck_twice(\n    twice\n)"
    wrong = head + "    return self.factor + x"
    found = faults(wrong, check=check, answer=right, Grown=Grown, extends=extends)
    assert len(found) == 1 and "never right" in found[0]
    both = check + "\n    assert answer(Grown(), 2) == 4, 'four'"
    assert faults(wrong, check=both, answer=right, Grown=Grown, extends=extends) == []
    assert not hasattr(Grown, "twice")


def test_a_trial_that_kills_its_process_is_reported() -> None:
    assert any("died" in text for text in faults(answer="import os\ndef double(x):\n    os._exit(1)"))


@pytest.fixture
def short(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(trial, "LIMIT", 1)
    yield


@pytest.mark.usefixtures("short")
def test_a_trial_that_never_ends_is_reported() -> None:
    began = time.perf_counter()
    found = faults(answer="def double(x):\n    while True:\n        pass")
    assert len(found) == 1 and "no answer within 1 s" in found[0]
    assert time.perf_counter() - began < 10


def test_trials_leave_no_trace(capfd: pytest.CaptureFixture[str]) -> None:
    seen: list[int] = []
    assert faults(SQUARE, answer="seen.append(1)\nprint(1)\n" + RIGHT, seen=seen) == []
    assert seen == []
    assert capfd.readouterr().out == ""


LACKING = {
    "a solution": exercise("ex-x", solution=False),
    "a hint": exercise("ex-x", hint=False),
    "a check": exercise("ex-x", answer=RIGHT, kind="build"),
    "a solution cell": exercise("ex-x", CHECK, "", SQUARE, SQUARE),
    "two planted mistakes": exercise("ex-x", CHECK, RIGHT, SQUARE),
    "a check for its mistakes": exercise("ex-x", "", RIGHT, SQUARE, SQUARE),
}


@pytest.mark.parametrize(("what", "text"), LACKING.items())
def test_an_exercise_that_lacks(what: str, text: str) -> None:
    here = read(text)
    assert [each.message for each in form(here.path, exercises(here))] == [f"ex-x has not got {what}"]


def test_a_whole_exercise_lacks_nothing() -> None:
    here = read(
        exercise("ex-x", CHECK, RIGHT, SQUARE, SQUARE, kind="build"), exercise("ex-y", hint=False, kind="drill")
    )
    assert form(here.path, exercises(here)) == []


def test_the_solutions_own_call_is_not_a_trial() -> None:
    text = exercise("ex-double", CHECK, f"{RIGHT}\n\n\ncheck_double(double)")
    assert "check_double" not in plan_of(exercises(read(text))[0])["solution"]
