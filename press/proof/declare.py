"""What a proof cell declares: sizes, vectors, tables, numbers, functions, families.

A declaration has no entries yet. It gets them at the sizes at which an equation is judged,
so that the same cell serves every size.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from press.proof import expressions as ex
from press.proof.arrays import Array, Side
from press.proof.choices import choice
from press.proof.context import current
from press.proof.errors import MeaningError
from press.proof.kinds import Function
from press.proof.operand import Operand


@dataclass(frozen=True)
class Size(Operand):
    """How many rows, columns or layers: a name, and the number with which a check begins."""

    name: str
    first: int

    @property
    def value(self) -> int:
        context = current()
        return context.met.setdefault(self.name, context.sizes.get(self.name, self.first))


def sizes(**first: int) -> tuple[Size, ...]:
    """Declare sizes: `n, p = sizes(n=3, p=2)`.

    A check begins with these numbers, and tries others. They must differ, and exceed 1, so
    that no two shapes agree by accident.
    """
    if len(set(first.values())) < len(first) or min(first.values(), default=2) < 2:
        raise MeaningError(f"sizes {first}", "Sizes must differ, and be 2 or more")
    return tuple(Size(name, value) for name, value in first.items())


def side(size: Size | int) -> tuple[Side, int]:
    """Return the name of a side and its length now."""
    if isinstance(size, Size):
        return size.name, size.value
    if not isinstance(size, int):
        raise MeaningError(f"{size!r} is no size", "Write (n,) = sizes(n=4), with a comma after one alone")
    return size, size


Maker = Callable[[str, int, int], np.ndarray]


@dataclass(frozen=True)
class Declared(Operand):
    """A vector or a table to be."""

    name: str
    rows: Size | int
    columns: Size | int
    make: Maker

    @property
    def value(self) -> Array:
        (rows, m), (columns, n) = side(self.rows), side(self.columns)
        return Array(self.make(self.name, m, n), rows, columns)


def fill(rows: int, columns: int, entry: Callable[[int, int], ex.Expression]) -> np.ndarray:
    found = np.empty((rows, columns), dtype=object)
    for i, j in np.ndindex(rows, columns):
        found[i, j] = entry(i, j)
    return found


def free(positive: bool) -> Maker:
    def make(name: str, rows: int, columns: int) -> np.ndarray:
        def entry(i: int, j: int) -> ex.Expression:
            place = f"{i + 1}" if columns == 1 else f"{i + 1},{j + 1}"
            return ex.symbol(f"{name}[{place}]", positive=positive)

        return fill(rows, columns, entry)

    return make


def vec(name: str, n: Size | int, *, positive: bool = False) -> Declared:
    """Declare a vector of n free numbers."""
    return Declared(name, n, 1, free(positive))


def mat(name: str, n: Size | int, p: Size | int, *, positive: bool = False) -> Declared:
    """Declare a table of n rows and p columns of free numbers."""
    return Declared(name, n, p, free(positive))


def num(name: str, *, positive: bool = False, integer: bool = False) -> ex.Expression:
    """Declare a free number."""
    return ex.symbol(name, positive=positive, integer=integer)


@dataclass(frozen=True)
class Later(Operand):
    """A value that is computed anew at every size."""

    make: Callable[[], Any]
    sizes: tuple[Size, ...] = ()

    @property
    def value(self) -> Any:
        return current().remembered(self, self.make)


def later(make: Callable[[], Any]) -> Later:
    """Declare a value by how it is computed: `later(lambda: X.T @ y)`."""
    return Later(make)


@dataclass(frozen=True)
class Unknown:
    """A smooth function of which nothing else is known; of one number it maps entry by entry."""

    function: Function
    arguments: int | None  # None: of a whole vector

    def __call__(self, *values: Any) -> Any:
        from press.proof.meaning.values import valued

        given = [valued(v) for v in values]
        if self.arguments is None:
            if len(given) != 1 or not isinstance(given[0], Array):
                raise MeaningError(f"{self.function.name} takes one vector")
            return ex.call(self.function, *(ex.number(x) for x in given[0].entries.flat))
        if len(given) != self.arguments:
            raise MeaningError(f"{self.function.name} takes {self.arguments} arguments, not {len(given)}")
        if self.arguments == 1 and isinstance(given[0], Array):
            return given[0].map(lambda x: ex.call(self.function, x))
        if any(isinstance(v, Array) for v in given):
            raise MeaningError(f"{self.function.name} takes numbers", "Declare it as a function of a vector")
        return ex.call(self.function, *(ex.number(v) for v in given))

    def prime(self) -> Unknown:
        """Return the derivative of a function of one number."""
        if self.arguments != 1:
            raise MeaningError(f"{self.function.name}' is not defined: it has several arguments")
        return Unknown(self.function.by(0), 1)


@dataclass(frozen=True)
class UnknownMap:
    """A smooth function that gives a vector: one unknown function for each entry."""

    name: str
    of: Size
    gives: Size

    def __call__(self, value: Any) -> Any:
        number = self.gives.value
        functions = [Unknown(Function(f"{self.name}[{k + 1}]", size=self.of.name), None) for k in range(number)]
        return Array(fill(number, 1, lambda k, _: functions[k](value)), self.gives.name, 1)


def unknown(name: str, of: int | Size = 1, gives: Size | None = None) -> Unknown | UnknownMap:
    """Declare any smooth function, of one number, of several, or of a vector of a given size.

    It gives a number; with `gives`, a vector of that size.
    """
    if gives is not None:
        if not isinstance(of, Size):
            raise MeaningError(f"{name} gives a vector, and takes none", "Give the size of its argument: of=n")
        return UnknownMap(name, of, gives)
    if isinstance(of, Size):
        return Unknown(Function(name, size=of.name), None)
    return Unknown(Function(name), of)


@dataclass(frozen=True)
class Subset:
    """Any of the places 1 … n: each is in it where a free number is positive."""

    name: str
    of: Size

    def holds(self, place: int) -> ex.Expression:
        """Return 1 where a place is in it, else 0."""
        return choice("first", ((">", ex.symbol(f"{self.name}[{place}]"), ex.ZERO), None), (ex.ONE, ex.ZERO))

    def count(self) -> ex.Expression:
        return ex.add([self.holds(k + 1) for k in range(self.of.value)], self.of.name)


class Family(dict[Any, Any]):
    """Values by layer or step: keys are numbers, or offsets as written, such as "l+1"."""


def family(values: dict[Any, Any]) -> Family:
    """Declare what `W^{(l)}` or `w^{[t]}` is at each index that an equation names."""
    return Family({key.replace(" ", "") if isinstance(key, str) else key: value for key, value in values.items()})
