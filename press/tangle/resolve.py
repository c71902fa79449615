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
_NOT_BUILT_IN = {"PythonFinalizationError", "copyright", "credits", "exit", "help", "license", "quit"}  # fmt: skip
_BUILT_IN = {name for name in dir(builtins) if name[0] != "_"} - _NOT_BUILT_IN
_BUILT_IN |= {"__name__", "__debug__", "__import__"}


@dataclass
class Links:
    """What one item leans on."""

    imports: set[Import] = field(default_factory=set)
    homes: dict[str, Home] = field(default_factory=dict)  # by the name that it uses


def resolve_page(scope: Scope, index: Index, complaints: Complaints) -> dict[Item, Links]:
    """Resolve the names of all that a page tangles."""
    found: dict[Item, Links] = {}
    for cell, statements in scope.tangled:
        module = dotted(cell.target or "")
        if "extends" not in scope.bindings:
            _check_extends([s for s in statements if isinstance(s, Extension)], index, complaints)
        for item in items(statements):
            found[item] = _resolve(item, module, scope, index, complaints)
    return found


def _resolve(item: Item, module: str, scope: Scope, index: Index, complaints: Complaints) -> Links:
    links = Links()
    for name in sorted(item.needs.names):
        meanings = _meanings(name, scope, index)
        if len(meanings) > 1:
            where = "lines " + ", ".join(str(same[0].line) for same in meanings.values())
            complaints.row(item.cell, row_of(item, name), "two-meanings", name=name, where=where)
        elif meanings:
            (bindings,) = meanings.values()
            _link(item, name, module, bindings, index, links, complaints)
        elif name not in _BUILT_IN:
            hint = _advice(name, scope, index)
            complaints.row(item.cell, row_of(item, name), "undefined-name", name=name, hint=hint)
    return links


def _meanings(name: str, scope: Scope, index: Index) -> dict[object, list[Binding]]:
    """Return the bindings of a name on its page, by what they mean."""
    found: dict[object, list[Binding]] = {}
    for each in scope.bindings.get(name, ()):
        meaning: object = each.kind
        if home := _home(each, index):
            meaning = home
        elif each.source is not None:
            meaning = ("import", *each.source.meaning)
        found.setdefault(meaning, []).append(each)
    return found


def _home(binding: Binding, index: Index) -> Home | None:
    if binding.source is not None and binding.source.of_book:
        return index.home(binding.source)
    return binding.home


def home_of(name: str, scope: Scope, index: Index) -> Home | None:
    """Return the tangled definition that a name means on its page, if it does."""
    homes = (_home(each, index) for each in scope.bindings.get(name, ()))
    return next((home for home in homes if home), None)


def _link(
    item: Item,
    name: str,
    module: str,
    bindings: list[Binding],
    index: Index,
    links: Links,
    complaints: Complaints,
) -> None:
    """Enter the one thing that a name means."""
    first = bindings[0]
    if home := _home(first, index):
        links.homes[name] = home
        _check_home(item, name, module, home, complaints)
    elif first.source is None:
        facts = {"item": item.name, "name": name, "line": first.line}
        complaints.row(item.cell, row_of(item, name), "notebook-variable", **facts)
    elif not first.source.of_book:
        for each in bindings:
            assert each.source is not None
            if not is_allowed(each.source, module):
                facts = {"module": module, "foreign": each.source.module}
                complaints.row(item.cell, row_of(item, name), "foreign-import", **facts)
            links.imports.add(each.source)


def _check_home(item: Item, name: str, module: str, home: Home, complaints: Complaints) -> None:
    if home[0] == module and name != home[1]:
        complaints.row(item.cell, row_of(item, name), "alias-at-home", name=home[1], alias=name)
    if tool_of(module) is not None and tool_of(home[0]) is None:
        complaints.row(item.cell, row_of(item, name), "tool-import", module=module, other=home[0])


def _check_extends(found: list[Extension], index: Index, complaints: Complaints) -> None:
    for each in found:
        hint = "Write from mlcode.growing import extends"
        complaints.at(each.cell, each.line, "undefined-name", name="extends", hint=hint)


def row_of(item: Item, name: str) -> int:
    """Return the row where an item uses a name."""
    for node in ast.walk(item.node):
        if isinstance(node, ast.Name) and node.id == name:
            return node.lineno - 1
    return item.line - item.cell.first


def _advice(name: str, scope: Scope, index: Index) -> str:
    """Return what to do about a name that the page does not define."""
    if name == "__file__":
        return "A notebook has no file: use importlib.resources"
    home = next((home for home in index.positions if home[1] == name), None)
    if home is not None:
        return f"Write from {home[0]} import {name}"
    hint = did_you_mean(name, sorted([*scope.bindings, *_BUILT_IN]))
    return hint if hint.startswith("Did") else "Define it, or import it"
