"""The line under each tangled cell: module, what it adds, where it goes on."""

from __future__ import annotations

from typing import Any

from docutils import nodes
from sphinx.application import Sphinx

from press.tangle import Note, Place
from press.weave.state import State, state

_SHOWN = 3  # pages named in a line


def setup(app: Sphinx) -> None:
    app.connect("doctree-read", anchors)
    app.connect("doctree-resolved", weave)


def _cells(doctree: nodes.document) -> list[nodes.container]:
    return [node for node in doctree.findall(nodes.container) if node.get("nb_element") == "cell_code"]


def anchors(app: Sphinx, doctree: nodes.document) -> None:
    """Give each cell the permanent anchor of its place, and of its name."""
    known = app.env.metadata[app.env.docname].setdefault("myst_slugs", {})  # what links may name
    for cell in _cells(doctree):
        metadata: dict[str, Any] = cell["cell_metadata"]
        cell["ids"].append(f"cell-{metadata['press']['cell']}")
        if name := metadata.get("name"):
            cell["ids"].append(name)
        known.update({anchor: (0, anchor, anchor) for anchor in cell["ids"]})
    names = [
        name for node in doctree.findall(nodes.Element) for name in node["ids"] if name.startswith(("fig-", "ex-"))
    ]
    known.update({name: (0, name, name) for name in names})


def weave(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Add the line of origin under each tangled cell."""
    press = state(app)
    for cell in _cells(doctree):
        metadata: dict[str, Any] = cell["cell_metadata"]
        if "tangle" in metadata:
            cell += _line(app, press, docname, metadata["press"]["cell"], metadata["tangle"])


def _line(app: Sphinx, press: State, docname: str, cell: int, target: str) -> nodes.paragraph:
    line = nodes.paragraph(classes=["press-origin"])
    line += nodes.literal(text=target)
    for note in press.tangled.notes(docname.removeprefix("book/"), cell):
        line += nodes.Text(f" · {note.verb} ")
        line += nodes.literal(text=note.name)
        for mark, places in _by_mark(note):
            line += nodes.Text(f" {mark} ")
            line += _links(app, press, docname, cell, places)
    return line


def _by_mark(note: Note) -> list[tuple[str, list[Place]]]:
    """Return the places under each mark ("used in" may have many)."""
    found: dict[str, list[Place]] = {}
    for mark, place in note.links:
        found.setdefault(mark, []).append(place)
    return list(found.items())


def _links(app: Sphinx, press: State, docname: str, cell: int, places: list[Place]) -> list[nodes.Node]:
    """Return links to places, the first few by title; all others are a number."""
    made: list[nodes.Node] = []
    for place in places[:_SHOWN]:
        uri = app.builder.get_relative_uri(docname, f"book/{place.page}") + f"#cell-{place.cell}"
        here = f"book/{place.page}" == docname
        title = ("above" if place.cell < cell else "below") if here else press.book.page(place.page).title
        made += [nodes.Text(", ")] if made else []
        made.append(nodes.reference("", title.partition(":")[0], refuri=uri, internal=True))
    if len(places) > _SHOWN:
        made.append(nodes.Text(f" and {len(places) - _SHOWN} more"))
    return made
