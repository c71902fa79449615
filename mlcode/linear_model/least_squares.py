"""Lines and planes of least squared residuals.

Tangled from these pages of the book, which derive it:

- book/linear-regression/one-feature.md
- book/estimators/contract.md
- book/linear-regression/least-squares.md
"""

from __future__ import annotations

from typing import Self

import numpy as np
from numpy.typing import ArrayLike

from mlcode.base import Regressor
from mlcode.validation import (
    RowWeights,
    check_new_data,
    check_table,
    check_training_data,
    check_weights,
)

__all__ = [
    "BLOCK",
    "ROUNDING",
    "LinearRegression",
    "fit_line",
    "line_cost",
    "mean_row",
    "triangle",
]


def line_cost(
    w: ArrayLike, b: ArrayLike, x: ArrayLike, y: ArrayLike
) -> np.float64 | np.ndarray:
    """Predict every row, subtract, square, take the mean.

    `x` and `y` have shape (n,). `w` and `b` are two numbers, or two arrays of one
    shape: many lines at once. The costs have that shape.
    Raises ValueError if `x` and `y` are not lists of one length.

    >>> float(line_cost(1.5, 0.5, [0, 1, 2], [1, 1, 4]))
    0.5

    Derived on the page linear-regression/one-feature.
    """
    x, y = np.asarray(x, dtype=float), np.asarray(y, dtype=float)
    if x.ndim != 1 or x.shape != y.shape:
        raise ValueError(f"x has the shape {x.shape}, y {y.shape}: not one list each")
    w, b = np.asarray(w, dtype=float)[..., None], np.asarray(b, dtype=float)[..., None]
    residual = y - (w * x + b)  # (..., n)
    return (residual**2).mean(axis=-1)


def fit_line(x: ArrayLike, y: ArrayLike) -> tuple[float, float]:
    """Divide covariance by variance for the slope; run the line through the means.

    `x` and `y` have shape (n,). Returns the slope and the intercept.
    Raises ValueError if all x are equal, the lengths differ, or an entry is NaN.

    >>> fit_line([0, 1, 2], [1, 1, 4])
    (1.5, 0.5)

    Derived on the page linear-regression/one-feature.
    """
    x, y = np.asarray(x, dtype=float), np.asarray(y, dtype=float)
    if x.ndim != 1 or x.shape != y.shape or not len(x):
        raise ValueError(f"x has the shape {x.shape}, y {y.shape}: not one list each")
    if not np.isfinite([x, y]).all():
        raise ValueError("x or y contains NaN or infinity")
    if x.min() == x.max():
        raise ValueError("all x are equal: every slope fits equally well")
    x_deviation = x - x.mean()
    w = x_deviation @ (y - y.mean()) / (x_deviation @ x_deviation)  # 1/n cancels
    return float(w), float(y.mean() - w * x.mean())


class LinearRegression(Regressor):
    """Predict by the line or plane with the least mean squared residual.

    Learns `coef_`, (n_features,) or (n_outputs, n_features), and `intercept_`.
    Derived on the pages estimators/contract, linear-regression/least-squares.
    """

    def __init__(self, fit_intercept: bool = True) -> None:
        self.fit_intercept = fit_intercept

    def fit(self, X: ArrayLike, y: ArrayLike, sample_weight: RowWeights = None) -> Self:
        """Subtract the means, take the triangle, solve the small table.

        `X` is (n_samples, n_features), `y` (n_samples,) or (n_samples, n_outputs).
        Where several weights predict the same, takes the shortest; learns `rank_` too.
        Raises ValueError for input that does not fit together.
        Derived on the page linear-regression/least-squares.
        """
        weights = check_weights(sample_weight, len(check_table(X)))
        X, y = check_training_data(X, y)
        x_mean = mean_row(X, weights, bool(self.fit_intercept))  # (p,)
        y_mean = mean_row(y, weights, bool(self.fit_intercept))  # () or (outputs,)
        root = np.sqrt(np.ones(len(X)) if weights is None else weights)
        table = np.column_stack([X - x_mean, y - y_mean])  # (n, p + outputs)
        R, p = triangle(root[:, None] * table), X.shape[1]
        # singular values below this share of the largest may be rounding: left out
        far = np.linalg.norm(x_mean) * np.linalg.norm(root)  # what centring took away
        cut = ROUNDING * (max(X.shape) + far / (np.linalg.norm(R[:, :p]) or 1))
        W, _, self.rank_, _ = np.linalg.lstsq(R[:, :p], R[:, p:], cut)
        self.coef_ = W.T.reshape(*y.shape[1:], p)  # (p,) or (outputs, p)
        self.intercept_, self.n_features_in_ = y_mean - self.coef_ @ x_mean, p
        return self

    def predict(self, X: ArrayLike) -> np.ndarray:
        """Return Xw + b for each output: (n_samples,) or (…, n_outputs)."""
        return check_new_data(self, X) @ self.coef_.T + self.intercept_


BLOCK = 4000  # rows that are taken at once
ROUNDING = 2.0**-52  # the gap between 1 and the next float


def triangle(table: np.ndarray) -> np.ndarray:
    """Return the few rows that stretch every vector as the many rows of the table do.

    The table is (n, k), the triangle (min(n, k), k).
    Derived on the page linear-regression/least-squares.
    """
    if len(table) <= table.shape[1]:
        return table  # nothing to save
    blocks = np.array_split(table, max(1, len(table) // BLOCK))
    triangles = [np.linalg.qr(block, mode="r") for block in blocks]
    return np.linalg.qr(np.vstack(triangles), mode="r")  # type: ignore[return-value]


def mean_row(table: np.ndarray, weights: np.ndarray | None, wanted: bool) -> np.ndarray:
    """Return the mean of the rows, exact where all are equal; zeros if not wanted.

    Derived on the page linear-regression/least-squares.
    """
    if not wanted:
        return np.zeros(table.shape[1:])
    return table[0] + np.average(table - table[0], axis=0, weights=weights)
