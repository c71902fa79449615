"""What the conditions of cases leave out."""

from __future__ import annotations

import itertools
from fractions import Fraction

from press.proof.expressions import Expression, number
from press.proof.walking import walk

_HOLDS = {
    "<": Fraction.__lt__,
    "<=": Fraction.__le__,
    ">": Fraction.__gt__,
    ">=": Fraction.__ge__,
    "=": Fraction.__eq__,
    "!=": Fraction.__ne__,
}
_TURNED = {"<": ">", "<=": ">=", ">": "<", ">=": "<=", "=": "=", "!=": "!="}
Test = tuple[str, Expression, Expression]


def left_out(tests: list[Test]) -> list[Expression] | None:
    """Return what is zero where no condition holds: at single places, or somewhere in a gap.

    All must compare one quantity with numbers: x < 0, x = 0, 1 > x … None: it cannot be said.
    """
    first = tests[0][1] - tests[0][2]
    lines = [_about(test, first) for test in tests]
    if None in lines:
        return None
    limits = sorted({limit for _, limit in lines})  # type: ignore[misc]
    between = [(a + b) / 2 for a, b in itertools.pairwise(limits)]
    places = [limits[0] - 1, *limits, *between, limits[-1] + 1]
    missing = [p for p in places if not any(_HOLDS[relation](p, limit) for relation, limit in lines)]  # type: ignore[misc]
    return [first - number(place) for place in missing]


def _about(test: Test, quantity: Expression) -> tuple[str, Fraction] | None:
    """Return what a condition says of the quantity: a relation, and a number."""
    relation, left, right = test
    for sign, turned in ((1, relation), (-1, _TURNED[relation])):
        rest = _number(left - right - sign * quantity)
        if rest is not None:
            return turned, -sign * rest
    return None


def _number(node: Expression) -> Fraction | None:
    """Return the number that an expression is, None where it depends on a symbol."""
    import sympy as sp

    from press.proof.algebra import to_sympy

    if any(each.op in ("choice", "derivative", "order") for each in walk([node])):
        return None
    shown = sp.expand(to_sympy(node))
    return Fraction(int(shown.p), int(shown.q)) if shown.is_Rational else None
