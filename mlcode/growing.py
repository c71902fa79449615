"""Classes that grow from cell to cell.

Tangled from these pages of the book, which derive it:

- book/pictures/data.md
"""

from __future__ import annotations

import abc
import dis
from collections.abc import Callable, Iterator
from dataclasses import is_dataclass
from inspect import get_annotations
from types import CodeType
from typing import Any

__all__ = ["extends"]


def _parts(member: Any) -> Iterator[Any]:
    """Yield a member and what is wrapped in it: a property wraps up to three."""
    yield member
    for part in ("fget", "fset", "fdel", "func", "__func__", "__wrapped__"):
        inner = getattr(member, part, None)
        if inner is not None:
            yield from _parts(inner)


class _Empty:
    nothing: None


def _attach(cls: type, name: str, member: Any, body: type | None = None) -> None:
    """Set one member; where it says super(), let that mean the class that grew."""
    for part in _parts(member):
        cells = getattr(part, "__closure__", None)
        names = part.__code__.co_freevars if cells else ()
        for outside, cell in zip(names, cells or (), strict=True):
            if outside == "__class__" and cell.cell_contents is body:
                cell.cell_contents = cls
    setattr(cls, name, member)
    if hasattr(member, "__set_name__"):  # some members want to know where they are
        member.__set_name__(cls, name)


def _check_code(cls: type, code: CodeType) -> None:
    """Refuse a lone function that would mean something else inside the class."""
    steps = dis.get_instructions(code)
    loaded = {step.argval for step in steps if step.opname == "LOAD_GLOBAL"}
    private = {name for name in code.co_names if name[:2] == "__" != name[-2:]}
    found = private | (loaded & {"super", "__class__"})
    if found:
        raise TypeError(f"{min(found)} needs `class {cls.__name__}:` around it")
    for inner in code.co_consts:
        if isinstance(inner, CodeType):
            _check_code(cls, inner)


def _check_body(cls: type, body: type) -> None:
    """Refuse what a second class body cannot add: all that is no member."""
    hooks = ("__init_subclass__", "__post_init__", "__slots__")
    late = [name for name in hooks if name in vars(body)]
    if is_dataclass(cls):
        late += get_annotations(body)  # the fields
    if body.__bases__ != (object,) or type(body) is not type:
        late += ["a base class"]
    if body.__doc__ is not None:
        late += ["a docstring"]
    if body.__name__ != cls.__name__:
        late += [f"the name {body.__name__}"]
    if late:
        raise TypeError(f"extends({cls.__name__}) cannot add {late[0]}")


def extends(cls: type) -> Callable[[Any], Any]:
    """Add the members of a class body, or one function, to a class that exists.

    Raises TypeError where the grown class would differ from one made whole.
    Derived on the page pictures/data.
    """

    def add(new: Any) -> Any:
        if isinstance(new, type):
            _check_body(cls, new)
            for name, member in vars(new).items():
                if name not in vars(_Empty):
                    _attach(cls, name, member, new)
        else:
            functions = [part for part in _parts(new) if hasattr(part, "__code__")]
            for function in functions:
                _check_code(cls, function.__code__)
            _attach(cls, functions[0].__name__, new)
        abc.update_abstractmethods(cls)  # count again what is missing
        return cls if isinstance(new, type) else new

    return add
