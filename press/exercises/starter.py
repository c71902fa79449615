"""Make the starter of an exercise out of its solution."""

from __future__ import annotations

import ast


def defined(source: str) -> list[str]:
    """Return the names of the functions and classes that a cell defines."""
    kinds = (ast.FunctionDef, ast.ClassDef)
    return [node.name for node in ast.parse(source).body if isinstance(node, kinds)]


def starter(source: str) -> str:
    """Return a solution's cell with each function's body taken out.

    What stays: imports, signatures, docstrings, and the final call of the check.
    """
    lines = source.split("\n")
    for function in sorted(_functions(ast.parse(source)), key=lambda node: -node.lineno):
        body = function.body
        if body[0].lineno == function.lineno:  # all on one line
            head = lines[function.lineno - 1][: body[0].col_offset].rstrip()
            lines[function.lineno - 1] = f"{head}\n{' ' * (function.col_offset + 4)}raise NotImplementedError"
            continue
        documented = ast.get_docstring(function) is not None
        begin = body[0].end_lineno if documented else body[0].lineno - 1
        indent = " " * body[0].col_offset
        lines[begin : body[-1].end_lineno] = [f"{indent}raise NotImplementedError"]
    return "\n".join(lines)


def _functions(tree: ast.Module) -> list[ast.FunctionDef]:
    """Return top-level functions and methods (not the functions inside them)."""
    found: list[ast.FunctionDef] = []
    for node in tree.body:
        inner = node.body if isinstance(node, ast.ClassDef) else [node]
        found += [each for each in inner if isinstance(each, ast.FunctionDef)]
    return found
