"""Borders between branches: what two conditions leave that both hold, and neither strictly.

max(0, x) and the case x ≤ 0 leave x = 0 alone, where x and 0 are one. On such a border an
equation need hold only there.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from press.proof.calculus import differentiate, rebuild, substitute
from press.proof.decision.branches import Pattern, opposite, statements
from press.proof.decision.field import vanishes
from press.proof.expressions import Expression
from press.proof.walking import symbols, walk


def on_border(node: Expression, pattern: Pattern) -> bool:
    """Whether a combination of branches is met on a border only, and the expression vanishes there."""
    for border in _borders(pattern):
        place = solved(border)
        if place and vanishes(substitute([_chosen(node, pattern)], place)[0], {}):
            return True
    return False


def _borders(pattern: Pattern) -> Iterator[Expression]:
    """Yield what must be zero in a combination of branches."""
    for rule, chosen in pattern.items():
        if rule[0] == "first":
            equal = [rule[1][chosen]] if rule[1][chosen] and rule[1][chosen][0] == "=" else []
            failed = [test for test in rule[1][:chosen] if test[0] == "!="]
            yield from (left - right for _, left, right in equal + failed)
    made = [each for rule, chosen in pattern.items() for each in statements(rule, chosen)]
    for a, b in itertools.combinations(made, 2):
        if not a[1] and not b[1] and opposite(a, b, pattern):
            yield a[0]


def solved(border: Expression) -> dict[Expression, Expression]:
    """Return the place of a symbol that stands in the border once, times a number."""
    for symbol in symbols([border]):
        slope = differentiate(border, symbol)
        if slope.op == "number" and slope.data:
            return {symbol: symbol - border / slope}
    return {}


def _chosen(node: Expression, pattern: Pattern) -> Expression:
    """Return the expression with each choice made."""
    done: dict[Expression, Expression] = {}
    for each in walk([node]):
        done[each] = done[each.args[pattern[each.data]]] if each.op == "choice" else rebuild(each, done)
    return done[node]
