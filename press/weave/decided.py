"""What was found out about each labelled equation of the book, ready to be shown."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from press.book import Book, Page, equations
from press.book.labels import Labels
from press.proof.arithmetic import problem
from press.proof.source import Equation
from press.tangle import Place, Tangled
from press.verdicts.gather import Found
from press.weave.marks import BY_HAND, UNDECIDED

Verdicts = dict[str, list[Found]]  # by page, in order


@dataclass(frozen=True)
class Code:
    """A function that computes what an equation says, and the cell that gives it to the package."""

    name: str
    place: Place


@dataclass(frozen=True)
class Decided:
    """A labelled equation, its grade (or another mark), and what stands behind it."""

    label: str
    page: str
    number: int
    kind: str
    detail: str
    cell: int = 0  # that decides it, on its page
    codes: tuple[Code, ...] = ()


def decide(book: Book, labels: Labels, tangled: Tangled, verdicts: Verdicts) -> dict[str, list[Decided]]:
    """Return, by page, its labelled equations in order."""
    codes = dict.fromkeys(labels.by_name, ())  # type: dict[str, tuple[Code, ...]]
    for page in book.pages:
        for found in verdicts.get(page.slug, ()):
            if found.label in codes and (code := code_of(found, page, tangled)) not in (None, *codes[found.label]):
                codes[found.label] += (code,)  # type: ignore[operator]
    return {page.slug: list(_of_page(page, labels, verdicts.get(page.slug, []), codes)) for page in book.pages}


def code_of(found: Found, page: Page, tangled: Tangled) -> Code | None:
    """Return the code that a verdict ties to its equation, as this page or an earlier one defines it."""
    name = found.argument.get("code", "")
    here = tangled.pages.index(page.slug)
    given = [each for each in tangled.definitions if each.short == name and tangled.pages.index(each.page) <= here]
    return Code(name, given[-1].place) if given else None


def _of_page(
    page: Page, labels: Labels, verdicts: list[Found], codes: dict[str, tuple[Code, ...]]
) -> Iterator[Decided]:
    grades = {found.label: found for found in verdicts if found.is_grade}
    for each in equations(page):
        if not each.label:
            continue
        number = labels.by_name[each.label].number
        if each.label.startswith("num-"):
            wrong = problem(Equation(each.label, each.tex, page.path, each.line))
            yield Decided(
                each.label,
                page.slug,
                number,
                UNDECIDED if wrong else BY_HAND,
                wrong or "numbers alone, decided exactly",
            )
        elif found := grades.get(each.label):
            yield Decided(
                each.label, page.slug, number, found.grade, found.detail, found.cell, codes.get(each.label, ())
            )
        else:
            yield Decided(each.label, page.slug, number, UNDECIDED, "it has no verdict")
