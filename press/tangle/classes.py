"""A class becomes its head and its members, each with the comments above it."""

from __future__ import annotations

import ast

from press.book import Cell
from press.tangle import names
from press.tangle.complaints import Complaints
from press.tangle.model import FUNCTIONS, Item, Needs, Piece, first_row
from press.tangle.rows import leading_comments

_ACCESSORS = {"setter", "deleter", "getter"}


def split_class(
    cell: Cell, node: ast.ClassDef, lead: int, known: names.Tables, complaints: Complaints
) -> tuple[Piece, tuple[Item, ...]]:
    """Return the head of a class (docstring included) and its members."""
    if on_one_line(cell, node):
        return Piece(cell, lead, node.end_lineno or node.lineno), ()
    head, body = _head_end(cell, node), node.body
    if has_docstring(node):
        head, body = body[0].end_lineno or 0, body[1:]
    return Piece(cell, lead, head), members(cell, node, body, head, known, complaints)


def on_one_line(cell: Cell, node: ast.ClassDef) -> bool:
    """Whether the body follows the colon, on the same line."""
    body = node.body[0]
    return bool(cell.lines[first_row(body)][: body.col_offset].strip(" @"))


def has_docstring(node: ast.ClassDef) -> bool:
    return ast.get_docstring(node, clean=False) is not None


def _head_end(cell: Cell, node: ast.ClassDef) -> int:
    """Return the row after the colon of a class, if no docstring follows."""
    row = first_row(node.body[0])
    while row > node.lineno and cell.lines[row - 1].lstrip()[:1] in ("", "#"):
        row -= 1
    return row


def members(
    cell: Cell,
    node: ast.ClassDef,
    body: list[ast.stmt],
    done: int,
    known: names.Tables,
    complaints: Complaints,
) -> tuple[Item, ...]:
    """Return the members of a class body; an accessor belongs to its property."""
    inner = names.tables(known[node.name, node.lineno])
    found: list[Item] = []
    for statement in body:
        lead = leading_comments(cell, statement, done, complaints)
        done = statement.end_lineno or statement.lineno
        own = frozenset(member.name for member in found)
        item = _member(Piece(cell, lead, done), statement, inner, own, complaints)
        if item is not None:
            _add(found, item, own, complaints)
    leading_comments(cell, None, done, complaints, node.end_lineno)
    return tuple(found)


def _add(found: list[Item], item: Item, own: frozenset[str], complaints: Complaints) -> None:
    """Add a member, or join an accessor to the property right above it."""
    accessor = _accessor_of(item.node)
    if accessor is None and item.name not in own:
        found.append(item)
    elif accessor is None:
        complaints.at(item.cell, item.line, "defined-twice", name=item.name)
    elif found and found[-1].name == accessor == item.name:
        found[-1] = _joined(found[-1], item)
    else:
        code = "split-property" if accessor in own else "late-setter"
        complaints.at(item.cell, item.line, code, name=accessor)


def _member(
    piece: Piece, node: ast.stmt, inner: names.Tables, own: frozenset[str], complaints: Complaints
) -> Item | None:
    if isinstance(node, FUNCTIONS):
        return Item(node.name, "function", node, piece, names.function_needs(node, inner, own))
    if isinstance(node, ast.ClassDef):
        needs = names.whole_class_needs(node, inner[node.name, node.lineno], own)
        return Item(node.name, "class", node, piece, needs)
    if (name := _field(node)) is not None:
        return Item(name, "field", node, piece, names.value_needs(node, own))
    if isinstance(node, ast.Pass) or _is_ellipsis(node):
        return Item("", "placeholder", node, piece, Needs())
    complaints.row(piece.cell, first_row(node), "class-body")
    return None


def _field(node: ast.stmt) -> str | None:
    target: ast.expr | None = None
    if isinstance(node, ast.Assign) and len(node.targets) == 1:
        target = node.targets[0]
    elif isinstance(node, ast.AnnAssign):
        target = node.target
    return target.id if isinstance(target, ast.Name) else None


def _is_ellipsis(node: ast.stmt) -> bool:
    value = node.value if isinstance(node, ast.Expr) else None
    return isinstance(value, ast.Constant) and value.value is ...


def _accessor_of(node: ast.stmt) -> str | None:
    """Return the property of which a method is the setter, getter or deleter."""
    for decorator in getattr(node, "decorator_list", []):
        if isinstance(decorator, ast.Attribute) and decorator.attr in _ACCESSORS:
            return str(getattr(decorator.value, "id", ""))
    return None


def _joined(first: Item, second: Item) -> Item:
    """Return a property together with its accessor, as one member."""
    piece = Piece(first.cell, first.piece.start, second.piece.stop)
    needs = Needs(
        first.needs.names | second.needs.names,
        first.needs.eager | second.needs.eager,
        first.needs.scoped | second.needs.scoped,
        (first.needs.own | second.needs.own) - {first.name},
    )
    accessors = (*first.accessors, second.node)
    return Item(first.name, "property", first.node, piece, needs, accessors=accessors)
