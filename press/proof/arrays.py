"""Arrays of scalar expressions, or of numbers, whose sides have names.

Two sides fit when they have the same *name*, not when they happen to have the same length:
a table of n rows and p columns never multiplies a vector of n numbers, whatever n and p are.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from press.proof import expressions as ex
from press.proof.errors import MeaningError
from press.proof.operand import Operand

Side = str | int  # the name of a size, or a number


@dataclass(frozen=True, eq=False)
class Array:
    """Entries in two dimensions; a vector is one column."""

    entries: np.ndarray
    rows: Side
    columns: Side

    @property
    def shape(self) -> str:
        return f"{self.rows} × {self.columns}" if self.columns != 1 else f"{self.rows} × 1"

    @property
    def T(self) -> Array:
        return Array(self.entries.T, self.columns, self.rows)

    @property
    def is_number(self) -> bool:
        return self.entries.dtype != object

    def map(self, function: Callable[[Any], Any]) -> Array:
        if self.is_number:
            return Array(np.vectorize(function, otypes=[float])(self.entries), self.rows, self.columns)
        entries = np.empty(self.entries.shape, dtype=object)
        for place in np.ndindex(*entries.shape):
            entries[place] = function(self.entries[place])
        return Array(entries, self.rows, self.columns)

    def __getitem__(self, index: Any) -> Any:
        """Count from 0, as in code: an entry of a vector; an entry, a row or a column of a table."""
        if isinstance(index, tuple):
            row, column = index
            if row == slice(None):
                return self.column(column)
            return self.row(row) if column == slice(None) else self.entries[row, column]
        return self.entries[index, 0] if self.columns == 1 else self.row(index)

    def row(self, index: int) -> Array:
        """Return a row, as a column: one sample of a table."""
        return Array(self.entries[index].reshape(-1, 1), self.columns, 1)

    def column(self, index: int) -> Array:
        return Array(self.entries[:, index].reshape(-1, 1), self.rows, 1)

    def __iter__(self) -> Any:
        return iter(self.entries.flat)

    def __len__(self) -> int:
        return int(self.entries.shape[0])

    def __add__(self, other: Any) -> Any:
        return NotImplemented if isinstance(other, Operand) else plus(self, other)

    __radd__ = __add__

    def __sub__(self, other: Any) -> Any:
        return NotImplemented if isinstance(other, Operand) else plus(self, times(-1, other))

    def __rsub__(self, other: Any) -> Any:
        return plus(other, times(-1, self))

    def __mul__(self, other: Any) -> Any:
        if isinstance(other, Array):
            return hadamard(self, other)
        return NotImplemented if isinstance(other, Operand) else self.map(lambda x: x * other)

    def __rmul__(self, other: Any) -> Array:
        return self.map(lambda x: other * x)

    def __truediv__(self, other: Any) -> Any:
        return NotImplemented if isinstance(other, Operand) else self.map(lambda x: x / other)

    def __pow__(self, exponent: Any) -> Array:
        """Entry by entry, as in NumPy; the power of a table stands in a display."""
        return self.map(lambda x: x**exponent)

    def __neg__(self) -> Array:
        return self.map(lambda x: -x)

    def __matmul__(self, other: Any) -> Any:
        if isinstance(other, Operand):
            return NotImplemented
        two_vectors = self.columns == 1 and isinstance(other, Array) and other.columns == 1 and self.rows != 1
        return times(self.T if two_vectors else self, other)  # as in NumPy: u @ v is a number


def shape(value: Any) -> str:
    return value.shape if isinstance(value, Array) else "scalar"


def scalar(value: Any) -> Any:
    """Return the entry of a 1 × 1 array; other values as they are."""
    if isinstance(value, Array) and value.rows == 1 and value.columns == 1:
        return value.entries[0, 0]
    return value


def plus(a: Any, b: Any) -> Any:
    """Add values of one shape. Raises MeaningError for shapes that differ."""
    a, b = alike(scalar(a), scalar(b))
    if isinstance(a, Array) != isinstance(b, Array) or (isinstance(a, Array) and not same_sides(a, b)):
        hint = (
            "A scalar is added to a vector as a multiple of \\mathbf{1}"
            if "scalar" in (shape(a), shape(b))
            else "Is a transpose missing"
        )
        raise MeaningError(f"cannot add {shape(a)} and {shape(b)}", hint)
    if isinstance(a, Array):
        return Array(a.entries + b.entries, a.rows, a.columns)
    return a + b


def same_sides(a: Array, b: Array) -> bool:
    return (a.rows, a.columns) == (b.rows, b.columns) and a.entries.shape == b.entries.shape


def times(a: Any, b: Any) -> Any:
    """Multiply: scalars with anything, tables where the inner sides agree."""
    a, b = alike(scalar(a), scalar(b))
    if not isinstance(a, Array) or not isinstance(b, Array):
        if isinstance(a, Array):
            return a.map(lambda x: x * b)
        return b.map(lambda x: a * x) if isinstance(b, Array) else a * b
    if a.columns != b.rows or a.entries.shape[1] != b.entries.shape[0]:
        raise MeaningError(f"cannot multiply {shape(a)} by {shape(b)}", r"Is a transpose missing, or \odot meant")
    return scalar(Array(_contract(a, b), a.rows, b.columns))


def _contract(a: Array, b: Array) -> np.ndarray:
    """Return the product; each sum remembers the size that it runs over."""
    if a.is_number and b.is_number:
        return np.asarray(a.entries @ b.entries)
    over = a.columns if isinstance(a.columns, str) else None
    entries = np.empty((a.entries.shape[0], b.entries.shape[1]), dtype=object)
    for i, j in np.ndindex(*entries.shape):
        pairs = zip(a.entries[i], b.entries[:, j], strict=True)
        entries[i, j] = ex.add([ex.mul((ex.number(x), ex.number(y))) for x, y in pairs], over)
    return entries


def hadamard(a: Any, b: Any) -> Array:
    """Multiply entry by entry."""
    if not (isinstance(a, Array) and isinstance(b, Array) and same_sides(a, b)):
        raise MeaningError(f"\\odot between {shape(a)} and {shape(b)}", "Both sides must have one shape")
    a, b = alike(a, b)
    return Array(a.entries * b.entries, a.rows, a.columns)


def is_number(value: Any) -> bool:
    return value.is_number if isinstance(value, Array) else isinstance(value, float | np.floating)


def alike(a: Any, b: Any) -> tuple[Any, Any]:
    """Turn constants into numbers beside numbers, so that NumPy does the rest."""
    if is_number(a) and not is_number(b):
        return a, numeric(b)
    if is_number(b) and not is_number(a):
        return numeric(a), b
    return a, b


def numeric(value: Any) -> Any:
    """Return a value without symbols as floating-point numbers."""
    if isinstance(value, Array):
        return Array(np.vectorize(numeric, otypes=[float])(value.entries), value.rows, value.columns)
    if not isinstance(value, ex.Expression):
        return float(value)
    from press.proof.decision.real import Real

    try:
        return float(Real({})(value))
    except KeyError:
        raise MeaningError("a symbol beside numbers", "Pass numbers for all names") from None


def total(values: list[Any], over: str | None = None) -> Any:
    """Add a list of values; the sum remembers its size."""
    if not values:
        return ex.ZERO
    first = scalar(values[0])
    if not isinstance(first, Array):
        plain = [scalar(v) for v in values]
        if any(isinstance(v, Array) for v in plain):
            raise MeaningError("the terms of a sum have different shapes")
        if any(is_number(v) for v in plain):
            return float(sum(numeric(v) for v in plain))
        return ex.add([ex.number(v) for v in plain], over)
    if any(not isinstance(v, Array) or not same_sides(v, first) for v in values):
        raise MeaningError("the terms of a sum have different shapes")
    if first.is_number:
        return Array(sum(v.entries for v in values), first.rows, first.columns)
    entries = np.empty(first.entries.shape, dtype=object)
    for place in np.ndindex(*entries.shape):
        entries[place] = ex.add([ex.number(v.entries[place]) for v in values], over)
    return Array(entries, first.rows, first.columns)
