"""Which cells of a page an exercise notebook cannot do without."""

from __future__ import annotations

import ast
from collections.abc import Iterable

from press.book import Cell


def setup(cells: Iterable[Cell], used: Iterable[Cell]) -> list[Cell]:
    """Return the cells that set things up for the used ones, in order.

    Figures, timings and proofs need not run again, unless they give a name that is needed.
    """
    cells = list(cells)
    chosen = [cell for cell in cells if _quiet(cell)]
    needed = {name for cell in [*chosen, *used] for name in names(cell.source, ast.Load)}
    given = {name for cell in chosen for name in names(cell.source, ast.Store)}
    for cell in reversed(cells):
        if cell not in chosen and names(cell.source, ast.Store) & (needed - given):
            chosen.append(cell)
            given |= names(cell.source, ast.Store)
            needed |= names(cell.source, ast.Load)
    return sorted(chosen, key=lambda cell: cell.index)


def _quiet(cell: Cell) -> bool:
    return not cell.figure and not {"timing", "proof"} & set(cell.tags)


def names(source: str, context: type[ast.expr_context]) -> set[str]:
    """Return the names that code gives (``ast.Store``), imports and definitions too, or uses (``ast.Load``)."""
    try:
        tree = ast.parse(source)
    except SyntaxError:  # a magic
        return set()
    found = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name) and isinstance(node.ctx, context)}
    if context is ast.Store:
        for node in ast.walk(tree):
            if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
                found.add(node.name)
            elif isinstance(node, ast.alias):
                found.add(node.asname or node.name.partition(".")[0])
            elif isinstance(node, ast.ExceptHandler) and node.name:
                found.add(node.name)
    return found
