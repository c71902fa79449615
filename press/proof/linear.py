"""Inverses and determinants of small tables, by elimination."""

from __future__ import annotations

from typing import Any

import numpy as np

from press.proof import expressions as ex
from press.proof.arrays import Array, shape
from press.proof.errors import MeaningError


def inverse(a: Array) -> Array:
    """Return the inverse of a small square table, by elimination (its pivots are generic)."""
    if a.rows != a.columns:
        raise MeaningError(f"the inverse of {shape(a)}", "Only a square table has one")
    if a.is_number:
        return Array(np.linalg.inv(a.entries), a.rows, a.columns)
    n = len(a)
    work = [[*a.entries[i], *(ex.ONE if i == j else ex.ZERO for j in range(n))] for i in range(n)]
    for k in range(n):
        swap = next((i for i in range(k, n) if work[i][k] is not ex.ZERO), None)
        if swap is None:
            raise MeaningError("the table has no inverse")
        work[k], work[swap] = work[swap], work[k]
        pivot = work[k][k]
        work[k] = [x / pivot for x in work[k]]
        for i in range(n):
            if i != k and work[i][k] is not ex.ZERO:
                factor = work[i][k]
                work[i] = [x - factor * y for x, y in zip(work[i], work[k], strict=True)]
    entries = np.empty((n, n), dtype=object)
    for i in range(n):
        entries[i] = work[i][n:]
    return Array(entries, a.rows, a.columns)


def determinant(a: Array) -> Any:
    if a.rows != a.columns:
        raise MeaningError(f"the determinant of {shape(a)}", "Only a square table has one")
    if a.is_number:
        return float(np.linalg.det(a.entries))
    return _minor(a.entries)


def _minor(entries: np.ndarray) -> Any:
    if len(entries) == 1:
        return entries[0, 0]
    found = ex.ZERO
    for j in range(len(entries)):
        rest = np.delete(entries[1:], j, axis=1)
        found = found + (-1) ** j * entries[0, j] * _minor(rest)
    return found
