"""What each name means on a page: imports, tangled definitions, notebook variables."""

from __future__ import annotations

import ast
import symtable
from dataclasses import dataclass, field

from press.book import Cell, Page
from press.tangle import names
from press.tangle.bindings import Import, bound_names, own_statements, read_import
from press.tangle.cells import Statement, statements
from press.tangle.complaints import Complaints
from press.tangle.foreign import check_local
from press.tangle.model import FUNCTIONS, Home, Item, dotted, first_row
from press.tangle.syntax import parse_ordinary, parse_tangled, syntax_error
from press.tangle.targets import Targets


@dataclass(frozen=True)
class Binding:
    """One meaning of a name on a page."""

    kind: str  # import, tangled, notebook; function form: `@extends` above a function
    line: int
    cell: Cell
    source: Import | None = None
    home: Home | None = None  # of a tangled definition


@dataclass
class Scope:
    """A page, parsed: its tangled statements, and all that its names are bound to."""

    page: Page
    position: int
    tangled: list[tuple[Cell, list[Statement]]] = field(default_factory=list)
    bindings: dict[str, list[Binding]] = field(default_factory=dict)
    imports: list[tuple[Cell, int, Import]] = field(default_factory=list)
    ordinary: list[tuple[Cell, ast.Module, str]] = field(default_factory=list)

    def bind(self, name: str, kind: str, cell: Cell, line: int, source: Import | None = None,
             home: Home | None = None) -> None:  # fmt: skip
        self.bindings.setdefault(name, []).append(Binding(kind, line, cell, source, home))

    @property
    def modules(self) -> set[str]:
        """The modules into which the page tangles."""
        return {dotted(cell.target or "") for cell, _ in self.tangled}


def read_scope(page: Page, position: int, targets: Targets, complaints: Complaints) -> Scope:
    """Parse the cells of a page that run with it."""
    scope = Scope(page, position)
    for cell in page.running:
        if cell.target is None:
            _ordinary(cell, scope, complaints)
        elif _may_tangle(cell, complaints) and targets.accepts(cell):
            _tangled(cell, scope, complaints)
    return scope


def _may_tangle(cell: Cell, complaints: Complaints) -> bool:
    if cell.tags:
        complaints.at(cell, cell.line_of("tags"), "tangled-tag")
    if figure := cell.options.keys() & {"figure", "alt", "caption"}:
        complaints.at(cell, min(map(cell.line_of, figure)), "tangled-figure")
    if not cell.source.strip():
        complaints.at(cell, cell.fence, "tangled-nothing")
    return bool(cell.source.strip())


def _ordinary(cell: Cell, scope: Scope, complaints: Complaints) -> None:
    if "replaces" in cell.options:
        complaints.at(cell, cell.line_of("replaces"), "replaces-alone")
    parsed = parse_ordinary(cell, complaints)
    if parsed is None:
        return
    tree, source = parsed
    scope.ordinary.append((cell, tree, source))
    _imports(cell, tree, scope, complaints)
    for name, line in bound_names(tree.body, source):
        scope.bind(name, "notebook", cell, cell.first + line - 1)


def _tangled(cell: Cell, scope: Scope, complaints: Complaints) -> None:
    tree = parse_tangled(cell, complaints)
    if tree is None:
        return
    try:
        found = statements(cell, tree, complaints)
    except SyntaxError as error:  # what only the making of scopes brings out
        complaints.lost = True
        syntax_error(cell, error, complaints)
        return
    scope.tangled.append((cell, found))
    _imports(cell, tree, scope, complaints)
    module = dotted(cell.target or "")
    for statement in found:
        if isinstance(statement, Item):
            line = cell.first + first_row(statement.node)
            scope.bind(statement.name, "tangled", cell, line, home=(module, statement.name))
        elif statement.form == "function":  # in the notebook, the function is a global too
            scope.bind(statement.members[0].name, "function form", cell, statement.line)


def _imports(cell: Cell, tree: ast.Module, scope: Scope, complaints: Complaints) -> None:
    if "import" not in cell.source:
        return
    outer = {id(node) for node in own_statements(tree.body)}
    for node in ast.walk(tree):
        if not isinstance(node, (ast.Import, ast.ImportFrom)):
            continue
        for found in read_import(cell, node, complaints):
            scope.imports.append((cell, node.lineno - 1, found))
            if id(node) in outer:
                line = cell.first + node.lineno - 1
                scope.bind(found.binds, "import", cell, line, found)
            elif cell.target:
                check_local(cell, node.lineno - 1, found, dotted(cell.target), complaints)


def used_names(cell: Cell, tree: ast.Module, source: str) -> set[str]:
    """Return the global names that an ordinary cell reads."""
    found = {name for node in tree.body for name, _ in names.loaded(node)}
    if "def " in source or "class " in source:
        known = names.tables(symtable.symtable(source, cell.path, "exec"))
        for node in own_statements(tree.body):
            if isinstance(node, (*FUNCTIONS, ast.ClassDef)):
                found |= names.inner_globals(known[node.name, node.lineno])
    return found


def check_rebound(scope: Scope, complaints: Complaints) -> None:
    """A name that the page tangles is not given to anything else."""
    for name, bindings in scope.bindings.items():
        if any(each.kind == "tangled" for each in bindings):
            for each in bindings:
                foreign = each.source is not None and not each.source.of_book
                if each.kind == "notebook" or foreign:
                    complaints.at(each.cell, each.line, "rebound", name=name)
