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


def _finite(values: ArrayLike, name: str) -> np.ndarray:
    """Return the values as floats; refuse NaN and infinity by name."""
    found = np.array(values, dtype=float)
    if not np.isfinite(found).all():
        raise FloatingPointError(f"not finite: {name}")
    return found


@np.errstate(over="ignore", invalid="ignore")
def gradient_descent(
    gradient: Map, start: ArrayLike, step: Step, n_steps: int
) -> np.ndarray:
    """Step against the gradient, again and again, and keep every place.

    `start` has any shape; the result has one more axis, in front: the places
    after 0, 1, …, n_steps steps. `step` is a length, or a function of the count
    of steps so far. Raises ValueError for a gradient of another shape, or a
    step that is no number; FloatingPointError where the start, a gradient, or a
    place after steps that were too long, is not finite.
    Derived on the page first-order/gradient-descent.
    """
    place = _finite(start, "the start")
    places = [place]
    for t in range(n_steps):
        slope = _finite(gradient(place.copy()), f"the gradient after {t} steps")
        length = step(t) if callable(step) else step
        shapes = place.shape, slope.shape, np.shape(length)
        if shapes != (place.shape, place.shape, ()):
            raise ValueError("place {}, gradient {}, step {}".format(*shapes))
        place = _finite(place - length * slope, f"after step {t + 1}: too long?")
        places.append(place)
    return np.array(places)
