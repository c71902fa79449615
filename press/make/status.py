"""`press status`: a table of the pages, and the time budget."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from press.book import Page, equations, exercises, read_book
from press.book.prose import words
from press.errors import Exit
from press.rules.shape import code_lines, counted_cells
from press.run.runner import Runner
from press.text import say, table

# Core-seconds that `make test` may take: for a page on average, and for what does not grow.
PER_PAGE, FIXED = 25.0, 20 * 60.0
TIMES = Path("_build/press/times.json")
HEAD = ("page", "kind", "words", "cells", "longest", "equations", "exercises", "no alt", "run s")


def status(root: Path, arguments: list[str]) -> Exit:
    """Print the table; with --check, fail above the budget."""
    parser = argparse.ArgumentParser(prog="press status", description=__doc__)
    parser.add_argument("--check", action="store_true", help="fail above the time budget")
    check = parser.parse_args(arguments).check
    runner = Runner(read_book(root))
    say(table(HEAD, [_row(page, runner) for page in runner.book.pages]))
    grown, fixed = _spent(root, len(runner.book.pages))
    if grown is None:
        say("\nno times yet: they come with make test")
        return Exit.FINE
    say(
        f"\nlast make test: {grown:.1f} core-seconds a page (budget {PER_PAGE:.0f}), {fixed / 60:.1f} core-minutes besides (budget {FIXED / 60:.0f})"
    )
    return Exit.CLAIM_FAILED if check and (grown > PER_PAGE or fixed > FIXED) else Exit.FINE


def _row(page: Page, runner: Runner) -> tuple[object, ...]:
    cells = counted_cells(page)
    run = runner.ready(page)
    longest = max((code_lines(cell.source) for cell in page.cells), default=0)
    silent = sum(bool(cell.figure) and not cell.options.get("alt") for cell in page.cells)
    seconds = run.seconds if run else float("nan")
    return (
        page.slug,
        page.kind,
        words(page),
        len(cells),
        longest,
        len(equations(page)),
        len(exercises(page)),
        silent,
        seconds,
    )


def _spent(root: Path, pages: int) -> tuple[float | None, float]:
    """Return core-seconds a page, and core-seconds that do not grow with pages."""
    try:
        times: dict[str, list[float]] = json.loads((root / TIMES).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None, 0.0
    return sum(times["by page"]) / max(pages, 1), sum(times["fixed"])
