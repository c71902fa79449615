"""A rule looks at one page in its book and says what is wrong with it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property

from press.book import Book, Page
from press.book.labels import Labels
from press.run.record import Run

Finding = tuple[int, str, str, str]  # line, code, message, hint
Rule = Callable[["Context"], Iterator[Finding]]


@dataclass
class Surroundings:
    """What the rules know besides the page: the book, its labels, its citations."""

    book: Book
    labels: Labels
    citations: frozenset[str]


@dataclass
class Context:
    """One page, the book around it, and its run where there is one."""

    page: Page
    around: Surroundings
    run: Run | None = None

    @cached_property
    def full(self) -> bool:
        """Whether the page has all the duties of the guide (front and back matter have not)."""
        return self.page.kind != "frame"
