"""A tangled cell becomes definitions and extensions, each with its rows."""

from __future__ import annotations

import ast
import symtable

from press.book import Cell
from press.tangle import names
from press.tangle.classes import split_class
from press.tangle.complaints import Complaints
from press.tangle.extensions import extension, owner_of
from press.tangle.model import FUNCTIONS, Extension, Item, Piece, first_row
from press.tangle.rows import leading_comments

Statement = Item | Extension
# Calls that make a constant; any other in a constant would be work done at import.
_CONSTANT_CALLS = {
    "MappingProxyType", "ParamSpec", "TypeVar", "array", "compile", "complex", "dtype",
    "finfo", "float", "frozenset", "iinfo", "namedtuple", "range", "sqrt", "tuple",
}  # fmt: skip


def items(found: list[Statement]) -> list[Item]:
    """Return the items of statements: definitions, members, what extensions add."""
    every: list[Item] = []
    for statement in found:
        every += [statement] if isinstance(statement, Item) else []
        every += statement.members
    return every


def statements(cell: Cell, tree: ast.Module, complaints: Complaints) -> list[Statement]:
    """Return the definitions of a tangled cell, in order; imports are left to the scope."""
    known = names.tables(symtable.symtable(cell.source + "\n", cell.path, "exec"))
    found: list[Statement] = []
    done = 0
    for node in tree.body:
        lead = leading_comments(cell, node, done, complaints)
        done = node.end_lineno or node.lineno
        if isinstance(node, (ast.Import, ast.ImportFrom)):
            if lead < first_row(node):
                complaints.row(cell, lead, "dangling-comment")
        elif (statement := _statement(cell, node, lead, known, complaints)) is not None:
            found.append(statement)
    leading_comments(cell, None, done, complaints)
    return found


def _statement(cell: Cell, node: ast.stmt, lead: int, known: names.Tables, complaints: Complaints) -> Statement | None:
    if (owner := owner_of(node)) is not None:
        return extension(cell, node, owner, lead, known, complaints)
    piece = Piece(cell, lead, node.end_lineno or node.lineno)
    if isinstance(node, FUNCTIONS):
        return Item(node.name, "function", node, piece, names.function_needs(node, known))
    if isinstance(node, ast.ClassDef):
        head, members = split_class(cell, node, lead, known, complaints)
        return Item(node.name, "class", node, head, names.class_needs(node), members)
    name = _constant(node)
    call = _working_call(node) if name else None
    if name is None or call is not None:
        where = call.lineno - 1 if call is not None else first_row(node)
        complaints.row(cell, where, "tangled-call" if call is not None else _refusal(node))
        return None
    return Item(name, "constant", node, piece, names.value_needs(node))


def _constant(node: ast.stmt) -> str | None:
    """Return the name that a constant gives, if the statement is one."""
    target: ast.expr | None = None
    if isinstance(node, ast.Assign) and len(node.targets) == 1:
        target = node.targets[0]
    elif isinstance(node, ast.AnnAssign) and node.value is not None:
        target = node.target
    if isinstance(target, ast.Name) and not target.id.startswith("__"):
        return target.id
    return None


def _working_call(node: ast.stmt) -> ast.Call | None:
    """Return a call that does more than make a constant."""
    for each in ast.walk(node):
        if isinstance(each, ast.Call):
            called = getattr(each.func, "attr", getattr(each.func, "id", ""))
            if called not in _CONSTANT_CALLS:
                return each
    return None


def _refusal(node: ast.stmt) -> str:
    """Return the code for a statement that a tangled cell cannot hold."""
    if isinstance(node, (ast.If, ast.Try)):
        return "tangled-conditional"
    if isinstance(node, ast.Expr) and isinstance(node.value, (ast.Call, ast.Await)):
        function = getattr(node.value, "func", None)
        return "tangled-print" if getattr(function, "id", "") == "print" else "tangled-call"
    return "tangled-statement"
