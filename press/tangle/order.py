"""What must come before what: names within a module, members within a class."""

from __future__ import annotations

from press.tangle.complaints import Complaints
from press.tangle.model import Grown, Item, Module
from press.tangle.resolve import Links, row_of

LinksOf = dict[Item, Links]


def check_module(module: Module, links: LinksOf, complaints: Complaints) -> None:
    """Each name of a module has one meaning, and is there when it is needed."""
    for place, grown in enumerate(module.grown.values()):
        for part in grown.parts:
            _check_order(part, place, module, links, complaints)
        _check_class_scope(grown, complaints)
    _check_imports(module, links, complaints)


def _check_order(part: Item, place: int, module: Module, links: LinksOf, complaints: Complaints) -> None:
    """What a definition needs at once stands before it: a default, a decorator, a base."""
    later = list(module.grown)[place:] if part.needs.eager else []
    for name in sorted(part.needs.eager):
        home = links[part].homes.get(name)
        if home and home[0] == module.name and home[1] in later:
            facts = {"item": part.name, "name": name, "module": module.path}
            complaints.row(part.cell, row_of(part, name), "late-name", **facts)


def _check_class_scope(grown: Grown, complaints: Complaints) -> None:
    """A name in a class body means the same in its cell and in the folded class."""
    before: set[str] = set()
    for member in grown.members:
        for name in sorted(member.needs.scoped & before | member.needs.own - before):
            complaints.row(member.cell, row_of(member, name), "class-attribute", name=name)
        before.add(member.name)


def _check_imports(module: Module, links: LinksOf, complaints: Complaints) -> None:
    """A name that a module imports means one thing in it."""
    meanings: dict[str, object] = {}
    for grown in module.grown.values():
        for part in grown.parts:
            for name, meaning in _imported(part, module, links):
                if name in module.grown or meanings.setdefault(name, meaning) != meaning:
                    where = f"elsewhere in {module.path}"
                    row = row_of(part, name)
                    complaints.row(part.cell, row, "two-meanings", name=name, where=where)


def _imported(part: Item, module: Module, links: LinksOf) -> list[tuple[str, object]]:
    """Return the names that an item makes its module import, each with its meaning."""
    found: list[tuple[str, object]] = [(each.binds, each.meaning) for each in links[part].imports]
    homes = links[part].homes.items()
    found += [(name, home) for name, home in homes if home[0] != module.name]
    return sorted(found, key=str)
