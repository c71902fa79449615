"""The drawings of the book, in one style."""

from mlcode.pictures.fields import Field, Limits, contours
from mlcode.pictures.geometry import Point, arrow, matrix, plane
from mlcode.pictures.plots import Numbers, line, note, residuals, scatter
from mlcode.pictures.style import (
    COLORS,
    DASHES,
    FAINT,
    INK,
    LOOK,
    MARKERS,
    MUTED,
    PAPER,
    book_style,
    canvas,
    look_of,
)

__all__ = [
    "COLORS",
    "DASHES",
    "FAINT",
    "INK",
    "LOOK",
    "MARKERS",
    "MUTED",
    "PAPER",
    "Field",
    "Limits",
    "Numbers",
    "Point",
    "arrow",
    "book_style",
    "canvas",
    "contours",
    "line",
    "look_of",
    "matrix",
    "note",
    "plane",
    "residuals",
    "scatter",
]
