"""From the steps of growth to definitions: what leans on, supersedes and uses what."""

from __future__ import annotations

import re
from collections.abc import Iterator

from press.book import Cell
from press.tangle.cells import items
from press.tangle.grow import Growth
from press.tangle.index import Index
from press.tangle.model import Home, Item, Step
from press.tangle.order import LinksOf
from press.tangle.resolve import home_of
from press.tangle.scope import Scope, used_names
from press.tangle.tangled import Definition, Place, Users

_WORD = re.compile(r"[^\W\d]\w*")


def definitions(growth: Growth, links: LinksOf) -> list[Definition]:
    """Return every definition that the cells made, in book order."""
    superseded: dict[Item, Place] = {}
    before: dict[Item, tuple[Place, ...]] = {}
    for step in growth.steps:
        for gone in step.gone:
            superseded[gone] = _place(step.item)
        if step.replaced is not None:
            before[step.item] = (*before.get(step.replaced, ()), _place(step.replaced))
    return [_definition(step, links, before.get(step.item, ()), superseded.get(step.item)) for step in growth.steps]


def _definition(step: Step, links: LinksOf, before: tuple[Place, ...], superseded: Place | None) -> Definition:
    name = f"{step.module}.{step.name}"
    own = f"{step.module}.{step.name.partition('.')[0]}"
    uses = {dotted_home(home) for home in links[step.item].homes.values()} - {own}
    return Definition(
        name=name,
        module=step.module,
        short=step.name,
        kind=step.item.kind,
        verb=step.verb,
        place=_place(step.item),
        digest=step.item.digest,
        uses=tuple(sorted(uses)),
        supersedes=before,
        superseded_by=superseded,
    )


def _place(item: Item) -> Place:
    return Place(item.cell.page, item.cell.index)


def dotted_home(home: Home) -> str:
    return f"{home[0]}.{home[1]}"


def users(scopes: list[Scope], index: Index, links: LinksOf) -> Users:
    """Return the cells that use each definition, and what each page imports."""
    used: dict[str, list[Place]] = {}
    imported: dict[str, tuple[str, ...]] = {}
    for scope in scopes:
        for cell, names in _uses(scope, index, links):
            for name in names:
                used.setdefault(name, []).append(Place(cell.page, cell.index))
        found = {index.home(source) for _, _, source in scope.imports if source.of_book}
        imported[scope.page.slug] = tuple(sorted(dotted_home(home) for home in found if home))
    return {name: tuple(places) for name, places in sorted(used.items())}, imported


def _uses(scope: Scope, index: Index, links: LinksOf) -> Iterator[tuple[Cell, set[str]]]:
    """Yield each cell of a page, in order, and the definitions that it uses."""
    found: dict[int, tuple[Cell, set[str]]] = {}
    for cell, statements in scope.tangled:
        homes = {home for each in items(statements) for home in links[each].homes.values()}
        found[cell.index] = (cell, set(map(dotted_home, homes)))
    known = {name: home for name in scope.bindings if (home := home_of(name, scope, index))}
    for cell, tree, source in scope.ordinary:
        if not known.keys().isdisjoint(_WORD.findall(source)):
            names = used_names(cell, tree, source) & known.keys()
            found[cell.index] = (cell, {dotted_home(known[name]) for name in names})
    return iter(found[index] for index in sorted(found))
