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


@np.errstate(over="ignore", invalid="ignore")
def gradient_descent(
    gradient: Map, start: ArrayLike, step: Step, n_steps: int
) -> np.ndarray:
    """Step against the gradient, again and again, and keep every place.

    `start` has any shape; the result has one more axis, in front: the places
    after 0, 1, …, n_steps steps. `step` is a length, or a function of the count
    of steps so far. Raises ValueError for a gradient of another shape, and
    FloatingPointError when the steps are so long that a place is not finite.
    Derived on the page first-order/gradient-descent.
    """
    place = np.array(start, dtype=float)
    places = [place]
    for t in range(n_steps):
        slope = np.asarray(gradient(place.copy()), dtype=float)
        if slope.shape != place.shape:
            raise ValueError(f"place {place.shape}, gradient {slope.shape}")
        place = place - (step(t) if callable(step) else step) * slope
        if not np.isfinite(place).all():
            raise FloatingPointError(f"not finite at step {t + 1}: too long?")
        places.append(place)
    return np.array(places)
