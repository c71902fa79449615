"""Colours, markers and dashes, and the empty canvas.

Tangled from these pages of the book, which derive it:

- book/pictures/drawing.md
"""

from __future__ import annotations

from typing import Any

import matplotlib.pyplot as plt
from matplotlib.rcsetup import cycler

__all__ = [
    "COLORS",
    "DASHES",
    "FAINT",
    "INK",
    "LOOK",
    "MARKERS",
    "MUTED",
    "PAPER",
    "book_style",
    "canvas",
    "look_of",
]

INK = "#1b1f24"  # words and numbers
MUTED = "#5f6b7a"  # axes, ticks, residuals
FAINT = "#d5dae1"  # grids
PAPER = "#ffffff"  # what lies under everything
COLORS = ("#0077c8", "#cc4d00", "#3f7f4f", "#783070", "#572700", "#3010a8")
MARKERS = ("o", "s", "^", "D", "v", "X")
DASHES = ("-", "--", ":", "-.", (0, (4, 1, 1, 1, 1, 1)), (0, (10, 3)))


def look_of(kind: int) -> tuple[str, str, Any]:
    """Return colour, marker and dashes of a kind, and refuse a seventh kind.

    Derived on the page pictures/drawing.
    """
    if kind not in range(len(COLORS)) or isinstance(kind, float):
        raise ValueError(f"a kind is a whole number from 0 to 5, not {kind}")
    return COLORS[kind], MARKERS[kind], DASHES[kind]


LOOK: dict[str, Any] = {
    "axes.edgecolor": MUTED,
    "axes.labelcolor": INK,
    "text.color": INK,
    "xtick.color": MUTED,
    "ytick.color": MUTED,
    "grid.color": FAINT,
    "axes.spines.top": False,  # of the frame, two sides are enough
    "axes.spines.right": False,
    "figure.dpi": 144,  # sharp also where a page shows pixels
    "svg.hashsalt": "literate-machine-learning",  # the last section says why
}


def book_style() -> None:
    """Give every figure that follows the look of the book.

    Derived on the page pictures/drawing.
    """
    plt.rcParams.update(LOOK)  # Matplotlib's own table of what holds by default
    plt.rcParams["axes.prop_cycle"] = cycler(color=COLORS)  # one after the other


def canvas(width: float = 6.4, height: float = 3.4, columns: int = 1) -> Any:
    """Return an empty figure and its axes, or a tuple of axes if there are columns.

    Sizes are in inches.
    Derived on the page pictures/drawing.
    """
    size = (width, height)  # "constrained": labels may not overlap or leave the sheet
    fig, axes = plt.subplots(1, columns, figsize=size, layout="constrained")
    return fig, axes if columns == 1 else tuple(axes)
