"""The map of the book and of each chapter: what there is, what builds on what, what is to come."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator
from html import escape
from itertools import groupby
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from press.book import Entry
from press.weave.state import State, state

_HINT = "Point at a page, or reach it by keyboard, to see what it builds on and what builds on it."


class BookMap(SphinxDirective):
    """All pages by part: a link each; pages to come are named. Scripts add what builds on what."""

    has_content = False

    def run(self) -> list[nodes.Node]:
        press = state(self.env.app)
        entries = press.book.outline.values()
        parts = [_part(press, self.env.docname, name, list(some)) for name, some in groupby(entries, lambda e: e.part)]
        written = sum(entry.kind != "frame" for entry in _written(press, entries))
        whole = sum(entry.kind != "frame" for entry in entries)
        count = f"{written} of {whole} pages are written, filled here; the others stand with their places."
        said = f'<p class="press-map-said" role="status">{count}</p><p class="press-map-hint" hidden>{_HINT}</p>'
        html = f'<nav class="press-map" aria-label="Map of the book">{said}{"".join(parts)}</nav>'
        return [nodes.raw("", html, format="html")]


class ChapterMap(SphinxDirective):
    """The pages of this chapter with promise, minutes and prerequisites, written or to come."""

    has_content = False

    def run(self) -> list[nodes.Node]:
        press = state(self.env.app)
        chapter = press.book.page(self.env.docname.removeprefix("book/")).chapter
        found = [entry for entry in press.book.outline.values() if entry.slug.startswith(f"{chapter}/")]
        cards = [_card(press, self.env.docname, entry) for entry in found if not entry.slug.endswith("/index")]
        return [nodes.raw("", f'<ol class="press-chapter-map">{"".join(cards)}</ol>', format="html")]


def _written(press: State, entries: Iterable[Entry]) -> Iterator[Entry]:
    slugs = {page.slug for page in press.book.pages}
    return (entry for entry in entries if entry.slug in slugs)


def _part(press: State, here: str, name: str, entries: list[Entry]) -> str:
    items = "".join(_item(press, here, entry) for entry in entries)
    title = name.partition(". ")[2] or name
    return f'<section><h3 class="press-map-part">{escape(title)}</h3><ol>{items}</ol></section>'


def _item(press: State, here: str, entry: Entry) -> str:
    short = escape(entry.title.partition(":")[0])
    chapter = entry.slug.endswith("/index")
    kinds = " ".join(["press-map-chapter"] * chapter + [f"press-kind-{entry.kind}"])
    about = f'data-page="{entry.slug}" data-needs="{" ".join(entry.needs)}" title="{escape(entry.title)}"'
    return f'<li class="{kinds}" {about}>{_named(press, here, entry, short)}</li>'


def _named(press: State, here: str, entry: Entry, text: str) -> str:
    """Return a link to a page; a page that is still to come is its name."""
    if any(_written(press, [entry])):
        way = posixpath.relpath(f"book/{entry.slug}.html", posixpath.dirname(here))
        return f'<a href="{way}">{text}</a>'
    return f'<span class="press-to-come">{text}<span class="visually-hidden"> (to come)</span></span>'


def _card(press: State, here: str, entry: Entry) -> str:
    page = next((each for each in press.book.pages if each.slug == entry.slug), None)
    front: dict[str, Any] = dict(page.front) if page else {}
    facts = [entry.kind, *([f"{front['minutes']} min"] if front.get("minutes") else [])]
    needs = [_named(press, here, need, escape(need.title.partition(":")[0])) for need in _needs(press, entry)]
    rows = [
        f'<p class="press-card-title">{_named(press, here, entry, escape(entry.title))}</p>',
        f'<p class="press-effort">{" · ".join(facts) if page else "to come"}</p>',
        f"<p>{escape(str(front['promise']))}</p>" if front.get("promise") else "",
        f'<p class="press-card-needs">Builds on {", ".join(needs)}</p>' if needs else "",
    ]
    return f"<li>{''.join(rows)}</li>"


def _needs(press: State, entry: Entry) -> list[Entry]:
    return [press.book.outline[slug] for slug in entry.needs]


def setup(app: Sphinx) -> None:
    app.add_directive("book-map", BookMap)
    app.add_directive("chapter-map", ChapterMap)
