"""A lone function means in its class what it means in its cell.

All other code reaches the package in the very words of its cell. A lone function is
indented on its way: it is read again, and compared node by node.
"""

from __future__ import annotations

import ast
import inspect

from press.tangle.complaints import Complaints
from press.tangle.extensions import owner_of
from press.tangle.model import FUNCTIONS, Item
from press.tangle.syntax import parse

_HOLDERS = (*FUNCTIONS, ast.ClassDef)


def check_same(item: Item, complaints: Complaints) -> None:
    """Compare a lone function as it stands in the package with its cell."""
    text = "\n".join(["class Owner:", *item.piece.lines, ""])
    try:
        (owner,) = parse(text).body
        fine = isinstance(owner, ast.ClassDef) and is_same([item.node], owner.body)
    except SyntaxError:
        fine = False
    if not fine:
        complaints.at(item.cell, item.line, "changed-meaning", name=item.name)


def is_same(one: object, other: object) -> bool:
    """Whether two trees are equal but for positions, indents of docstrings, @extends."""
    if type(one) is not type(other):
        return False
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(is_same, one, other))
    if not isinstance(one, ast.AST):
        return one == other
    return all(_is_same_field(one, name, getattr(one, name, None), getattr(other, name, None)) for name in one._fields)


def _is_same_field(holder: ast.AST, name: str, one: object, other: object) -> bool:
    if isinstance(holder, _HOLDERS):
        if name == "decorator_list":
            extends = owner_of(holder)
            return is_same([each for each in holder.decorator_list if each is not extends], other)
        if name == "body" and isinstance(other, list):
            return _is_same_body(holder.body, other)
    return is_same(one, other)


def _is_same_body(one: list[ast.stmt], other: list[ast.stmt]) -> bool:
    first, second = _docstring(one), _docstring(other)
    if first is None or second is None:
        return is_same(one, other)
    same = inspect.cleandoc(first).rstrip() == inspect.cleandoc(second).rstrip()
    return same and is_same(one[1:], other[1:])


def _docstring(body: list[ast.stmt]) -> str | None:
    value = body[0].value if isinstance(body[0], ast.Expr) else None
    if isinstance(value, ast.Constant) and isinstance(value.value, str):
        return value.value
    return None
