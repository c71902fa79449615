"""Whether two scalar expressions are equal: the field first, then real points, then SymPy."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from press.proof.calculus import resolve
from press.proof.decision.borders import on_border
from press.proof.decision.branches import Pattern, impossible, patterns
from press.proof.decision.field import vanishes
from press.proof.decision.real import Values
from press.proof.decision.search import POINTS, Sides, far, in_a_hole, search, value_at
from press.proof.decision.simplify import simplifies
from press.proof.expressions import LOG, ZERO, Expression
from press.proof.walking import walk


@dataclass(frozen=True)
class Outcome:
    """What was found: "proved", "sampled", "refuted" or "undecided".

    A side that is None has no value at the point, where the other has one.
    """

    kind: str
    point: Values = field(default_factory=dict)
    left: Any = None
    right: Any = None


@dataclass(frozen=True)
class Where:
    """What must not be zero for an equation to have a meaning; what is zero where cases leave a hole."""

    nonzero: tuple[Expression, ...] = ()
    holes: tuple[Expression, ...] = ()


ANYWHERE = Where()


def equal(left: Expression, right: Expression, where: Where = ANYWHERE) -> Outcome:
    """Decide left = right for all values of the symbols for which both have one."""
    left, right, *nonzero = resolve([left, right, *where.nonzero])
    sides = Sides(left, right, tuple(nonzero))
    counter = in_a_hole(sides, resolve(list(where.holes)))
    if left is right and counter is None:
        somewhere = not needs_real_points(walk([left])) or sides.have_values()
        return Outcome("proved" if somewhere else "undecided")
    difference = left - right
    found, complete = patterns(difference)
    verdicts = {tuple(p.items()): vanishes(difference, p) or _excluded(difference, p, nonzero) for p in found}
    if counter is None and complete and all(verdicts.values()) and not needs_real_points(walk([difference])):
        return Outcome("proved")
    met: list[dict[Any, int]] = []
    if counter is None:
        counter, met = search(sides, difference)
    if counter is None and not all(verdicts.values()):
        counter = far(sides)
    if counter is not None:
        return Outcome("refuted", counter, value_at(left, counter), value_at(right, counter))
    if len(met) < POINTS:
        return Outcome("undecided")
    return Outcome(_confirmed(difference, verdicts, met, complete))


def vanishes_everywhere(difference: Expression, nonzero: tuple[Expression, ...] = ()) -> bool:
    """Whether it is zero in the field on every branch that can occur: no real points, no SymPy."""
    found, complete = patterns(difference)
    return complete and all(vanishes(difference, p) or _excluded(difference, p, list(nonzero)) for p in found)


def _excluded(difference: Expression, pattern: Pattern, nonzero: list[Expression]) -> bool:
    """Whether a combination of branches cannot be met, or only where the difference vanishes."""
    if impossible(pattern) or any(vanishes(each, pattern) for each in nonzero):
        return True
    return on_border(difference, pattern)


def _confirmed(
    difference: Expression, verdicts: Mapping[Any, bool | None], met: list[dict[Any, int]], complete: bool
) -> str:
    """Grade a statement that no real point contradicts."""
    if complete and all(verdicts.values()):
        return "proved"
    branches = {tuple(sorted(p.items(), key=str)): p for p in met}.values()
    if simplifies(difference):
        return "proved"
    right = not complete and any(p for p in branches) and all(vanishes(difference, p) for p in branches)
    return "sampled" if right else "undecided"  # too many branches to try all: right on those that were met


def needs_real_points(nodes: list[Expression]) -> bool:
    """Logs and roots may hold formally and fail for real numbers: log x² = 2 log x."""
    for each in nodes:
        if each.op == "call" and each.data == LOG:
            return True
        if each.op == "power" and not (each.args[1].op == "number" and each.args[1].data.denominator == 1):
            return True
    return False


def is_zero(node: Expression) -> bool:
    """Whether an expression is zero, proved."""
    return equal(node, ZERO).kind == "proved"
