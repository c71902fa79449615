"""Functions: those that the dialect knows, and those that a cell declares."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import numpy as np

from press.proof import choices
from press.proof import expressions as ex
from press.proof.arrays import Array, scalar, shape
from press.proof.context import current
from press.proof.declare import Subset
from press.proof.dialect.tree import Tree, written
from press.proof.errors import MeaningError
from press.proof.kinds import Function
from press.proof.linear import determinant
from press.proof.meaning.scope import Scope
from press.proof.meaning.values import entrywise, is_function, valued

Numeric = Callable[[float], float]
_ELEMENTARY: dict[str, tuple[Function, Numeric]] = {
    r"\exp": (ex.EXP, math.exp),
    r"\log": (ex.LOG, math.log),
    r"\sin": (ex.SIN, math.sin),
    r"\cos": (ex.COS, math.cos),
    r"\tan": (ex.TAN, math.tan),
    r"\sinh": (ex.SINH, math.sinh),
    r"\cosh": (ex.COSH, math.cosh),
    r"\tanh": (ex.TANH, math.tanh),
    r"\arctan": (ex.ATAN, math.atan),
}


class Functions:
    """Evaluates calls, norms and roots."""

    scope: Scope

    def __call__(self, tree: Tree) -> Any:
        raise NotImplementedError

    def value(self, tree: Tree) -> Any:
        raise NotImplementedError

    def _call(self, tree: Tree) -> Any:
        name = written(tree.parts[0])
        given = [scalar(self.value(part)) if name in _ELEMENTARY else self(part) for part in tree.parts[1:]]
        if self.scope.key(tree.parts[0]) is None:
            known = self._known(name, given)
            if known is not None:
                return known
        function = self(tree.parts[0])
        if not is_function(function):
            raise MeaningError(f"{name} is no function", "", tree.at)
        return scalar(valued(function(*given)))

    def _known(self, name: str, given: list[Any]) -> Any:
        if name in _ELEMENTARY:
            return elementary(name, *given)
        if name in (r"\max", r"\min"):
            return self._extreme_of(name[1:], given)
        if name == r"\mathrm{sign}":
            return entrywise(
                "sign", given[0], lambda x: choices.sign(x) if isinstance(x, ex.Expression) else math.copysign(1, x)
            )
        if name == r"\mathrm{diag}":
            return self.diagonal(given[0])
        if name == r"\mathrm{tr}":
            return self._trace(given[0])
        if name == r"\det":
            current().block(given[0].rows, "a determinant")
            return determinant(given[0])
        return None

    @staticmethod
    def _extreme_of(kind: str, given: list[Any]) -> Any:
        values = [scalar(v) for v in given]
        if any(isinstance(v, Array) for v in values):
            raise MeaningError(
                f"\\{kind} of {shape(next(v for v in values if isinstance(v, Array)))}",
                rf"Write \{kind}_{{k}} z_k, or \{kind}(0, z_k)",
            )
        if all(not isinstance(v, ex.Expression) for v in values):
            return max(values) if kind == "max" else min(values)
        return (choices.largest if kind == "max" else choices.smallest)(tuple(ex.number(v) for v in values))

    @staticmethod
    def diagonal(value: Any) -> Array:
        if not isinstance(value, Array) or value.columns != 1:
            raise MeaningError(f"diag of {shape(value)}", "It takes a vector")
        n = len(value)
        entries = np.empty((n, n), dtype=object)
        entries[:] = ex.ZERO
        for i in range(n):
            entries[i, i] = value.entries[i, 0]
        found = entries.astype(float) if value.is_number else entries
        return Array(found, value.rows, value.rows)

    @staticmethod
    def _trace(value: Any) -> Any:
        if not isinstance(value, Array) or value.rows != value.columns:
            raise MeaningError(f"the trace of {shape(value)}", "It takes a square table")
        entries = [value.entries[i, i] for i in range(len(value))]
        if value.is_number:
            return float(sum(entries))
        return ex.add([ex.number(x) for x in entries], value.rows if isinstance(value.rows, str) else None)

    def _norm(self, tree: Tree) -> Any:
        value = scalar(self.value(tree.parts[0]))
        if not isinstance(value, Array):
            raise MeaningError("the norm of a number", r"Write \lvert u \rvert")
        if value.columns != 1 and tree.text != "F":
            raise MeaningError(
                f"the norm of {shape(value)}", r"Write \lVert \mathbf{A} \rVert_F for the root of the sum of squares"
            )
        over = value.rows if isinstance(value.rows, str) else None
        if value.is_number:
            return float(np.abs(value.entries).sum() if tree.text == "1" else np.sqrt((value.entries**2).sum()))
        if tree.text == "1":
            return ex.add([choices.absolute(ex.number(x)) for x in value.entries.flat], over)
        rows = [
            ex.add([ex.number(x) ** 2 for x in row], value.columns if isinstance(value.columns, str) else None)
            for row in value.entries
        ]
        return ex.sqrt(ex.add(rows, over))

    def _absolute(self, tree: Tree) -> Any:
        value = self.value(tree.parts[0])
        if isinstance(value, Subset):
            return value.count()
        return entrywise(
            "the absolute value",
            scalar(value),
            lambda x: choices.absolute(x) if isinstance(x, ex.Expression) else abs(x),
        )

    def _root(self, tree: Tree) -> Any:
        return entrywise(
            "the root",
            scalar(self.value(tree.parts[0])),
            lambda x: ex.sqrt(x) if isinstance(x, ex.Expression) else math.sqrt(x),
        )


def elementary(name: str, *given: Any) -> Any:
    """Return exp, log, sin … of one number."""
    if len(given) != 1:
        raise MeaningError(f"{name} takes one argument, not {len(given)}")
    function, numeric = _ELEMENTARY[name]
    return entrywise(name, given[0], lambda x: ex.call(function, x) if isinstance(x, ex.Expression) else numeric(x))
