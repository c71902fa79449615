"""One evaluation of a display, at given sizes: its sides, entry by entry."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from press.proof import expressions as ex
from press.proof.arrays import Array, same_sides, scalar, shape
from press.proof.context import Context, at
from press.proof.declare import Size
from press.proof.dialect import Tree, parse
from press.proof.errors import MeaningError, Vacuous
from press.proof.meaning.evaluate import Evaluator
from press.proof.meaning.scope import Scope
from press.proof.meaning.values import Constant, is_function
from press.proof.source import Equation, macros


@dataclass(frozen=True)
class Pair:
    """Two scalars that a relation compares: an entry of two sides, at some free indices."""

    relation: str
    left: Any
    right: Any
    entry: tuple[int, ...] = ()
    indices: tuple[tuple[str, int], ...] = ()
    sides: tuple[Any, Any] = (None, None)  # the arrays that the entries are from


@dataclass
class Run:
    """All pairs of a display at some sizes."""

    pairs: list[Pair]
    context: Context
    scope: Scope
    sizes: dict[str, int] = field(default_factory=dict)


def trees(equation: Equation, names: dict[str, Any]) -> list[Tree]:
    """Return the chains of a display, read with what its names mean."""
    return list(equation.parsed or parse(equation.tex, Scope(names).is_function, macros()))


Claims = Callable[[Scope, list[Tree], Context], list[Pair]]


@dataclass(frozen=True)
class Case:
    """A display, what its names mean, and what is claimed: that its sides are equal, or other pairs."""

    equation: Equation
    names: dict[str, Any]
    chains: list[Tree]
    claims: Claims

    def run(self, sizes: dict[str, int] | None = None) -> Run:
        """Evaluate what is claimed, at some sizes. Raises MeaningError, DialectError or Vacuous."""
        with at(sizes or {}, (self.equation.label,)) as context:
            scope = Scope(self.names)
            return Run(self.claims(scope, self.chains, context), context, scope, dict(context.met))


def displayed(scope: Scope, chains: list[Tree], context: Context) -> list[Pair]:
    """Return what a display itself claims: its sides, at all values of its free indices."""
    pairs: list[Pair] = []
    for indices in _free_indices(scope, chains, context):
        pairs += _pairs(scope, chains, indices)
    return pairs


def _free_indices(scope: Scope, chains: list[Tree], context: Context) -> Iterator[dict[str, int]]:
    """Yield all values of the indices over which nothing in the display sums."""
    bound = {
        name
        for chain in chains
        for tree in chain.walk()
        if tree.kind in ("sum", "product", "maximum", "minimum")
        for name in tree.text.split()[:-1]
    }
    ranges: dict[str, list[int]] = {}
    for name, value in scope.names.items():
        if isinstance(value, Size) and name != value.name and name not in bound:
            ranges[name] = list(range(1, value.value + 1))
            context.literals[value.name] = context.literals.get(value.name, 0) + 1
        elif isinstance(value, range):
            ranges[name] = list(value)
            context.block("", "an index over a few values")
    if any(not values for values in ranges.values()):
        raise Vacuous("an index runs over nothing")
    for values in itertools.product(*ranges.values()):
        yield dict(zip(ranges, values, strict=True))


def _pairs(scope: Scope, chains: list[Tree], indices: dict[str, int]) -> list[Pair]:
    evaluator = Evaluator(scope)
    found: list[Pair] = []
    occurring = {t.text for chain in chains for t in chain.walk() if t.kind == "name"}
    for name, value in indices.items():
        scope.indices[name] = value
        if name in occurring:
            scope.used.add(name)
    try:
        for chain in chains:
            sides = [evaluator.value(part) for part in chain.parts]
            for relation, left, right in zip(chain.relations, sides, sides[1:], strict=False):
                found += compared(relation, left, right, tuple(indices.items()))
    finally:
        scope.indices.clear()
    return found


def compared(relation: str, left: Any, right: Any, indices: tuple[tuple[str, int], ...] = ()) -> list[Pair]:
    """Return the pairs of entries of two sides. Raises MeaningError where the shapes differ."""
    left, right = fitted(left, right)
    left, right = scalar(left), scalar(right)
    if relation == "proportional":
        return _proportional(left, right, indices)
    if not isinstance(left, Array) and not isinstance(right, Array):
        return [Pair(relation, _plain(left), _plain(right), (), indices, (left, right))]
    if not isinstance(left, Array) or not isinstance(right, Array) or not same_sides(left, right):
        raise MeaningError(f"the left side is {shape(left)}, the right side {shape(right)}", "Is a transpose missing")
    return [
        Pair(
            relation,
            _plain(left.entries[place]),
            _plain(right.entries[place]),
            tuple(k + 1 for k in place),
            indices,
            (left, right),
        )
        for place in np.ndindex(*left.entries.shape)
    ]


def _proportional(left: Any, right: Any, indices: tuple[tuple[str, int], ...]) -> list[Pair]:
    """Two columns are proportional where all their entries, multiplied crosswise, agree."""
    if not isinstance(left, Array) or not isinstance(right, Array) or not same_sides(left, right):
        raise MeaningError(f"{shape(left)} proportional to {shape(right)}", "Write it for two vectors of one shape")
    entries = list(zip(left.entries.flat, right.entries.flat, strict=True))
    return [
        Pair("=", _plain(a * d), _plain(c * b), (k + 1, 1), indices, (left, right))
        for k, ((a, b), (c, d)) in enumerate(itertools.pairwise(entries))
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


def sides_entries(left: Tree, right: Tree) -> list[tuple[Any, Any]]:
    """Return the entries of two sides that hold numbers alone, side by side."""
    with at({}):
        evaluator = Evaluator(Scope({}))
        pairs = compared("=", evaluator.value(left), evaluator.value(right))
    return [(pair.left, pair.right) for pair in pairs]
