"""`press new PAGE --kind K`: a page that passes all checks, to be filled."""

from __future__ import annotations

import argparse
from pathlib import Path

from press.book import read_book
from press.book.toc import OUTLINE, TOC, read_outline
from press.book.vocabulary import KINDS, did_you_mean
from press.errors import Exit, Problem, fail
from press.files import write_all
from press.make.template import template
from press.text import encoded, say


def new(root: Path, arguments: list[str]) -> Exit:
    """Write the page, and enter it in the table of contents at its place."""
    parser = argparse.ArgumentParser(prog="press new", description=__doc__)
    parser.add_argument("page", metavar="PAGE", help="chapter/slug, as it stands in book/outline.yml")
    parser.add_argument("--kind", choices=KINDS, help="what the outline says, unless given")
    options = parser.parse_args(arguments)
    problems: list[Problem] = []
    outline = read_outline(root, problems)
    entry = outline.get(options.page)
    if entry is None:
        raise fail(
            "press new", 0, "not-in-outline", f"{options.page} is not in {OUTLINE}", did_you_mean(options.page, outline)
        )
    if options.kind and options.kind != entry.kind:
        raise fail(
            "press new",
            0,
            "kind",
            f"the outline calls {options.page} a {entry.kind}",
            "Change the outline, or leave --kind out",
        )
    path = f"book/{entry.slug}.md"
    if (root / path).exists():
        raise fail(path, 0, "page-exists", "there is such a page already", "Edit it")
    book = read_book(root)
    written = [page.slug for page in book.pages]
    needs = [slug for slug in entry.needs if slug in written]
    toc = _entered((root / TOC).read_text(encoding="utf-8"), entry.slug, list(outline), written)
    draft = template(entry, [book.page(slug) for slug in needs], book.pages)
    write_all(root, encoded({path: draft, TOC: toc}))
    say(f"{path} is written, and stands in {TOC}")
    return Exit.FINE


def _entered(toc: str, slug: str, order: list[str], written: list[str]) -> str:
    """Return the table of contents with a page after the one that the outline puts before it."""
    before = [each for each in order[: order.index(slug)] if each in written]
    lines = toc.split("\n")
    row = next(n for n, line in enumerate(lines) if line.split(" ")[-1] == f"book/{before[-1]}")
    if not lines[row].lstrip().startswith("- file:"):  # the root page: the first of the first part
        row = next(n for n, line in enumerate(lines) if line.lstrip().startswith("- file:")) - 1
    indent = next(line for line in lines if line.lstrip().startswith("- file:")).partition("-")[0]
    return "\n".join([*lines[: row + 1], f"{indent}- file: book/{slug}", *lines[row + 1 :]])
