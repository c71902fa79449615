"""One evaluation of a display, at given sizes: its sides, entry by entry."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from press.proof.chance import same_law
from press.proof.compare import Pair, compared
from press.proof.context import Context, at
from press.proof.declare import Size
from press.proof.dialect import Tree, parse
from press.proof.errors import MeaningError, Vacuous
from press.proof.meaning.evaluate import Evaluator
from press.proof.meaning.scope import Scope
from press.proof.membership import SETS, claimed
from press.proof.source import Equation, macros


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
            for link, (relation, left, right) in enumerate(_links(evaluator, chain)):
                found += compared(relation, left, right, tuple(indices.items()), link)
    finally:
        scope.indices.clear()
    return found


def _links(evaluator: Evaluator, chain: Tree) -> list[tuple[str, Any, Any]]:
    """Return what each relation of a chain compares."""
    if any(part.kind in SETS for part in chain.parts[:-1]):
        raise MeaningError("a set stands before a relation", "Membership ends a chain", chain.at)
    sides = [None if part.kind in SETS else evaluator.value(part) for part in chain.parts]
    found: list[tuple[str, Any, Any]] = []
    for k, relation in enumerate(chain.relations):
        if relation == "in":
            found += claimed(evaluator, sides[k], chain.parts[k + 1])
        elif relation == "distributed":
            found.append(same_law(evaluator.scope.find_base("E"), sides[k], sides[k + 1]))
        else:
            found.append((relation, sides[k], sides[k + 1]))
    return found


def sides_entries(left: Tree, right: Tree) -> list[tuple[Any, Any]]:
    """Return the entries of two sides that hold numbers alone, side by side."""
    with at({}):
        evaluator = Evaluator(Scope({}))
        pairs = compared("=", evaluator.value(left), evaluator.value(right))
    return [(pair.left, pair.right) for pair in pairs]
