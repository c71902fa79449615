"""Roots of what depends on a size: does an equation hold whatever signs they have?

That r is the root of B says r² = B, and that r is not negative. An argument that runs over all
sizes can use the first only: which of the two roots is meant may change with the size, as in
√((n − 20)²) = 20 − n. So the equation must hold for both signs of each such root.
"""

from __future__ import annotations

import itertools
from collections.abc import Collection, Iterator

from press.proof.calculus import rebuild
from press.proof.expressions import Expression
from press.proof.walking import walk


def radicands(nodes: list[Expression], sizes: Collection[str]) -> list[Expression]:
    """Return what stands under roots and depends on one of the sizes."""
    found = [node.args[0] for node in walk(nodes) if _is_root(node) and depends(node.args[0], sizes)]
    return list(dict.fromkeys(found))


def depends(node: Expression, sizes: Collection[str]) -> bool:
    """Whether a size, or a sum over one, stands in an expression."""
    return any(
        (each.op == "size" and each.data[0] in sizes) or (each.op in ("add", "mul") and each.data in sizes)
        for each in walk([node])
    )


def _is_root(node: Expression) -> bool:
    return node.op == "power" and node.args[1].op == "number" and node.args[1].data.denominator == 2


def other_signs(node: Expression, under: list[Expression]) -> Iterator[Expression]:
    """Yield the expression with every choice of signs of the roots, but for the one it has."""
    for count in range(1, len(under) + 1):
        for chosen in itertools.combinations(under, count):
            yield _turned(node, chosen)


def _turned(node: Expression, chosen: Collection[Expression]) -> Expression:
    done: dict[Expression, Expression] = {}
    for each in walk([node]):
        fresh = rebuild(each, done)
        done[each] = -fresh if _is_root(each) and each.args[0] in chosen else fresh
    return done[node]
