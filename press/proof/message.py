"""How a failure reads: the equation, both sides, a small counterexample, a hint."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import mpmath

from press.proof import expressions as ex
from press.proof.algebra import text
from press.proof.arrays import Array
from press.proof.calculus import resolve
from press.proof.compare import Pair
from press.proof.decision.real import Real, Undefined, Values, draw
from press.proof.decision.zero import Outcome
from press.proof.source import Equation

_RATIOS = {
    Fraction(-1): "a sign is wrong",
    Fraction(2): "a factor 2 is missing on the right",
    Fraction(1, 2): "a factor 2 is too much on the right",
    Fraction(-2): "a sign and a factor 2 are wrong",
}


def refuted(equation: Equation, pair: Pair, outcome: Outcome, sizes: dict[str, int]) -> str:
    """Return the message for an equation that is false at a point."""
    left, right = resolve([pair.left, pair.right])
    lines = [
        headline(equation, pair, "is false"),
        f"    as displayed    {equation.shown}",
        f"    left side       {text(left)}",
        f"    right side      {text(right)}",
        f"    counterexample  {point(outcome.point, sizes)}",
        f"    gives           left = {figure(outcome.left)}, right = {figure(outcome.right)}",
    ]
    if found := hint(pair, left, right, sizes):
        lines.append(f"    hint            {found}")
    return "\n".join(lines)


def headline(equation: Equation, pair: Pair, what: str) -> str:
    where = [f"{name} = {value}" for name, value in pair.indices]
    if pair.entry:
        where.append(
            f"entry {pair.entry}" if len(pair.entry) == 1 or pair.entry[1:] != (1,) else f"entry {pair.entry[0]}"
        )
    return f"✗ {equation.label} {what}" + (f" at {', '.join(where)}" if where else "")


def point(values: Values, sizes: dict[str, int]) -> str:
    """Return a counterexample in words: what is not zero, and that the rest is."""
    shown = [f"{name} = {value}" for name, value in sorted(sizes.items())]
    shown += [f"{node.data.name} = {value}" for node, value in values.items() if value != 0]
    rest = ", all other symbols 0" if any(value == 0 for value in values.values()) else ""
    return (", ".join(shown) or "(no symbols)") + rest


def figure(value: Any) -> str:
    return "no value" if value is None else mpmath.nstr(value, 6)


def hint(pair: Pair, left: ex.Expression, right: ex.Expression, sizes: dict[str, int]) -> str:
    """Return what the ratio of the sides, or another entry, suggests."""
    ratio = _ratio(left, right)
    if ratio == 1:  # near zero they agree; the counterexample is further out, or has no value on one side
        return "the sides agree at many points: is a case, or a sign of a root, forgotten"
    if ratio in _RATIOS:
        return f"left = {ratio} × right everywhere: {_RATIOS[ratio]}"
    for name, value in sizes.items():
        if ratio in (Fraction(value), Fraction(1, value)):
            return f"left = {ratio} × right everywhere, and {name} = {value}: is a factor {name} or 1/{name} missing"
    if ratio is not None:
        return f"left = {ratio} × right everywhere"
    return _elsewhere(pair)


def _ratio(left: ex.Expression, right: ex.Expression) -> Fraction | None:
    found = set()
    for seed in range(4):
        where = draw([left, right], seed + 100)
        try:
            a, b = Real(where)(left), Real(where)(right)
            if b == 0:
                return None
            ratio = Fraction(str(mpmath.nstr(a / b, 20))).limit_denominator(64)
            if abs(a / b - mpmath.mpf(ratio.numerator) / ratio.denominator) > mpmath.mpf(10) ** -10:
                return None
            found.add(ratio)
        except (Undefined, ZeroDivisionError, OverflowError, ValueError):
            continue
    return found.pop() if len(found) == 1 else None


def _elsewhere(pair: Pair) -> str:
    """Look for the left entry among the right side's others: a transpose, an index off by one."""
    left, right = pair.sides
    if not isinstance(left, Array) or not isinstance(right, Array) or not pair.entry:
        return ""
    i, j = pair.entry[0] - 1, pair.entry[1] - 1
    m, n = right.entries.shape
    if i != j and i < n and j < m and _same(left.entries[i, j], right.entries[j, i]):
        return "the left entry is the right side's with row and column exchanged: is a transpose missing or too much"
    for step in (-1, 1):
        if 0 <= i + step < m and _same(left.entries[i, j], right.entries[i + step, j]):
            return "the left entry is the right side's next one: is an index off by one"
    return ""


def _same(a: Any, b: Any) -> bool:
    from press.proof.decision.zero import equal

    return equal(ex.number(a), ex.number(b)).kind == "proved"
