"""Displayed right-hand sides as values: what one equation gives to the proof of another."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from press.proof.accept import located, merged, note_origin
from press.proof.arrays import Array, scalar
from press.proof.compare import fitted
from press.proof.context import at, current
from press.proof.declare import Later, Size
from press.proof.dialect import Tree, parse
from press.proof.errors import DialectError, MeaningError, Vacuous
from press.proof.meaning.evaluate import Evaluator
from press.proof.meaning.scope import Scope
from press.proof.run import trees
from press.proof.source import equation, macros


def rhs(label: str, chain: int = 0, **names: Any) -> Any:
    """Return the value of a displayed right-hand side (of the last, in a chain of relations)."""
    return side(label, chain, merged(names))


def function(label: str, *arguments: str, chain: int = 0, **names: Any) -> Callable[..., Any]:
    """Return a displayed right-hand side as a function of the named arguments.

    `g = function("eq-cost", "w", X=X, y=y)` is the cost as the reader sees it.
    """
    fixed = merged(names)

    def call(*values: Any) -> Any:
        if len(values) != len(arguments):
            raise MeaningError(f"the function of {label} takes {', '.join(arguments)}")
        return side(label, chain, {**fixed, **dict(zip(arguments, values, strict=True))})

    return call


def entries(label: str, over: dict[str, Size], chain: int = 0, **names: Any) -> Later:
    """Return the vector or table whose entries a display gives, index by index.

    `p = entries("eq-softmax", {"k": K}, z=z)` is the vector of all p_k.
    """
    if len(over) not in (1, 2):
        raise MeaningError("entries need one index, or two")

    letters, lengths = list(over), list(over.values())

    def make() -> Array:
        shape = (lengths[0].value, lengths[1].value if len(lengths) == 2 else 1)
        found = np.empty(shape, dtype=object)
        for place in np.ndindex(*shape):
            at_place = {letter: place[k] + 1 for k, letter in enumerate(letters)}
            found[place] = side(label, chain, {**names, **at_place}, tuple(letters))
        return Array(found, lengths[0].name, lengths[1].name if len(lengths) == 2 else 1)

    return Later(make, tuple(lengths))


def residual(label: str, chain: int = 0, **names: Any) -> Any:
    """Return the left side minus the right side of a condition, to be solved."""
    names = merged(names)
    shown = equation(label)
    try:
        tree = trees(shown, names)[chain]
        evaluator = Evaluator(Scope(names))
        left, right = fitted(*(evaluator.value(part) for part in tree.parts[:2]))
    except DialectError as error:
        raise located(error, shown) from None
    return Evaluator._plus(left, Evaluator.scaled(-1, right))


def side(label: str, chain: int, names: dict[str, Any], indices: tuple[str, ...] = ()) -> Any:
    """Return the last side of a chain; what it meets speaks for the equation being judged too."""
    if label in current().judging:
        raise Vacuous(f"the right side of {label} is used to prove {label}")
    shown = equation(label)
    try:
        scope = Scope({name: value for name, value in names.items() if name not in indices})
        tree = parse(shown.tex, reads_function(scope, shown.tex), macros())[chain]
        scope.indices.update({name: names[name] for name in indices})
        with at({}) as inner:
            found = Evaluator(scope).value(tree.parts[-1])
    except DialectError as error:
        raise located(error, shown) from None
    current().join(inner)
    _left_unused(scope, tree)
    found = scalar(found)
    note_origin(label, found)
    return found


def reads_function(scope: Scope, tex: str) -> Callable[[Tree], bool]:
    """A name with which the display begins may be the function that it defines."""
    begin = len(tex) - len(tex.lstrip())
    return lambda tree: scope.is_function(tree) or (tree.kind == "name" and tree.at == begin)


def _left_unused(scope: Scope, tree: Tree) -> None:
    """Names may stand on the other side only: `g(w)` on the left holds w."""
    left = {t.text for part in tree.parts[:-1] for t in part.walk()}
    strange = {n for n in scope.unused() if n not in left and not any(n in text for text in left)}
    if strange:
        raise Vacuous(f"{', '.join(sorted(strange))}: declared, and not in the equation")
