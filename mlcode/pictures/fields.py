"""Functions of two variables, as contours and as surfaces.

Tangled from these pages of the book, which derive it:

- book/pictures/drawing.md
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from matplotlib.colors import LinearSegmentedColormap

from mlcode.pictures.style import COLORS

__all__ = ["Field", "Limits", "contours", "surface"]

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


_SLOPE = ("#164e96", "#7cbfee")  # low, high: pixels, which no theme exchanges


def surface(ax: Any, f: Field, xlim: Limits, ylim: Limits) -> None:
    """Draw the heights of f as a landscape in three dimensions, the lower the darker.

    `f` receives two arrays of shape (61, 61) and returns one.
    Raises TypeError on axes that were not made by `canvas(depth=True)`.
    Derived on the page pictures/drawing.
    """
    if ax.name != "3d":
        raise TypeError("a surface needs the axes of canvas(depth=True)")
    x, y = np.meshgrid(np.linspace(*xlim, 61), np.linspace(*ylim, 61))  # (61, 61)
    shades = LinearSegmentedColormap.from_list("slope", _SLOPE)
    drawn = ax.plot_surface(x, y, f(x, y), cmap=shades, rstride=1, cstride=1)
    drawn.set(edgecolor="face", linewidth=0.4, rasterized=True)  # pixels inside the SVG
    ax.locator_params(nbins=5)
    ax.set_box_aspect(None, zoom=0.85)
