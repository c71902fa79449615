"""The equations as they stand in the chapters now, with their lines, for proof cells to read."""

from __future__ import annotations

import json
from pathlib import Path

from press.book import Book, Page, equations
from press.files import write_all

FOLDER = Path("_build/press/equations")


def fresh_equations(book: Book, page: Page) -> Path:
    """Write the labelled equations of a page and of those before it; return the file."""
    stop = book.position(page.slug) + 1
    rows = [
        json.dumps(
            {"label": each.label, "page": one.path, "tex": each.tex.strip(), "line": each.line}, ensure_ascii=False
        )
        for one in book.pages[:stop]
        for each in equations(one)
        if each.label
    ]
    path = FOLDER / f"{page.slug}.jsonl"
    (book.root / path).parent.mkdir(parents=True, exist_ok=True)
    write_all(book.root, {path.as_posix(): "".join(f"{row}\n" for row in rows).encode()})
    return book.root / path
