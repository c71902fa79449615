"""The showcase of the first page: equations as they stand in the book, their marks, and the code they became."""

from __future__ import annotations

import ast
import posixpath

from docutils import nodes
from docutils.statemachine import StringList
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from press.book import Page, equations
from press.errors import fail
from press.proof.verdict import AGREES
from press.weave.marks import MARKS
from press.weave.state import State, state


class Showcase(SphinxDirective):
    """`{showcase} eq-label … cell-name`: nothing in it is typed twice."""

    required_arguments = 2
    optional_arguments = 4

    def run(self) -> list[nodes.Node]:
        press = state(self.env.app)
        *labels, name = self.arguments
        box = nodes.container(classes=["press-showcase"])
        rows: list[str] = []
        for label in labels:
            page = _page_of(press, label, self.env.docname)
            rows += _equation(press, page, label, self.env.docname)
        text = "\n".join([*rows, *_code(page, name)])
        self.state.nested_parse(StringList(text.split("\n"), ""), self.lineno, box)
        return [box]


def _page_of(press: State, label: str, here: str) -> Page:
    found = press.labels.get(label)
    if found is None:
        raise fail(f"{here}.md", 0, "showcase", f"no display of the book is labelled {label}", "Name one that is there")
    return press.book.page(found.page)


def _equation(press: State, page: Page, label: str, here: str) -> list[str]:
    found = next(each for each in press.decided[page.slug] if each.label == label)
    tex = next(each.tex for each in equations(page) if each.label == label)
    way = posixpath.relpath(f"book/{page.slug}", posixpath.dirname(here))
    said = f"{{mark}}`{found.kind}` {MARKS[found.kind].words}"
    tied = f", {{mark}}`{AGREES}` and tied to the code below" if found.codes else ""
    return ["$$", tex.strip(), "$$", "", f"{said}{tied}: {{eq}}`{label}` of [{page.title}]({way}.md).", ""]


def _code(page: Page, name: str) -> list[str]:
    """Return the function of a named cell, its docstring left out."""
    cell = next((each for each in page.cells if each.options.get("name") == name), None)
    if cell is None:
        raise fail(page.path, 0, "showcase", f"the page has no cell {name}", "Name a tangled cell")
    function = ast.parse(cell.source).body[-1]
    first = function.body[1] if isinstance(function, ast.FunctionDef) else function
    lines = cell.source.splitlines()
    return ["```python", lines[function.lineno - 1], *lines[first.lineno - 1 :], "```"]


def setup(app: Sphinx) -> None:
    app.add_directive("showcase", Showcase)
