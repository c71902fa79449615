"""Inequalities by convexity: a convex difference that touches zero is nowhere below it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from press.proof import expressions as ex
from press.proof.arrays import Array, scalar
from press.proof.calculus import differentiate, resolve, substitute
from press.proof.decision.signs import positive
from press.proof.errors import MeaningError
from press.proof.expressions import LOG, TAN, Expression
from press.proof.meaning.scope import Scope
from press.proof.meaning.values import valued
from press.proof.walking import children, walk

Shows = Callable[[Expression], Expression]  # returns what shows that it is not negative, else raises


def touching(more: Expression, scope: Scope, at: dict[str, Any], curved: Shows) -> list[tuple[Expression, Expression]]:
    """Return the equalities that prove a difference not negative, where it touches zero.

    Its value and all its slopes vanish at the place; along every line it is convex, which
    `curved` must show of the second derivative (a function of the line's direction u).
    """
    more = resolve([more])[0]
    symbols, place = _places(scope, at)
    _smooth(more, symbols)
    there = dict(zip(symbols, place, strict=True))
    directions = [ex.symbol(f"u′[{k + 1}]") for k in range(len(symbols))]
    slopes = [differentiate(more, s) for s in symbols]
    second = ex.add(
        u * v * differentiate(slope, s)
        for u, slope in zip(directions, slopes, strict=True)
        for v, s in zip(directions, symbols, strict=True)
    )
    if len(symbols) == 1:  # the square of the direction does not matter
        second = differentiate(slopes[0], symbols[0])
    flat = [(each, ex.ZERO) for each in substitute([more, *slopes], there)]
    return [*flat, (second, curved(second))]


def direction(count: int, like: Any) -> Any:
    """Return the line's direction, as `because` sees it: a number, or a vector."""
    import numpy as np

    if not isinstance(like, Array):
        return ex.ONE
    entries = np.array([ex.symbol(f"u′[{k + 1}]") for k in range(count)], dtype=object).reshape(-1, 1)
    return Array(entries, like.rows, 1)


def stands_free(scope: Scope, name: str, place: Any) -> None:
    """Refuse a place that is none for all values of the variable: it holds it, or lies outside of its domain."""
    symbols, values = _places(scope, {name: place})
    if set(symbols) & set(walk(values)):
        raise MeaningError(f"the place depends on {name} itself", "Write it without")
    if any(s.data.integer for s in symbols):
        raise MeaningError(f"{name} is a whole number", "A minimum over whole numbers has no slopes: cite it")


def _places(scope: Scope, at: dict[str, Any]) -> tuple[list[Expression], list[Expression]]:
    (name, place), *more = at.items()
    if more or name not in scope.names:
        raise MeaningError("one name of the display touches", 'Give touching={"x": 0}')
    variable, value = scalar(valued(scope.names[name])), scalar(valued(place))
    symbols = list(variable.entries.flat) if isinstance(variable, Array) else [variable]
    values = list(value.entries.flat) if isinstance(value, Array) else [value] * len(symbols)
    if any(not isinstance(s, Expression) or s.op != "symbol" for s in symbols) or len(values) != len(symbols):
        raise MeaningError(f"{name} is not free, or has another shape than its place")
    values = [ex.number(v) for v in values]
    if any(s.data.positive and not positive(v) for s, v in zip(symbols, values, strict=True)):
        raise MeaningError(f"{name} is positive, and its place need not be", "Declare the place so")
    return symbols, values


def _smooth(node: Expression, symbols: list[Expression]) -> None:
    """Refuse what may have a corner or a pole: there convexity on both sides proves nothing."""
    touched: set[Expression] = set(symbols)
    for each in walk([node]):
        if touched.isdisjoint(children(each)) and each not in touched:
            continue
        touched.add(each)
        if each.op == "choice" or (each.op == "call" and each.data == TAN):
            raise MeaningError(f"{each} has corners or poles", "Convexity is shown of what is smooth everywhere")
        base = each.args[0] if each.args else each
        whole = each.op == "power" and each.args[1].op == "number" and each.args[1].data.denominator == 1
        pole = each.op == "power" and not (whole and each.args[1].data > 0)
        if (pole or (each.op == "call" and each.data == LOG)) and not positive(base):
            raise MeaningError(f"{each} may have no value: it does not show that {base} is positive", "Declare it so")
