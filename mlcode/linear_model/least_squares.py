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
from mlcode.validation import check_new_data, check_training_data, check_weights

__all__ = ["LinearRegression", "fit_line", "line_cost"]


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

    def fit(
        self, X: ArrayLike, y: ArrayLike, sample_weight: ArrayLike | None = None
    ) -> Self:
        """Subtract the means, weigh the rows, and find the shadow.

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
        columns, target = X - x_mean, y - y_mean
        if weights is not None:
            root = np.sqrt(weights)
            columns, target = (columns.T * root).T, (target.T * root).T
        W, _, self.rank_, _ = np.linalg.lstsq(columns, target)
        self.coef_, self.intercept_ = W.T, y_mean - x_mean @ W
        return self

    def predict(self, X: ArrayLike) -> np.ndarray:
        """Return Xw + b for each output, (n_samples,) or (n_samples, n_outputs)."""
        return check_new_data(self, X) @ self.coef_.T + self.intercept_
