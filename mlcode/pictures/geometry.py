"""Squared paper, arrows, and matrices as tables of shaded cells.

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
from mlcode.pictures.style import COLORS, FAINT, look_of

__all__ = ["Point", "arrow", "matrix", "plane"]


def plane(ax: Any, lim: tuple[float, float, float, float]) -> None:
    """Make a sheet of squared paper: equal units, both axes through the origin.

    `lim` is (xmin, xmax, ymin, ymax); raises ValueError if it leaves out the origin.
    Derived on the page pictures/drawing.
    """
    if not (lim[0] <= 0 <= lim[1] and lim[2] <= 0 <= lim[3]):
        raise ValueError(f"both axes pass through the origin, which {lim} leaves out")
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
    style = {**_HEAD, "color": look_of(kind)[0], "lw": 2}
    ax.annotate("", tip, start, arrowprops=style, annotation_clip=False)
    if label:
        across, up = tip[0] - start[0], tip[1] - start[1]
        steep = "above" if up > 0 else "below"
        align = steep if abs(up) > abs(across) else ("left" if across > 0 else "right")
        note(ax, tip[0], tip[1], label, kind, align)


def matrix(ax: Any, A: Sequence[Point] | np.ndarray, digits: int = 0) -> None:
    """Draw a table of numbers: shade for size, hue and sign for the sign.

    Raises ValueError if there is nothing to draw, or if digits are negative.
    Derived on the page pictures/drawing.
    """
    table = np.asarray(A, dtype=float)  # (rows, columns)
    if table.ndim != 2 or table.size == 0 or digits < 0:
        raise ValueError(f"no matrix to draw: shape {table.shape}, {digits} digits")
    finite = np.where(np.isfinite(table), table, 0)  # nan and inf get no shade
    shades = 0.6 * finite / (abs(finite).max() or 1)  # or 1: all are zero
    for (i, j), value in np.ndenumerate(table):
        shade = (COLORS[0 if shades[i, j] >= 0 else 1], abs(shades[i, j]))
        ax.add_patch(Rectangle((j, i), 1, 1, facecolor=shade, edgecolor=FAINT))
        words = f"{value:z.{digits}f}".replace("-", "−")  # z: zero has no sign
        ax.text(j + 0.5, i + 0.5, words, ha="center", va="center")
    rows, columns = table.shape
    ax.set(xlim=(0, columns), ylim=(rows, 0), aspect="equal")
    ax.set_axis_off()
