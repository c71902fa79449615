"""What a relation compares: the entries of two sides, in pairs."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from typing import Any

import numpy as np

from press.proof import expressions as ex
from press.proof.arrays import Array, same_sides, scalar, shape
from press.proof.errors import MeaningError
from press.proof.meaning.values import Constant, is_function
from press.proof.order import compared_to_order, refuse_orders


@dataclass(frozen=True)
class Pair:
    """Two scalars that a relation compares: an entry of two sides, at some free indices."""

    relation: str
    left: Any
    right: Any
    entry: tuple[int, ...] = ()
    indices: tuple[tuple[str, int], ...] = ()
    sides: tuple[Any, Any] = (None, None)  # the arrays that the entries are from
    link: int = 0  # which relation of its chain


def compared(
    relation: str, left: Any, right: Any, indices: tuple[tuple[str, int], ...] = (), link: int = 0
) -> list[Pair]:
    """Return the pairs of entries of two sides. Raises MeaningError where the shapes differ."""
    left, right = fitted(left, right)
    left, right = scalar(left), scalar(right)
    if relation == "proportional":
        return _proportional(left, right, indices, link)
    if not isinstance(left, Array) and not isinstance(right, Array):
        claims = compared_to_order(_plain(left), _plain(right))
        if claims is None:
            return [Pair(relation, _plain(left), _plain(right), (), indices, (left, right), link)]
        if relation not in ("=", ":="):
            raise MeaningError("an order in an inequality", r"Write = before O(\dots)")
        return [Pair(relation, a, b, (), indices, (left, right), link) for a, b in claims]
    if not isinstance(left, Array) or not isinstance(right, Array) or not same_sides(left, right):
        raise MeaningError(f"the left side is {shape(left)}, the right side {shape(right)}", "Is a transpose missing")
    refuse_orders([*left.entries.flat, *right.entries.flat])
    return [
        Pair(
            relation,
            _plain(left.entries[place]),
            _plain(right.entries[place]),
            tuple(k + 1 for k in place),
            indices,
            (left, right),
            link,
        )
        for place in np.ndindex(*left.entries.shape)
    ]


def _proportional(left: Any, right: Any, indices: tuple[tuple[str, int], ...], link: int) -> list[Pair]:
    """Two columns are proportional where all their entries, multiplied crosswise, agree."""
    if not isinstance(left, Array) or not isinstance(right, Array) or not same_sides(left, right):
        raise MeaningError(f"{shape(left)} proportional to {shape(right)}", "Write it for two vectors of one shape")
    entries = list(zip(left.entries.flat, right.entries.flat, strict=True))
    if all(_plain(b) is ex.ZERO for _, b in entries):
        raise MeaningError("proportional to zero", "Only the zero vector is: write =")
    return [
        Pair("=", _plain(a * d), _plain(c * b), (k + 1, 1), indices, (left, right), link)
        for k, ((a, b), (c, d)) in enumerate(itertools.combinations(entries, 2))
    ]


def fitted(left: Any, right: Any) -> tuple[Any, Any]:
    """Give a constant side (0, 1, I) the shape of the other."""
    if isinstance(left, Constant) and isinstance(right, Constant):
        raise MeaningError("both sides are constants", "Declare their shapes")
    if isinstance(left, Constant):
        left = _like(left, right)
    if isinstance(right, Constant):
        right = _like(right, left)
    return left, right


def _like(constant: Constant, other: Any) -> Any:
    if not isinstance(other, Array):
        raise MeaningError("one side is a table, the other a number")
    return constant.like(other)


def _plain(value: Any) -> Any:
    if is_function(value):
        raise MeaningError("a side is a function", "Its argument is missing")
    return value if isinstance(value, ex.Expression) else ex.number(value)
