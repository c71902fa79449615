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

__all__ = [
    "ROUNDING",
    "LinearRegression",
    "centre",
    "fit_line",
    "line_cost",
    "two_lists",
]


def two_lists(x: ArrayLike, y: ArrayLike) -> tuple[np.ndarray, np.ndarray]:
    """Return x and y as two lists of equally many finite floats.

    Raises ValueError otherwise, or if there are no rows; TypeError or
    OverflowError where NumPy can make no float of an entry. Masks are dropped;
    so are the imaginary parts of a complex array, with a warning.
    Derived on the page linear-regression/one-feature.
    """
    x, y = np.asarray(x, dtype=float), np.asarray(y, dtype=float)
    if x.ndim != 1 or x.shape != y.shape:
        raise ValueError(f"not one list each: x is {x.shape}, y is {y.shape}")
    if x.size == 0:
        raise ValueError("x and y have no rows")
    if not np.isfinite([x, y]).all():
        raise ValueError("x or y contains NaN or infinity")
    return x, y


def line_cost(
    w: ArrayLike, b: ArrayLike, x: ArrayLike, y: ArrayLike
) -> np.float64 | np.ndarray:
    """Predict every row, subtract, square, take the mean.

    `x` and `y` have shape (n,). `w` and `b` are two numbers, or two arrays of
    one shape: many lines at once. The costs have that shape.
    Raises ValueError if `x` and `y` are not lists of one length, with rows, or
    an entry of them is NaN or infinite.

    >>> float(line_cost(1.5, 0.5, [0, 1, 2], [1, 1, 4]))
    0.5

    Derived on the page linear-regression/one-feature.
    """
    x, y = two_lists(x, y)
    w = np.asarray(w, dtype=float)[..., None]  # (..., 1)
    b = np.asarray(b, dtype=float)[..., None]
    residual = y - (w * x + b)  # (..., n)
    return (residual**2).mean(axis=-1)


def fit_line(x: ArrayLike, y: ArrayLike) -> tuple[float, float]:
    """Divide covariance by variance; run the line through the means.

    `x` and `y` have shape (n,). Returns the slope and the intercept.
    Raises ValueError if all x are equal, the lengths differ, there are no rows,
    an entry is NaN or infinite, or a sum or the line is too large for a float.

    >>> fit_line([0, 1, 2], [1, 1, 4])
    (1.5, 0.5)

    Derived on the page linear-regression/one-feature.
    """
    x, y = two_lists(x, y)
    if x.min() == x.max():
        raise ValueError("all x are equal: every slope fits equally well")
    x_deviation = x - x.mean()
    x_deviation -= x_deviation.mean()  # the mean was rounded: take off the rest
    unit = abs(x_deviation).max()
    x_deviation /= unit  # none is above 1 now: no square of them overflows
    w = x_deviation @ (y - y.mean()) / (x_deviation @ x_deviation) / unit
    b = y.mean() - w * x.mean()
    if not np.isfinite([w, b]).all():
        raise ValueError("x, y or their line is too large for a float")
    return float(w), float(b)


class LinearRegression(Regressor):
    """Predict by the line or plane with the least mean squared residual.

    Learns `coef_`, (n_features,) or (n_outputs, n_features), and `intercept_`.
    Derived on the pages estimators/contract, linear-regression/least-squares.
    """

    def __init__(self, fit_intercept: bool = True) -> None:
        self.fit_intercept = fit_intercept

    def fit(
        self, X: ArrayLike, y: ArrayLike, sample_weight: ArrayLike | None = None
    ) -> Self:
        """Subtract the means, weigh the rows, solve.

        `X` is (n_samples, n_features); `y` (n_samples,), or a column an output.
        Where many weights predict the same, takes the shortest. Learns `rank_`.
        Raises ValueError for input that does not fit together.
        Derived on the page linear-regression/least-squares.
        """
        X, y = check_training_data(X, y)
        weights = check_weights(sample_weight, len(X))  # (n,)
        x_mean, A = centre(X, weights, bool(self.fit_intercept))  # (p,), (n, p)
        y_mean, B = centre(y, weights, bool(self.fit_intercept))
        far = abs(x_mean[A.any(axis=0)]).max(initial=0)  # of no constant column
        left = max(A.max(), -A.min()) or 1
        cut = ROUNDING * (max(A.shape) + far / left)
        W, _, self.rank_, _ = np.linalg.lstsq(A, B, min(cut, 0.5))
        self.coef_ = W.T  # (p,) or (outputs, p)
        self.intercept_, self.n_features_in_ = y_mean - self.coef_ @ x_mean, X.shape[1]
        return self

    def predict(self, X: ArrayLike) -> np.ndarray:
        """Return Xw + b for each output: (n_samples,) or (…, n_outputs)."""
        return check_new_data(self, X) @ self.coef_.T + self.intercept_


ROUNDING = 2.0**-52  # the gap between 1 and the next float


def centre(
    table: np.ndarray, weights: np.ndarray, wanted: bool
) -> tuple[np.ndarray, np.ndarray]:
    """Return the mean row, and each row less it, times the root of its weight.

    `table` is (n,) or (n, k), `weights` (n,). Zeros for the mean if not wanted.
    Derived on the page linear-regression/least-squares.
    """
    start = table[weights.argmax()] * wanted  # a row that counts
    rest = table - start  # a new table: from here on changed in its place
    above = weights @ rest / weights.sum() * wanted
    rest -= above
    np.multiply(rest.T, np.sqrt(weights), out=rest.T)  # row by row
    return start + above, rest
