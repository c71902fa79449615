"""`@extends(Owner)`: members that a later cell adds to a class."""

from __future__ import annotations

import ast
import builtins
import io
import tokenize
from collections.abc import Iterator

from press.book import Cell
from press.tangle import classes, names
from press.tangle.complaints import Complaints
from press.tangle.model import FUNCTIONS, Extension, Function, Item, Piece, first_row

INDENT = 4
_STRING_STARTS = {getattr(tokenize, name, -1) for name in ("FSTRING_START", "TSTRING_START")}
_STRING_ENDS = {getattr(tokenize, name, -1) for name in ("FSTRING_END", "TSTRING_END")}
# Members that Python treats specially when they stand in a class body from the start.
_SPECIAL = {"__class_getitem__", "__eq__", "__new__"}


def owner_of(node: ast.stmt) -> ast.expr | None:
    """Return the decorator `extends(…)` of a definition, if it has one."""
    decorators: list[ast.expr] = getattr(node, "decorator_list", [])
    for decorator in decorators:
        called = decorator.func if isinstance(decorator, ast.Call) else decorator
        if isinstance(called, ast.Name) and called.id == "extends":
            return decorator
    return None


def extension(
    cell: Cell, node: ast.stmt, decorator: ast.expr, lead: int, known: names.Tables, complaints: Complaints
) -> Extension | None:
    """Return what a decorated class body or function adds to its owner."""
    owner = _owner(node, decorator)
    line = cell.first + first_row(node)
    if owner is None or not _is_plain(cell, node, owner):
        complaints.at(cell, line, "extends-form", owner=owner or getattr(node, "name", "Class"))
        return None
    if isinstance(node, ast.ClassDef):
        if lead < first_row(node):
            complaints.row(cell, lead, "dangling-comment")
        added = classes.members(cell, node, node.body, node.lineno, known, complaints)
        return Extension(owner, "class", cell, line, added)
    assert isinstance(node, FUNCTIONS)
    _check_lone_function(cell, node, complaints)
    return Extension(owner, "function", cell, line, (_lone(cell, node, decorator, lead, known),))


def _lone(cell: Cell, node: Function, decorator: ast.expr, lead: int, known: names.Tables) -> Item:
    """Return a lone function as the member that it becomes."""
    without = range(decorator.lineno - 1, decorator.end_lineno or decorator.lineno)
    rows = string_rows(cell.source, node)
    piece = Piece(cell, lead, node.end_lineno or node.lineno, without, INDENT, rows)
    needs = names.function_needs(node, known, vanishing=decorator)
    return Item(node.name, "function", node, piece, needs, form="function")


def _owner(node: ast.stmt, decorator: ast.expr) -> str | None:
    """Return the class named in `@extends(Owner)`, if that is all it says."""
    decorators: list[ast.expr] = getattr(node, "decorator_list", [])
    if decorator is not decorators[0] or not isinstance(decorator, ast.Call):
        return None
    if len(decorator.args) != 1 or decorator.keywords:
        return None
    argument = decorator.args[0]
    return argument.id if isinstance(argument, ast.Name) else None


def _is_plain(cell: Cell, node: ast.stmt, owner: str) -> bool:
    """Whether an extending class is bare: its owner's name, and members."""
    if not isinstance(node, ast.ClassDef):
        return True
    more = node.bases or node.keywords or node.decorator_list[1:] or classes.has_docstring(node)
    return node.name == owner and not more and not classes.on_one_line(cell, node)


def _check_lone_function(cell: Cell, node: Function, complaints: Complaints) -> None:
    """Refuse what a lone function means differently from a method in its class."""
    row = node.lineno - 1
    if len(node.decorator_list) > 1:
        complaints.row(cell, first_row(node), "lone-decorator")
    if node.name in _SPECIAL:
        complaints.row(cell, row, "special-method", name=node.name)
    if hasattr(builtins, node.name) and not node.name.startswith("_"):
        complaints.row(cell, row, "shadowed-global", name=node.name)
    for each in ast.walk(node):
        row = getattr(each, "lineno", node.lineno) - 1
        if is_super(each):
            complaints.row(cell, row, "bare-super")
        for name in _names(each):
            if name.startswith("__") and not name.endswith("__"):
                complaints.row(cell, row, "private-name", name=name)


def _names(node: ast.AST) -> Iterator[str]:
    """Yield every name that a node itself holds: of variables, parameters, functions, attributes, imports."""
    if not isinstance(node, ast.Constant):
        for _, value in ast.iter_fields(node):
            yield from (each for each in (value if isinstance(value, list) else [value]) if isinstance(each, str))


def is_super(node: ast.AST) -> bool:
    """Whether a piece of code asks for the class around it."""
    if isinstance(node, ast.Call) and not node.args and isinstance(node.func, ast.Name):
        return node.func.id == "super"
    return isinstance(node, ast.Name) and node.id == "__class__"


def string_rows(source: str, function: Function) -> frozenset[int]:
    """Return the rows that continue a string; those of docstrings may be indented."""
    free = _docstring_rows(function)
    rows: set[int] = set()
    opened: list[int] = []
    for token in tokenize.generate_tokens(io.StringIO(source + "\n").readline):
        if token.type in _STRING_STARTS:
            opened.append(token.start[0])
        elif token.type in _STRING_ENDS:
            rows.update(range(opened.pop(), token.end[0]))
        elif token.type == tokenize.STRING and token.start[0] - 1 not in free:
            rows.update(range(token.start[0], token.end[0]))
    return frozenset(rows)


def _docstring_rows(function: Function) -> set[int]:
    """Return the rows of the docstrings in a function."""
    rows: set[int] = set()
    for node in ast.walk(function):
        holder = isinstance(node, (*FUNCTIONS, ast.ClassDef))
        if holder and ast.get_docstring(node, clean=False) is not None:  # type: ignore[arg-type]
            first: ast.stmt = node.body[0]  # type: ignore[attr-defined]
            rows.update(range(first.lineno - 1, first.end_lineno or first.lineno))
    return rows
