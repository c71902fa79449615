"""Declarations with more in them than free entries: unit vectors, frames, means, given entries."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from press.proof import expressions as ex
from press.proof.arrays import Array, scalar, total
from press.proof.context import current
from press.proof.declare import Declared, Later, Size, Subset, fill, free
from press.proof.errors import MeaningError
from press.proof.kinds import Function
from press.proof.linear import inverse
from press.proof.meaning.calculus import by, free_entries, fresh, put
from press.proof.meaning.functions import Functions
from press.proof.meaning.values import valued


def _name(n: Size | int) -> str | None:
    return n.name if isinstance(n, Size) else None


def unit(name: str, n: Size | int) -> Declared:
    """Declare a vector of length 1."""

    def make(name: str, rows: int, columns: int) -> np.ndarray:
        any_vector = free(False)(name, rows, columns)
        length = ex.sqrt(ex.add([x**2 for x in any_vector.flat], _name(n)))
        return np.asarray(any_vector / length, dtype=object)

    return Declared(name, n, 1, make)


def subset(name: str, n: Size) -> Subset:
    r"""Declare any of n places, for \sum_{i \in \mathcal{B}}: also none of them, and all."""
    return Subset(name, n)


def probabilities(name: str, n: Size | int) -> Declared:
    """Declare n positive numbers whose sum is 1."""

    def make(name: str, rows: int, columns: int) -> np.ndarray:
        weights = free(True)(name, rows, columns)
        return np.asarray(weights / ex.add(list(weights.flat), _name(n)), dtype=object)

    return Declared(name, n, 1, make)


def symmetric(name: str, n: Size | int) -> Declared:
    """Declare a symmetric table."""

    def make(name: str, rows: int, columns: int) -> np.ndarray:
        half = free(False)(name, rows, columns)
        return fill(rows, columns, lambda i, j: half[min(i, j), max(i, j)])

    return Declared(name, n, n, make)


def orthogonal(name: str, n: Size | int, p: Size | int | None = None) -> Declared:
    """Declare a table whose columns have length 1 and stand at right angles: n of them, or p.

    Cayley's form (I − S)(I + S)⁻¹ with S antisymmetric gives all rotations but those with a
    half turn; a rational identity that holds for these holds for all.
    """
    reason = "an orthogonal table"

    def make(name: str, rows: int, columns: int) -> np.ndarray:
        for each in (n, p):
            if isinstance(each, Size):
                current().block(each.name, reason)
        if columns > rows:
            raise MeaningError(f"{columns} directions at right angles among {rows}", "Take more rows than columns")
        entry = free(False)(name, rows, rows)
        skew = fill(rows, rows, lambda i, j: ex.ZERO if i == j else entry[i, j] if i < j else -entry[j, i])
        eye = fill(rows, rows, lambda i, j: ex.ONE if i == j else ex.ZERO)
        whole = Array(eye - skew, rows, rows) @ inverse(Array(eye + skew, rows, rows))
        return np.asarray(whole.entries[:, :columns], dtype=object)

    return Declared(name, n, n if p is None else p, make)


def triangular(name: str, n: Size | int) -> Declared:
    """Declare a table with zeros below its diagonal."""

    def make(name: str, rows: int, columns: int) -> np.ndarray:
        entry = free(False)(name, rows, columns)
        return fill(rows, columns, lambda i, j: entry[i, j] if i <= j else ex.ZERO)

    return Declared(name, n, n, make)


def ones(n: Size | int) -> Declared:
    """Declare the vector of ones."""
    return Declared("1", n, 1, lambda name, rows, columns: fill(rows, columns, lambda i, j: ex.ONE))


def eye(n: Size | int) -> Declared:
    """Declare the identity."""

    def make(name: str, rows: int, columns: int) -> np.ndarray:
        return fill(rows, columns, lambda i, j: ex.ONE if i == j else ex.ZERO)

    return Declared("I", n, n, make)


def mean(of: Any) -> Later:
    """Declare the mean of a vector's entries, or of a table's rows (as one column)."""

    def make() -> Any:
        array = valued(of)
        if not isinstance(array, Array):
            raise MeaningError("the mean of a number", "Give a vector, or a table of rows")
        over = array.rows if isinstance(array.rows, str) else None
        count = len(array)
        rows = [array[k] if array.columns == 1 else array.row(k) for k in range(count)]
        number = ex.size_number(over, count) if over else ex.number(count)
        summed = scalar(total(rows, over))
        return summed / number

    return Later(make, of.sizes if isinstance(of, Later) else _sizes(of))


def _sizes(of: Any) -> tuple[Size, ...]:
    sides = (of.rows, of.columns) if isinstance(of, Declared) else ()
    return tuple(side for side in sides if isinstance(side, Size))


def table(*rows: Any) -> Array:
    """Declare a table, or a vector, by its entries: `table([c, -s], [s, c])`, `table(x, y)`."""
    cells = [list(row) if isinstance(row, list | tuple) else [row] for row in rows]
    if not cells or len({len(row) for row in cells}) != 1:
        raise MeaningError("the rows of a table have different lengths")
    return Array(fill(len(cells), len(cells[0]), lambda i, j: ex.number(cells[i][j])), len(cells), len(cells[0]))


def diag(of: Any) -> Later:
    """Declare the table with the entries of a vector on its diagonal, zeros elsewhere."""
    return Later(lambda: Functions.diagonal(valued(of)), _sizes(of))


def inverted(of: Any) -> Later:
    """Declare the inverse of a square table; no argument for all sizes goes through it."""

    def make() -> Array:
        array = valued(of)
        if isinstance(array.rows, str):
            current().block(array.rows, "an inverse")
        return inverse(array)

    return Later(make)


def elementary(function: Function) -> Callable[[Any], ex.Expression]:
    """Return a known function of one number, for use in declarations."""

    def call(x: Any) -> ex.Expression:
        return ex.call(function, ex.number(x))

    call.__name__ = call.__qualname__ = function.name
    return call


exp, log, sin, cos, tan, atan = (elementary(f) for f in (ex.EXP, ex.LOG, ex.SIN, ex.COS, ex.TAN, ex.ATAN))


def sqrt(x: Any) -> ex.Expression:
    """Return a root, for use in declarations."""
    return ex.sqrt(ex.number(x))


def gradient(function: Callable[[Any], Any], at: Any) -> Later:
    """Declare the partial derivatives of a function that gives a number, at a vector or a table."""

    def make() -> Any:
        place = valued(at)
        if free_entries(place):  # the derivatives stay as asked for, to be worked out by the check
            return by(scalar(valued(function(place))), place)
        inner = fresh(place)
        return put(by(scalar(valued(function(inner))), inner), inner, place)

    return Later(make)


def jacobian(function: Callable[[Any], Any], at: Any) -> Later:
    """Declare the table of partial derivatives of a function that gives a vector, at a vector."""
    return gradient(function, at)
