"""A random point of a prime field: sums, products and powers."""

from __future__ import annotations

import math
import random
from typing import Any

from press.proof.expressions import LOG, Expression, mul
from press.proof.walking import walk

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


Choices = dict[Any, int]


class Unlucky(Exception):
    """A division by zero or a root that is not there: take another point."""


class TooDeep(Exception):
    """More exponentials inside each other than the chain has levels."""


class Algebraic:
    """Evaluates what is made of sums, products and powers; the rest is the child's business."""

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
        for factor in factors(base):
            below = self(factor, level)
            if below == 0:
                raise Unlucky
            for term in terms(exponent):
                times = math.prod(int(f.data) for f in factors(term) if f.op == "number")
                rest = product([f for f in factors(term) if f.op != "number"])
                one = below if rest.op == "number" else self._atom(level, "whole", below, self(rest, level))
                value = value * pow(one, times, prime) % prime
        return value

    def _choice(self, node: Expression, level: int) -> int:
        return self(node.args[self.choices[node.data]], level)

    def _inverse(self, value: int, level: int) -> int:
        if value == 0:
            raise Unlucky
        return pow(value, -1, self.primes[level])


def _whole(x: Expression) -> bool:
    """Whether it is made of whole numbers by sums and products."""
    if x.op == "number":
        return bool(x.data.denominator == 1)
    if x.op == "symbol":
        return bool(x.data.integer)
    return x.op in ("add", "mul") and all(_whole(a) for a in x.args)


def terms(x: Expression) -> list[Expression]:
    """Return the terms of a sum, with numbers and sums multiplied out."""
    if x.op == "add":
        return [t for a in x.args for t in terms(a)]
    if x.op == "mul":
        for k, f in enumerate(x.args):
            if f.op == "add" and any(node.op == "call" and node.data == LOG for node in walk([f])):
                others = x.args[:k] + x.args[k + 1 :]
                return [t for a in f.args for t in terms(product([*others, a]))]
    return [x]


def factors(x: Expression) -> tuple[Expression, ...]:
    return x.args if x.op == "mul" else (x,)


def product(factors: list[Expression]) -> Expression:
    return mul(factors)
