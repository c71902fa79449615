"""Try an exercise in forks of the finished page: can its check tell right from wrong?

Runs inside the kernel. Each trial is a child process of its own, so that nothing
that it defines or breaks reaches the page or the next trial.
"""

from __future__ import annotations

import copy
import json
import os
import signal
import sys
import traceback
import warnings
from collections.abc import Callable
from functools import partial
from typing import Any

LIMIT = 20  # seconds for one trial

Names = dict[str, Any]
Outcome = dict[str, Any]


def judge(names: Names, plan: Outcome) -> Outcome:
    """Return what happened to the solution, the starter and each mistake."""
    if not plan["check"]:
        return {"name": plan["name"], "trials": []}
    todo = [("solution", attempt, plan["solution"]), ("starter", attempt, plan["starter"])]
    todo += [("mistake", mistake, source) for source in plan["mistakes"]]
    trials = [{"kind": kind, **forked(partial(work, names, plan, source))} for kind, work, source in todo]
    return {"name": plan["name"], "trials": trials}


def forked(work: Callable[[], Outcome]) -> Outcome:
    """Return what ``work`` returns in a child process."""
    read, write = os.pipe()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # newer Pythons warn of forks beside threads
        child = os.fork()
    if child == 0:
        _child(work, write)
    os.close(write)
    with os.fdopen(read, encoding="utf-8") as pipe:
        text = pipe.read()
    os.waitpid(child, 0)
    died = {"end": "died", "message": f"no answer within {LIMIT} s, or the process died"}
    outcome: Outcome = json.loads(text) if text else died
    return outcome


def _child(work: Callable[[], Outcome], write: int) -> None:
    """Run in the child: answer through the pipe, and leave without clean-up."""
    try:
        signal.alarm(LIMIT)
        sys.stdout = sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115, PTH123
        outcome = work()
        os.write(write, json.dumps(outcome).encode())
    finally:
        os._exit(0)


def attempt(names: Names, plan: Outcome, source: str) -> Outcome:
    """Define an answer, check it, and say how that ended."""
    scope = dict(names)
    try:
        exec(compile(source, "<answer>", "exec"), scope)  # noqa: S102 - the book's own text
        if plan["answer"] not in scope:
            return {"end": "absent", "message": f"it defines no {plan['answer']}"}
        scope[plan["check"]](scope[plan["answer"]])
    except BaseException as error:
        return _ended(error, plan["check"])
    return {"end": "passed", "message": ""}


def _ended(error: BaseException, check: str) -> Outcome:
    last = traceback.extract_tb(error.__traceback__)[-1]
    own = isinstance(error, AssertionError) and last.name == check
    end = "refused" if own else type(error).__name__
    return {"end": end, "message": str(error)}


def mistake(names: Names, plan: Outcome, source: str) -> Outcome:
    """Try a planted mistake, and see that it is a likely one."""
    outcome = attempt(names, plan, source)
    if outcome["end"] != "refused":
        return outcome
    scope = dict(names)
    try:
        calls = _recorded(scope, plan)
    except Exception:  # the solution itself fails, and its own trial says so
        return outcome
    exec(compile(source, "<mistake>", "exec"), scope)  # noqa: S102 - the book's own text
    fault = _unlike(scope[plan["answer"]], calls)
    return {**outcome, "end": fault} if fault else outcome


def _recorded(names: Names, plan: Outcome) -> list[tuple[Any, Any, Any]]:
    """Return (arguments, keywords, result) of each call that the check makes."""
    scope, calls = dict(names), []
    exec(compile(plan["solution"], "<solution>", "exec"), scope)  # noqa: S102
    right = scope[plan["answer"]]
    if not callable(right) or isinstance(right, type):
        return []

    def spy(*args: Any, **kwargs: Any) -> Any:
        given = copy.deepcopy((args, kwargs))
        result = right(*args, **kwargs)
        calls.append((*given, copy.deepcopy(result)))
        return result

    names[plan["check"]](spy)
    return calls


def _unlike(wrong: Any, calls: list[tuple[Any, Any, Any]]) -> str:
    """Say why a mistake is not a likely one: it raises, is of another kind, or never right."""
    right_once = not calls
    for args, kwargs, expected in calls:
        try:
            got = wrong(*copy.deepcopy(args), **copy.deepcopy(kwargs))
        except Exception as error:
            return f"raises {type(error).__name__}"
        if _form(got) != _form(expected) or isinstance(got, str) != isinstance(expected, str):
            return "another type or shape"
        right_once = right_once or _same(got, expected)
    return "" if right_once else "never right"


def _form(value: Any) -> Any:
    """Return the shape of an answer; of several things of unequal shapes, that of each."""
    import numpy as np

    try:
        return np.shape(value)
    except ValueError:
        return [_form(each) for each in value]


def _same(got: Any, expected: Any) -> bool:
    import numpy as np

    if isinstance(_form(got), list):
        return all(_same(a, b) for a, b in zip(got, expected, strict=True))
    try:
        return bool(np.allclose(got, expected, equal_nan=True))
    except TypeError:
        return bool(got == expected)
