"""`press run [PAGE …] [--accept]`: bring runs up to date and compare what they printed."""

from __future__ import annotations

import argparse
from pathlib import Path

from press.book import Book, Page, read_book
from press.book.vocabulary import did_you_mean
from press.errors import Exit, Problem, fail
from press.exercises import verdict
from press.files import write_all
from press.run import accepted
from press.run.record import Run
from press.run.runner import Runner
from press.text import complain, encoded, say


def run(root: Path, arguments: list[str]) -> Exit:
    """Run pages that need it; compare outputs; judge exercises."""
    parser = argparse.ArgumentParser(prog="press run", description=__doc__)
    parser.add_argument("pages", nargs="*", metavar="PAGE", help="chapter/slug; all pages where none is named")
    parser.add_argument("--accept", action="store_true", help="take what was printed as right, after you have read it")
    options = parser.parse_args(arguments)
    runner = Runner(read_book(root))
    pages = chosen(runner.book, options.pages)
    runs = runner.ensure_all(pages, say)
    if options.accept:
        _accept(root, pages, runs, [] if options.pages else accepted.strays(root, pages))
    found = [problem for page in pages for problem in problems(root, page, runs[page.slug])]
    found += [] if options.pages else accepted.stray_problems(root, pages)
    complain(found)
    trials = sum(len(exercise["trials"]) for each in runs.values() for exercise in each.exercises)
    say(
        f"{len(pages)} pages, {sum(each.seconds for each in runs.values()):.1f} s of cells, {trials} trials of exercises, {len(found)} problems"
    )
    return Exit.CLAIM_FAILED if found else Exit.FINE


def problems(root: Path, page: Page, run: Run) -> list[Problem]:
    """Return what a run brought up: outputs that changed, exercises that prove nothing."""
    return accepted.compare(root, page, run) + verdict.problems(page, run.exercises)


def chosen(book: Book, slugs: list[str]) -> list[Page]:
    """Return the pages of some slugs; all pages where none is given."""
    known = [page.slug for page in book.pages]
    for slug in slugs:
        if slug not in known:
            raise fail("press", 0, "no-page", f"the book has no page {slug!r}", did_you_mean(slug, known))
    return [page for page in book.pages if not slugs or page.slug in slugs]


def _accept(root: Path, pages: list[Page], runs: dict[str, Run], strays: list[str]) -> None:
    texts = {str(accepted.path(page)): accepted.text(page, runs[page.slug]) for page in pages}
    silent = [path for path, text in texts.items() if not text]
    write_all(root, encoded({path: text for path, text in texts.items() if text}), [*silent, *strays])
