"""Tangle a book: pure, in memory; the whole of it, or as far as a page."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial

from press.book import Book
from press.errors import PressError
from press.tangle.complaints import Complaints
from press.tangle.cycles import check_cycles
from press.tangle.data import data_files
from press.tangle.equations import equations_file
from press.tangle.grow import Growth
from press.tangle.history import definitions, users
from press.tangle.index import Index, check_imports
from press.tangle.model import Module, dotted, tool_of
from press.tangle.order import LinksOf, check_module
from press.tangle.packages import check_summaries, init_files, read_summaries
from press.tangle.provenance import MAP, provenance
from press.tangle.render import Rendered, render
from press.tangle.resolve import Resolver
from press.tangle.same import check_same
from press.tangle.scope import check_rebound, read_scope
from press.tangle.tangled import Tangled
from press.tangle.targets import Targets


class Tangler:
    """A book whose cells are parsed and whose names are resolved, once."""

    def __init__(self, book: Book):
        self.book = book
        with _uncollected():
            self._read(book)

    def _read(self, book: Book) -> None:
        complaints = Complaints()
        self.data = data_files(book.root, complaints)
        self.summaries = read_summaries(book.root, complaints)
        targets = Targets(complaints)
        self.scopes = [read_scope(page, position, targets, complaints) for position, page in enumerate(book.pages)]
        self.index = Index()
        for scope in self.scopes:
            self.index.add(scope)
        self.links: LinksOf = {}
        self.complaints = complaints
        if not complaints.lost:  # else each name of a lost cell would be reported as well
            for scope in self.scopes:
                check_imports(scope, self.index, complaints)
                check_rebound(scope, complaints)
                self.links |= Resolver(scope, self.index, complaints).page()
            for item in self.links:
                if item.form == "function":
                    check_same(item, complaints)

    def whole(self) -> Tangled:
        """Return the finished package."""
        return self._tangle(len(self.scopes))

    def before(self, slug: str) -> Tangled:
        """Return the package as a page finds it: tool modules whole, others up to there."""
        return self._tangle(self.book.position(slug))

    def after(self, slug: str) -> Tangled:
        """Return the package as a page leaves it: tool modules whole."""
        return self._tangle(self.book.position(slug) + 1)

    def _tangle(self, stop: int) -> Tangled:
        complaints = Complaints()
        complaints.problems += self.complaints.problems
        growth = self._grow(stop, complaints)
        modules = [each for _, each in sorted(growth.modules.items()) if each.grown]
        check_summaries(modules, self.summaries, complaints)
        texts = init_files(modules, self.summaries, self.book.root, complaints)
        rendered: dict[str, Rendered] = {}
        if not self.complaints.lost:
            rendered = self._render(modules, complaints)
        if complaints.problems:
            raise PressError(complaints.problems)
        texts |= {path: each.text for path, each in rendered.items()}
        everything: dict[str, str | bytes] = {**texts, **self.data, **equations_file(self.book.pages[:stop])}
        files = {path: everything[path] for path in sorted(everything)}
        found = definitions(growth, self.links)
        files[MAP] = provenance(files, found)
        find_users = partial(users, self.scopes[:stop], self.index, self.links)
        slugs = tuple(page.slug for page in self.book.pages)
        return Tangled(files, found, slugs, rendered, find_users)

    def _grow(self, stop: int, complaints: Complaints) -> Growth:
        """Let the cells before ``stop``, and those of all tools, do their work."""
        growth = Growth(complaints, self.index)
        for scope in self.scopes:
            for cell, statements in scope.tangled:
                if scope.position < stop or tool_of(dotted(cell.target or "")):
                    growth.cell(cell, statements, scope)
        return growth

    def _render(self, modules: list[Module], complaints: Complaints) -> dict[str, Rendered]:
        check_cycles(modules, self.links, complaints)
        paths = [page.path for page in self.book.pages]
        rendered = {}
        for module in modules:
            check_module(module, self.links, complaints)
            used = {part.cell.path for each in module.grown.values() for part in each.parts}
            pages = [path for path in paths if path in used]
            summary = self.summaries.get(module.path, "")
            rendered[module.path] = render(module, self.links, summary, pages, complaints)
        return rendered


@contextmanager
def _uncollected() -> Iterator[None]:
    """Keep the collector away from syntax trees: a fifth of the time, and nothing to find."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def tangle_book(book: Book) -> Tangled:
    """Return the finished package of a book, in memory."""
    return Tangler(book).whole()


def package(book: Book, slug: str) -> Tangled:
    """Return the package as a page finds it: up to the page before, tool modules whole."""
    return Tangler(book).before(slug)
