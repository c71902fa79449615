"""Points, lines and residuals.

Tangled from these pages of the book, which derive it:

- book/pictures/drawing.md
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from matplotlib.patheffects import withStroke

from mlcode.pictures.style import COLORS, DASHES, INK, MARKERS, MUTED, PAPER

__all__ = ["Numbers", "line", "note", "residuals", "scatter"]

_ALIGN = {"left": (7, 0), "right": (-7, 0), "above": (0, 10), "below": (0, -10)}


def note(
    ax: Any, x: float, y: float, text: str, kind: int | None = None, align: str = "left"
) -> None:
    """Write a few words beside a point, in the colour of their kind.

    `align`: the edge of the words at the point, or "center", "above", "below".
    Derived on the page pictures/drawing.
    """
    side = align if align in ("left", "right") else "center"
    color = INK if kind is None else COLORS[kind]
    rim = [withStroke(linewidth=3, foreground=PAPER)]  # words stay legible over lines
    shift = _ALIGN.get(align, (0, 0))  # in points, of which 72 make an inch
    words = ax.annotate(text, (x, y), shift, "data", "offset points")
    words.set(color=color, ha=side, va="center", path_effects=rim)


Numbers = Iterable[float]


def scatter(ax: Any, x: Numbers, y: Numbers, kind: int = 0, label: str = "") -> None:
    """Draw points of one kind: its colour and its marker together.

    Derived on the page pictures/drawing.
    """
    look = {"color": COLORS[kind], "marker": MARKERS[kind], "edgecolors": PAPER}
    ax.scatter(x, y, s=36, linewidths=0.7, **look)
    if label:
        note(ax, *max(zip(x, y, strict=True)), label, kind)


def line(ax: Any, x: Numbers, y: Numbers, kind: int = 0, label: str = "") -> None:
    """Draw a curve of one kind: its colour and its dashes together.

    Derived on the page pictures/drawing.
    """
    ax.plot(x, y, color=COLORS[kind], linestyle=DASHES[kind], linewidth=1.8)
    if label:
        note(ax, *max(zip(x, y, strict=True)), label, kind)


def residuals(ax: Any, x: Numbers, y: Numbers, y_hat: Numbers) -> None:
    """Draw what is left between each point and its prediction, upright and thin.

    Derived on the page pictures/drawing.
    """
    ax.vlines(x, y, y_hat, color=MUTED, linewidth=1.1, zorder=1)  # behind the points
