"""Classes that grow from cell to cell.

Tangled from these pages of the book, which derive it:

- book/pictures/data.md
"""

from __future__ import annotations

import abc
from collections.abc import Callable, Iterator
from typing import Any

__all__ = ["extends"]


class _Empty:
    """Hold what every class body holds before it says anything."""

    nothing: None


def _functions(member: Any) -> Iterator[Any]:
    """Yield a member and the functions inside it: a property has up to three."""
    yield member
    for part in ("fget", "fset", "fdel", "func", "__func__", "__wrapped__"):
        if (inner := getattr(member, part, None)) is not None:
            yield inner


def _attach(cls: type, name: str, member: Any, body: type | None = None) -> None:
    """Set one member; where it says super(), let that mean the class that grew."""
    for function in _functions(member):
        for cell in getattr(function, "__closure__", None) or ():
            if body is not None and cell.cell_contents is body:
                cell.cell_contents = cls
    setattr(cls, name, member)
    if hasattr(member, "__set_name__"):  # some members want to know where they are
        member.__set_name__(cls, name)


def _refuse(cls: type, function: Any) -> None:
    """Refuse a lone function that would mean something else inside the class."""
    for word in function.__code__.co_names:
        if word == "super" or (word.startswith("__") and not word.endswith("__")):
            raise TypeError(f"{word} needs `class {cls.__name__}:` around the function")


def extends(cls: type) -> Callable[[Any], Any]:
    """Add the members of a class body, or one function, to a class that exists.

    Raises TypeError for a body of another name, or a function that needs a body.
    Derived on the page pictures/data.
    """

    def add(new: Any) -> Any:
        if isinstance(new, type):
            if new.__name__ != cls.__name__:
                raise TypeError(f"extends({cls.__name__}) above class {new.__name__}")
            for name, member in vars(new).items():
                if name not in vars(_Empty):
                    _attach(cls, name, member, new)
            return abc.update_abstractmethods(cls)  # what was missing may be there now
        function = next(part for part in _functions(new) if hasattr(part, "__code__"))
        _refuse(cls, function)
        _attach(cls, function.__name__, new)
        abc.update_abstractmethods(cls)
        return new

    return add
