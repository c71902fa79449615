"""Arrows, angles and axes in the plane and in space.

Tangled from these pages of the book, which derive it:

- book/pictures/drawing.md
"""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil, floor
from typing import Any

import numpy as np
from matplotlib.patches import Rectangle

from mlcode.pictures.plots import note
from mlcode.pictures.style import COLORS, FAINT

__all__ = ["Point", "arrow", "matrix", "plane"]


def plane(ax: Any, lim: tuple[float, float, float, float]) -> None:
    """Make a sheet of squared paper: equal units, both axes through the origin.

    `lim` is (xmin, xmax, ymin, ymax).
    Derived on the page pictures/drawing.
    """
    ax.set(xlim=lim[:2], ylim=lim[2:], aspect="equal", axisbelow=True)
    ax.spines[["left", "bottom"]].set_position("zero")
    for axis, low, high in ((ax.xaxis, *lim[:2]), (ax.yaxis, *lim[2:])):
        ticks = range(ceil(low), floor(high) + 1)
        axis.set_ticks(ticks, [str(t).replace("-", "−") if t else "" for t in ticks])
    ax.tick_params(length=0)
    ax.grid(linewidth=0.6)


_HEAD = {"arrowstyle": "-|>", "mutation_scale": 14, "shrinkA": 0, "shrinkB": 0}
Point = Sequence[float]


def arrow(
    ax: Any, tip: Point, start: Point = (0, 0), kind: int = 0, label: str = ""
) -> None:
    """Draw an arrow from start to tip, its label beyond the tip.

    Derived on the page pictures/drawing.
    """
    ax.annotate("", tip, start, arrowprops={**_HEAD, "color": COLORS[kind], "lw": 2})
    if label:
        across, up = tip[0] - start[0], tip[1] - start[1]
        steep = "above" if up > 0 else "below"
        align = steep if abs(up) > abs(across) else ("left" if across > 0 else "right")
        note(ax, tip[0], tip[1], label, kind, align)


def matrix(ax: Any, A: Sequence[Sequence[float]] | np.ndarray, digits: int = 0) -> None:
    """Draw a table of numbers: shade for size, hue and sign for the sign.

    Derived on the page pictures/drawing.
    """
    largest = max(abs(value) for row in A for value in row) or 1
    for i, row in enumerate(A):
        for j, value in enumerate(row):
            shade = (COLORS[0 if value >= 0 else 1], 0.6 * abs(value) / largest)
            cell = Rectangle((j, i), 1, 1, facecolor=shade, edgecolor=FAINT)
            ax.add_patch(cell)
            words = f"{round(value, digits) + 0.0:.{digits}f}".replace("-", "−")
            ax.text(j + 0.5, i + 0.5, words, ha="center", va="center")
    ax.set(xlim=(0, len(A[0])), ylim=(len(A), 0), aspect="equal")
    ax.set_axis_off()
