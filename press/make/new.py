"""`press new PAGE --kind K`: a page that passes all checks, to be filled."""

from __future__ import annotations

import argparse
import re
from pathlib import Path

from press.book import Entry, read_book
from press.book.toc import OUTLINE, TOC, read_outline
from press.book.vocabulary import KINDS, did_you_mean
from press.errors import Exit, Problem, fail
from press.files import write_all
from press.make.template import template
from press.text import encoded, say

_FILE = re.compile(r"( *)- file: ")


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
    toc = entered((root / TOC).read_text(encoding="utf-8"), entry, outline, written)
    draft = template(entry, [book.page(slug) for slug in needs], book.pages)
    write_all(root, encoded({path: draft, TOC: toc}))
    say(f"{path} is written, and stands in {TOC}")
    return Exit.FINE


def entered(toc: str, entry: Entry, outline: dict[str, Entry], written: list[str]) -> str:
    """Return the table of contents with a page where the outline has it.

    That is after the page before it; where that one belongs to another part, and a later
    page of its own part is written, before that.
    """
    order = list(outline)
    here = order.index(entry.slug)
    before = [each for each in order[:here] if each in written]
    if not before:
        raise fail(TOC, 0, "page-order", f"{entry.slug} would be the first page", "Write it in by hand, as root")
    after = [each for each in order[here:] if each in written and outline[each].part == entry.part]
    lines = toc.split("\n")
    if outline[before[-1]].part != entry.part and after:
        at = _row(lines, after[0])
    elif lines[_row(lines, before[-1])].startswith("root:"):
        at = next((n for n, line in enumerate(lines) if _FILE.match(line)), len(lines))
    else:
        at = _row(lines, before[-1]) + 1
    if at == len(lines):  # the root page was the only one
        return f"{toc.rstrip()}\nchapters:\n  - file: book/{entry.slug}\n"
    indent = next(match[1] for line in lines if (match := _FILE.match(line)))
    return "\n".join([*lines[:at], f"{indent}- file: book/{entry.slug}", *lines[at:]])


def _row(lines: list[str], slug: str) -> int:
    return next(n for n, line in enumerate(lines) if line.split(" ")[-1] == f"book/{slug}")
