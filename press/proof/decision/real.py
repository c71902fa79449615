"""Values at real points, to many digits: the search for a counterexample.

Unknown functions get a stand-in; derivatives that are asked for are differences over a tiny
step, so that this evaluation shares no rule with the exact one.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from fractions import Fraction
from typing import Any

import mpmath

from press.proof.expressions import ATAN, COS, COSH, ERF, EXP, GAMMA, LOG, SIN, SINH, TAN, TANH, Expression
from press.proof.kinds import Function
from press.proof.walking import symbols

DIGITS = 60
_STEP = mpmath.mpf(10) ** -15
Values = dict[Expression, Any]
_KNOWN: dict[Function, Callable[[Any], Any]] = {
    EXP: mpmath.exp,
    LOG: lambda x: mpmath.log(x) if x > 0 else mpmath.nan,
    SIN: mpmath.sin,
    COS: mpmath.cos,
    TAN: mpmath.tan,
    SINH: mpmath.sinh,
    COSH: mpmath.cosh,
    TANH: mpmath.tanh,
    ATAN: mpmath.atan,
    ERF: mpmath.erf,
    GAMMA: mpmath.gamma,
}
_HOLDS: dict[str, Callable[[Any, Any], bool]] = {
    "<": lambda a, b: a < b,
    "<=": lambda a, b: a <= b,
    ">": lambda a, b: a > b,
    ">=": lambda a, b: a >= b,
    "=": lambda a, b: a == b,
    "!=": lambda a, b: a != b,
}


class Undefined(Exception):
    """There is no real value here: the log of a negative number, a division by zero."""


class Real:
    """Evaluates expressions where the symbols have the given values."""

    def __init__(self, values: Values, digits: int = DIGITS):
        self.given, self.digits = values, digits
        self.values: Values = {}

    def __call__(self, node: Expression) -> Any:
        """Return the value to many digits. Raises Undefined where there is none."""
        with mpmath.workdps(self.digits):
            return self.value(node)

    def value(self, node: Expression) -> Any:
        """Return the value, where the digits are set already."""
        found = self.values.get(node)
        if found is None:
            found = getattr(self, "_" + node.op)(node)
            if not mpmath.isfinite(found) or isinstance(found, mpmath.mpc):
                raise Undefined
            self.values[node] = found
        return found

    def _number(self, node: Expression) -> Any:
        return mpmath.mpf(node.data.numerator) / node.data.denominator

    def _size(self, node: Expression) -> Any:
        return mpmath.mpf(node.data[1])

    def _pi(self, node: Expression) -> Any:
        return +mpmath.pi

    def _symbol(self, node: Expression) -> Any:
        return number(self.given[node])

    def _add(self, node: Expression) -> Any:
        return mpmath.fsum(self.value(a) for a in node.args)

    def _mul(self, node: Expression) -> Any:
        return mpmath.fprod(self.value(a) for a in node.args)

    def _power(self, node: Expression) -> Any:
        base, exponent = self.value(node.args[0]), self.value(node.args[1])
        if (base == 0 and exponent <= 0) or (base < 0 and exponent != int(exponent)):
            raise Undefined
        return base ** int(exponent) if exponent == int(exponent) else base**exponent

    def _call(self, node: Expression) -> Any:
        arguments = [self.value(a) for a in node.args]
        if node.data.known:
            return _KNOWN[node.data](*arguments)
        return stand_in(node.data, arguments)

    def chosen(self, node: Expression) -> int:
        """Return which value a choice takes here."""
        rule, tests = node.data
        if rule == "first":
            for k, test in enumerate(tests):
                if test is None or _HOLDS[test[0]](self.value(test[1]), self.value(test[2])):
                    return k
            raise Undefined
        found = [self.value(test) for test in tests]
        return found.index(max(found) if rule == "largest" else min(found))

    def _choice(self, node: Expression) -> Any:
        if node.data[0] != "first" and node.args != node.data[1] and self._tied(node):
            raise Undefined  # the derivative of a maximum, where two are largest
        return self.value(node.args[self.chosen(node)])

    def _tied(self, node: Expression) -> bool:
        """Whether two values are largest, or smallest, whose slopes differ."""
        best = self.value(node.data[1][self.chosen(node)])
        slopes = {self.value(a) for a, test in zip(node.args, node.data[1], strict=True) if self.value(test) == best}
        return len(slopes) > 1

    def _derivative(self, node: Expression) -> Any:
        of, by = node.args
        if by not in self.given:
            return mpmath.mpf(0)
        up, down = (Real({**self.given, by: number(self.given[by]) + h}).value(of) for h in (_STEP, -_STEP))
        return (up - down) / (2 * _STEP)


def number(value: Any) -> Any:
    """Return a fraction to many digits."""
    if isinstance(value, Fraction):
        return mpmath.mpf(value.numerator) / value.denominator
    return mpmath.mpf(value)


def stand_in(function: Function, arguments: list[Any]) -> Any:
    """Return a value of some smooth function of this name, or of its derivative."""
    rng = random.Random(function.name)
    height = mpmath.mpf(rng.randint(3, 9)) / 11  # not 0 at 0
    slopes = [mpmath.mpf(rng.randint(3, 9)) / 7 for _ in range(len(arguments) + 1)]

    def smooth(*x: Any) -> Any:
        inner = sum(s * a for s, a in zip(slopes, x, strict=False))
        return height + mpmath.tanh(inner / 2) + slopes[-1] * inner**2 / 5 + sum(a**3 for a in x) / 9

    return _differences(smooth, arguments, function.orders)


def _differences(f: Callable[..., Any], at: list[Any], orders: tuple[int, ...]) -> Any:
    """Return a mixed derivative by central differences."""
    if not orders:
        return f(*at)
    ends = []
    for h in (_STEP, -_STEP):
        moved = list(at)
        moved[orders[0]] += h
        ends.append(_differences(f, moved, orders[1:]))
    return (ends[0] - ends[1]) / (2 * _STEP)


def draw(nodes: list[Expression], seed: int, scale: int = 30) -> Values:
    """Return random values for all symbols, as their assumptions allow."""
    rng = random.Random(seed)
    values: Values = {}
    for node in sorted(symbols(nodes), key=lambda each: str(each.data.name)):
        if node.data.integer:
            values[node] = Fraction(rng.randint(1 if node.data.positive else -4, 4))
        else:
            size = Fraction(rng.randint(1, scale), 10)
            values[node] = size if node.data.positive or rng.random() < 0.5 else -size
    return values
