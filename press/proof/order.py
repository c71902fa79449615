r"""Leading order: what O(h²) leaves out, declared by `O=order(h)`.

    g, x, h = unknown("g"), num("x"), num("h")
    check("eq-central", g=g, x=x, h=h, O=order(h))

decides (g(x + h) − g(x − h)) / 2h = g'(x) + O(h²) for every smooth g: both sides are expanded in
powers of h, and what stands before each power below the second must agree. What stands before
the second must not: else a higher order could be claimed.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import mpmath

from press.proof import expressions as ex
from press.proof.arrays import Array, scalar
from press.proof.calculus import resolve, substitute
from press.proof.decision.real import Real, Undefined, draw
from press.proof.declare import Declared
from press.proof.errors import MeaningError, Vacuous
from press.proof.expressions import Expression
from press.proof.meaning.values import require_scalar, valued
from press.proof.series import NoSeries, expansion, is_zero
from press.proof.walking import walk

_SCALE = ex.symbol("scale of what vanishes", positive=True)


@dataclass(frozen=True)
class Vanishing:
    """What goes to zero, and whether the rest is smaller than the order, or of it."""

    variables: tuple[Expression, ...]
    smaller: bool


def order(variable: Any, *, smaller: bool = False) -> Callable[[Any], Expression]:
    """Declare O for a number or a vector that goes to zero; with `smaller=True`, o.

    It stands as a term of its own, around a power: O(h^2), or O(‖h‖²) of a vector, which then
    goes to zero along every line.
    """

    def term(value: Any) -> Expression:
        free = variable.value if isinstance(variable, Declared) else variable
        symbols = tuple(free.entries.flat) if isinstance(free, Array) else (free,)
        if any(not isinstance(s, Expression) or s.op != "symbol" for s in symbols):
            raise MeaningError("what vanishes is not free here", 'Declare it: h = num("h")')
        body = resolve([ex.number(require_scalar(scalar(valued(value)), "an order"))])[0]
        return ex.make("order", (body,), Vanishing(symbols, smaller))

    return term


def compared_to_order(left: Any, right: Any) -> list[tuple[Any, Any]] | None:
    """Return the pairs that two sides with an O(…) claim to be equal; None where there is none."""
    found = {node for node in walk([ex.number(left), ex.number(right)]) if node.op == "order"}
    if not found:
        return None
    if len(found) > 1:
        raise MeaningError("two orders in one claim", "Write the larger one")
    rest = found.pop()
    exact = [_without(ex.number(each), rest) for each in (left, right)]
    if (exact[0] is left) == (exact[1] is right):
        raise MeaningError("an order on both sides", "Write it on the right")
    return _below(exact, rest)


def refuse_orders(entries: list[Any]) -> None:
    """Raise MeaningError where an O(…) stands in a vector or a table."""
    if any(each.op == "order" for each in walk([e for e in entries if isinstance(e, Expression)])):
        raise MeaningError("an order in a vector or a table", "Write it for an entry, with an index")


def _without(node: Expression, rest: Expression) -> Expression:
    """Return the side without its O(…), which must be a term of its own."""
    if node is rest:
        return ex.ZERO
    if node.op == "add":
        return ex.add([_without(a, rest) for a in node.args], node.data)
    if node.op == "mul" and len(node.args) == 2 and node.args[0].op == "number" and node.args[1] is rest:
        return ex.ZERO  # −O(h) and 2 O(h) are O(h)
    if rest in walk([node]):
        raise MeaningError("O(…) is no term of its own here", "Write it as the last term of the right side")
    return node


def _below(sides: list[Expression], rest: Expression) -> list[tuple[Any, Any]]:
    """Compare what stands before the powers that the order does not cover."""
    small: Vanishing = rest.data
    along = {symbol: symbol * _SCALE for symbol in small.variables}
    power = _power(rest.args[0], along)
    expanded = []
    if len(small.variables) > 1:
        _smooth_together(sides, small.variables)
    try:
        for each in substitute(sides, along):
            expanded.append(expansion(each, _SCALE, power))
        first = min(0, *(each.first for each in expanded))
        left, right = ([each.before(k) for k in range(first, power + 1)] for each in expanded)
        if not small.smaller and all(is_zero(a - b) for a, b in zip(left, right, strict=True)):
            raise Vacuous(f"the sides agree even before the power {power}: a higher order can be claimed")
    except NoSeries as reason:
        raise MeaningError(f"no expansion: {reason}") from None
    claims = list(zip(left, right, strict=True))
    return claims if small.smaller else claims[:-1] or [(ex.ZERO, ex.ZERO)]  # O(1): nothing grows


def _smooth_together(sides: list[Expression], symbols: tuple[Expression, ...]) -> None:
    """Refuse what may be small along every line and not along a curve: a quotient, a root of what vanishes."""
    at_zero = dict.fromkeys(symbols, ex.ZERO)
    for each in walk(resolve(sides)):
        natural = each.op != "power" or (each.args[1].op == "number" and each.args[1].data in range(1, 100))
        if natural or not set(symbols) & set(walk([each])):
            continue
        if is_zero(substitute([each.args[0]], at_zero)[0]):
            raise MeaningError(f"{each} is not smooth where all of it vanishes", "Cite its order")


def _power(body: Expression, along: dict[Expression, Expression]) -> int:
    """Return k where the body is of order k: twice as far, it is 2ᵏ times as much."""
    scaled = substitute([body], along)[0]
    found = set()
    for seed in range(8):
        where = draw([scaled], seed)
        try:
            near, far = (Real({**where, _SCALE: scale})(scaled) for scale in (1, 2))
            found.add(float(mpmath.log(far / near, 2)) if near and far else None)
        except (Undefined, ZeroDivisionError, ValueError, TypeError):
            continue
    powers = {None if k is None else round(k) for k in found}
    k = powers.pop() if len(powers) == 1 else None
    constant = k == 0 and body.op != "number"
    if k is None or k < 0 or constant or any(each is None or abs(each - k) > 1e-9 for each in found):
        raise MeaningError("the order is no power of what vanishes", r"Write O(h^2), or O(\lVert \mathbf{h} \rVert^2)")
    return k
