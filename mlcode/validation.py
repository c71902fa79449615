"""Checks of what comes into an estimator.

Tangled from these pages of the book, which derive it:

- book/estimators/contract.md
- book/linear-regression/least-squares.md
- book/multi-class/softmax.md
"""

from __future__ import annotations

import sys
import warnings
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

__all__ = [
    "check_array",
    "check_labels",
    "check_new_data",
    "check_table",
    "check_training_data",
    "check_weights",
    "flat_labels",
    "refuse_decimals",
]


def check_array(values: ArrayLike, name: str = "X") -> np.ndarray:
    """Return the values as an array of finite floats, or say what is wrong.

    Raises TypeError for a sparse or masked table, and for an object of which
    `float` can make nothing, such as 1j among objects; ValueError for a complex
    array, dates, text, NaN, None. In a list, masked arrays lose their masks.
    Derived on the page estimators/contract.
    """
    if hasattr(values, "tocsr") or np.ma.isMaskedArray(values):
        raise TypeError(f"{name} is sparse or masked: make it plain first")
    values = np.asarray(values)
    if values.dtype.kind in "cmM":
        raise ValueError(f"Complex data not supported, nor dates: {name}")
    try:
        values = values.astype(float, copy=False)
    except (TypeError, ValueError, OverflowError) as error:
        kind = TypeError if isinstance(error, TypeError) else ValueError
        raise kind(f"{name}: {error}") from None
    if not np.isfinite(values).all():
        raise ValueError(f"{name} contains NaN or infinity")
    return values


def check_table(X: ArrayLike) -> np.ndarray:
    """Return X as an array of shape (n_samples, n_features), neither zero.

    Raises ValueError otherwise.
    Derived on the page estimators/contract.
    """
    X = check_array(X)
    if X.ndim != 2:
        raise ValueError(f"X is a table, not {X.ndim}-D. Reshape your data")
    empty = f"(shape={X.shape}) while a minimum of 1 is required."
    if 0 in X.shape:
        raise ValueError(f"0 {'feature' if len(X) else 'sample'}(s) {empty}")
    return X


def check_training_data(
    X: ArrayLike, y: ArrayLike | None
) -> tuple[np.ndarray, np.ndarray]:
    """Return X and y as arrays with equally many rows.

    `y` has shape (n_samples,) or (n_samples, n_outputs), no output missing.
    Raises ValueError if y is missing or does not match.
    Derived on the page estimators/contract.
    """
    X = check_table(X)
    if y is None:
        raise ValueError("requires y to be passed, but the target y is None")
    y = check_array(y, "y")
    if y.ndim not in (1, 2) or len(y) != len(X) or y.size == 0:
        raise ValueError(f"X has {len(X)} rows, but y has the shape {y.shape}")
    return X, y


def check_new_data(estimator: Any, X: ArrayLike) -> np.ndarray:
    """Return X as an array with as many features as in `fit`.

    Raises ValueError if the estimator is not fitted or X has another width.
    Derived on the page estimators/contract.
    """
    name = type(estimator).__name__
    if not hasattr(estimator, "n_features_in_"):
        theirs = sys.modules.get("sklearn.exceptions")  # None if not loaded
        kind = ValueError if theirs is None else theirs.NotFittedError
        raise kind(f"This {name} has learned nothing yet: call fit first")
    X, expected = check_table(X), estimator.n_features_in_
    if X.shape[1] != expected:
        words = f"{name} is expecting {expected} features as input"
        raise ValueError(f"X has {X.shape[1]} features, but {words}")
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


def flat_labels(labels: np.ndarray) -> np.ndarray:
    """Return a column of labels as a list, and warn.

    Derived on the page multi-class/softmax.
    """
    words = "A column-vector y was passed when a 1d array was expected"
    theirs = sys.modules.get("sklearn.exceptions")  # None if not loaded
    kind = UserWarning if theirs is None else theirs.DataConversionWarning
    warnings.warn(words, kind, stacklevel=4)
    return labels[:, 0]


def refuse_decimals(y: ArrayLike) -> None:
    """Raise ValueError unless all labels are text, or all are whole numbers.

    Derived on the page multi-class/softmax.
    """
    texts = {isinstance(each, str) for each in np.asarray(y, dtype=object).flat}
    if len(texts) == 2:
        raise ValueError("y mixes text with numbers or gaps")
    numbers = True not in texts or np.ma.isMaskedArray(y)
    if numbers and (check_array(y, "y") % 1).any():
        raise ValueError("Unknown label type: continuous")


def check_labels(
    X: ArrayLike, y: ArrayLike | None
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return X as a table, the classes, and the number of each row's class.

    `y` has shape (n_samples,): text, or whole numbers. Raises ValueError if it
    is missing, does not match, mixes the two, or holds other numbers or gaps.
    Derived on the page multi-class/softmax.
    """
    X, labels = check_table(X), np.asarray(y)
    if y is None:
        raise ValueError("requires y to be passed, but the target y is None")
    refuse_decimals(y)
    if labels.shape == (len(X), 1):
        labels = flat_labels(labels)
    if labels.shape != (len(X),):
        raise ValueError(f"X has {len(X)} rows, but y the shape {labels.shape}")
    return X, *np.unique(labels, return_inverse=True)
