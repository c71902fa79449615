"""Choices between values: maxima, minima, absolute values, cases."""

from __future__ import annotations

from typing import Any

from press.proof.expressions import ONE, ZERO, Expression, make, number


def choice(rule: str, tests: tuple[Any, ...], values: tuple[Expression, ...]) -> Expression:
    """Return one of the values: of the largest test, the smallest, or the first that holds.

    `rule` is "largest", "smallest" (tests: expressions) or "first" (tests: (relation,
    left, right), or None for "otherwise").
    """
    if all(value is values[0] for value in values):
        return values[0]
    return make("choice", values, (rule, tests))


def largest(values: tuple[Expression, ...]) -> Expression:
    return choice("largest", values, values)


def smallest(values: tuple[Expression, ...]) -> Expression:
    return choice("smallest", values, values)


def absolute(x: Expression) -> Expression:
    return largest((x, -x))


def sign(x: Expression) -> Expression:
    return choice("first", ((">", x, ZERO), ("<", x, ZERO), None), (ONE, number(-1), ZERO))
