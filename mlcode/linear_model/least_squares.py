"""Lines and planes of least squared residuals.

Tangled from these pages of the book, which derive it:

- book/linear-regression/one-feature.md
- book/estimators/contract.md
"""

from __future__ import annotations

from typing import Self

import numpy as np
from numpy.typing import ArrayLike

from mlcode.base import Regressor
from mlcode.validation import check_new_data, check_training_data

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

    def fit(self, X: ArrayLike, y: ArrayLike) -> Self:
        """Fit one feature: covariance over variance. Raises ValueError for more."""
        X, y = check_training_data(self, X, y)
        if X.shape[1] > 1 or y.ndim > 1:
            raise ValueError("this page fits one feature and one target")
        x = X[:, 0]
        through_origin = x @ y / (x @ x)
        w, b = fit_line(x, y) if self.fit_intercept else (through_origin, 0.0)
        self.coef_, self.intercept_ = np.array([w]), b
        return self

    def predict(self, X: ArrayLike) -> np.ndarray:
        """Return Xw + b for each output, (n_samples,) or (n_samples, n_outputs)."""
        return check_new_data(self, X) @ self.coef_.T + self.intercept_
