"""Numbers of equations, figures and exercises: by page, the same in every product."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from press.book.exercises import exercises
from press.book.model import Page
from press.book.prose import equations

_WORDS = {"eq": "", "fig": "Figure ", "ex": "Exercise "}


@dataclass(frozen=True)
class Label:
    """Something with a name and a number that texts refer to."""

    name: str
    page: str
    kind: str  # "eq", "fig", "ex"
    number: int
    line: int

    @property
    def text(self) -> str:
        """What a reference says: (3), Figure 3, Exercise 3."""
        return f"{_WORDS[self.kind]}{self.number}" if self.kind != "eq" else f"({self.number})"


def labels_of(page: Page) -> Iterator[Label]:
    """Yield the labels of a page."""
    labelled = [equation for equation in equations(page) if equation.label]
    for number, equation in enumerate(labelled, 1):
        yield Label(str(equation.label), page.slug, "eq", number, equation.line)
    figures = [cell for cell in page.cells if cell.figure]
    for number, cell in enumerate(figures, 1):
        yield Label(str(cell.figure), page.slug, "fig", number, cell.line_of("figure"))
    for number, exercise in enumerate(exercises(page), 1):
        yield Label(exercise.name, page.slug, "ex", number, exercise.statement.fence)


class Labels:
    """All labels of the book, by name."""

    def __init__(self, pages: list[Page]):
        self.all = [label for page in pages for label in labels_of(page)]
        self.by_name: dict[str, Label] = {}
        for label in self.all:
            self.by_name.setdefault(label.name, label)

    def get(self, name: str) -> Label | None:
        return self.by_name.get(name)

    def twice(self) -> list[tuple[Label, Label]]:
        """Return the labels that are given more than once, each with the one it repeats."""
        return [(label, self.by_name[label.name]) for label in self.all if self.by_name[label.name] is not label]
