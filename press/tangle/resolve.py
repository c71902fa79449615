"""What each name of a definition means in the package: an import, or a neighbour."""

from __future__ import annotations

import ast
import builtins
from dataclasses import dataclass, field

from press.book.vocabulary import did_you_mean
from press.tangle.bindings import Import
from press.tangle.cells import items
from press.tangle.complaints import Complaints
from press.tangle.foreign import is_allowed
from press.tangle.index import Index
from press.tangle.model import Extension, Home, Item, dotted, tool_of
from press.tangle.scope import Binding, Scope

# Names that only an interactive Python has, or only some of the book's Pythons.
_NOT_BUILT_IN = {
    "PythonFinalizationError", "copyright", "credits", "display", "exit", "get_ipython", "help", "license", "quit",
}  # fmt: skip
_BUILT_IN = {name for name in dir(builtins) if name[0] != "_"} - _NOT_BUILT_IN
_BUILT_IN |= {"__name__", "__debug__", "__import__"}


@dataclass
class Links:
    """What one item leans on."""

    imports: set[Import] = field(default_factory=set)
    homes: dict[str, Home] = field(default_factory=dict)  # by the name that it uses


class Resolver:
    """Resolves the names of all that a page tangles."""

    def __init__(self, scope: Scope, index: Index, complaints: Complaints):
        self.scope, self.index, self.complaints = scope, index, complaints

    def page(self) -> dict[Item, Links]:
        found: dict[Item, Links] = {}
        for cell, statements in self.scope.tangled:
            module = dotted(cell.target or "")
            for each in statements:
                if isinstance(each, Extension) and "extends" not in self.scope.bindings:
                    hint = "Write from mlcode.growing import extends"
                    self.complaints.at(cell, each.line, "undefined-name", name="extends", hint=hint)
            found |= {item: self._item(item, module) for item in items(statements)}
        return found

    def _item(self, item: Item, module: str) -> Links:
        links = Links()
        for name in sorted(item.needs.names):
            meanings = self._meanings(name)
            if len(meanings) > 1:
                where = "lines " + ", ".join(str(same[0].line) for same in meanings.values())
                self._complain(item, name, "two-meanings", where=where)
            elif meanings:
                (bindings,) = meanings.values()
                self._link(item, name, module, bindings, links)
            elif name not in _BUILT_IN:
                self._complain(item, name, "undefined-name", hint=self._advice(name))
        return links

    def _complain(self, item: Item, name: str, code: str, /, **facts: object) -> None:
        self.complaints.row(item.cell, row_of(item, name), code, **{"name": name, **facts})

    def _meanings(self, name: str) -> dict[object, list[Binding]]:
        """Return the bindings of a name on its page, by what they mean."""
        found: dict[object, list[Binding]] = {}
        for each in self.scope.bindings.get(name, ()):
            meaning: object = each.kind
            if home := _home(each, self.index):
                meaning = home
            elif each.source is not None:
                meaning = ("import", *each.source.meaning)
            found.setdefault(meaning, []).append(each)
        return found

    def _link(self, item: Item, name: str, module: str, bindings: list[Binding], links: Links) -> None:
        """Enter the one thing that a name means."""
        first = bindings[0]
        if home := _home(first, self.index):
            links.homes[name] = home
            if home[0] == module and name != home[1]:
                self._complain(item, name, "alias-at-home", name=home[1], alias=name)
            if tool_of(module) is not None and tool_of(home[0]) is None:
                self._complain(item, name, "tool-import", module=module, other=home[0])
        elif first.source is None:
            self._complain(item, name, "notebook-variable", item=item.name, line=first.line)
        elif not first.source.of_book:
            links.imports |= {each.source for each in bindings if each.source is not None}
            if not is_allowed(first.source, module):
                self._complain(item, name, "foreign-import", module=module, foreign=first.source.module)

    def _advice(self, name: str) -> str:
        """Return what to do about a name that the page does not define."""
        if name == "__file__":
            return "A notebook has no file: use importlib.resources"
        home = next((home for home in self.index.positions if home[1] == name), None)
        if home is not None:
            return f"Write from {home[0]} import {name}"
        hint = did_you_mean(name, sorted([*self.scope.bindings, *_BUILT_IN]))
        return hint if hint.startswith("Did") else "Define it, or import it"


def _home(binding: Binding, index: Index) -> Home | None:
    if binding.source is not None and binding.source.of_book:
        return index.home(binding.source)
    return binding.home


def home_of(name: str, scope: Scope, index: Index) -> Home | None:
    """Return the tangled definition that a name means on its page, if it does."""
    homes = (_home(each, index) for each in scope.bindings.get(name, ()))
    return next((home for home in homes if home), None)


def row_of(item: Item, name: str) -> int:
    """Return the row where an item uses a name."""
    for node in ast.walk(item.node):
        if isinstance(node, ast.Name) and node.id == name:
            return node.lineno - 1
    return item.line - item.cell.first
