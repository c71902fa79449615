"""Baselines that ignore the features.

Tangled from these pages of the book, which derive it:

- book/estimators/contract.md
"""

from __future__ import annotations

from typing import Any, Self

import numpy as np
from numpy.typing import ArrayLike

from mlcode.base import Regressor
from mlcode.validation import check_new_data, check_training_data

__all__ = ["DummyRegressor"]


class DummyRegressor(Regressor):
    """Predict the mean (or the median) of the targets, whatever X says.

    Learns `constant_`, of shape () or (n_outputs,).
    Derived on the page estimators/contract.
    """

    def __init__(self, strategy: str = "mean") -> None:
        self.strategy = strategy

    def fit(self, X: ArrayLike, y: ArrayLike) -> Self:
        """Keep the mean or the median of y; refuse another strategy."""
        if self.strategy not in ("mean", "median"):
            raise ValueError(f"no strategy {self.strategy!r}: mean or median")
        X, y = check_training_data(X, y)
        average = np.mean if self.strategy == "mean" else np.median
        self.constant_ = average(y, axis=0)
        self.n_features_in_ = X.shape[1]
        return self

    def predict(self, X: ArrayLike) -> np.ndarray:
        """Return the constant once a row: (n_samples,) or (…, n_outputs)."""
        X = check_new_data(self, X)
        return np.full((len(X), *self.constant_.shape), self.constant_)

    def __sklearn_tags__(self) -> Any:
        """Say that the score of this machine is poor."""
        tags = super().__sklearn_tags__()
        tags.regressor_tags.poor_score = True
        return tags
