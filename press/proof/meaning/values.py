"""Values as they come from a proof cell, made ready for evaluation."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from press.proof import expressions as ex
from press.proof.arrays import Array, shape
from press.proof.declare import Declared, Family, Later, Size, Unknown
from press.proof.errors import MeaningError


@dataclass(frozen=True)
class Constant:
    """I, 0 or 1 where nothing is declared: takes its shape from what it meets."""

    kind: str
    factor: Any = ex.ONE
    turned: bool = False

    def fitted(self, rows: Any, columns: Any, entries: tuple[int, int]) -> Array:
        def entry(i: int, j: int) -> Any:
            one = self.kind == "1" or (self.kind == "I" and i == j)
            return self.factor if one else ex.ZERO

        found = np.empty(entries, dtype=object)
        for i, j in np.ndindex(*entries):
            found[i, j] = entry(i, j)
        if self.kind == "I" and rows != columns:
            raise MeaningError(f"the identity beside {rows} × {columns}", "Only a square table has room for it")
        if self.kind == "1" and 1 not in (rows, columns):
            raise MeaningError(f"\\mathbf{{1}} beside {rows} × {columns}", "It is a vector")
        return Array(found, rows, columns)

    def like(self, other: Array) -> Array:
        return self.fitted(other.rows, other.columns, other.entries.shape)


def valued(value: Any) -> Any:
    """Return an expression, a number, an array, or what can be called."""
    if isinstance(value, Declared):
        return value.value
    if isinstance(value, Later):
        return valued(value.value)
    if isinstance(value, Size):
        return ex.size_number(value.name, value.value)
    if isinstance(value, bool):
        raise MeaningError(f"{value} is not a number")
    if isinstance(value, int):
        return ex.number(value)
    if isinstance(value, np.ndarray):
        return _from_numpy(value)
    if isinstance(value, float | np.floating):
        return float(value)
    if isinstance(value, np.integer):
        return ex.number(int(value))
    if isinstance(value, tuple):
        raise MeaningError(f"{value!r} has no meaning here", "Write (n,) = sizes(n=4), with a comma after one alone")
    if type(value).__module__.partition(".")[0] == "sympy":
        return _from_sympy(value)
    return value


def _from_numpy(value: np.ndarray) -> Any:
    if value.ndim == 0:
        return float(value)
    table = value.reshape(len(value), -1) if value.ndim < 3 else None
    if table is None:
        raise MeaningError(f"an array of {value.ndim} dimensions", "At most two have a meaning here")
    rows, columns = table.shape
    return Array(table.astype(float) if table.dtype != object else table, rows, columns if value.ndim == 2 else 1)


def _from_sympy(value: Any) -> Any:
    from press.proof.algebra import from_sympy

    if hasattr(value, "tolist") and hasattr(value, "shape"):
        table = np.array([[from_sympy(x) for x in row] for row in value.tolist()], dtype=object)
        return Array(table, *table.shape)
    return from_sympy(value)


def is_function(value: Any) -> bool:
    """Whether a value can be called in a formula."""
    return callable(value) and not isinstance(value, ex.Expression | Array | Declared | Later | Size | Family)


def entrywise(name: str, value: Any, function: Any) -> Any:
    """Apply a function of one number; a vector must be declared as the argument of one."""
    if isinstance(value, Array):
        raise MeaningError(
            f"{name} of {shape(value)}",
            "It is a function of one number: use an index, or declare a function that maps entry by entry",
        )
    return function(value)


def require_scalar(value: Any, what: str) -> Any:
    if isinstance(value, Array | Constant):
        raise MeaningError(
            f"{what} is {shape(value) if isinstance(value, Array) else 'a table'}", "A number is needed here"
        )
    if is_function(value) or isinstance(value, Unknown):
        raise MeaningError(f"{what} is a function", "Its argument is missing")
    if isinstance(value, Family):
        raise MeaningError(f"{what} is a family", "Its layer or step is missing")
    return value
