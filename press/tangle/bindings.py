"""What statements bind: the names of imports, assignments, definitions."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass

from press.book import Cell
from press.tangle.complaints import Complaints
from press.tangle.model import FUNCTIONS, PACKAGE


@dataclass(frozen=True)
class Import:
    """One name that an import statement binds."""

    module: str
    name: str | None  # None: the module itself
    alias: str | None

    @property
    def binds(self) -> str:
        return self.alias or self.name or self.module.partition(".")[0]

    @property
    def meaning(self) -> tuple[str, str | None]:
        """What the bound name stands for; `import a.b` and `import a.c` both bind a."""
        whole = self.name is None and self.alias is None
        return (self.module.partition(".")[0] if whole else self.module), self.name

    @property
    def of_book(self) -> bool:
        return self.module.partition(".")[0] == PACKAGE


def read_import(cell: Cell, node: ast.Import | ast.ImportFrom, complaints: Complaints) -> Iterator[Import]:
    """Yield the names that an import statement binds."""
    row = node.lineno - 1
    if isinstance(node, ast.Import):
        yield from (Import(each.name, None, each.asname) for each in node.names)
    elif node.level:
        complaints.row(cell, row, "relative-import")
    elif any(each.name == "*" for each in node.names):
        complaints.row(cell, row, "star-import")
    elif node.module and node.module != "__future__":
        for each in node.names:
            alias = each.asname if each.asname != each.name else None
            yield Import(node.module, each.name, alias)


def own_statements(body: list[ast.stmt]) -> Iterator[ast.stmt]:
    """Yield the statements that run in the page's own scope, nested ones too."""
    for node in body:
        yield node
        if isinstance(node, (*FUNCTIONS, ast.ClassDef)):
            continue
        for part in ("body", "orelse", "finalbody"):
            yield from own_statements(getattr(node, part, []))
        for part in ("handlers", "cases"):
            for each in getattr(node, part, []):
                yield from own_statements(each.body)


def bound_names(body: list[ast.stmt], source: str) -> Iterator[tuple[str, int]]:
    """Yield each name that the statements bind, imports aside, and its line."""
    walruses = ":=" in source
    for node in own_statements(body):
        if isinstance(node, (*FUNCTIONS, ast.ClassDef)):
            yield node.name, node.lineno
            continue
        for field in ("targets", "target", "items", "handlers", "cases"):
            yield from _targets(getattr(node, field, None), node.lineno)
        for field in ("value", "test", "iter", "subject") if walruses else ():
            yield from _walrus(getattr(node, field, None))


def _walrus(value: ast.expr | None) -> Iterator[tuple[str, int]]:
    for each in ast.walk(value) if value is not None else ():
        if isinstance(each, ast.NamedExpr) and isinstance(each.target, ast.Name):
            yield each.target.id, each.lineno


def _targets(value: object, line: int) -> Iterator[tuple[str, int]]:
    """Yield the names that targets bind: assignments, loops, `with`, `except`, `match`."""
    for part in value if isinstance(value, list) else [value]:
        if isinstance(part, ast.ExceptHandler):
            if part.name:
                yield part.name, part.lineno
        elif isinstance(part, ast.match_case):
            yield from _captures(part.pattern)
        elif isinstance(part, ast.AST):
            for each in ast.walk(part):
                if isinstance(each, ast.Name) and isinstance(each.ctx, ast.Store):
                    yield each.id, line


def _captures(pattern: ast.pattern) -> Iterator[tuple[str, int]]:
    for each in ast.walk(pattern):
        name = getattr(each, "name", None) or getattr(each, "rest", None)
        if isinstance(name, str):
            yield name, pattern.lineno
