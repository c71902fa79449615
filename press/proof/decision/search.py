"""The search for a real point at which two sides differ, shrunk until it is small."""

from __future__ import annotations

import itertools
import random
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import mpmath

from press.proof.decision.borders import solved
from press.proof.decision.real import DIGITS, Real, Undefined, Values, draw
from press.proof.expressions import COSH, EXP, SINH, TANH, Expression
from press.proof.walking import walk

POINTS = 12  # real points that must have values on both sides
_TRIES = 80
_IN_HOLES = 4
_SCALES, _FAR = (9, 30, 30), (300, 30_000, 3_000_000)  # tenths: branches may begin far from zero
_MORE_DIGITS = 1000
_STEEP = (EXP, COSH, SINH, TANH)
_TOLERANCE = mpmath.mpf(10) ** -12


@dataclass(frozen=True)
class Sides:
    """Two sides that are compared at points where they have a meaning."""

    left: Expression
    right: Expression
    nonzero: tuple[Expression, ...]

    def differ(self, point: Values, digits: int = DIGITS) -> bool:
        """Whether the values differ, or only one of them exists."""
        if any(value_at(each, point, digits) in (None, 0) for each in self.nonzero):
            return False
        a, b = value_at(self.left, point, digits), value_at(self.right, point, digits)
        if a is None or b is None:
            return (a is None) != (b is None)
        return bool(abs(a - b) > _TOLERANCE * (1 + abs(a) + abs(b)))

    def complete(self, point: Values) -> bool:
        """Whether both sides have a value here."""
        return value_at(self.left, point) is not None and value_at(self.right, point) is not None

    def have_values(self) -> bool:
        """Whether both sides have a value at some point."""
        return any(self.complete(self.draw(seed, _SCALES[seed % len(_SCALES)])) for seed in range(_TRIES))

    def draw(self, seed: int, scale: int) -> Values:
        return draw([self.left, self.right, *self.nonzero], seed, scale=scale)


def search(sides: Sides, difference: Expression) -> tuple[Values | None, list[dict[Any, int]]]:
    """Look for a real point where the sides differ; else return the branches met."""
    rules = [each for each in walk([difference]) if each.op == "choice"]
    met: list[dict[Any, int]] = []
    for seed in range(_TRIES):
        point = sides.draw(seed, _SCALES[seed % len(_SCALES)])
        if sides.differ(point):
            return shrink(sides, point), met
        value = Real(point)
        if value_at(sides.left, point) is None:
            continue
        try:
            met.append({rule.data: value.chosen(rule) for rule in rules})
        except Undefined:
            continue
        if len(met) >= max(POINTS, 30 * bool(rules)):
            break
    return None, met


def in_a_hole(sides: Sides, holes: list[Expression]) -> Values | None:
    """Look for a point that cases leave out, and where one side has a value all the same."""
    for hole, seed in itertools.product(holes, range(_IN_HOLES)):
        point = sides.draw(seed, _SCALES[0])
        for symbol, place in solved(hole).items():
            if symbol in point:
                point = {**point, symbol: Real(point)(place)}
        if sides.differ(point):
            return point
    return None


def far(sides: Sides) -> Values | None:
    """Look for a point far from zero where the sides differ, also to more digits.

    Beside e to a large power small terms are lost, and no digits bring them back in time: there
    it does not go so far.
    """
    scales = _FAR[:1] if steep([sides.left, sides.right]) else _FAR
    for seed in range(_TRIES):
        point = sides.draw(seed, scales[seed % len(scales)])
        if sides.differ(point) and sides.differ(point, _MORE_DIGITS):
            return shrink(sides, point)
    return None


def steep(nodes: list[Expression]) -> bool:
    """Whether exponentials occur, beside which small terms are lost."""
    return any(each.op == "call" and each.data in _STEEP for each in walk(nodes))


def value_at(node: Expression, point: Values, digits: int = DIGITS) -> Any:
    """Return the value, None where there is none."""
    try:
        return Real(point, digits)(node)
    except (Undefined, ZeroDivisionError, OverflowError, ValueError):
        return None


def shrink(sides: Sides, point: Values) -> Values:
    """Return a smaller counterexample: as many symbols as possible 0, 1 or 2."""
    order = list(point)
    random.Random(0).shuffle(order)
    for name in order:
        for small in (0, 1, 2):
            if small == 0 and name.data.positive:
                continue
            smaller = {**point, name: Fraction(small)}
            if sides.differ(smaller) and sides.complete(smaller) >= sides.complete(point):
                point = smaller
                break
    return point
