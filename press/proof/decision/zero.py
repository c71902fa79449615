"""Whether two scalar expressions are equal: the field first, then real points, then SymPy."""

from __future__ import annotations

import random
import signal
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

import mpmath

from press.proof.algebra import to_sympy
from press.proof.calculus import resolve
from press.proof.decision.branches import impossible, patterns
from press.proof.decision.field import vanishes
from press.proof.decision.real import Real, Undefined, Values, draw
from press.proof.expressions import LOG, ZERO, Expression
from press.proof.walking import walk

POINTS = 12  # real points that must have values on both sides
_TRIES = 60
_TOLERANCE = mpmath.mpf(10) ** -12
_PATIENCE = 10.0  # seconds of processor time for SymPy: a clock would make a verdict depend on the machine's load


@dataclass(frozen=True)
class Outcome:
    """What was found: "proved", "sampled", "refuted" or "undecided".

    A side that is None has no value at the point, where the other has one.
    """

    kind: str
    point: Values = field(default_factory=dict)
    left: Any = None
    right: Any = None


def equal(left: Expression, right: Expression) -> Outcome:
    """Decide left = right for all values of the symbols for which both have one."""
    left, right = resolve([left, right])
    if left is right:
        return Outcome("proved")
    difference = left - right
    found, complete = patterns(difference)
    verdicts = {tuple(p.items()): vanishes(difference, p) or impossible(p) for p in found}
    if complete and all(verdicts.values()) and not needs_real_points(walk([difference])):
        return Outcome("proved")
    counter, met = _search(left, right, difference)
    if counter is not None:
        return Outcome("refuted", counter, _value(left, counter), _value(right, counter))
    if len(met) < POINTS:
        return Outcome("undecided")
    return Outcome(_confirmed(difference, verdicts, met, complete))


def _confirmed(
    difference: Expression, verdicts: Mapping[Any, bool | None], met: list[dict[Any, int]], complete: bool
) -> str:
    """Grade a statement that no real point contradicts."""
    if complete and all(verdicts.values()):
        return "proved"
    branches = {tuple(sorted(p.items(), key=str)): p for p in met}.values()
    right = any(p for p in branches) and all(vanishes(difference, p) for p in branches)
    if simplifies(difference):
        return "proved"
    return "sampled" if right else "undecided"  # right on every branch that was met


def needs_real_points(nodes: list[Expression]) -> bool:
    """Logs and roots may hold formally and fail for real numbers: log x² = 2 log x."""
    for each in nodes:
        if each.op == "call" and each.data == LOG:
            return True
        if each.op == "power" and not (each.args[1].op == "number" and each.args[1].data.denominator == 1):
            return True
    return False


def _search(left: Expression, right: Expression, difference: Expression) -> tuple[Values | None, list[dict[Any, int]]]:
    """Look for a real point where the sides differ; else return the branches met."""
    rules = [each for each in walk([difference]) if each.op == "choice"]
    met: list[dict[Any, int]] = []
    for seed in range(_TRIES):
        point = draw([left, right], seed, scale=30 if seed % 3 else 9)
        if _differ(left, right, point):
            return shrink(left, right, point), met
        value = Real(point)
        if _value(left, point) is None:
            continue
        try:
            met.append({rule.data: value.chosen(rule) for rule in rules})
        except Undefined:
            continue
        if len(met) >= max(POINTS, 30 * bool(rules)):
            break
    return None, met


def _value(node: Expression, point: Values) -> Any:
    """Return the value, None where there is none."""
    try:
        return Real(point)(node)
    except (Undefined, ZeroDivisionError, OverflowError, ValueError):
        return None


def _differ(left: Expression, right: Expression, point: Values) -> bool:
    """Whether the values differ, or only one of them exists."""
    a, b = _value(left, point), _value(right, point)
    if a is None or b is None:
        return (a is None) != (b is None)
    return bool(abs(a - b) > _TOLERANCE * (1 + abs(a) + abs(b)))


def _complete(left: Expression, right: Expression, point: Values) -> bool:
    """Whether both sides have a value here."""
    return _value(left, point) is not None and _value(right, point) is not None


def shrink(left: Expression, right: Expression, point: Values) -> Values:
    """Return a smaller counterexample: as many symbols as possible 0, 1 or 2."""
    order = list(point)
    random.Random(0).shuffle(order)
    for name in order:
        for small in (0, 1, 2):
            if small == 0 and name.data.positive:
                continue
            smaller = {**point, name: Fraction(small)}
            if _differ(left, right, smaller) and _complete(left, right, smaller) >= _complete(left, right, point):
                point = smaller
                break
    return point


def simplifies(difference: Expression) -> bool:
    """Ask SymPy whether the difference is zero, within seconds."""
    import sympy as sp

    with _limit(_PATIENCE) as limit:
        try:
            return bool(sp.simplify(to_sympy(difference)) == 0)
        except (TimeoutError, NotImplementedError, ValueError, RecursionError):
            limit.clear()
    return False


@contextmanager
def _limit(seconds: float) -> Iterator[list[float]]:
    """Interrupt what takes longer, where signals can be had (not in a browser or a thread)."""
    usable = hasattr(signal, "setitimer") and threading.current_thread() is threading.main_thread()
    if not usable:
        yield []
        return

    def late(*_: object) -> None:
        raise TimeoutError

    before = signal.signal(signal.SIGVTALRM, late)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        yield []
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


def is_zero(node: Expression) -> bool:
    """Whether an expression is zero, proved."""
    return equal(node, ZERO).kind == "proved"
