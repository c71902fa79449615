"""`press rules [PAGE …]`: check what the page guide makes checkable."""

from __future__ import annotations

import argparse
import re
from pathlib import Path

from press.book import Book, Page, read_book
from press.book.labels import Labels
from press.errors import Exit, Problem
from press.rules import equations, front, links, shape, text
from press.rules.base import Context, Rule, Surroundings
from press.run.record import Run
from press.run.runner import Runner
from press.run.verbs import chosen
from press.text import complain, say

RULES: tuple[Rule, ...] = (
    front.fields, front.texts, front.recall, front.place,
    shape.size, shape.cells, shape.early_picture, shape.pace, shape.duties, shape.boxes,
    links.references, text.labels, text.figures, text.code, text.prose, text.printed,
    equations.verdicts, equations.alone,
)  # fmt: skip
_ENTRY = re.compile(r"^@\w+\{\s*([^,\s]+)", re.MULTILINE)


def surroundings(book: Book) -> Surroundings:
    """Return what the rules need of the whole book."""
    bibliography = book.root / "book" / "references.bib"
    keys = _ENTRY.findall(bibliography.read_text(encoding="utf-8")) if bibliography.is_file() else []
    return Surroundings(book, Labels(book.pages), frozenset(keys))


def check(page: Page, around: Surroundings, run: Run | None = None) -> list[Problem]:
    """Return what the rules find on a page."""
    context = Context(page, around, run)
    return [Problem(page.path, *finding) for rule in RULES for finding in rule(context)]


def rules(root: Path, arguments: list[str]) -> Exit:
    """Check pages; with their runs where these are up to date."""
    parser = argparse.ArgumentParser(prog="press rules", description=__doc__)
    parser.add_argument("pages", nargs="*", metavar="PAGE")
    slugs = parser.parse_args(arguments).pages
    runner = Runner(read_book(root))
    around = surroundings(runner.book)
    pages = chosen(runner.book, slugs)
    found = [problem for page in pages for problem in check(page, around, runner.ready(page))]
    complain(sorted(found))
    say(f"{len(found)} problems on {len(pages)} pages" if found else f"{len(pages)} pages keep the rules")
    return Exit.CLAIM_FAILED if found else Exit.FINE
