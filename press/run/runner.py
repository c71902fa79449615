"""Bring the runs of pages up to date: two at a time, each against the package before it."""

from __future__ import annotations

import hashlib
import os
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor, as_completed
from functools import cached_property
from pathlib import Path

from press.book import Book, Page
from press.errors import Exit, PressError, Problem
from press.files import write_all
from press.run.key import Keys
from press.run.record import Run, Store
from press.tangle import Definition, Tangled
from press.tangle.build import Tangler
from press.text import encoded
from press.verdicts.fresh import fresh_equations

AT_ONCE = 2
_PACKAGES_KEPT = 40


class Runner:
    """Knows which pages have a run that is up to date, and makes the others."""

    def __init__(self, book: Book):
        self.book = book
        self.store = Store(book.root)

    @cached_property
    def _tangler(self) -> Tangler:
        return Tangler(self.book)

    @cached_property
    def tangled(self) -> Tangled:
        """The finished package."""
        return self._tangler.whole()

    @cached_property
    def _keys(self) -> Keys:
        return Keys(self.book, self.tangled)

    def key(self, page: Page) -> str:
        """Return the key under which the run of a page is kept."""
        return self._keys.of(page)

    def ready(self, page: Page) -> Run | None:
        """Return the run of a page if it is up to date."""
        return self.store.get(page.slug, self.key(page))

    def ensure(self, page: Page) -> Run:
        """Return the run of a page, running it now if need be."""
        return self.ensure_all([page])[page.slug]

    def ensure_all(self, pages: list[Page], say: Callable[[str], None] = lambda text: None) -> dict[str, Run]:
        """Return the runs of pages; problems of all of them are raised at once."""
        runs = {page.slug: run for page in pages if (run := self.ready(page))}
        todo = [page for page in pages if page.slug not in runs]
        problems: list[Problem] = []
        with ProcessPoolExecutor(min(AT_ONCE, max(len(todo), 1))) as pool:
            started = {
                pool.submit(_run, page, self.key(page), self.before(page), fresh_equations(self.book, page)): page
                for page in todo
            }
            for done, future in enumerate(as_completed(started), 1):
                page = started[future]
                try:
                    runs[page.slug] = future.result()
                    self.store.put(runs[page.slug])
                    say(f"ran {page.slug} in {runs[page.slug].seconds:.1f} s, {len(todo) - done} to go")
                except PressError as error:
                    problems += error.problems
                    say(f"{page.slug} failed, {len(todo) - done} to go")
        if problems:
            raise PressError(problems, Exit.CLAIM_FAILED)
        return runs

    def before(self, page: Page) -> Path:
        """Write the package as of the page before; return the folder that holds it."""
        return self._written(self._tangler.before(page.slug))

    def after(self, page: Page) -> Path:
        """Write the package as the page leaves it; return the folder that holds it."""
        return self._written(self._tangler.after(page.slug))

    def own(self, page: Page) -> list[Definition]:
        """Return what the page itself gives to the package, as it leaves it: functions, classes, constants."""
        after = self._tangler.after(page.slug).definitions
        return [d for d in after if d.page == page.slug and d.superseded_by is None and not d.is_member]

    def _written(self, tangled: Tangled) -> Path:
        digest = hashlib.sha256(repr(sorted(tangled.files.items())).encode()).hexdigest()[:16]
        folder = self.book.root / "_build" / "press" / "packages"
        if not (folder / digest / "complete").exists():
            write_all(folder / digest, encoded({**tangled.files, "complete": ""}))
            _drop_oldest(folder)
        os.utime(folder / digest)  # it is in use: not the oldest
        return folder / digest


def _run(page: Page, key: str, package: Path, equations: Path) -> Run:
    """Run in a worker process; nbclient is imported only where it is needed."""
    from press.run.kernel import execute

    return execute(page, key, package, equations)


def _drop_oldest(folder: Path) -> None:
    import shutil

    made = sorted(folder.iterdir(), key=lambda path: path.stat().st_mtime, reverse=True)
    for old in made[_PACKAGES_KEPT:]:
        if time.time() - old.stat().st_mtime > 3600:  # a run of this hour may still need it
            shutil.rmtree(old, ignore_errors=True)
