"""`agree`: the page's own code against the formula that it computes, on numbers."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from press.proof import expressions as ex
from press.proof.accept import record, shapes
from press.proof.arrays import Array
from press.proof.context import at
from press.proof.declare import Family, Size
from press.proof.dialect import parse
from press.proof.errors import MeaningError, Refuted
from press.proof.meaning.evaluate import Evaluator
from press.proof.meaning.scope import Scope
from press.proof.meaning.values import Constant, valued
from press.proof.sides import reads_function
from press.proof.source import Equation, macros
from press.proof.verdict import AGREES, Verdict


def agree(
    label: str,
    value: Any,
    *,
    code: Callable[..., Any] | None = None,
    chain: int = 0,
    side: int = -1,
    tolerance: float = 1e-9,
    **names: Any,
) -> None:
    """Hold the page's own code against a side of a display (the last), on numbers.

    `value` is what the code computed from the same numbers; `code` the function that the site
    links the equation to. Sizes come from the arrays: where a check declared X with n rows, n
    is the rows of X here. Raises Refuted where they differ by more than the tolerance,
    relative to 1 + the size.
    """

    def judged(shown: Equation, names: dict[str, Any]) -> Verdict:
        found, expected = _number(value), _number(_evaluated(shown, names, chain, side))
        _same(shown, found, expected, tolerance)
        argument = {"shape": list(found.shape), "code": getattr(code, "__qualname__", "")}
        return Verdict(label, AGREES, f"to {tolerance:g}", argument)

    record(label, names, judged)


def _evaluated(shown: Equation, names: dict[str, Any], chain: int, side: int) -> Any:
    given, sizes = _measured(shown.label, names)
    with at(sizes):
        scope = Scope(given)
        tree = parse(shown.tex, reads_function(scope, shown.tex), macros())[chain]
        scope.known_sizes.update({name: Size(name, number) for name, number in sizes.items()})
        return Evaluator(scope).value(tree.parts[side])


def _same(shown: Equation, ours: np.ndarray, theirs: np.ndarray, tolerance: float) -> None:
    if ours.shape != theirs.shape:
        raise Refuted(f"✗ {shown.label}: the code gives shape {ours.shape}, the equation {theirs.shape}")
    gap = float(np.max(np.abs(ours - theirs) / (1 + np.abs(theirs)), initial=0.0))
    if not gap <= tolerance:
        raise Refuted(
            f"✗ {shown.label}: code and equation differ by {gap:.3g}\n    as displayed    {shown.shown}\n"
            f"    the code        {np.array2string(ours, precision=6, threshold=8)}\n"
            f"    the equation    {np.array2string(theirs, precision=6, threshold=8)}"
        )


def _measured(label: str, names: dict[str, Any]) -> tuple[dict[str, Any], dict[str, int]]:
    """Give numeric arrays the named sides that their declarations had."""
    declared = shapes.get(label, {})
    sizes: dict[str, int] = {}
    given: dict[str, Any] = {}
    for name, value in names.items():
        if isinstance(value, Family):
            members = {key: _sided(each, declared.get((name, key)), name, sizes) for key, each in value.items()}
            given[name] = Family(members)
            continue
        value = _sided(value, declared.get(name), name, sizes)
        if isinstance(value, ex.Expression) and value.op == "number":
            if value.data.denominator == 1:
                sizes.setdefault(name, int(value.data))
            value = float(value.data)
        given[name] = value
    return {k: v for k, v in given.items() if k not in sizes}, sizes


def _sided(value: Any, sides: tuple[Any, Any] | None, name: str, sizes: dict[str, int]) -> Any:
    """Return an array with the sides of its declaration; note how long they are."""
    value = valued(value)
    if not isinstance(value, Array) or sides is None:
        return value
    for one, length in zip(sides, value.entries.shape, strict=True):
        if isinstance(one, str) and sizes.setdefault(one, length) != length:
            raise MeaningError(f"{name} has {length} where {one} is {sizes[one]}")
    return Array(value.entries, *sides)


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
