"""Branches: in which combinations of choices can an expression stand?

A choice says something about its symbols: that what was chosen is the largest, or that its
condition holds. Two such statements that are opposite (e ≥ 0 and −e ≥ 0) leave only the
border e = 0. Between continuous choices the border needs no look of its own: what holds on
both sides of it holds there.
"""

from __future__ import annotations

import itertools
from fractions import Fraction
from typing import Any

import mpmath

from press.proof.decision.field import vanishes
from press.proof.decision.real import Real, Undefined, draw
from press.proof.decision.signs import nonnegative, positive
from press.proof.expressions import Expression, number
from press.proof.walking import symbols, walk

PATTERNS = 64  # combinations of branches that are all tried
_POINTS = 3
Pattern = dict[Any, int]
Statement = tuple[Expression, bool, bool]  # what is not negative; positive even; from a continuous choice


def patterns(node: Expression) -> tuple[list[Pattern], bool]:
    """Return the combinations of branches that can occur, and whether these are all."""
    rules = list(dict.fromkeys(each.data for each in walk([node]) if each.op == "choice"))
    counts = [len(rule[1]) for rule in rules]
    total = 1
    for count in counts:
        total *= count
    if total > PATTERNS:
        return [], False
    found = [dict(zip(rules, p, strict=True)) for p in itertools.product(*map(range, counts))]
    return found, True


def impossible(pattern: Pattern) -> bool:
    """Whether two of the statements that a combination of branches makes exclude each other."""
    made = [each for rule, chosen in pattern.items() for each in statements(rule, chosen)]
    return any(_never(each) for each in made) or any(
        _exclude(a, b, pattern) for a, b in itertools.combinations(made, 2)
    )


def _never(statement: Statement) -> bool:
    """Whether it shows that a statement is false: the opposite is a square, or positive."""
    more, strict, continuous = statement
    return positive(-more) or ((strict or continuous) and nonnegative(-more))


def statements(rule: Any, chosen: int) -> list[Statement]:
    """Return what a choice says about its symbols."""
    kind, tests = rule
    if kind != "first":
        sign = 1 if kind == "largest" else -1
        return [(sign * (tests[chosen] - each), False, True) for k, each in enumerate(tests) if k != chosen]
    found = [_condition(test, failed=True) for test in tests[:chosen]]
    return [each for each in [*found, _condition(tests[chosen])] if each is not None]


def _condition(test: Any, failed: bool = False) -> Statement | None:
    """Return what a condition says, or what it says where it fails."""
    if test is None or test[0] in ("=", "!="):
        return None
    relation, left, right = test
    more = left - right if relation in (">", ">=") else right - left
    strict = relation in (">", "<")
    return (-more, not strict, False) if failed else (more, strict, False)


def _exclude(a: Statement, b: Statement, pattern: Pattern) -> bool:
    """Whether one says the opposite of the other, up to a positive factor."""
    return (a[1] or b[1] or (a[2] and b[2])) and opposite(a, b, pattern)


def opposite(a: Statement, b: Statement, pattern: Pattern) -> bool:
    """Whether what one says is not negative is minus that of the other, up to a positive factor."""
    ratio = _ratio(a[0], b[0])
    if ratio is not None:
        return ratio < 0 and bool(vanishes(a[0] - number(ratio) * b[0], pattern))
    scales = [each for each in symbols([a[0], b[0]]) if each.data.positive]
    return any(vanishes(a[0] + s * b[0], pattern) or vanishes(s * a[0] + b[0], pattern) for s in scales)


def _ratio(a: Expression, b: Expression) -> Fraction | None:
    """Return a / b where it is the same small fraction at a few points."""
    found = set()
    for seed in range(_POINTS):
        where = draw([a, b], seed)
        try:
            below = Real(where)(b)
            if below == 0:
                return None
            ratio = Real(where)(a) / below
        except (Undefined, ZeroDivisionError, OverflowError, ValueError):
            return None
        found.add(Fraction(str(mpmath.nstr(ratio, 20))).limit_denominator(64))
    return found.pop() if len(found) == 1 else None
