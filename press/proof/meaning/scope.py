"""Names: what each stands for here, which index runs over what."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from press.proof.arrays import Array
from press.proof.declare import Declared, Family, Later, Size
from press.proof.dialect.names import is_matrix, is_vector, keyword
from press.proof.dialect.tree import Tree, written
from press.proof.errors import MeaningError, Vacuous
from press.proof.meaning.values import is_function, valued

MISSING = object()


def _sizes_of(value: Any) -> list[Size]:
    if isinstance(value, Size):
        return [value]
    if isinstance(value, Declared):
        return [side for side in (value.rows, value.columns) if isinstance(side, Size)]
    if isinstance(value, Array):
        named = zip((value.rows, value.columns), value.entries.shape, strict=True)
        return [Size(side, length) for side, length in named if isinstance(side, str)]
    if isinstance(value, Family):
        return [size for member in value.values() for size in _sizes_of(member)]
    return list(value.sizes) if isinstance(value, Later) else []


class Scope:
    """The names that a proof cell gives, and the indices that are bound."""

    def __init__(self, names: dict[str, Any]):
        self.names = dict(names)
        self.used: set[str] = set()
        self.indices: dict[str, int] = {}
        self.known_sizes = self._sizes()
        self.empty: dict[Tree, bool] = {}  # whether a sum was empty wherever it was met

    def _sizes(self) -> dict[str, Size]:
        """Sizes of the declared arrays are known by their names, without being passed."""
        return {size.name: size for value in self.names.values() for size in _sizes_of(value)}

    def key(self, tree: Tree) -> str | None:
        """Return the name under which the tree was declared, or None."""
        text = written(tree)
        for key in (text, keyword(text)):
            if key in self.names:
                return key
        return None

    def find(self, tree: Tree) -> Any:
        """Return the declared value of a name as written, MISSING if there is none."""
        key = self.key(tree)
        if key is not None:
            self.used.add(key)
            value = valued(self.names[key])
            if tree.kind == "name":
                self._style(tree.text, value)
            return value
        if tree.kind == "name" and (size := self.size(tree.text)) is not None:
            return valued(size)
        return MISSING

    def size(self, name: str) -> Size | None:
        """Return the size of that name: of a declared array, or of one that is computed."""
        if name not in self.known_sizes and name not in self.names:
            later = [valued(value) for value in self.names.values() if isinstance(value, Later)]
            self.known_sizes |= {size.name: size for value in later for size in _sizes_of(value)}
        return self.known_sizes.get(name)

    def find_base(self, letter: str) -> Any:
        """Return a value by its Python name, whatever the style: `u_i` is an entry of u."""
        if letter in self.names:
            self.used.add(letter)
            return valued(self.names[letter])
        return MISSING

    @staticmethod
    def _style(text: str, value: Any) -> None:
        """Bold lower case is a vector, bold upper case a table, everything else a number."""
        if not isinstance(value, Array):
            if is_vector(text) and not is_function(value) and not isinstance(value, dict):
                raise MeaningError(f"{text} is bold, and its value is a number", "A number is not bold")
            return
        if not is_vector(text) and not is_matrix(text):
            raise MeaningError(f"{text} is {value.shape}", rf"Write a vector or a table in bold: \mathbf{{{text}}}")
        if is_vector(text) and value.columns != 1:
            raise MeaningError(f"{text} is {value.shape}", "A bold lower-case letter is one column")

    def is_function(self, tree: Tree) -> bool:
        key = self.key(tree)
        if key is None and tree.kind == "prime":
            key = self.key(tree.parts[0])
        if key is None and tree.kind in ("layer", "iterate", "sub"):
            return False
        return key is not None and is_function(self.names[key])

    @contextmanager
    def bound(self, name: str, value: int) -> Iterator[None]:
        """Let an index have a value."""
        before = self.indices.get(name)
        self.indices[name] = value
        try:
            yield
        finally:
            if before is None:
                del self.indices[name]
            else:
                self.indices[name] = before

    def range(self, name: str) -> Size:
        """Return the size over which an index without limits runs."""
        value = self.names.get(name)
        if not isinstance(value, Size):
            raise MeaningError(f"the index {name} has no range", f"Write its limits, or declare {name}=n with a size n")
        self.used.add(name)
        return value

    def unused(self) -> set[str]:
        return set(self.names) - self.used

    def ran(self, tree: Tree, over_something: bool) -> None:
        """Note that a sum was met: one that is always empty claims nothing."""
        self.empty[tree] = self.empty.get(tree, True) and not over_something

    def must_be_used(self) -> None:
        if any(self.empty.values()):
            raise Vacuous("a sum or product is empty for all indices")
        if self.unused():
            names = ", ".join(sorted(self.unused()))
            raise Vacuous(f"{names}: declared, and not in the equation")
