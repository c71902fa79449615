"""Tiny books, written from a few strings: the fixtures of the press's tests."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from pathlib import Path

from press.book import Book, read_book
from press.errors import PressError, Problem
from press.tangle import Tangled, tangle_book

FRONT = "---\nkind: tool\n---\n# A page\n"
# The tool page that every tiny book begins with, so that its pages can grow classes.
GROWING = "tools/growing"
EXTENDS = '''def extends(cls):
    """Add members to a class; the package does without."""
    return lambda new: cls'''
IMPORT_EXTENDS = "from mlcode.growing import extends"


def cell(code: str, target: str | None = None, **options: str) -> str:
    """Return a code cell; ``target`` is the module it tangles to, short for mlcode/….py."""
    lines = ["```{code-cell} ipython3"]
    if target is not None:
        path = target if target.endswith(".py") else f"mlcode/{target}.py"
        lines.append(f":tangle: {path}")
    lines += [f":{key}: {value}" for key, value in options.items()]
    return "\n".join([*lines, code, "```"])


def page(*parts: str, front: str = FRONT) -> str:
    """Return a page made of cells and prose."""
    return front + "\n" + "\n\n".join(parts) + "\n"


def growing() -> str:
    return page(cell(EXTENDS, "growing"))


def write_book(
    root: Path,
    pages: Mapping[str, str],
    *,
    tools: bool = True,
    summaries: str | None = None,
    outline: str | None = None,
    data: Mapping[str, bytes] | None = None,
) -> Path:
    """Write a book whose pages are given by slug; summaries are made up where none are given."""
    texts = {GROWING: growing(), **pages} if tools else dict(pages)
    first, *rest = texts
    toc = [f"format: jb-book\nroot: book/{first}", *(["chapters:"] if rest else [])]
    toc += [f"  - file: book/{slug}" for slug in rest]
    files = {"_toc.yml": "\n".join(toc) + "\n", "book/modules.yml": summaries or _summaries(texts)}
    files |= {f"book/{slug}.md": text for slug, text in texts.items()}
    if outline is not None:
        files["book/outline.yml"] = outline
    for path, text in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(text.encode("utf-8", "surrogateescape"))
    for name, content in (data or {}).items():
        (root / "book/data").mkdir(parents=True, exist_ok=True)
        (root / "book/data" / name).write_bytes(content)
    return root


def _summaries(texts: Mapping[str, str]) -> str:
    paths = set(re.findall(r"^:tangle: (mlcode/\S+\.py)$", "\n".join(texts.values()), re.MULTILINE))
    for path in list(paths):
        folders = path.split("/")[1:-1]
        paths |= {"/".join(["mlcode", *folders[: n + 1], "__init__.py"]) for n in range(len(folders))}
    return "".join(f'{path}: "A module."\n' for path in sorted(paths)) or "{}\n"


def read(root: Path, pages: Mapping[str, str], **options: object) -> Book:
    return read_book(write_book(root, pages, **options))  # type: ignore[arg-type]


def tangle(root: Path, pages: Mapping[str, str], **options: object) -> Tangled:
    """Write a book, and return its package."""
    return tangle_book(read(root, pages, **options))


def module(root: Path, name: str, *parts: str) -> str:
    """Tangle one page, and return the text of one module of its package."""
    return str(tangle(root, {"a/page": page(*parts)}).files[f"mlcode/{name}.py"])


def problems(root: Path, pages: Mapping[str, str], **options: object) -> list[Problem]:
    """Return what is wrong with a book."""
    try:
        tangle(root, pages, **options)
    except PressError as error:
        return error.problems
    return []


def card(content: bytes, name: str = "a set") -> bytes:
    """Return the card of a data file."""
    digest = hashlib.sha256(content).hexdigest()
    return f'title = "{name}"\nsha256 = "{digest}"\n'.encode()
