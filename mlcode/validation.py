"""Checks of what comes into an estimator.

Tangled from these pages of the book, which derive it:

- book/estimators/contract.md
- book/linear-regression/least-squares.md
"""

from __future__ import annotations

import sys
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

__all__ = [
    "check_array",
    "check_new_data",
    "check_table",
    "check_training_data",
    "check_weights",
]


def check_array(values: ArrayLike, name: str = "X") -> np.ndarray:
    """Return the values as an array of finite floats, or say what is wrong.

    Raises TypeError for a sparse or masked table and for dates; ValueError for
    complex numbers, NaN and infinity.
    Derived on the page estimators/contract.
    """
    if hasattr(values, "tocsr"):
        raise TypeError(f"{name} is sparse: pass {name}.toarray()")
    if np.ma.isMaskedArray(values):
        raise TypeError(f"{name} has masked entries: fill them first")
    values = np.asarray(values)
    if np.iscomplexobj(values):
        raise ValueError(f"Complex data not supported: {name}")
    if values.dtype.kind in "mM":
        raise TypeError(f"{name} holds dates or times: turn them into numbers first")
    values = values.astype(float, copy=False)
    if not np.isfinite(values).all():
        raise ValueError(f"{name} contains NaN or infinity")
    return values


def check_table(X: ArrayLike) -> np.ndarray:
    """Return X as an array of shape (n_samples, n_features), neither of them zero.

    Raises ValueError otherwise.
    Derived on the page estimators/contract.
    """
    X = check_array(X)
    if X.ndim != 2:
        raise ValueError(f"X is a table of rows, not {X.ndim}-D. Reshape your data")
    for size, unit in zip(X.shape, ("sample", "feature"), strict=True):
        if size == 0:
            raise ValueError(
                f"0 {unit}(s) (shape={X.shape}) while a minimum of 1 is required."
            )
    return X


def check_training_data(
    estimator: Any, X: ArrayLike, y: ArrayLike | None
) -> tuple[np.ndarray, np.ndarray]:
    """Return X and y as arrays with equally many rows; note the number of features.

    `y` has shape (n_samples,) or (n_samples, n_outputs).
    Raises ValueError if y is missing or does not match.
    Derived on the page estimators/contract.
    """
    X = check_table(X)
    if y is None:
        raise ValueError("fit requires y to be passed, but the target y is None")
    y = check_array(y, "y")
    if y.ndim not in (1, 2) or len(y) != len(X):
        raise ValueError(f"X has {len(X)} rows, but y has the shape {y.shape}")
    estimator.n_features_in_ = X.shape[1]
    return X, y


def check_new_data(estimator: Any, X: ArrayLike) -> np.ndarray:
    """Return X as an array with as many features as in `fit`.

    Raises ValueError if the estimator is not fitted or X has another width.
    Derived on the page estimators/contract.
    """
    name = type(estimator).__name__
    if not hasattr(estimator, "n_features_in_"):
        theirs = sys.modules.get("sklearn.exceptions")
        error = theirs.NotFittedError if theirs else ValueError  # theirs is one too
        raise error(f"This {name} has learned nothing yet: call fit first")
    X = check_table(X)
    expected = estimator.n_features_in_
    if X.shape[1] != expected:
        raise ValueError(
            f"X has {X.shape[1]} features, but {name} is expecting "
            f"{expected} features as input"
        )
    return X


def check_weights(weights: ArrayLike | None, n_samples: int) -> np.ndarray:
    """Return one weight a row, the largest 1; None or one number: all are 1.

    Raises ValueError for a negative one, zeros only, or another number of them.
    Derived on the page linear-regression/least-squares.
    """
    weights = check_array(1 if weights is None else weights, "sample_weight")
    if weights.ndim == 0:
        weights = np.full(n_samples, weights)
    if weights.shape != (n_samples,):
        raise ValueError(f"{n_samples} rows, sample_weight is {weights.shape}")
    if weights.min() < 0 or weights.max() == 0:
        raise ValueError("sample_weight is negative, or zero throughout")
    return weights / weights.max()
