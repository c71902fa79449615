"""The result of tangling: files, definitions, and who uses what, where."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cached_property

from press.tangle.render import Rendered


@dataclass(frozen=True, order=True)
class Place:
    """A cell of a page."""

    page: str  # the slug
    cell: int  # from 1

    @property
    def anchor(self) -> str:
        return f"{self.page}#cell-{self.cell}"


@dataclass(frozen=True)
class Definition:
    """A function, class, constant or class member, as one cell defines it."""

    name: str  # with its module, as mlcode.optimize.first_order.Descent.step
    module: str
    short: str  # within its module, as Descent.step
    kind: str  # function, class, constant, property, field
    verb: str  # what its cell does: adds, extends, replaces
    place: Place
    digest: str
    uses: tuple[str, ...] = ()  # other definitions, by name
    supersedes: tuple[Place, ...] = ()  # oldest first
    superseded_by: Place | None = None

    @property
    def page(self) -> str:
        return self.place.page

    @property
    def cell(self) -> int:
        return self.place.cell

    @property
    def is_member(self) -> bool:
        return "." in self.short

    @property
    def is_public(self) -> bool:
        return not any(word.startswith("_") for word in self.short.split("."))


@dataclass(frozen=True)
class Note:
    """What the site says under a tangled cell about one name."""

    verb: str
    name: str
    links: tuple[tuple[str, Place], ...]  # (words, where)


# Cells by the definition that they use, and definitions by the page that imports them.
Users = tuple[dict[str, tuple[Place, ...]], dict[str, tuple[str, ...]]]


@dataclass
class Tangled:
    """The package in memory. Text files are ``str``, data files ``bytes``."""

    files: dict[str, str | bytes]
    definitions: list[Definition]  # in book order, superseded ones too
    pages: tuple[str, ...] = ()  # all of the book's, in order
    modules: dict[str, Rendered] = field(default_factory=dict, repr=False)
    find_users: Callable[[], Users] = field(default=lambda: ({}, {}), repr=False)

    @cached_property
    def used_in(self) -> dict[str, tuple[Place, ...]]:
        """The cells that use each definition, in book order."""
        return self.find_users()[0]

    @cached_property
    def imported(self) -> dict[str, tuple[str, ...]]:
        """The definitions that each page imports."""
        return self.find_users()[1]

    @cached_property
    def live(self) -> dict[str, Definition]:
        """The definitions that stand in the package, by name."""
        return {each.name: each for each in self.definitions if each.superseded_by is None}

    @cached_property
    def _members(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for name, each in self.live.items():
            if each.is_member:
                found.setdefault(name.rpartition(".")[0], []).append(name)
        return found

    def places(self, name: str) -> list[Place]:
        """Return the cells that a definition, members included, is made of, in book order."""
        inside = [self.live[each] for each in self._members.get(name, ())]
        parts = [self.live[name], *inside] if name in self.live else inside
        return list(dict.fromkeys(each.place for each in self.definitions if each in parts))

    def reachable(self, names: Iterable[str]) -> dict[str, str]:
        """Return the digest of each definition that these lean on, themselves included."""
        found: dict[str, str] = {}
        stack = [name for name in names if name in self.live]
        while stack:
            name = stack.pop()
            if name not in found:
                found[name] = self.live[name].digest
                stack += [*self.live[name].uses, *self._members.get(name, ())]
        return dict(sorted(found.items()))

    def in_cell(self, page: str, cell: int) -> list[Definition]:
        """Return what a cell defines, members after their class."""
        return self._by_place.get(Place(page, cell), [])

    @cached_property
    def _by_place(self) -> dict[Place, list[Definition]]:
        found: dict[Place, list[Definition]] = {}
        for each in self.definitions:
            found.setdefault(each.place, []).append(each)
        return found

    def notes(self, page: str, cell: int) -> list[Note]:
        """Return the notes that stand under a tangled cell."""
        defined = self.in_cell(page, cell)
        whole = {each.name for each in defined if not each.is_member}
        shown = [each for each in defined if each.name.rpartition(".")[0] not in whole]
        last = {each.name.rpartition(".")[0]: each for each in shown if each.is_member}
        return [self._note(each, last) for each in shown]

    def _note(self, each: Definition, last: dict[str, Definition]) -> Note:
        owner = each.name.rpartition(".")[0]
        links: list[tuple[str, Place]] = []
        if each.superseded_by is not None:
            links.append(("· superseded in", each.superseded_by))
        if each.is_member and last[owner] is each:
            links += self._neighbours(owner, each.place)
        elif not each.is_member:
            links += [("▲ begun in", place) for place in each.supersedes[:1]]
            links += self._neighbours(each.name, each.place) if each.kind == "class" else []
            links += [("· used in", place) for place in self._users(each)]
        return Note(each.verb, each.short, tuple(links))

    def _neighbours(self, owner: str, place: Place) -> list[tuple[str, Place]]:
        """Return where a class begins, and where it goes on next, seen from a cell."""
        every = [each for each in self.definitions if f"{each.name}.".startswith(f"{owner}.")]
        places = list(dict.fromkeys(each.place for each in every))
        here = places.index(place)
        begun = [("▲ begun in", places[0])] if here else []
        return begun + [("▼ continued in", later) for later in places[here + 1 : here + 2]]

    def _users(self, each: Definition) -> list[Place]:
        """Return the first cell of each other page that uses a definition while it lives."""
        end = self._order(each.superseded_by) if each.superseded_by else (len(self.pages), 0)
        first: dict[str, Place] = {}
        for place in self.used_in.get(each.name, ()):
            if place.page != each.page and self._order(each.place) < self._order(place) < end:
                first.setdefault(place.page, place)
        return list(first.values())

    def _order(self, place: Place) -> tuple[int, int]:
        return self.pages.index(place.page), place.cell
