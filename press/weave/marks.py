"""The marks of equations: how each grade looks, in a shape of its own, and what it says."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx

from press.proof.verdict import AGREES, CITED, GRADES

BY_HAND, UNDECIDED = "by-hand", "undecided"
_CHECK = "M4.7 8.3l2.3 2.4 4.3-5.1"


@dataclass(frozen=True)
class Mark:
    """A grade as readers meet it: in a word, in words, and as a drawing of 16 by 16."""

    word: str
    words: str
    drawing: str


MARKS = {
    "all-sizes": Mark(
        "proved",
        GRADES["all-sizes"],
        f'<circle cx="8" cy="8" r="7.2" fill="currentColor" stroke="none"/><path class="press-knocked" d="{_CHECK}"/>',
    ),
    "these-sizes": Mark(
        "these sizes",
        GRADES["these-sizes"],
        f'<rect x="1.3" y="1.3" width="13.4" height="13.4" rx="2"/><path d="{_CHECK}"/>',
    ),
    "sampled": Mark(
        "sampled",
        GRADES["sampled"],
        '<circle cx="8" cy="8" r="7" stroke-dasharray="2.2 2.2"/><path d="M5 10h.01M8 5.6h.01M11 9h.01" stroke-width="2.4"/>',
    ),
    "definition": Mark(
        "definition", GRADES["definition"], '<circle cx="8" cy="8" r="7"/><path d="M4.8 6.4h6.4M4.8 9.6h6.4"/>'
    ),
    CITED: Mark("cited", GRADES[CITED], '<path d="M6.6 3.6C3.6 4.6 2.4 6.6 2.4 11h4V7.6h-2M13.6 3.6c-3 1-4.2 3-4.2 7.4h4V7.6h-2"/>'),
    BY_HAND: Mark(
        "by hand", "arithmetic by hand", '<path d="M2 14l.9-3.7 8-8a1.4 1.4 0 0 1 2 0l.8.8a1.4 1.4 0 0 1 0 2l-8 8z"/>'
    ),
    UNDECIDED: Mark("not decided", "not decided", '<path d="M8 1.8L15 14H1zM8 6.4v3.4M8 11.9h.01"/>'),
    AGREES: Mark("code", "the code that computes it", '<path d="M5.4 3.8L1.2 8l4.2 4.2M10.6 3.8L14.8 8l-4.2 4.2"/>'),
}  # fmt: skip


def drawn(kind: str) -> str:
    """Return the drawing of a mark; the words beside it speak for it."""
    return f'<svg class="press-mark-shape" viewBox="0 0 16 16" aria-hidden="true">{MARKS[kind].drawing}</svg>'


def linked(kind: str, target: str, name: str, title: str) -> str:
    """Return a mark as a link; its accessible name begins with the words that are seen."""
    return (
        f'<a class="press-mark press-mark-{kind}" href="{escape(target)}" aria-label="{escape(name)}"'
        f' title="{escape(title)}">{_inside(kind)}</a>'
    )


def alone(kind: str, title: str) -> str:
    """Return a mark from which nothing can be opened."""
    name = MARKS[kind].words
    return (
        f'<span class="press-mark press-mark-{kind}" role="img" aria-label="{escape(name)}"'
        f' title="{escape(title)}">{_inside(kind)}</span>'
    )


def _inside(kind: str) -> str:
    return f'{drawn(kind)}<span class="press-mark-word">{MARKS[kind].word}</span>'


class shape(nodes.General, nodes.Inline, nodes.Element):
    """The shape of a mark in running text, where its words follow."""


def visit(self: Any, node: shape) -> None:
    self.body.append(f'<span class="press-mark-{node["kind"]}">{drawn(node["kind"])}</span>')
    raise nodes.SkipNode


def _role(
    name: str, rawtext: str, text: str, lineno: int, inliner: Any, options: Any = None, content: Any = None
) -> tuple[list[nodes.Node], list[nodes.system_message]]:
    return [shape("", kind=text)], []


def setup(app: Sphinx) -> None:
    """Add the shape; its role is for what the press writes, not for authors."""
    app.add_node(shape, html=(visit, None), epub=(visit, None))
    app.add_role("mark", _role)
