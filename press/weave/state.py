"""What the weave knows of the book: pages, package, runs. Made once a build."""

from __future__ import annotations

import hashlib
from functools import cached_property
from pathlib import Path

from sphinx.application import Sphinx

from press.book import Book, Page, read_book
from press.book.labels import Labels
from press.book.symbols import first_uses
from press.notation import Symbol
from press.run.record import Run
from press.run.runner import Runner
from press.tangle import Tangled
from press.verdicts.gather import gather
from press.weave.decided import Decided, Verdicts, decide

_LISTS = ("{grade-table}", "{equation-list}", "{showcase}")  # blocks made of all verdicts of the book


class State:
    """The book as this build sees it."""

    def __init__(self, root: Path):
        self.root = root
        self.book: Book = read_book(root)
        self.runner = Runner(self.book)
        self.labels = Labels(self.book.pages)

    @property
    def tangled(self) -> Tangled:
        return self.runner.tangled

    @cached_property
    def first_uses(self) -> dict[str, list[tuple[list[str], Symbol]]]:
        """The symbols that each page is the first to use."""
        return first_uses(self.book.pages)

    @cached_property
    def verdicts(self) -> Verdicts:
        """What the proof cells of each page found out; pages without a run are run now."""
        runs = self.runner.ensure_all(self.book.pages)
        return {page.slug: gather(page, runs[page.slug]) for page in self.book.pages}

    @cached_property
    def decided(self) -> dict[str, list[Decided]]:
        """The labelled equations of each page, and what was found out about them."""
        return decide(self.book, self.labels, self.tangled, self.verdicts)

    @cached_property
    def _tools(self) -> str:
        """A digest of the weave itself: a change of it concerns every page."""
        digest = hashlib.sha256()
        for path in sorted(Path(__file__).parent.rglob("*.py")):
            digest.update(path.read_bytes())
        return digest.hexdigest()

    def run(self, page: Page) -> Run:
        """Return the run of a page; where there is none, run it now."""
        return self.runner.ensure(page)

    def stamps(self) -> dict[str, str]:
        """Return, for each page, a digest of all that its HTML is made of."""
        shared = self._tools + repr([(page.slug, page.title, page.front) for page in self.book.pages])
        shared += str(self.tangled.files["mlcode/_provenance.jsonl"]) + repr(self.tangled.used_in)
        stamps = {}
        for page in self.book.pages:
            text = shared + page.text + self.runner.key(page) + repr(self._shown(page))
            stamps[f"book/{page.slug}"] = hashlib.sha256(text.encode()).hexdigest()
        return stamps

    def _shown(self, page: Page) -> object:
        """Return the verdicts that a page shows: its own, or those of the book."""
        lists = any(name in page.text for name in _LISTS)
        return self.decided if lists else (self.decided[page.slug], self.verdicts[page.slug])


def state(app: Sphinx) -> State:
    """Return the state of this build."""
    if not hasattr(app, "press_state"):
        app.press_state = State(Path(app.srcdir))  # type: ignore[attr-defined]
    return app.press_state  # type: ignore[attr-defined,no-any-return]
