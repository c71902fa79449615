"""Softmax regression: shares from scores.

Tangled from these pages of the book, which derive it:

- book/multi-class/softmax.md
"""

from __future__ import annotations

import warnings
from typing import Self

import numpy as np
from numpy.typing import ArrayLike

from mlcode.base import Classifier
from mlcode.linear_model.least_squares import centre
from mlcode.validation import check_array, check_labels, check_new_data

__all__ = [
    "SoftmaxRegression",
    "cross_entropy",
    "log_sum_exp",
    "lowest_cost",
    "newton_step",
    "softmax",
    "softmax_cost",
    "softmax_gradient",
    "softmax_hessian",
]


def softmax(Z: ArrayLike) -> np.ndarray:
    """Raise e to each score, divide by the sum over the classes.

    `Z` has shape (..., n_classes), and so have the shares. A score of minus
    infinity rules its class out; not all may be that, and none plus infinity.

    >>> softmax([1000, 1000])
    array([0.5, 0.5])

    Derived on the page multi-class/softmax.
    """
    Z = np.asarray(Z, dtype=float)
    E = np.exp(Z - Z.max(axis=-1, keepdims=True))  # the largest is 1
    return np.asarray(E / E.sum(axis=-1, keepdims=True))


def log_sum_exp(Z: ArrayLike) -> np.ndarray:
    """Take out the largest score, add the exponentials, take the log, put it back.

    `Z` has shape (..., n_classes); one number for each list of scores.
    Derived on the page multi-class/softmax.
    """
    Z = np.sort(np.asarray(Z, dtype=float), axis=-1)  # the largest is last
    top = Z.max(axis=-1, initial=-np.inf)  # of no score: log 0
    shift = np.where(np.isfinite(top), top, 0)  # infinity cannot be taken out
    others = np.exp(Z[..., :-1] - shift[..., None]).sum(axis=-1)
    return np.asarray(np.log1p(others) + top)  # the largest is the 1 of log1p


def cross_entropy(Z: ArrayLike, Y: ArrayLike) -> np.ndarray:
    """Subtract the score of the true class from all, take the log-sum-exp.

    `Z` and `Y` (one-hot, or shares) have the shape (..., n_classes), or else
    ValueError; one loss for each list. The true score is finite; another may be
    minus infinity.
    Derived on the page multi-class/softmax.
    """
    Z, Y = np.asarray(Z, dtype=float), np.asarray(Y)
    if Y.shape != Z.shape or (Y < 0).any() or not np.allclose(Y.sum(axis=-1), 1):
        raise ValueError("Y is one-hot, of the shape of Z: np.eye(n_classes)[y]")
    Z_seen = np.where(Y > 0, Z, 0)  # for minus infinity times 0 is NaN
    return log_sum_exp(Z - (Z_seen * Y).sum(axis=-1, keepdims=True))


def softmax_cost(W: np.ndarray, X: np.ndarray, Y: np.ndarray, lam: np.ndarray) -> float:
    """Score every row, take the mean loss, add the penalty.

    `W` is (K, p + 1), biases first; `X` (n, p + 1), ones first; `Y` (n, K),
    one-hot; `lam` (p + 1,), the strength on each column of `W`.
    Derived on the page multi-class/softmax.
    """
    return float(cross_entropy(X @ W.T, Y).mean() + (lam * W**2).sum())


def softmax_gradient(
    W: np.ndarray, X: np.ndarray, Y: np.ndarray, lam: np.ndarray
) -> np.ndarray:
    """Take predicted minus observed against each column, average, add 2 lam W.

    Shapes are those of `softmax_cost`; the gradient has the shape of `W`.
    Derived on the page multi-class/softmax.
    """
    P = softmax(X @ W.T)  # (n, K)
    return np.asarray((P - Y).T @ X / len(X) + 2 * lam * W)


def softmax_hessian(W: np.ndarray, X: np.ndarray, lam: np.ndarray) -> np.ndarray:
    """Weigh each row's square by the Jacobian, block by block; add 2 lam.

    Shapes are those of `softmax_cost`. Returns a square table of K (p + 1) rows,
    in the order of `W.ravel()`.
    Derived on the page multi-class/softmax.
    """
    P, (K, q) = softmax(X @ W.T), W.shape  # (n, K)
    H = np.empty((K, q, K, q))
    for k in range(K):
        for j in range(K):
            entry = P[:, k] * ((k == j) - P[:, j])  # (n,); True counts as 1
            H[k, :, j] = (X.T * entry) @ X / len(X)
        H[k, :, k] += np.diag(2 * lam)
    return H.reshape(K * q, K * q)


def newton_step(
    W: np.ndarray, X: np.ndarray, Y: np.ndarray, lam: np.ndarray
) -> np.ndarray:
    """Step to the bottom of the parabola, halved until the cost falls enough.

    Shapes are those of `softmax_cost`; the step has the shape of `W`.
    Derived on the page multi-class/softmax.
    """
    G, H = softmax_gradient(W, X, Y, lam), softmax_hessian(W, X, lam)
    step = np.linalg.lstsq(H, -G.ravel())[0].reshape(W.shape)
    here, promise = softmax_cost(W, X, Y, lam), (G * step).sum()  # below 0
    while softmax_cost(W + step, X, Y, lam) > here + promise / 4:
        step, promise = step / 2, promise / 2
    return np.asarray(step)


def lowest_cost(
    X: np.ndarray, Y: np.ndarray, lam: np.ndarray, max_iter: int, tol: float
) -> tuple[np.ndarray, int]:
    """Begin with equal scores; step until no slope is steeper than tol.

    Returns `W`, of shape (K, p + 1), and the number of steps. Warns the caller
    of `fit` if `max_iter` steps were not enough.
    Derived on the page multi-class/softmax.
    """
    W = np.zeros((Y.shape[1], X.shape[1]))
    for n_iter in range(1, max_iter + 1):
        W = W + newton_step(W, X, Y, lam)
        if abs(softmax_gradient(W, X, Y, lam)).max() <= tol:
            return W, n_iter
    warnings.warn(f"not at the bottom after {max_iter} steps", stacklevel=3)
    return W, max_iter


class SoftmaxRegression(Classifier):
    """Predict shares by softmax of linear scores with the least cross-entropy.

    Learns `coef_`, (n_classes, n_features), and `intercept_`, also for two
    classes; `n_iter_` counts Newton's steps. With C=inf it may be that no cost is
    lowest, as where one class can be parted from all others: no warning says so,
    and the weights tell where `tol` stopped them.
    Derived on the page multi-class/softmax.
    """

    def __init__(self, C: float = 1.0, max_iter: int = 100, tol: float = 1e-8) -> None:
        self.C, self.max_iter, self.tol = C, max_iter, tol

    def predict_proba(self, X: ArrayLike) -> np.ndarray:
        """Return the shares of the classes: (n_samples, n_classes)."""
        Z = check_new_data(self, X) @ self.coef_.T + self.intercept_
        return softmax(check_array(Z, "the table of scores"))

    def fit(self, X: ArrayLike, y: ArrayLike) -> Self:
        """Find the lowest cost; refuse settings that are not positive.

        `X` is (n_samples, n_features), `y` holds one label a row.
        Derived on the page multi-class/softmax.
        """
        if not (self.C > 1e-300 and self.max_iter > 0 and self.tol > 0):
            raise ValueError(f"C, max_iter and tol are positive, C over 1e-300: {self}")
        X, classes, codes = check_labels(X, y)
        lam, Y = 1 / (2 * len(X) * self.C), np.eye(len(classes))[codes]
        x_mean, A = centre(X, np.ones(len(X)), True)  # (p,), (n, p)
        unit = np.hypot(abs(A).max(axis=0), lam**0.5)
        unit[unit == 0] = 1  # a constant column stays zero
        A = np.column_stack([np.ones(len(X)), A / unit])  # (n, p + 1)
        prices = np.array([0, *(lam**0.5 / unit) ** 2])  # unit**2 might be 0
        W, self.n_iter_ = lowest_cost(A, Y, prices, self.max_iter, self.tol)
        self.coef_, self.classes_ = W[:, 1:] / unit, classes
        self.intercept_, self.n_features_in_ = W[:, 0] - self.coef_ @ x_mean, X.shape[1]
        return self
