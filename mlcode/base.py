"""What every estimator shares: settings, and a score.

Tangled from these pages of the book, which derive it:

- book/estimators/contract.md
- book/multi-class/softmax.md
"""

from __future__ import annotations

import sys
from inspect import signature
from typing import Any, Self

import numpy as np
from numpy.typing import ArrayLike

from mlcode.validation import check_array

__all__ = ["Classifier", "Estimator", "Regressor", "r_squared"]


class Estimator:
    """A machine whose settings are the arguments of its `__init__`.

    Derived on the page estimators/contract.
    """

    def get_params(self, deep: bool = True) -> dict[str, Any]:
        """Return the settings by name; `deep` is for machines in machines."""
        return {k: getattr(self, k) for k in signature(type(self)).parameters}

    def set_params(self, **params: Any) -> Self:
        """Change settings by name, or none of them if one name is unknown."""
        unknown = params.keys() - self.get_params().keys()
        if unknown:
            raise ValueError(f"{self} has no setting {min(unknown)!r}")
        for name, value in params.items():
            setattr(self, name, value)
        return self

    def __repr__(self) -> str:
        """Return the call that makes this machine."""
        settings = [f"{k}={value!r}" for k, value in self.get_params().items()]
        return f"{type(self).__name__}({', '.join(settings)})"

    def __sklearn_tags__(self) -> Any:
        """Answer scikit-learn's questions. Only scikit-learn calls this."""
        theirs = sys.modules["sklearn.utils"]
        targets = theirs.TargetTags(required=False)
        return theirs.Tags(estimator_type=None, target_tags=targets)


def r_squared(y: np.ndarray, y_hat: np.ndarray) -> float:
    """Return the share of the mean's squared error that the predictions remove.

    Both have shape (n,). A constant y: 1 if it is met, else 0. A sum of y too
    large for a float gives NaN.
    Derived on the page estimators/contract.
    """
    if y.min() == y.max():
        return float(np.allclose(y_hat, y, rtol=1e-9, atol=0))
    away = y - y.mean()
    unit = abs(away).max()  # without it, the square of 1e200 would overflow
    return float(1 - (((y - y_hat) / unit) ** 2).sum() / ((away / unit) ** 2).sum())


class Regressor(Estimator):
    """An estimator that predicts numbers.

    Derived on the page estimators/contract.
    """

    def score(self, X: ArrayLike, y: ArrayLike) -> float:
        """Return R², the share of the mean's squared error removed.

        Several outputs: their mean score. A constant y: 1 if met, else 0.
        Raises ValueError if y has another shape than the predictions.
        """
        y, y_hat = check_array(y, "y"), self.predict(X)
        if y.shape != y_hat.shape:
            raise ValueError(f"y has shape {y.shape}, prediction {y_hat.shape}")
        # each of shape (n_outputs, n_samples): one row an output
        outputs = zip(np.atleast_2d(y.T), np.atleast_2d(y_hat.T), strict=True)
        return float(np.mean([r_squared(*output) for output in outputs]))

    def predict(self, X: ArrayLike) -> np.ndarray:
        """Return one prediction a row."""
        raise NotImplementedError

    def __sklearn_tags__(self) -> Any:
        """Say that it predicts numbers, needs y, and takes many outputs."""
        tags = super().__sklearn_tags__()
        tags.estimator_type = "regressor"
        tags.regressor_tags = sys.modules["sklearn.utils"].RegressorTags()
        tags.target_tags.required = tags.target_tags.multi_output = True
        return tags


class Classifier(Estimator):
    """An estimator that predicts one of the classes it has seen, `classes_`.

    Derived on the page multi-class/softmax.
    """

    classes_: np.ndarray

    def predict_proba(self, X: ArrayLike) -> np.ndarray:
        """Return one probability a row and class: (n_samples, n_classes)."""
        raise NotImplementedError

    def predict(self, X: ArrayLike) -> np.ndarray:
        """Return the most probable class of each row."""
        best = self.predict_proba(X).argmax(axis=1)  # refuses, if not fitted
        return np.asarray(self.classes_[best])

    def score(self, X: ArrayLike, y: ArrayLike) -> float:
        """Return the accuracy, the share of rows whose class is met."""
        labels, found = np.asarray(y), self.predict(X)
        if labels.shape != found.shape:
            raise ValueError(f"y has shape {labels.shape}, not {found.shape}")
        return float((labels == found).mean())

    def __sklearn_tags__(self) -> Any:
        """Say that it predicts classes, and needs y."""
        tags, theirs = super().__sklearn_tags__(), sys.modules["sklearn.utils"]
        tags.estimator_type = "classifier"
        tags.classifier_tags = theirs.ClassifierTags()
        tags.target_tags.required = True
        return tags
