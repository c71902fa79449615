"""Fold what the reader should meet second: answers, hints, solutions, proofs, figure code."""

from __future__ import annotations

from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.transforms import SphinxTransform

SUMMARIES = {
    "reveal": "See what happens",
    "hint": "Hint",
    "solution": "Solution",
    "proof": "The check of these equations",
    "recall": "Answer",
    "code": "The code of this figure",
    "source": "Source",
    "listing": "The list",
}
_TAGS = ("reveal", "solution", "proof")
_JOINED = ("reveal", "solution")  # each check stays a fold of its own, to which its equations lead


class fold(nodes.General, nodes.Element):
    """A closed ``details`` element: it needs no script, and print opens it."""


def make(kind: str, *children: nodes.Node, summary: str = "") -> fold:
    """Return a fold with its summary."""
    return fold("", *children, kind=kind, summary=summary or SUMMARIES[kind], classes=[f"fold-{kind}"])


def visit(self: Any, node: fold) -> None:
    self.body.append(self.starttag(node, "details", CLASS="press-fold"))
    self.body.append(f"<summary>{self.encode(node['summary'])}</summary>\n")


def depart(self: Any, node: fold) -> None:
    self.body.append("</details>\n")


class FoldCells(SphinxTransform):
    """Put tagged cells into folds, and join neighbouring folds of one kind."""

    default_priority = 860

    def apply(self, **kwargs: Any) -> None:
        for cell in [each for each in self.document.findall(nodes.container) if _is_cell(each)]:
            tags = cell["cell_metadata"].get("tags", [])
            kind = next((tag for tag in _TAGS if tag in tags), None)
            if kind:
                folded = make(kind)
                cell.replace_self(folded)
                folded += cell
            elif "hide-input" in tags:
                _fold_input(cell)
        for parent in {id(each.parent): each.parent for each in self.document.findall(fold)}.values():
            _join(parent)


def _is_cell(node: nodes.container) -> bool:
    return bool(node.get("nb_element") == "cell_code")


def _fold_input(cell: nodes.Element) -> None:
    """The figure first, then its code, folded."""
    inside = [child for child in cell.children if isinstance(child, nodes.Element)]
    source = next((child for child in inside if child.get("nb_element") == "cell_code_source"), None)
    if source is not None:
        cell.remove(source)
        cell += make("code", source)


def _join(parent: nodes.Element) -> None:
    for node in list(parent.children):
        before = node.previous_sibling() if isinstance(node, fold) else None
        if isinstance(before, fold) and isinstance(node, fold) and before["kind"] == node["kind"] in _JOINED:
            before.extend(node.children)
            parent.remove(node)


def setup(app: Sphinx) -> None:
    app.add_node(fold, html=(visit, depart), epub=(visit, depart))
    app.add_transform(FoldCells)
