"""`press status`: a table of the pages, and the time budget."""

from __future__ import annotations

import argparse
from pathlib import Path

from press.book import Page, equations, exercises, read_book
from press.book.prose import words
from press.errors import Exit
from press.make.times import read
from press.rules.shape import code_lines, counted_cells
from press.run.runner import Runner
from press.text import say, table

HEAD = ("page", "kind", "words", "cells", "longest", "equations", "exercises", "no alt", "run s")


def status(root: Path, arguments: list[str]) -> Exit:
    """Print the table; with --check, fail above the budget."""
    parser = argparse.ArgumentParser(prog="press status", description=__doc__)
    parser.add_argument("--check", action="store_true", help="fail above the time budget")
    check = parser.parse_args(arguments).check
    runner = Runner(read_book(root))
    pages = runner.book.pages
    say(table(HEAD, [_row(page, runner) for page in pages]))
    times = read(root)
    if times is None:
        say("\nno times yet: they come with make test")
        return Exit.FINE
    say("\n" + times.told(len(pages)))
    return Exit.FINE if times.within(len(pages)) or not check else Exit.CLAIM_FAILED


def _row(page: Page, runner: Runner) -> tuple[object, ...]:
    cells = counted_cells(page)
    run = runner.ready(page)
    longest = max((code_lines(cell.source) for cell in page.cells), default=0)
    silent = sum(bool(cell.figure) and not cell.options.get("alt") for cell in page.cells)
    return (
        page.slug,
        page.kind,
        words(page),
        len(cells),
        longest,
        len(equations(page)),
        len(exercises(page)),
        silent,
        run.seconds if run else None,
    )
