"""Modules grow cell by cell: definitions are added, extended, replaced."""

from __future__ import annotations

from dataclasses import dataclass, field

from press.book import Cell
from press.tangle.cells import Statement
from press.tangle.complaints import Complaints
from press.tangle.index import Index
from press.tangle.model import Extension, Grown, Item, Module, Step
from press.tangle.resolve import home_of
from press.tangle.scope import Scope
from press.tangle.traps import check_extension


@dataclass
class Growth:
    """The package as it has become: its modules, and the steps that led there."""

    complaints: Complaints
    index: Index
    modules: dict[str, Module] = field(default_factory=dict)
    steps: list[Step] = field(default_factory=list)

    def cell(self, cell: Cell, statements: list[Statement], scope: Scope) -> None:
        """Let a tangled cell do its work."""
        path = cell.target or ""
        module = self.modules.setdefault(path, Module(path))
        replaces = {name.strip() for name in cell.options.get("replaces", "").split(",")} - {""}
        used: set[str] = set()
        for statement in statements:
            if isinstance(statement, Item):
                self._define(module, statement, replaces, used)
            else:
                self._extend(module, statement, scope, replaces, used)
        for name in sorted(replaces - used):
            self.complaints.at(cell, cell.line_of("replaces"), "replaces-nothing", name=name)

    def _define(self, module: Module, item: Item, replaces: set[str], used: set[str]) -> None:
        """Add a definition, or put it in the place of an earlier one."""
        old = module.grown.get(item.name)
        if old is not None and not self._may_replace(item, item.name, old.item, replaces, used):
            return
        module.grown[item.name] = Grown(item, list(item.members))
        verb = "adds" if old is None or old.item.is_stub else "replaces"
        gone = tuple(old.parts) if old is not None else ()
        earlier = {each.name: each for each in gone[1:]}
        replaced = old.item if old is not None else None
        self.steps.append(Step(verb, module.name, item.name, item, replaced, gone))
        for member in item.members:
            if member.name:
                name = f"{item.name}.{member.name}"
                self.steps.append(Step(verb, module.name, name, member, earlier.get(member.name)))

    def _extend(
        self,
        module: Module,
        extension: Extension,
        scope: Scope,
        replaces: set[str],
        used: set[str],
    ) -> None:
        """Add members to a class, or put them in the place of earlier ones."""
        grown = self._owner(module, extension, scope)
        if grown is None or not check_extension(grown, extension, scope, self.complaints):
            return
        for member in extension.members:
            name = f"{extension.owner}.{member.name}"
            old = next((each for each in grown.members if each.name == member.name), None)
            if member.kind == "placeholder":
                continue
            if old is None:
                grown.members = [each for each in grown.members if each.kind != "placeholder"]
                grown.members.append(member)
                self.steps.append(Step("extends", module.name, name, member))
            elif self._may_replace(member, name, old, replaces, used):
                grown.members[grown.members.index(old)] = member
                verb = "extends" if old.is_stub else "replaces"
                self.steps.append(Step(verb, module.name, name, member, old, (old,)))

    def _may_replace(self, item: Item, name: str, old: Item, replaces: set[str], used: set[str]) -> bool:
        """Whether a definition may supersede another: it says so, or that was a stub."""
        used.add(name)
        if name in replaces or old.is_stub:
            return True
        where = f"{old.cell.path}:{old.line}"
        self.complaints.at(item.cell, item.line, "redefined", name=name, where=where)
        return False

    def _owner(self, module: Module, extension: Extension, scope: Scope) -> Grown | None:
        """Return the class that an extension means; complain if the module has none."""
        facts = {"owner": extension.owner, "module": module.name}
        home = home_of(extension.owner, scope, self.index)
        if home is not None and home[0] != module.name:
            cell, line = extension.cell, extension.line
            self.complaints.at(cell, line, "extends-elsewhere", home=home[0], **facts)
            return None
        grown = module.grown.get(home[1]) if home is not None else None
        if grown is None or grown.item.kind != "class":
            self.complaints.at(extension.cell, extension.line, "extends-unknown", **facts)
            return None
        return grown
