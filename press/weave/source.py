"""Give MyST-NB each page as a notebook, with the outputs of its run in place."""

from __future__ import annotations

from typing import Any

import nbformat
from sphinx.application import Sphinx

from press.book import Cell, Page, headings
from press.book.labels import Labels
from press.book.resolve import resolve
from press.proof.verdict import MIME
from press.run.record import Run
from press.weave.state import State, state

_current: list[tuple[State, str]] = []  # the page that Sphinx is about to read


def setup(app: Sphinx) -> None:
    app.connect("builder-inited", lambda app: state(app))
    app.connect("env-get-outdated", _outdated)
    app.connect("source-read", _remember, priority=900)


def _remember(app: Sphinx, docname: str, content: list[str]) -> None:
    """Sphinx hands readers a text without its name, so the name is kept here."""
    _current[:] = [(state(app), docname)]


def _outdated(app: Sphinx, *_: Any) -> list[str]:
    """Read again the pages whose run, or whose surroundings, have changed."""
    seen = getattr(app.env, "press_stamps", {})
    now = state(app).stamps()
    app.env.press_stamps = now  # type: ignore[attr-defined]
    return [docname for docname, stamp in now.items() if seen.get(docname) != stamp and docname in app.env.found_docs]


def read(text: str) -> Any:
    """Return the page that Sphinx is reading as a notebook; called by MyST-NB."""
    press, docname = _current[0]
    page = press.book.page(docname.removeprefix("book/"))
    return Weaver(page, press.run(page), press.labels).notebook()


def _shown(outputs: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Leave out the verdicts: the weave has words of its own for them."""
    return [each for each in outputs if MIME not in each.get("data", {})]


class Weaver:
    """Weaves one page and its run into the notebook that MyST-NB reads."""

    def __init__(self, page: Page, run: Run, labels: Labels):
        self.page, self.run, self.labels = page, run, labels
        self.text = page.text.split("\n")
        self.title = next((h.line for h in headings(page) if h.level == 1), 0)
        self.cells: list[Any] = []
        self.lines: list[int] = []  # the line before each cell's first, as MyST-NB counts

    def notebook(self) -> Any:
        """Return the cells in order, prose with its numbers, code with its outputs."""
        outputs = {c.index: _shown(out) for c, out in zip(self.page.running, self.run.outputs, strict=True)}
        begin = self.page.body
        for cell in self.page.cells:
            self._prose(begin, cell.fence - 1)
            if cell.index in outputs:
                self._add(
                    cell.fence,
                    nbformat.v4.new_code_cell(cell.source, metadata=self._metadata(cell), outputs=outputs[cell.index]),
                )
            begin = cell.end + 1
        self._prose(begin, len(self.text))
        python = {"name": "python", "pygments_lexer": "ipython3"}
        metadata = {
            "kernelspec": {"name": "python3", "display_name": "Python 3"},
            "language_info": python,
            "source_map": self.lines,
        }
        return nbformat.from_dict({"cells": self.cells, "metadata": metadata, "nbformat": 4, "nbformat_minor": 5})

    def _add(self, line: int, cell: Any) -> None:
        self.lines.append(line)
        self.cells.append(cell)

    def _prose(self, first: int, last: int) -> None:
        """Add the prose of some lines; the masthead goes under the title."""
        if first <= self.title <= last:
            self._markdown(first, self.title)
            self._add(self.title, nbformat.v4.new_markdown_cell("```{masthead}\n```"))
            first = self.title + 1
        self._markdown(first, last)

    def _markdown(self, first: int, last: int) -> None:
        text = "\n".join(self.text[first - 1 : last])
        if text.strip():
            text = resolve(text, self.page.slug, self.labels, self.run.values)
            self._add(first - 1, nbformat.v4.new_markdown_cell(text))

    def _metadata(self, cell: Cell) -> dict[str, Any]:
        """Return the cell's options, and those from which MyST-NB makes a figure."""
        metadata = {"tags": [], **cell.metadata, "press": {"cell": cell.index}}
        if cell.figure:
            caption = resolve(cell.options.get("caption", ""), self.page.slug, self.labels, self.run.values)
            figure = {"name": cell.figure, "caption": f"**{self.labels.by_name[cell.figure].text}.** {caption}"}
            metadata["mystnb"] = {"image": {"alt": cell.options.get("alt", "")}, "figure": figure}
        return metadata
