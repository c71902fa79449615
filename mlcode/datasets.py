"""The data sets of the book, each checked against its card.

Tangled from these pages of the book, which derive it:

- book/pictures/data.md
"""

from __future__ import annotations

import csv
import hashlib
import io
import tomllib
from collections.abc import Iterator, Mapping
from importlib.resources import files
from types import MappingProxyType
from typing import Any

import numpy as np

__all__ = ["Dataset", "card", "load", "verified"]


def card(name: str) -> dict[str, Any]:
    """Read what is known about a data set: source, licence, hash, columns.

    Raises FileNotFoundError, with the names there are, if there is no such set.
    Derived on the page pictures/data.
    """
    folder = files("mlcode") / "data"  # where the package keeps its data
    found = [path.name for path in folder.iterdir()]
    names = sorted(each[:-5] for each in found if each.endswith(".toml"))
    if name not in names:
        known = ", ".join(names)
        raise FileNotFoundError(f"no data set {name!r}, only {known}")
    return tomllib.loads((folder / f"{name}.toml").read_text("utf-8"))


def verified(data: bytes, known: dict[str, Any]) -> str:
    """Return the text of a data file, if it is the very file on its card.

    Raises ValueError if a single byte differs.
    Derived on the page pictures/data.
    """
    found = hashlib.sha256(data).hexdigest()
    if found != known["sha256"]:
        raise ValueError(f"not the file on the card: {known['title']}")
    return data.decode("utf-8")


def _rows(text: str, known: dict[str, Any]) -> tuple[list[str], list[Any]]:
    """Return the names and the rows of a table, if they are as on its card."""
    head, *rows = csv.reader(io.StringIO(text, newline=""))
    if sorted(head) != sorted(known["columns"]) or len(rows) != known["rows"]:
        raise ValueError(f"not the names or rows on the card: {known['title']}")
    return head, rows


def _column(entries: tuple[str, ...], unit: str) -> np.ndarray:
    """Return one column, text or floats, of shape (n,)."""
    return np.array([e if unit == "text" else float(e or "nan") for e in entries])


def _frozen(columns: Mapping[str, np.ndarray]) -> Mapping[str, np.ndarray]:
    """Return a copy of the columns that can be read and not written."""
    stand = {t: np.frombuffer(c.tobytes(), c.dtype) for t, c in columns.items()}
    return MappingProxyType(stand)


class Dataset:
    """A table by columns: each name leads to an array with one entry per row.

    Derived on the page pictures/data.
    """

    def __init__(self, name: str, columns: Mapping[str, np.ndarray]) -> None:
        self.name, self.columns = name, _frozen(columns)

    def __iter__(self) -> Iterator[str]:
        """Yield the names of the columns, so that `name in data` works too."""
        return iter(self.columns)

    def __getitem__(self, column: str) -> np.ndarray:
        """Return one column, of shape (n,)."""
        if column not in self.columns:
            raise KeyError(f"no {column!r} in {self.name}, only {list(self)}")
        return self.columns[column]

    def table(self, *names: str) -> np.ndarray:
        """Return these columns side by side, as floats of shape (n, names)."""
        if not names or any(self[name].dtype.kind != "f" for name in names):
            raise ValueError(f"a table needs columns of numbers, not {names}")
        return np.column_stack([self[name] for name in names])

    def __reduce__(self) -> tuple[Any, ...]:
        """Say how a copy is made, also one that is sent to another process."""
        return Dataset, (self.name, dict(self.columns))


def load(name: str) -> Dataset:
    """Return the columns of a data set of the book, once its file is verified.

    Raises ValueError if the file is not the one on the card, FileNotFoundError
    if there is no such data set.
    Derived on the page pictures/data.
    """
    known = card(name)
    path = files("mlcode") / "data" / f"{name}.csv"
    head, rows = _rows(verified(path.read_bytes(), known), known)
    columns = dict(zip(head, zip(*rows, strict=True), strict=True))
    units = {title: known["columns"][title]["unit"] for title in head}
    return Dataset(name, {t: _column(columns[t], units[t]) for t in head})
