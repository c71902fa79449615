"""The package means what the cells mean.

Each module is read again. Definitions stand in it in the words of their cells, so that
their kinds and number are enough; only a lone function, which is indented on its way
into a class, is compared with its cell node by node.
"""

from __future__ import annotations

import ast
import inspect
from collections.abc import Sequence

from press.tangle.complaints import Complaints
from press.tangle.extensions import owner_of
from press.tangle.model import FUNCTIONS, Grown, Item, Module
from press.tangle.syntax import parse

_HOLDERS = (*FUNCTIONS, ast.ClassDef)


def check_same(module: Module, text: str, complaints: Complaints) -> None:
    """Compare each definition of a written module with the cells that it comes from."""
    try:
        tree = parse(text)
    except SyntaxError:
        tree = ast.Module([], [])
    written = {name: node for node in tree.body if (name := _name(node))}
    for name, grown in module.grown.items():
        node = written.get(name)
        if node is None or not _is_grown(grown, node):
            item = _culprit(grown)
            complaints.at(item.cell, item.line, "changed-meaning", name=item.name)


def _name(node: ast.stmt) -> str | None:
    if isinstance(node, _HOLDERS):
        return node.name
    target = getattr(node, "targets", [getattr(node, "target", None)])[0]
    return target.id if isinstance(target, ast.Name) else None


def _culprit(grown: Grown) -> Item:
    """Return the part that most likely changed: a lone function, which was indented."""
    lone = [part for part in grown.parts if part.form == "function"]
    return (lone or grown.parts)[-1]


def _is_grown(grown: Grown, node: ast.stmt) -> bool:
    """Whether a definition of the package is what its cells made it."""
    if not grown.members or not isinstance(node, ast.ClassDef):
        return type(node) is type(grown.item.node)
    body = node.body[1:] if ast.get_docstring(node, clean=False) is not None else node.body
    members = [(member, each) for member in grown.members for each in member.nodes]
    return len(members) == len(body) and all(
        is_same(each, there) if member.form == "function" else type(each) is type(there)
        for (member, each), there in zip(members, body, strict=True)
    )


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
    if name == "decorator_list" and isinstance(holder, _HOLDERS):
        extends = owner_of(holder)
        return is_same([each for each in holder.decorator_list if each is not extends], other)
    if name == "body" and isinstance(holder, _HOLDERS):
        assert isinstance(one, list)
        assert isinstance(other, list)
        return _is_same_body(one, other)
    return is_same(one, other)


def _is_same_body(one: Sequence[ast.stmt], other: Sequence[ast.stmt]) -> bool:
    first, second = _text(one[0]), _text(other[0])
    if first is None or second is None:
        return is_same(list(one), list(other))
    same_text = inspect.cleandoc(first) == inspect.cleandoc(second)
    return same_text and is_same(list(one[1:]), list(other[1:]))


def _text(node: ast.stmt) -> str | None:
    """Return the text of a docstring."""
    value = node.value if isinstance(node, ast.Expr) else None
    good = isinstance(value, ast.Constant) and isinstance(value.value, str)
    return str(value.value) if good else None  # type: ignore[union-attr]
