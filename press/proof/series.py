"""Expansions in powers of a variable near zero, also of functions of which only smoothness is known."""

from __future__ import annotations

from dataclasses import dataclass

from press.proof import expressions as ex
from press.proof.calculus import resolve, substitute, taylor
from press.proof.context import current
from press.proof.decision.signs import positive
from press.proof.decision.zero import equal
from press.proof.expressions import Expression
from press.proof.walking import children, walk

DEEPEST = 12  # terms that are looked at
_FIRST = 4  # terms with which the search for a given power begins


class NoSeries(Exception):
    """There is no such expansion, or none that is found: a corner, a logarithm of zero."""


@dataclass(frozen=True)
class Series:
    """`terms[k]` stands before the power `first + k` of the variable; what follows is not known."""

    first: int
    terms: tuple[Expression, ...]

    def up_to(self, power: int) -> list[Expression]:
        """Return what stands before the powers below zero, and those up to `power`. Raises NoSeries."""
        if self.first + len(self.terms) <= power:
            raise NoSeries("too few terms are known")
        return list(self.terms[: max(0, power + 1 - self.first)])

    def before(self, power: int) -> Expression:
        """Return what stands before a power."""
        return self.up_to(power)[-1] if power >= self.first else ex.ZERO


def expansion(of: Expression, by: Expression, power: int) -> Series:
    """Return the expansion at zero of a symbol, known at least up to a power. Raises NoSeries."""
    node = resolve([of])[0]
    for count in range(_FIRST, DEEPEST + 1, 2):
        found = _expand(node, by, count)
        if found.first + len(found.terms) > power:
            return found
    raise NoSeries(f"no expansion up to the power {power} was found")


def _expand(root: Expression, by: Expression, count: int) -> Series:
    done: dict[Expression, Series] = {}
    depends = {by}
    for node in walk([root]):
        if node is by:
            done[node] = Series(1, (ex.ONE, *(ex.ZERO,) * (count - 1)))
        elif depends.isdisjoint(children(node)):
            done[node] = Series(0, (node, *(ex.ZERO,) * (count - 1)))
        else:
            depends.add(node)
            done[node] = _node(node, by, count, [done[a] for a in node.args])
    return done[root]


def _node(node: Expression, by: Expression, count: int, parts: list[Series]) -> Series:
    if node.op == "add":
        return _sum(parts, node.data)
    if node.op == "mul":
        return _product(parts, node.data)
    if node.op == "power" and node.args[1].op == "number" and node.args[1].data.denominator == 1:
        return _power(parts[0], int(node.args[1].data))
    if node.op in ("power", "call"):
        return _smooth(node, parts, by, count)
    raise NoSeries(f"{node} has a corner, or is not known to be smooth")


def _sum(parts: list[Series], over: str | None) -> Series:
    first = min(part.first for part in parts)
    last = min(part.first + len(part.terms) for part in parts)
    powers = range(first, last)
    return Series(first, tuple(ex.add([_at(part, power) for part in parts], over) for power in powers))


def _at(part: Series, power: int) -> Expression:
    return part.terms[power - part.first] if power >= part.first else ex.ZERO


def _product(parts: list[Series], over: str | None) -> Series:
    if over is not None:
        current().block(over, "the expansion of a product over it")
    found = parts[0]
    for part in parts[1:]:
        count = min(len(found.terms), len(part.terms))
        terms = [ex.add([found.terms[i] * part.terms[k - i] for i in range(k + 1)]) for k in range(count)]
        found = Series(found.first + part.first, tuple(terms))
    return found


def _power(base: Series, exponent: int) -> Series:
    if exponent < 0:
        base, exponent = _inverse(base), -exponent
    return _product([base] * exponent, None)


def _inverse(of: Series) -> Series:
    """Return one over a series: its first term that is not zero is what is divided by."""
    skip = next((k for k, term in enumerate(of.terms) if not is_zero(term)), None)
    if skip is None:
        raise NoSeries("a division by what is zero to all powers that were looked at")
    _assume(of.terms[skip])
    terms, found = of.terms[skip:], [1 / of.terms[skip]]
    for k in range(1, len(terms)):
        found.append(-found[0] * ex.add([terms[i] * found[k - i] for i in range(1, k + 1)]))
    return Series(-(of.first + skip), tuple(found))


def _smooth(node: Expression, parts: list[Series], by: Expression, count: int) -> Series:
    """Expand f(a₀ + a₁ h + …) by its derivatives: f is smooth at a₀."""
    for part in parts:
        if any(not is_zero(term) for term in part.terms[: max(0, -part.first)]):
            raise NoSeries(f"{node} at an argument that grows without limit")
    inner = [ex.add([_at(part, k) * by**k for k in range(count) if k < part.first + len(part.terms)]) for part in parts]
    start = substitute([inner[0]], {by: ex.ZERO})[0]
    if node.op == "power" or node.data in (ex.LOG, ex.TAN):
        bottom = ex.call(ex.COS, start) if node.data == ex.TAN else start
        if is_zero(bottom):
            raise NoSeries(f"{node} at zero" if bottom is start else f"{node} at a pole")
        _assume(bottom)
    known = min(part.first + len(part.terms) for part in parts)
    whole = ex.power(*inner) if node.op == "power" else ex.call(node.data, *inner)
    found, factorial = [], 1
    for k, term in enumerate(taylor(whole, by, min(count, known) - 1)):
        factorial *= max(1, k)
        found.append(term / factorial)
    return Series(0, tuple(found))


def _assume(node: Expression) -> None:
    """Note what must not be zero for the expansion to hold."""
    if node.op != "number" and not positive(node):
        current().nonzero.append(node)


def is_zero(node: Expression) -> bool:
    """Whether it is zero. Raises NoSeries where this is not decided."""
    outcome = equal(node, ex.ZERO).kind
    if outcome not in ("proved", "refuted"):
        raise NoSeries(f"whether {node} is zero is not decided")
    return outcome == "proved"
