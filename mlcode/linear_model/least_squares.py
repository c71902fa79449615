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
    check_training_data,
    check_weights,
)

__all__ = ["BLOCK", "ROUNDING", "LinearRegression", "fit_line", "line_cost", "triangle"]


def line_cost(
    w: ArrayLike, b: ArrayLike, x: ArrayLike, y: ArrayLike
) -> np.float64 | np.ndarray:
    """Predict every row, subtract, square, take the mean.

    `x` and `y` have shape (n,). `w` and `b` are two numbers, or two arrays of one
    shape: many lines at once. The costs have that shape.

    >>> float(line_cost(1.5, 0.5, [0, 1, 2], [1, 1, 4]))
    0.5

    Derived on the page linear-regression/one-feature.
    """
    w, b = np.asarray(w)[..., None], np.asarray(b)[..., None]
    residual = np.asarray(y) - (w * np.asarray(x) + b)  # (..., n)
    return (residual**2).mean(axis=-1)


def fit_line(x: ArrayLike, y: ArrayLike) -> tuple[float, float]:
    """Divide covariance by variance for the slope; run the line through the means.

    `x` and `y` have shape (n,). Returns the slope and the intercept.
    Raises ValueError if all x are equal.

    >>> fit_line([0, 1, 2], [1, 1, 4])
    (1.5, 0.5)

    Derived on the page linear-regression/one-feature.
    """
    x, y = np.asarray(x, dtype=float), np.asarray(y, dtype=float)
    if x.min() == x.max():
        raise ValueError("all x are equal: every slope fits equally well")
    x_deviation = x - x.mean()
    w = x_deviation @ (y - y.mean()) / (x_deviation @ x_deviation)  # 1/n cancels
    return float(w), float(y.mean() - w * x.mean())


class LinearRegression(Regressor):
    """Predict by the line or plane with the least mean squared residual.

    Learns `coef_`, (n_features,) or (n_outputs, n_features), and `intercept_`.
    Derived on the pages estimators/contract and linear-regression/least-squares.
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
        X, y = check_training_data(self, X, y)
        weights = check_weights(sample_weight, len(X))
        # means, of shape (p,) and () or (outputs,); zero without an intercept
        x_mean = self.fit_intercept * np.average(X, axis=0, weights=weights)
        y_mean = self.fit_intercept * np.average(y, axis=0, weights=weights)
        table = np.column_stack([X - x_mean, y - y_mean])  # (n, p + outputs)
        if weights is not None:
            table *= np.sqrt(weights)[:, None]
        R, p = triangle(table), X.shape[1]
        cut = ROUNDING * max(X.shape)  # smaller singular values count as zero
        W, _, self.rank_, _ = np.linalg.lstsq(R[:, :p], R[:, p:], cut)
        self.coef_ = W.T.reshape(*y.shape[1:], p)  # (p,) or (outputs, p)
        self.intercept_ = y_mean - self.coef_ @ x_mean
        return self

    def predict(self, X: ArrayLike) -> np.ndarray:
        """Return Xw + b for each output, (n_samples,) or (n_samples, n_outputs)."""
        return check_new_data(self, X) @ self.coef_.T + self.intercept_


BLOCK = 4000  # rows that are taken at once
ROUNDING = 2.0**-52  # the gap between 1 and the next float


def triangle(table: np.ndarray) -> np.ndarray:
    """Return the few rows that stretch every vector as the many rows of the table do.

    The table is (n, k), the triangle (min(n, k), k).
    Derived on the page linear-regression/least-squares.
    """
    blocks = np.array_split(table, max(1, len(table) // BLOCK))
    triangles = [np.linalg.qr(block, mode="r") for block in blocks]
    return np.linalg.qr(np.vstack(triangles), mode="r")  # type: ignore[return-value]
