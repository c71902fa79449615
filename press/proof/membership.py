r"""What \in claims: one of a few values, between two ends, or of a shape."""

from __future__ import annotations

import math
from typing import Any

from press.proof import expressions as ex
from press.proof.arrays import Array, scalar, shape
from press.proof.declare import Size
from press.proof.dialect import Tree
from press.proof.dialect.tree import written
from press.proof.errors import MeaningError
from press.proof.meaning.evaluate import Evaluator

SETS = ("set", "interval", "space")
Claim = tuple[str, Any, Any]  # a relation between two sides


def claimed(evaluator: Evaluator, left: Any, within: Tree) -> list[Claim]:
    """Return the relations that membership stands for. Raises MeaningError for a shape, which is defined."""
    if within.kind == "set":
        return [("=", _distances(left, [evaluator.value(part) for part in within.parts]), ex.ZERO)]
    if within.kind == "interval":
        return _between(evaluator, left, within)
    of_shape(evaluator, left, within)
    raise MeaningError("which shape or kind of number it is, is a statement", "Use define(…)", within.at)


def _distances(left: Any, members: list[Any]) -> Any:
    """Return the product of the distances to all members: zero where it is one of them."""
    left = scalar(left)
    if isinstance(left, Array):
        raise MeaningError(f"{shape(left)} in a set of numbers", "Write it for its entries, with an index")
    if any(isinstance(scalar(member), Array) for member in members):
        raise MeaningError("a vector in a set of numbers", "Write its entries")
    return ex.mul([ex.number(left) - ex.number(scalar(member)) for member in members])


def _between(evaluator: Evaluator, left: Any, within: Tree) -> list[Claim]:
    found: list[Claim] = []
    kinds = ((within.text[0] == "[", ">=", ">"), (within.text[1] == "]", "<=", "<"))
    for end, (closed, with_end, without) in zip(within.parts, kinds, strict=True):
        if any(part.kind == "infinity" for part in end.walk()):
            if closed:
                raise MeaningError("infinity belongs to no interval", "Write a round bracket", end.at)
            continue
        found.append((with_end if closed else without, left, evaluator.value(end)))
    if len(found) == 2:
        _in_order(found[0][2], found[1][2], within)
    if not found:
        raise MeaningError("between no ends nothing is claimed", r"Write \mathbb{R}", within.at)
    return found


def _in_order(first: Any, last: Any, within: Tree) -> None:
    first, last = ex.number(scalar(first)), ex.number(scalar(last))
    if first.op == "number" and last.op == "number" and first.data >= last.data:
        raise MeaningError("the interval holds nothing", "Write the smaller end first", within.at)


def of_shape(evaluator: Evaluator, left: Any, within: Tree) -> None:
    """Compare the shape of a value with that of a space. Raises MeaningError where they differ."""
    left = scalar(left)
    wanted = tuple(_side(evaluator, part) for part in within.parts)
    given: tuple[Any, ...] = (left.rows, left.columns) if isinstance(left, Array) else ()
    if given[1:] == (1,) and len(wanted) == 1:
        given = given[:1]
    if given != wanted:
        space = " × ".join(map(str, wanted)) or "a number"
        raise MeaningError(
            f"the left side is {shape(left)}, the right side holds {space}",
            "Is the shape written in the other order",
            within.at,
        )


def _side(evaluator: Evaluator, tree: Tree) -> Any:
    """Return how a side is known: by the name of its size, or as a number."""
    if tree.kind == "name" and isinstance(size := evaluator.scope.size(tree.text), Size):
        evaluator.scope.used |= {tree.text} & set(evaluator.scope.names)
        return size.name
    value = evaluator.value(tree)
    if isinstance(value, ex.Expression) and value.op == "number":
        return int(value.data)
    if isinstance(value, ex.Expression) and value.op == "size":
        return value.data[0]
    if isinstance(value, float) and math.isfinite(value):
        return int(value)
    raise MeaningError(f"{written(tree)} is no size", "Declare it with sizes(…)", tree.at)
