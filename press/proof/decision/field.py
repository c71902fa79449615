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

from press.proof.decision.laws import TRIG, Point
from press.proof.decision.point import Choices, TooDeep, Unlucky
from press.proof.expressions import Expression
from press.proof.walking import walk


def circular(nodes: list[Expression]) -> bool:
    """Whether cos, sin or tan occur, which need a field with a root of −1."""
    return any(node.op == "call" and node.data in TRIG for node in walk(nodes))


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
