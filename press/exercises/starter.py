"""Make the starter of an exercise out of its solution."""

from __future__ import annotations

import ast
import io
import re
import tokenize

_BLANK = "raise NotImplementedError"
_FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
_KEPT = (*_FUNCTIONS, ast.ClassDef, ast.Import, ast.ImportFrom)
Function = ast.FunctionDef | ast.AsyncFunctionDef


def defined(source: str) -> list[str]:
    """Return the names of the functions and classes that a cell defines."""
    return [node.name for node in ast.parse(source).body if isinstance(node, (*_FUNCTIONS, ast.ClassDef))]


def calls(node: ast.stmt) -> str:
    """Return the name of the function that a statement calls, if it does nothing else."""
    call = node.value if isinstance(node, ast.Expr) else None
    return call.func.id if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) else ""


def rows(node: ast.stmt) -> range:
    """Return the lines of a statement, its decorators included."""
    decorators: list[ast.expr] = getattr(node, "decorator_list", [])
    first = min([node.lineno, *(each.lineno for each in decorators)])
    return range(first, (node.end_lineno or node.lineno) + 1)


def starter(source: str) -> str:
    """Return a solution's cell with all that answers taken out.

    What stays: imports, signatures, docstrings, the fields of classes, calls of checks.
    """
    tree = ast.parse(source)
    lines = source.split("\n")
    kept = {row for node in tree.body if _stays(node) for row in rows(node)}
    texts: dict[int, str] = {row: line for row, line in enumerate(lines, 1) if row in kept or not line.strip()}
    for function in _functions(tree):
        _empty(function, lines, texts)
    if not any(isinstance(node, (*_FUNCTIONS, ast.ClassDef)) for node in tree.body):
        first = next((node.lineno for node in tree.body if not _stays(node)), 1)
        texts[first] = _BLANK
    text = "\n".join(texts[row] for row in sorted(texts))
    return re.sub(r"\n{4,}", "\n\n\n", text).strip("\n")


def _stays(node: ast.stmt) -> bool:
    return isinstance(node, _KEPT) or calls(node).startswith("check_")


def _functions(tree: ast.Module) -> list[Function]:
    """Return top-level functions and methods (not the functions inside them)."""
    found: list[Function] = []
    for node in tree.body:
        inner = node.body if isinstance(node, ast.ClassDef) else [node]
        found += [each for each in inner if isinstance(each, _FUNCTIONS)]
    return found


def _empty(function: Function, lines: list[str], texts: dict[int, str]) -> None:
    """Put the one statement that a starter has in the place of a function's body."""
    first, last = function.body[0], function.body[-1].end_lineno or 0
    head = _end_of_head(function, lines)
    indent = " " * (function.col_offset + 4)
    if first.lineno == head:  # all on one line
        texts[head] = lines[head - 1][: first.col_offset].rstrip()
    elif ast.get_docstring(function) is not None:
        head = first.end_lineno or head
    while last < len(lines) and _comments(lines[last], function.col_offset):
        last += 1
    for row in range(head + 1, last + 1):
        texts.pop(row, None)
    texts[head] += f"\n{indent}{_BLANK}"


def _end_of_head(function: Function, lines: list[str]) -> int:
    """Return the line on which the signature ends, or the only line of a short function."""
    text = "\n".join(lines[function.lineno - 1 :]) + "\n"
    tokens = tokenize.generate_tokens(io.StringIO(text).readline)
    return function.lineno - 1 + next(each.start[0] for each in tokens if each.type == tokenize.NEWLINE)


def _comments(line: str, column: int) -> bool:
    """Whether a line is a comment inside of a body that begins right of a column."""
    text = line.lstrip()
    return text.startswith("#") and len(line) - len(text) > column
