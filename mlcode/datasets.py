"""The data sets of the book, each checked against its card.

Tangled from these pages of the book, which derive it:

- book/pictures/data.md
"""

from __future__ import annotations

import csv
import hashlib
import tomllib
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

import numpy as np

__all__ = ["Dataset", "card", "load", "verified"]


def card(name: str) -> dict[str, Any]:
    """Read what is known about a data set: source, licence, hash, columns, problems.

    Raises FileNotFoundError if the book has no such data.
    Derived on the page pictures/data.
    """
    path = files("mlcode") / "data" / f"{name}.toml"  # where the package keeps its data
    return tomllib.loads(path.read_text("utf-8"))


def verified(data: bytes, known: dict[str, Any]) -> str:
    """Return the text of a data file, if it is the very file that its card describes.

    Raises ValueError if a single byte differs.
    Derived on the page pictures/data.
    """
    found = hashlib.sha256(data).hexdigest()
    if found != known["sha256"]:
        raise ValueError(f"not the file on the card: {known['title']}")
    return data.decode("utf-8")


@dataclass(frozen=True)
class Dataset:
    """A table by columns: each name leads to an array with one entry per row.

    Derived on the page pictures/data.
    """

    name: str
    columns: dict[str, np.ndarray]

    def __getitem__(self, column: str) -> np.ndarray:
        """Return one column, of shape (n,)."""
        return self.columns[column]

    def table(self, *names: str) -> np.ndarray:
        """Return the named columns side by side, as floats of shape (n, k)."""
        return np.column_stack([self[name] for name in names]).astype(float)


def load(name: str) -> Dataset:
    """Return the columns of a data set of the book, once its file is verified.

    Raises ValueError if the file is not the one on the card.
    Derived on the page pictures/data.
    """
    known = card(name)
    path = files("mlcode") / "data" / f"{name}.csv"
    head, *rows = csv.reader(verified(path.read_bytes(), known).splitlines())
    columns: dict[str, np.ndarray] = {}
    for title, cells in zip(head, zip(*rows, strict=True), strict=True):
        if known["columns"][title]["unit"] == "text":
            columns[title] = np.array(cells)
        else:
            columns[title] = np.array([float(cell or "nan") for cell in cells])
    return Dataset(name, columns)
