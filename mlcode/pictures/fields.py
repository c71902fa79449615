"""Functions of two variables, as contours.

Tangled from these pages of the book, which derive it:

- book/pictures/drawing.md
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from mlcode.pictures.style import COLORS

__all__ = ["Field", "Limits", "contours"]

Field = Callable[[np.ndarray, np.ndarray], np.ndarray]
Limits = tuple[float, float]


def contours(
    ax: Any, f: Field, xlim: Limits, ylim: Limits, levels: int | Sequence[float] = 12
) -> Any:
    """Draw curves of equal height of f, the lower the thicker, and return them.

    `f` receives two arrays of shape (121, 121) and returns one. `levels` is about
    how many curves, or their heights, in rising order.
    Derived on the page pictures/drawing.
    """
    x, y = np.meshgrid(np.linspace(*xlim, 121), np.linspace(*ylim, 121))  # (121, 121)
    drawn = ax.contour(x, y, f(x, y), levels, colors=COLORS[0])
    drawn.set_linewidth(np.linspace(2.0, 0.5, len(drawn.levels)))
    return drawn
