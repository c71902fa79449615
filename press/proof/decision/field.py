"""Exact zero test: evaluate at a random point of a large prime field.

A polynomial of degree d that is not zero vanishes at a random point of a field of P elements
with probability at most d / P (Schwartz and Zippel): with P above 2¹¹⁸, d below 2²⁰ and two
points, less than 2⁻¹⁹⁰. What is no polynomial is mapped into the field so that its laws hold:

- exp must turn sums into products. Three primes stand in a chain, each a small multiple of the
  next, plus one. Every symbol has a value at each level; eˣ at a level is g to the power of x at the next,
  with g of that prime's order. So exp(x + y) = exp(x) exp(y), exactly, and likewise powers
  with any exponent, roots (unique in the subgroup) and, where −1 has a root,
  cos and sin by e^(ix).
- log splits products, powers and exponentials; the log of anything else, and the value of a
  function of which nothing is known, is a random number that depends on the arguments' values.

For these the bound is that of a model in which the values of unrelated functions are
independent. What holds in the field may still fail for real numbers (log x² = 2 log x): the
caller tests real points too. A "no" is final only for rational expressions.
"""

from __future__ import annotations

import math
import random
from typing import Any

from press.proof.expressions import (
    ATAN,
    COS,
    COSH,
    ERF,
    EXP,
    GAMMA,
    LOG,
    SIN,
    SINH,
    TAN,
    TANH,
    Expression,
    walk,
)

PLAIN = (
    1039103637392868494043137001265869047,
    519551818696434247021568500632934523,
    259775909348217123510784250316467261,
)
CIRCULAR = (
    1547228182858342890724727700388044797,
    386807045714585722681181925097011199,
    64467840952430953780196987516168533,
)
_OPAQUE = (ATAN, ERF, GAMMA)
_TRIG = (SIN, COS, TAN)
Choices = dict[Any, int]


class Unlucky(Exception):
    """A division by zero or a root that is not there: take another point."""


class TooDeep(Exception):
    """More exponentials inside each other than the chain has levels."""


class Point:
    """A random point: evaluates expressions whose derivatives are worked out."""

    def __init__(self, seed: int, circular: bool, choices: Choices):
        self.primes = CIRCULAR if circular else PLAIN
        self.random = random.Random(seed)
        self.choices = choices
        self.atoms: dict[Any, int] = {}
        self.values: dict[tuple[Expression, int], int] = {}
        self.bases = [self._subgroup(level) for level in range(len(self.primes) - 1)]
        self.waves = [pow(base, self.random.randrange(2, self.primes[level + 1]), self.primes[level])
                      for level, base in enumerate(self.bases)]  # fmt: skip

    def __call__(self, node: Expression, level: int = 0) -> int:
        key = (node, level)
        if key not in self.values:
            if level >= len(self.primes):
                raise TooDeep
            self.values[key] = getattr(self, "_" + node.op)(node, level) % self.primes[level]
        return self.values[key]

    def _subgroup(self, level: int) -> int:
        """Return a random element whose order is the next prime: it has all roots."""
        prime = self.primes[level]
        return pow(self.random.randrange(2, prime - 1), (prime - 1) // self.primes[level + 1], prime)

    def _atom(self, level: int, *key: Any) -> int:
        key = (level, *key)
        if key not in self.atoms:
            self.atoms[key] = self.random.randrange(2, self.primes[level])
        return self.atoms[key]

    def _number(self, node: Expression, level: int) -> int:
        return int(node.data.numerator * pow(node.data.denominator, -1, self.primes[level]))

    def _size(self, node: Expression, level: int) -> int:
        return int(node.data[1])

    def _pi(self, node: Expression, level: int) -> int:
        return self._atom(level, "pi")

    def _symbol(self, node: Expression, level: int) -> int:
        if node.data.positive and level < len(self.bases):
            return self.atoms.setdefault((level, node), self._subgroup(level))
        return self._atom(level, node)

    def _add(self, node: Expression, level: int) -> int:
        return sum(self(a, level) for a in node.args)

    def _mul(self, node: Expression, level: int) -> int:
        prime, value = self.primes[level], 1
        for a in node.args:
            value = value * self(a, level) % prime
        return value

    def _power(self, node: Expression, level: int) -> int:
        if node.args[1].op != "number" and _whole(node.args[1]):
            return self._whole_power(node.args[0], node.args[1], level)
        return self.raised(self(node.args[0], level), node.args[1], level)

    def raised(self, base: int, exponent: Expression, level: int) -> int:
        """Return base to the exponent: whole, or taken at the next level inside the subgroup."""
        prime = self.primes[level]
        if exponent.op == "number" and exponent.data.denominator == 1:
            if base == 0 and exponent.data < 0:
                raise Unlucky
            return pow(base, int(exponent.data), prime)
        if level + 1 >= len(self.primes):
            raise TooDeep
        if base == 0 or pow(base, self.primes[level + 1], prime) != 1:
            raise Unlucky
        return pow(base, self(exponent, level + 1), prime)

    def _whole_power(self, base: Expression, exponent: Expression, level: int) -> int:
        """Return a power whose exponent is made of whole numbers: b to the s + t is b to the s times b to the t."""
        prime, value = self.primes[level], 1
        for factor in _factors(base):
            below = self(factor, level)
            if below == 0:
                raise Unlucky
            for term in _terms(exponent):
                times = math.prod(int(f.data) for f in _factors(term) if f.op == "number")
                rest = _product([f for f in _factors(term) if f.op != "number"])
                one = below if rest.op == "number" else self._atom(level, "whole", below, self(rest, level))
                value = value * pow(one, times, prime) % prime
        return value

    def _choice(self, node: Expression, level: int) -> int:
        return self(node.args[self.choices[node.data]], level)

    def _call(self, node: Expression, level: int) -> int:
        function, x = node.data, node.args[0]
        if function == EXP:
            return self._exp(x, level)
        if function == LOG:
            return self._log(x, level)
        if function in _TRIG:
            return self._wave(function, x, level)
        if function in (SINH, COSH, TANH):
            return self._hyperbolic(function, x, level)
        return self._atom(level, function, *(self(a, level) for a in node.args))

    def _exp(self, x: Expression, level: int) -> int:
        """Return e to the x; e to the c log b is b to the c."""
        prime, value = self.primes[level], 1
        rest: list[Expression] = []
        for term in _terms(x):
            logs = [f for f in _factors(term) if f.op == "call" and f.data == LOG]
            if len(logs) == 1:
                others = [f for f in _factors(term) if f is not logs[0]]
                value = value * self.raised(self(logs[0].args[0], level), _product(others), level) % prime
            else:
                rest.append(term)
        if level + 1 >= len(self.primes):
            raise TooDeep
        total = sum(self(term, level + 1) for term in rest)
        return value * pow(self.bases[level], total % self.primes[level + 1], prime)

    def _log(self, x: Expression, level: int) -> int:
        if x.op == "mul":
            return sum(self._log(f, level) for f in x.args)
        if x.op == "power":
            return self(x.args[1], level) * self._log(x.args[0], level)
        if x.op == "call" and x.data == EXP:
            return self(x.args[0], level)
        if x.op == "number" and x.data > 0:
            return self._prime_logs(x, level)
        return self._atom(level, LOG, self(x, level))

    def _prime_logs(self, x: Expression, level: int) -> int:
        from sympy import Rational, factorrat

        parts = factorrat(Rational(x.data.numerator, x.data.denominator)).items()
        return sum(int(k) * self._atom(level, LOG, int(p)) for p, k in parts)

    def _wave(self, function: Any, x: Expression, level: int) -> int:
        prime = self.primes[level]
        if level > 0 or prime % 4 != 1:
            raise TooDeep
        turn = pow(self.waves[level], self(x, level + 1), prime)
        back = pow(turn, -1, prime)
        half = pow(2, -1, prime)
        cos = (turn + back) * half
        sin = (turn - back) * half * pow(self._unit(level), -1, prime)
        if function == COS:
            return cos
        return sin if function == SIN else sin * self._inverse(cos % prime, level)

    def _hyperbolic(self, function: Any, x: Expression, level: int) -> int:
        up = self._exp(x, level) % self.primes[level]
        down = self._inverse(up, level)
        half = pow(2, -1, self.primes[level])
        if function == COSH:
            return (up + down) * half
        if function == SINH:
            return (up - down) * half
        return (up - down) * self._inverse((up + down) % self.primes[level], level)

    def _inverse(self, value: int, level: int) -> int:
        if value == 0:
            raise Unlucky
        return pow(value, -1, self.primes[level])

    def _unit(self, level: int) -> int:
        """Return a square root of −1 (the prime is one more than a multiple of four)."""
        prime = self.primes[level]
        return next(
            root for base in range(2, 100) if (root := pow(base, (prime - 1) // 4, prime)) ** 2 % prime == prime - 1
        )


def _whole(x: Expression) -> bool:
    """Whether it is made of whole numbers by sums and products."""
    if x.op == "number":
        return bool(x.data.denominator == 1)
    if x.op == "symbol":
        return bool(x.data.integer)
    return x.op in ("add", "mul") and all(_whole(a) for a in x.args)


def _terms(x: Expression) -> list[Expression]:
    """Return the terms of a sum, with numbers and sums multiplied out."""
    if x.op == "add":
        return [t for a in x.args for t in _terms(a)]
    if x.op == "mul":
        for k, f in enumerate(x.args):
            if f.op == "add" and _has_log(f):
                others = x.args[:k] + x.args[k + 1 :]
                return [t for a in f.args for t in _terms(_product([*others, a]))]
    return [x]


def _has_log(x: Expression) -> bool:
    return any(node.op == "call" and node.data == LOG for node in walk([x]))


def _factors(x: Expression) -> tuple[Expression, ...]:
    return x.args if x.op == "mul" else (x,)


def _product(factors: list[Expression]) -> Expression:
    from press.proof.expressions import mul

    return mul(factors)


def circular(nodes: list[Expression]) -> bool:
    """Whether cos, sin or tan occur, which need a field with a root of −1."""
    return any(node.op == "call" and node.data in _TRIG for node in walk(nodes))


def vanishes(node: Expression, choices: Choices, seed: int = 0, points: int = 2, tries: int = 600) -> bool | None:
    """Decide whether the expression is zero, with each choice as given; None: cannot say."""
    found, wave = 0, circular([node])
    for attempt in range(tries):
        try:
            if Point(seed * 1_000_003 + attempt, wave, choices)(node):
                return False
        except Unlucky:
            continue
        except TooDeep:
            return None
        found += 1
        if found == points:
            return True
    return None
