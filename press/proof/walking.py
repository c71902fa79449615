"""Walking over expressions: each once, arguments first."""

from __future__ import annotations

from collections.abc import Iterable

from press.proof.expressions import Expression


def walk(roots: Iterable[Expression]) -> list[Expression]:
    """Return every expression below the roots once, arguments first."""
    order: list[Expression] = []
    seen: set[Expression] = set()
    stack = [(root, False) for root in roots]
    while stack:
        node, ready = stack.pop()
        if ready:
            order.append(node)
        elif node not in seen:
            seen.add(node)
            stack.append((node, True))
            stack += [(child, False) for child in children(node)]
    return order


def children(node: Expression) -> tuple[Expression, ...]:
    """Return arguments, and for a choice the sides of its tests."""
    if node.op != "choice":
        return node.args
    return node.args + tested(node)


def tested(node: Expression) -> tuple[Expression, ...]:
    """Return the expressions that the tests of a choice compare."""
    rule, tests = node.data
    if rule != "first":
        return tuple(tests)
    return tuple(side for test in tests if test is not None for side in test[1:])


def symbols(roots: Iterable[Expression]) -> list[Expression]:
    return [node for node in walk(roots) if node.op == "symbol"]
