"""Make the notebook of a page: its cells with outputs, its prose in plain Markdown."""

from __future__ import annotations

from typing import Any

import nbformat

from press.book import Block, Cell, Page, Prose
from press.book.labels import Labels
from press.book.model import Part
from press.notation import definitions
from press.notebooks.citations import Citations
from press.notebooks.markdown import Plain
from press.notebooks.site import Site
from press.run.record import Run


class Exporter:
    """Makes notebooks for the pages of one book."""

    def __init__(self, labels: Labels, citations: Citations, site: Site):
        self.labels, self.citations, self.site = labels, citations, site

    def notebook(self, page: Page, run: Run) -> Any:
        """Return the executed notebook of a page; mistakes never enter it."""
        plain = self.plain(page, run)
        ran = {
            cell.index: (number, out)
            for number, (cell, out) in enumerate(zip(page.running, run.outputs, strict=True), 1)
        }
        cells = self.added(page)
        for part in _grouped(page):
            if isinstance(part, Cell):
                if part.index in ran:
                    cells.append(_code(page, part, *ran[part.index]))
                    cells += [_added(plain.caption(part))] if part.figure else []
            else:
                cells.append(_prose(page, part, plain))
        return self.finished(page, cells)

    def plain(self, page: Page, run: Run) -> Plain:
        """Return the rewriter of a page's prose and blocks."""
        return Plain(
            page, self.labels, run.values, self.citations, lambda path, anchor: self.site.link(page.slug, path, anchor)
        )

    def added(self, page: Page, what: str = "notebook") -> list[Any]:
        """Return the cells that the chapter has not: where it came from, macros, install."""
        top = f"*The {what} of [{page.title}]({self.site.page(page.slug)}).*\n\n${definitions()}$"
        cells = [_added(top)]
        if install := self.site.install():
            cells.append(nbformat.v4.new_code_cell(install, metadata={"tags": ["added"], **_ours(added=True)}))
        return cells

    def finished(self, page: Page, cells: list[Any]) -> Any:
        """Return a notebook of cells, each with an id that does not change."""
        for number, cell in enumerate(cells):
            cell["id"] = f"{page.slug.replace('/', '-')}-{number}"[-64:]
        lines = page.text.split("\n")
        front = "\n".join(lines[: page.body - 1])
        kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
        ours = _ours(page=page.slug, front=front, lines=len(lines), blanks=_blanks(page, lines))
        metadata = {**kernel, "language_info": {"name": "python"}, **ours}
        return nbformat.from_dict({"cells": cells, "metadata": metadata, "nbformat": 4, "nbformat_minor": 5})


def _ours(**data: Any) -> dict[str, Any]:
    return {"press": data}


def _added(text: str) -> Any:
    return nbformat.v4.new_markdown_cell(text, metadata=_ours(added=True))


def _blanks(page: Page, lines: list[str]) -> dict[str, str]:
    """Return the lines between parts that are blank and yet not empty, by number."""
    within = {n for part in page.parts for n in range(_first(part), _last(part) + 1)}
    between = (n for n in range(page.body, len(lines) + 1) if n not in within)
    return {str(n): lines[n - 1] for n in between if lines[n - 1]}


def _grouped(page: Page) -> list[Cell | list[Prose | Block]]:
    """Return cells, and the runs of prose and blocks between them."""
    groups: list[Cell | list[Prose | Block]] = []
    for part in page.parts:
        if isinstance(part, Cell):
            groups.append(part)
        elif groups and isinstance(groups[-1], list):
            groups[-1].append(part)
        else:
            groups.append([part])
    return groups


def _prose(page: Page, parts: list[Prose | Block], plain: Plain) -> Any:
    lines = page.text.split("\n")
    first = _first(parts[0])
    last = _last(parts[-1])
    text = "\n\n".join(
        (plain.prose(part) if isinstance(part, Prose) else plain.block(part)).strip("\n") for part in parts
    )
    source = "\n".join(lines[first - 1 : last])
    return nbformat.v4.new_markdown_cell(text, metadata=_ours(source=source, first=first))


def _first(part: Part) -> int:
    return part.first if isinstance(part, Prose) else part.fence


def _last(part: Part) -> int:
    return part.first + len(part.lines) - 1 if isinstance(part, Prose) else part.end


def _code(page: Page, cell: Cell, number: int, outputs: list[dict[str, Any]]) -> Any:
    lines = page.text.split("\n")
    head = "\n".join(lines[cell.fence - 1 : cell.first - 1])
    tail = "\n".join(lines[cell.first - 1 + len(cell.lines) : cell.end])
    metadata = {**cell.metadata, **_ours(head=head, tail=tail, first=cell.fence)}
    made = nbformat.v4.new_code_cell(cell.source, metadata=metadata, outputs=outputs)
    made["execution_count"] = number
    return nbformat.from_dict(made)
