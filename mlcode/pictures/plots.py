"""Points, curves and residuals, and the words beside them.

Tangled from these pages of the book, which derive it:

- book/pictures/drawing.md
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from matplotlib.patheffects import withStroke

from mlcode.pictures.style import INK, MUTED, PAPER, look_of

__all__ = ["Numbers", "line", "note", "residuals", "scatter"]

_ACROSS = {"left": 7, "right": -7, "above": 0, "below": 0, "center": 0}
_UP = {"above": 10, "below": -10}


def note(
    ax: Any, x: float, y: float, text: str, kind: int | None = None, align: str = "left"
) -> None:
    """Write a few words beside a point, in the colour of their kind.

    `align`: the edge of the words at the point, or "center", "above", "below".
    Derived on the page pictures/drawing.
    """
    if align not in _ACROSS:
        raise ValueError(f"align is one of {', '.join(_ACROSS)}, not {align!r}")
    shift = _ACROSS[align], _UP.get(align, 0)  # in points, of which 72 make an inch
    words = ax.annotate(text, (x, y), shift, "data", "offset points")
    words.set(ha=align if align in ("left", "right") else "center", va="center")
    words.set(color=INK if kind is None else look_of(kind)[0])
    words.set(path_effects=[withStroke(linewidth=3, foreground=PAPER)])  # a pale rim
    words.set_annotation_clip(False)  # a word just outside the axes is still wanted


Numbers = Sequence[float] | np.ndarray


def _name(ax: Any, x: Numbers, y: Numbers, label: str, kind: int) -> None:
    """Write the label of some data at its right end, if there is any."""
    if label and len(x):
        note(ax, *max(zip(x, y, strict=True)), label, kind)


def scatter(ax: Any, x: Numbers, y: Numbers, kind: int = 0, label: str = "") -> None:
    """Draw points of one kind: its colour and its marker together.

    Derived on the page pictures/drawing.
    """
    color, marker, _ = look_of(kind)
    ax.scatter(x, y, 36, color=color, marker=marker, linewidths=0.7, edgecolors=PAPER)
    _name(ax, x, y, label, kind)


def line(ax: Any, x: Numbers, y: Numbers, kind: int = 0, label: str = "") -> None:
    """Draw a curve of one kind: its colour and its dashes together.

    Derived on the page pictures/drawing.
    """
    color, _, dashes = look_of(kind)
    ax.plot(x, y, color=color, linestyle=dashes, linewidth=1.8)
    _name(ax, x, y, label, kind)


def residuals(ax: Any, x: Numbers, y: Numbers, y_hat: Numbers) -> None:
    """Draw the residuals, upright and thin, from each point to its prediction.

    Derived on the page pictures/drawing.
    """
    ax.vlines(x, y, y_hat, color=MUTED, linewidth=1.1, zorder=1)  # behind the points
