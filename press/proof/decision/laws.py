"""Exponentials, logarithms and waves at a point of a prime field, so that their laws hold."""

from __future__ import annotations

from typing import Any

from press.proof.decision.point import Algebraic, TooDeep, factors, product, terms
from press.proof.expressions import COS, COSH, EXP, LOG, SIN, SINH, TAN, TANH, Expression

TRIG = (SIN, COS, TAN)


class Point(Algebraic):
    """A random point: evaluates expressions whose derivatives are worked out."""

    def _call(self, node: Expression, level: int) -> int:
        function, x = node.data, node.args[0]
        if function == EXP:
            return self._exp(x, level)
        if function == LOG:
            return self._log(x, level)
        if function in TRIG:
            return self._wave(function, x, level)
        if function in (SINH, COSH, TANH):
            return self._hyperbolic(function, x, level)
        return self._atom(level, function, *(self(a, level) for a in node.args))

    def _exp(self, x: Expression, level: int) -> int:
        """Return e to the x; e to the c log b is b to the c."""
        prime, value = self.primes[level], 1
        rest: list[Expression] = []
        for term in terms(x):
            logs = [f for f in factors(term) if f.op == "call" and f.data == LOG]
            if len(logs) == 1:
                others = [f for f in factors(term) if f is not logs[0]]
                value = value * self.raised(self(logs[0].args[0], level), product(others), level) % prime
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

    def _unit(self, level: int) -> int:
        """Return a square root of −1 (the prime is one more than a multiple of four)."""
        prime = self.primes[level]
        return next(
            root for base in range(2, 100) if (root := pow(base, (prime - 1) // 4, prime)) ** 2 % prime == prime - 1
        )
