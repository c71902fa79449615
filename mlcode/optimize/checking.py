"""Gradients measured by differences, and derivations checked against them.

Tangled from these pages of the book, which derive it:

- book/first-order/gradients.md
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

__all__ = ["EPS", "Map", "gradient_check", "numerical_gradient"]

EPS = 2.0**-17  # about the cube root of 2**-52
Map = Callable[[np.ndarray], Any]


def _real(values: ArrayLike, name: str) -> np.ndarray:
    """Return the values as floats, or refuse complex ones."""
    values = np.asarray(values)
    if np.iscomplexobj(values):
        raise ValueError(f"{name} must be real")
    return values.astype(float)


def _with_steps(theta: ArrayLike, eps: float) -> tuple[np.ndarray, np.ndarray]:
    """Return theta, and one step an entry: eps, or eps times an entry above 1."""
    theta = _real(theta, "theta")
    with np.errstate(all="ignore"):  # what overflows here is refused below
        steps = eps * np.maximum(1, abs(theta))
        way = (theta + steps) - (theta - steps)
    if not (eps > 0 and (way > 0).all() and (way < np.inf).all()):
        words = "eps above 0 and not lost beside theta"
        raise ValueError(f"theta and eps must be finite, {words}")
    return theta, steps


def _walk(
    cost: Map, theta: np.ndarray, steps: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Return the slope along each entry, and how much of it may be rounding."""
    slopes, noise = np.empty(theta.shape), np.empty(theta.shape)
    for at in np.ndindex(theta.shape):
        high, low = theta.copy(), theta.copy()
        high[at] += steps[at]
        low[at] -= steps[at]
        way, ends = high[at] - low[at], (cost(high), cost(low))
        slopes[at] = (ends[0] - ends[1]) / way
        noise[at] = 8 * 2.0**-52 * max(abs(ends[0]), abs(ends[1])) / steps[at]
    return slopes, noise


def numerical_gradient(cost: Map, theta: ArrayLike, eps: float = EPS) -> np.ndarray:
    """Move one entry at a time up and down, and divide the rise by the way.

    `theta` is a number or an array of any shape; the slopes have its shape.
    `cost` is called twice for each entry.

    >>> numerical_gradient(lambda w: w @ w, [1, 3], eps=1)
    array([2., 6.])

    Derived on the page first-order/gradients.
    """
    return _walk(cost, *_with_steps(theta, eps))[0]


def _relative_errors(
    given: np.ndarray, measured: np.ndarray, noise: np.ndarray
) -> np.ndarray:
    """Return each gap beyond the noise, relative to the larger of the two."""
    size = np.maximum(abs(given), abs(measured))
    with np.errstate(invalid="ignore"):  # infinity less infinity: NaN, no warning
        gap = np.maximum(abs(given - measured) - noise, 0)
        return np.asarray(gap / np.where(size > 0, size, 1))


def _complaint(given: np.ndarray, measured: np.ndarray, at: tuple[Any, ...]) -> str:
    """Name an entry, what the gradient says there, and what differences say."""
    ratio = given[at] / measured[at] if measured[at] else np.inf
    return (
        f"entry {[int(i) for i in at]}: the gradient says {given[at]:.6g}, "
        f"differences say {measured[at]:.6g}, ratio {ratio:.6g}"
    )


def _refuse_odd(cost: ArrayLike) -> None:
    """Raise ValueError if a cost is not one finite number."""
    value = _real(cost, "the cost")
    if value.shape or not np.isfinite(value):
        raise ValueError(f"the cost must return one finite number, not {value}")


def _refuse_hidden(sizes: np.ndarray, noise: np.ndarray, tol: float) -> None:
    """Raise ValueError if rounding may hide even the largest entry."""
    top = sizes.argmax()
    if not noise.flat[top] < tol * sizes.flat[top]:  # refuses 0 beside 0, too
        words = f"{sizes.flat[top]:.2g}, may be wrong by {noise.flat[top]:.2g}"
        raise ValueError(f"rounding hides the slopes: the largest, {words}")


def gradient_check(
    cost: Map, gradient: Map, theta: ArrayLike, tol: float = 1e-6, eps: float = EPS
) -> float:
    """Compare a gradient with differences; return the largest relative error.

    Raises AssertionError, which names the worst entry, above `tol`; ValueError
    if the gradient has not the shape of `theta`, there is no entry, the cost is
    not one finite number, or rounding hides its slopes. Single small entries
    are forgiven what rounding explains. Kinks, and costs that bend within a
    step, raise false alarms: try a smaller `eps`. So do costs in float32, and
    costs that are small differences of large numbers.
    Derived on the page first-order/gradients.
    """
    theta, steps = _with_steps(theta, eps)
    given = _real(gradient(theta.copy()), "the gradient")
    if given.shape != theta.shape or theta.size == 0:
        raise ValueError(f"theta is {theta.shape}, its gradient {given.shape}")
    _refuse_odd(cost(theta.copy()))
    measured, noise = _walk(cost, theta, steps)
    errors = _relative_errors(given, measured, noise)
    worst = np.unravel_index(errors.argmax(), errors.shape)
    if not errors[worst] <= tol:  # written so that NaN fails too
        raise AssertionError(_complaint(given, measured, worst))
    _refuse_hidden(np.maximum(abs(given), abs(measured)), noise, tol)
    return float(errors[worst])
