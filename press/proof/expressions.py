"""Scalar expressions: a graph in which equal expressions are one object.

A formula over arrays becomes one such expression per entry. Sums and products remember the
size over which they run, which is what entitles a proof to speak for all sizes
(`press.proof.decision.sizes`). Nothing is simplified beyond zeros, ones and numbers.
"""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from typing import Any
from weakref import WeakValueDictionary

from press.proof.kinds import Function, Symbol

LIMIT = 200_000  # expressions in one check: more would take minutes

Scalar = Any  # an Expression or a Python number


class Expression:
    """A node of the graph: `op`, `args` (expressions), `data` (what else tells it apart)."""

    __slots__ = ("__weakref__", "args", "data", "op")
    op: str
    args: tuple[Expression, ...]
    data: Any

    def __add__(self, other: Scalar) -> Any:
        return add((self, number(other))) if scalar_like(other) else NotImplemented

    __radd__ = __add__

    def __mul__(self, other: Scalar) -> Any:
        return mul((self, number(other))) if scalar_like(other) else NotImplemented

    __rmul__ = __mul__

    def __neg__(self) -> Expression:
        return mul((number(-1), self))

    def __sub__(self, other: Scalar) -> Any:
        return add((self, -number(other))) if scalar_like(other) else NotImplemented

    def __rsub__(self, other: Scalar) -> Expression:
        return add((number(other), -self))

    def __truediv__(self, other: Scalar) -> Any:
        return mul((self, power(number(other), number(-1)))) if scalar_like(other) else NotImplemented

    def __rtruediv__(self, other: Scalar) -> Expression:
        return mul((number(other), power(self, number(-1))))

    def __pow__(self, other: Scalar) -> Expression:
        return power(self, number(other))

    def __rpow__(self, other: Scalar) -> Expression:
        return power(number(other), self)

    def __repr__(self) -> str:
        from press.proof.algebra import text

        return text(self)


def scalar_like(value: Any) -> bool:
    """Whether a value can be taken as a number here; arrays answer for themselves."""
    return isinstance(value, Expression | int | float | Fraction)


_known: WeakValueDictionary[tuple[Any, ...], Expression] = WeakValueDictionary()


def make(op: str, args: tuple[Expression, ...] = (), data: Any = None) -> Expression:
    """Return the one expression of this kind, with these arguments."""
    key = (op, data, args)
    found = _known.get(key)
    if found is None:
        if len(_known) > LIMIT:
            raise OverflowError(f"more than {LIMIT:,} expressions: take smaller sizes")
        found = Expression()
        found.op, found.args, found.data = op, args, data
        _known[key] = found
    return found


def number(value: Scalar) -> Expression:
    """Return a number as an expression; decimals are the fractions they are written as."""
    if isinstance(value, Expression):
        return value
    if isinstance(value, float):
        value = Fraction(repr(value))
    return make("number", (), Fraction(value))


ZERO, ONE = number(0), number(1)
PI = make("pi")


def symbol(name: str, *, positive: bool = False, integer: bool = False) -> Expression:
    return make("symbol", (), Symbol(name, positive, integer))


def size_number(name: str, value: int) -> Expression:
    """Return a size, as a number that remembers whose it is."""
    return make("size", (), (name, value))


def add(terms: Iterable[Expression], over: str | None = None) -> Expression:
    """Return the sum; `over` names the size that it runs over."""
    constant, rest = Fraction(0), []
    for term in terms:
        if term.op == "number":
            constant += term.data
        else:
            rest.append(term)
    if not rest:
        return number(constant)
    if constant:
        rest.append(number(constant))
    return rest[0] if len(rest) == 1 else make("add", tuple(rest), over)


def mul(factors: Iterable[Expression], over: str | None = None) -> Expression:
    """Return the product; `over` names the size that it runs over."""
    constant, rest = Fraction(1), []
    for factor in factors:
        if factor.op == "number":
            constant *= factor.data
        else:
            rest.append(factor)
    if constant == 0:
        return ZERO
    if not rest:
        return number(constant)
    if constant != 1:
        rest.insert(0, number(constant))
    return rest[0] if len(rest) == 1 else make("mul", tuple(rest), over)


def power(base: Expression, exponent: Expression) -> Expression:
    """Return a power; powers of numbers by whole numbers are numbers."""
    if exponent is ZERO:
        return ONE
    if exponent is ONE or base is ONE:
        return base
    whole = exponent.op == "number" and exponent.data.denominator == 1
    if base.op == "number" and whole and abs(exponent.data) < 1000:
        if base.data == 0 and exponent.data < 0:
            raise ZeroDivisionError("division by zero")
        return number(base.data ** int(exponent.data))
    if base.op == "call" and base.data == EXP and base.args[0] is ONE:
        return exp(exponent)
    if base.op == "power" and whole and base.args[1].op == "number":
        inner = base.args[1].data
        if inner.denominator == 1 or _never_negative(base.args[0]):  # (x²)³ is x⁶; but not (x²)^½
            return power(base.args[0], number(inner * exponent.data))
    if base.op == "mul" and base.data is None and whole:
        return mul([power(factor, exponent) for factor in base.args])
    return make("power", (base, exponent))


def _never_negative(node: Expression) -> bool:
    """Whether it shows: a sum of squares, a positive symbol."""
    if node.op == "number":
        return bool(node.data >= 0)
    if node.op in ("size", "pi"):
        return True
    if node.op == "symbol":
        return bool(node.data.positive)
    if node.op == "power" and node.args[1].op == "number":
        return node.args[1].data % 2 == 0 or _never_negative(node.args[0])
    return node.op in ("add", "mul") and all(_never_negative(a) for a in node.args)


def call(function: Function, *args: Expression) -> Expression:
    """Return the value of a function; only e⁰, log 1 and log eˣ are known by heart."""
    if function == EXP and args[0] is ZERO:
        return ONE
    if function == EXP and args[0].op == "call" and args[0].data == LOG:
        return args[0].args[0]
    if function == LOG and args[0] is ONE:
        return ZERO
    if function == LOG and args[0].op == "call" and args[0].data == EXP:
        return args[0].args[0]
    if function in (SIN, TAN, TANH, SINH, ATAN, ERF) and args[0] is ZERO:
        return ZERO
    if function in (COS, COSH) and args[0] is ZERO:
        return ONE
    if function == TAN and (inner := _unscaled(args[0])) is not None:
        return inner
    return make("call", args, function)


def _unscaled(x: Expression) -> Expression | None:
    """Return t where x is atan t, in whatever way the numbers before it cancel."""
    scale = Fraction(1)
    while x.op == "mul" and len(x.args) == 2 and x.args[0].op == "number":
        scale, x = scale * x.args[0].data, x.args[1]
    return x.args[0] if scale == 1 and x.op == "call" and x.data == ATAN else None


def known(name: str) -> Function:
    return Function(name, known=True)


EXP, LOG, SIN, COS, TAN = (known(name) for name in ("exp", "log", "sin", "cos", "tan"))
SINH, COSH, TANH, ATAN, ERF, GAMMA = (known(name) for name in ("sinh", "cosh", "tanh", "atan", "erf", "gamma"))


def exp(x: Expression) -> Expression:
    return call(EXP, x)


def log(x: Expression) -> Expression:
    return call(LOG, x)


def sqrt(x: Expression) -> Expression:
    return power(x, number(Fraction(1, 2)))


def derivative(of: Expression, by: Expression) -> Expression:
    """Return the derivative as asked for, not yet worked out."""
    return make("derivative", (of, by))
