"""Classes that grow from cell to cell.

Tangled from these pages of the book, which derive it:

- book/pictures/growing.md
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

__all__ = ["extends"]


class _Empty:
    pass


def extends(cls: type) -> Callable[[Any], Any]:
    """Add the members of a class body, or one function, to a class that exists.

    Derived on the page pictures/growing.
    """

    def add(new: Any) -> Any:
        if not isinstance(new, type):  # one function
            setattr(cls, new.__name__, new)
            return new
        for name, member in vars(new).items():
            if name not in vars(_Empty):
                setattr(cls, name, member)
                for slot in getattr(member, "__closure__", None) or ():
                    if slot.cell_contents is new:  # where super() looks
                        slot.cell_contents = cls
        return cls

    return add
