"""Which page first tangles which name, and what an import from the package means."""

from __future__ import annotations

from dataclasses import dataclass, field

from press.book import Cell
from press.book.vocabulary import did_you_mean
from press.tangle.bindings import Import
from press.tangle.complaints import Complaints
from press.tangle.model import PACKAGE, Home, Item, dotted, tool_of
from press.tangle.scope import Scope


@dataclass
class Index:
    """All names that the book tangles, by module and by package."""

    positions: dict[Home, int] = field(default_factory=dict)
    modules: dict[str, set[str]] = field(default_factory=dict)
    packages: dict[str, dict[str, str]] = field(default_factory=dict)  # name -> its module

    def add(self, scope: Scope) -> None:
        """Enter what a page tangles; pages come in book order."""
        for cell, statements in scope.tangled:
            module = dotted(cell.target or "")
            for statement in statements:
                if isinstance(statement, Item):
                    self._enter(module, statement.name, scope.position)

    def _enter(self, module: str, name: str, position: int) -> None:
        self.positions.setdefault((module, name), position)
        self.modules.setdefault(module, set()).add(name)
        parent = package = module.rpartition(".")[0]
        while parent:
            self.packages.setdefault(parent, {})
            parent = parent.rpartition(".")[0]
        if package != PACKAGE and not name.startswith("_"):
            self.packages[package].setdefault(name, module)

    def home(self, source: Import) -> Home | None:
        """Return the definition that an import from the package means."""
        if source.name is None:
            return None
        if source.name in self.modules.get(source.module, ()):
            return source.module, source.name
        module = self.packages.get(source.module, {}).get(source.name)
        return (module, source.name) if module else None

    def is_module(self, source: Import) -> bool:
        """Whether an import binds a module, not a definition."""
        path = f"{source.module}.{source.name}"
        return source.name is None or path in self.modules or path in self.packages


def check_imports(scope: Scope, index: Index, complaints: Complaints) -> None:
    """A page imports from the package what earlier pages, and tools, have put there."""
    for cell, row, source in scope.imports:
        if source.of_book:
            _check(cell, row, source, scope, index, complaints)


def _check(cell: Cell, row: int, source: Import, scope: Scope, index: Index, complaints: Complaints) -> None:
    home = index.home(source)
    if home is not None:
        if index.positions[home] >= scope.position and not _is_free_tool(home[0], scope):
            complaints.row(cell, row, "early-import", name=source.name, module=home[0])
    elif index.is_module(source):
        complaints.row(cell, row, "module-import", module=source.module)
    else:
        known = index.modules.get(source.module) or index.packages.get(source.module) or ()
        hint = did_you_mean(str(source.name), sorted(known)) if known else "See book/modules.yml"
        complaints.row(cell, row, "unknown-import", name=source.name, module=source.module, hint=hint)


def _is_free_tool(module: str, scope: Scope) -> bool:
    """Whether a module belongs to a tool that the page does not itself tangle."""
    tool = tool_of(module)
    return tool is not None and tool not in {tool_of(each) for each in scope.modules}
