"""Definitions: read, names declared, shapes fit, nothing defined by itself."""

from __future__ import annotations

from typing import Any

from press.proof import walking
from press.proof.arrays import Array, scalar, shape
from press.proof.chance import Law
from press.proof.compare import fitted
from press.proof.context import at
from press.proof.declare import Size, Unknown, UnknownMap
from press.proof.dialect import Tree
from press.proof.dialect.names import keyword
from press.proof.dialect.tree import written
from press.proof.errors import MeaningError, Vacuous
from press.proof.expressions import Expression
from press.proof.meaning.evaluate import Evaluator
from press.proof.meaning.scope import MISSING, Scope
from press.proof.meaning.values import Constant, is_function
from press.proof.membership import claimed, of_shape
from press.proof.run import trees
from press.proof.source import Equation
from press.proof.verdict import Verdict


def definition(shown: Equation, names: dict[str, Any]) -> Verdict:
    """Return the verdict on a definition. Raises DialectError, MeaningError or Vacuous."""
    chains = trees(shown, names)
    if not any(chain.relations for chain in chains):
        raise Vacuous("the display holds no relation")
    found = []
    with at({}, (shown.label,)):
        scope = Scope(names)
        for chain in chains:
            for name in _indices(scope, chains):
                scope.indices[name] = 1
                scope.used.add(name)
            found.append(_of_chain(scope, chain))
    scope.must_be_used()
    return Verdict(shown.label, "definition", ", ".join(found))


def _indices(scope: Scope, chains: list[Tree]) -> list[str]:
    bound = {
        n
        for c in chains
        for t in c.walk()
        if t.kind in ("sum", "product", "maximum", "minimum")
        for n in t.text.split()[:-1]
    }
    return [n for n, v in scope.names.items() if isinstance(v, Size) and n != v.name and n not in bound]


def _of_chain(scope: Scope, chain: Tree) -> str:
    """Evaluate the right side; where the left has a declared shape, it must be the same."""
    evaluator = Evaluator(scope, shapes_only=True)
    left, *rest = chain.parts
    if not any(t.kind == "name" for t in left.walk()):
        raise Vacuous("the left side names nothing")
    if chain.relations[:1] in (["in"], ["distributed"]):
        return _assumed(evaluator, chain)
    if len(rest) > 1:
        raise MeaningError("a definition has two sides", "Give the rest a label of its own", chain.at)
    if rest[0].kind in ("argmin", "argmax"):
        return f"{written(left)} is a place"
    head = left.parts[0] if left.kind == "call" else left
    if any(t == head for t in rest[0].walk()):
        raise Vacuous(f"{written(head)} is defined by itself")
    if left.kind in ("add", "subtract") and _letters(left) <= _letters(rest[0]):
        raise Vacuous("every name of the left side stands on the right: nothing is defined")
    right = evaluator.value(rest[0])
    _takes_its_arguments(evaluator, left, rest[0], right)
    declared = _declared(evaluator, left)
    if declared is not MISSING and not is_function(declared):
        a, b = (
            fitted(scalar(declared), scalar(right))
            if not isinstance(right, Constant)
            else (declared, right.like(declared))
        )
        if shape(a) != shape(b):
            raise MeaningError(
                f"the left side is {shape(a)}, the right side {shape(b)}", "Is a transpose missing", chain.at
            )
    return "a scalar" if not isinstance(scalar(right), Array) else f"{shape(scalar(right))}"


def _assumed(evaluator: Evaluator, chain: Tree) -> str:
    """Return what is assumed: a set, a shape, a distribution."""
    left, right = chain.parts[0], chain.parts[-1]
    if len(chain.parts) != 2:
        raise MeaningError("an assumption has two sides", "Write one for each name", chain.at)
    value = evaluator.value(left)
    if chain.relations == ["distributed"]:
        if not isinstance(evaluator.value(right), Law):
            raise MeaningError("the right side is no distribution", "Declare it: N=law(…)", right.at)
        return f"{written(left)} has a distribution"
    if right.kind == "space":
        of_shape(evaluator, value, right)
    else:
        claimed(evaluator, value, right)
    return f"{written(left)} is in a set"


def _takes_its_arguments(evaluator: Evaluator, left: Tree, right: Tree, value: Any) -> None:
    """Refuse f(a) := x²: a number stands on the right, by its letter or in a value there.

    A vector or a table may be spoken of through what was made of it.
    """
    letters = _letters(right)
    entries = value.entries.flat if isinstance(value, Array) else [value]
    held = walking.symbols([each for each in entries if isinstance(each, Expression)])
    for argument in left.parts[1:] if left.kind == "call" else ():
        given = evaluator(argument)
        if not isinstance(given, Expression) or given.op != "symbol" or given in held:
            continue
        if not _letters(argument) & letters:
            raise Vacuous(f"the argument {written(argument)} is not in the right side")


def _letters(tree: Tree) -> set[str]:
    return {_letter(each) for each in tree.walk()} - {""}


def _letter(tree: Tree) -> str:
    return keyword(tree.text).partition("_")[0] if tree.kind == "name" else ""


def _declared(evaluator: Evaluator, left: Tree) -> Any:
    """Return the declared value of the left side, MISSING where it is only being named."""
    if left.kind == "call":
        for part in left.parts[1:]:
            evaluator(part)  # the arguments must have a meaning
        function = evaluator.scope.find(left.parts[0])
        try:
            return evaluator(left) if isinstance(function, Unknown | UnknownMap) else MISSING
        except MeaningError:
            return MISSING  # declared for another kind of argument: only named here
    try:
        return evaluator(left)
    except MeaningError:
        return MISSING
