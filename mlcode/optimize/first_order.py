"""Methods that go by the gradient.

Tangled from these pages of the book, which derive it:

- book/first-order/gradient-descent.md
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import ArrayLike

from mlcode.optimize.checking import Map

__all__ = ["Step", "gradient_descent"]

Step = float | Callable[[int], float]


def _finite(values: ArrayLike, shape: tuple[int, ...], name: str) -> np.ndarray:
    """Return the values as floats of that shape; refuse others by name."""
    found = np.array(values)
    if found.dtype.kind not in "biuf":  # Booleans, whole numbers, floats
        raise TypeError(f"no number: {name}")
    if found.shape != shape:
        raise ValueError(f"{name} has shape {found.shape}, not {shape}")
    if not np.isfinite(found).all():
        raise FloatingPointError(f"not finite: {name}")
    return found.astype(float)


@np.errstate(over="ignore", invalid="ignore")
def gradient_descent(
    gradient: Map, start: ArrayLike, step: Step, n_steps: int
) -> np.ndarray:
    """Step against the gradient, again and again, and keep every place.

    `start` has any shape; the result has one more axis, in front: the places
    after 0, 1, …, n_steps steps. `step` is a length, or a function of the count
    of steps so far. Raises TypeError for what is no number; ValueError for a
    gradient of another shape, a step with one, or a negative `n_steps`;
    FloatingPointError where the start, a gradient, a step, or a place after
    steps that were too long, is not finite.
    Derived on the page first-order/gradient-descent.
    """
    shape = np.shape(start)
    place = _finite(start, shape, "the start")
    places = [place]
    if n_steps < 0:
        raise ValueError(f"n_steps is negative: {n_steps}")
    for t in range(n_steps):
        slope = _finite(gradient(place.copy()), shape, f"the gradient after {t} steps")
        length = _finite(step(t) if callable(step) else step, (), f"step {t + 1}")
        place = _finite(place - length * slope, shape, f"after step {t + 1}: too long?")
        places.append(place)
    return np.array(places)
