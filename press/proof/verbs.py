"""The verbs of a proof cell: define, rhs, function, check, residual, agree, cite."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from weakref import WeakKeyDictionary

import numpy as np

from press.proof import expressions as ex
from press.proof.arrays import Array, scalar
from press.proof.context import at, current
from press.proof.declare import Declared, Later, Size
from press.proof.dialect import Tree
from press.proof.errors import DialectError, MeaningError, Refuted, Vacuous
from press.proof.judge import judge
from press.proof.meaning.evaluate import Evaluator
from press.proof.meaning.scope import Scope
from press.proof.meaning.values import Constant, valued
from press.proof.run import fitted, trees
from press.proof.source import Equation, equation
from press.proof.verdict import Verdict

_made_by: WeakKeyDictionary[ex.Expression, set[str]] = WeakKeyDictionary()
_shapes: dict[str, dict[str, tuple[Any, Any]]] = {}  # label: name: its sides, as declared


def _merged(names: dict[str, Any]) -> dict[str, Any]:
    """Take `names={r"\\mathbf{I}": …}` in: for what is no Python name."""
    return {**names, **names.pop("names", {})} if "names" in names else names


def _located(error: DialectError, shown: Equation) -> DialectError:
    where = f"{shown.page}:{shown.line}: " if shown.line else ""
    near = f"\n    at              {shown.tex[error.at : error.at + 40].strip()}" if error.at is not None else ""
    text = f"✗ {where}{shown.label}: {error}\n    as displayed    {shown.shown}{near}"
    return type(error)(text)


def check(label: str, **names: Any) -> None:
    """Prove every equality shown under a label.

    Derivatives that the display asks for are worked out; free indices (`k=K` with a size K)
    run over all their values. Raises Refuted, Undecided, Vacuous, or a DialectError or
    MeaningError where the display cannot be read.
    """
    _verdict(label, names, judge).show()


def _verdict(label: str, names: dict[str, Any], how: Callable[[Equation, dict[str, Any]], Verdict]) -> Verdict:
    shown, names = equation(label), _merged(names)
    _remember(label, names)
    _not_from_itself(label, names)
    try:
        return how(shown, names)
    except DialectError as error:
        raise _located(error, shown) from None
    except Vacuous as error:
        raise Vacuous(f"✗ {label} proves nothing: {error.args[0]}\n    as displayed    {shown.shown}") from None


def _remember(label: str, names: dict[str, Any]) -> None:
    def sides(value: Any) -> tuple[Any, Any] | None:
        if isinstance(value, Declared):
            return tuple(s.name if isinstance(s, Size) else s for s in (value.rows, value.columns))  # type: ignore[return-value]
        return None

    _shapes.setdefault(label, {}).update({k: s for k, v in names.items() if (s := sides(v))})


def _not_from_itself(label: str, names: dict[str, Any]) -> None:
    for name, value in names.items():
        entries = value.entries.flat if isinstance(value, Array) else [value]
        if any(isinstance(e, ex.Expression) and label in _made_by.get(e, ()) for e in entries):
            raise Vacuous(f"✗ {label} proves nothing: {name} was computed from {label} itself")


def define(label: str, **names: Any) -> None:
    """Accept a definition: it must be in the dialect, its names declared, its shapes fit."""
    _verdict(label, names, _definition).show()


def _definition(shown: Equation, names: dict[str, Any]) -> Verdict:
    from press.proof.definition import definition

    return definition(shown, names)


def rhs(label: str, chain: int = 0, **names: Any) -> Any:
    """Return the value of a displayed right-hand side (of the last, in a chain of relations)."""
    return _side(label, chain, -1, _merged(names))


def _side(label: str, chain: int, which: int, names: dict[str, Any], indices: tuple[str, ...] = ()) -> Any:
    if label in current().judging:
        raise Vacuous(f"the right side of {label} is used to prove {label}")
    shown = equation(label)
    try:
        tree = trees(shown, names)[chain]
        scope = Scope({name: value for name, value in names.items() if name not in indices})
        scope.indices.update({name: names[name] for name in indices})
        with at({}) as inner:
            found = Evaluator(scope).value(tree.parts[which])
        outer = current()
        outer.met |= inner.met
        for size, reason in inner.blocked.items():
            outer.block(size, reason)
        for size, index in inner.literals.items():
            outer.literal(size, index)
    except DialectError as error:
        raise _located(error, shown) from None
    _left_unused(scope, tree)
    found = scalar(found)
    for entry in found.entries.flat if isinstance(found, Array) else [found]:
        if isinstance(entry, ex.Expression) and entry.op not in ("symbol", "number"):
            _made_by.setdefault(entry, set()).add(label)
    return found


def _left_unused(scope: Scope, tree: Tree) -> None:
    """Names may stand on the other side only: `g(w)` on the left holds w."""
    left = {t.text for part in tree.parts[:-1] for t in part.walk()}
    strange = {n for n in scope.unused() if n not in left and not any(n in text for text in left)}
    if strange:
        raise Vacuous(f"{', '.join(sorted(strange))}: declared, and not in the equation")


def function(label: str, *arguments: str, chain: int = 0, **names: Any) -> Callable[..., Any]:
    """Return a displayed right-hand side as a function of the named arguments.

    `g = function("eq-cost", "w", X=X, y=y)` is the cost as the reader sees it.
    """
    fixed = _merged(names)

    def call(*values: Any) -> Any:
        if len(values) != len(arguments):
            raise MeaningError(f"the function of {label} takes {', '.join(arguments)}")
        return _side(label, chain, -1, {**fixed, **dict(zip(arguments, values, strict=True))})

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
            found[place] = _side(label, chain, -1, {**names, **at_place}, tuple(letters))
        return Array(found, lengths[0].name, lengths[1].name if len(lengths) == 2 else 1)

    return Later(make, tuple(lengths))


def residual(label: str, chain: int = 0, **names: Any) -> Any:
    """Return the left side minus the right side of a condition, to be solved."""
    names = _merged(names)
    shown = equation(label)
    try:
        tree = trees(shown, names)[chain]
        evaluator = Evaluator(Scope(names))
        left, right = fitted(*(evaluator.value(part) for part in tree.parts[:2]))
    except DialectError as error:
        raise _located(error, shown) from None
    return Evaluator._plus(left, Evaluator.scaled(-1, right))


def agree(label: str, value: Any, *, chain: int = 0, tolerance: float = 1e-9, **names: Any) -> None:
    """Hold the page's own code against the displayed right-hand side, on numbers.

    Sizes come from the arrays: where a check declared X with n rows, n is the rows of X here.
    Raises Refuted where they differ by more than the tolerance, relative to 1 + the size.
    """
    names = _merged(names)
    shown = equation(label)
    given, sizes = _measured(label, names)
    with at(sizes):
        try:
            tree = trees(shown, given)[chain]
            scope = Scope(given)
            scope.known_sizes.update({name: Size(name, number) for name, number in sizes.items()})
            found = Evaluator(scope).value(tree.parts[-1])
        except DialectError as error:
            raise _located(error, shown) from None
    ours, theirs = _number(value), _number(found)
    if ours.shape != theirs.shape:
        raise Refuted(f"✗ {label}: the code gives shape {ours.shape}, the equation {theirs.shape}")
    gap = float(np.max(np.abs(ours - theirs) / (1 + np.abs(theirs)), initial=0.0))
    if not gap <= tolerance:
        raise Refuted(
            f"✗ {label}: code and equation differ by {gap:.3g}\n    as displayed    {shown.shown}\n"
            f"    the code        {np.array2string(ours, precision=6, threshold=8)}\n"
            f"    the equation    {np.array2string(theirs, precision=6, threshold=8)}"
        )
    Verdict(label, "agrees", f"to {tolerance:g}", {"shape": list(ours.shape)}).show()


def _measured(label: str, names: dict[str, Any]) -> tuple[dict[str, Any], dict[str, int]]:
    """Give numeric arrays the named sides that their declarations had."""
    declared = _shapes.get(label, {})
    sizes: dict[str, int] = {}
    given: dict[str, Any] = {}
    for name, value in names.items():
        value = valued(value)
        if isinstance(value, Array) and name in declared:
            sides = declared[name]
            for side, length in zip(sides, value.entries.shape, strict=True):
                if isinstance(side, str) and sizes.setdefault(side, length) != length:
                    raise MeaningError(f"{name} has {length} where {side} is {sizes[side]}")
            value = Array(value.entries, *sides)
        if isinstance(value, ex.Expression) and value.op == "number":
            if value.data.denominator == 1:
                sizes.setdefault(name, int(value.data))
            value = float(value.data)
        given[name] = value
    return {k: v for k, v in given.items() if k not in sizes}, sizes


def _number(value: Any) -> np.ndarray:
    """Return a plain array without sides of length one."""
    if isinstance(value, Constant):
        raise MeaningError("the shape of a constant is not known here")
    if isinstance(value, Array):
        value = value.entries
    if isinstance(value, ex.Expression):
        value = _float(value)
    found = np.asarray(value)
    if found.dtype == object:
        found = np.vectorize(_float, otypes=[float])(found)
    return np.squeeze(found.astype(float))


def _float(value: Any) -> float:
    from press.proof.decision.real import Real

    return float(Real({})(value)) if isinstance(value, ex.Expression) else float(value)


def cite(label: str, key: str, reason: str) -> None:
    """Accept a theorem on someone else's word: the key of the citation, and why."""
    shown = equation(label)
    if len(reason.split()) < 4:
        raise Vacuous(f"✗ {label}: say in a few words why it is not proved here")
    Verdict(label, "cited", f"{key}: {reason}", {"key": key, "tex": shown.shown}).show()
