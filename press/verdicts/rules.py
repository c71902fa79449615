"""Each labelled equation has one grade, each grade its equation; arithmetic by hand is right."""

from __future__ import annotations

import ast
import builtins
from collections import Counter
from collections.abc import Container, Iterable, Iterator

from press.book import Page, equations
from press.book.vocabulary import did_you_mean
from press.errors import Problem
from press.notebooks.needs import names
from press.proof.cells import LOAD, MARK, plain
from press.proof.verdict import CITED
from press.verdicts.gather import Found


def derived(page: Page) -> dict[str, int]:
    """Return the labels of a page that need a grade, with their lines."""
    return {e.label: e.line for e in equations(page) if e.label and not e.label.startswith("num-")}


def complaints(page: Page, found: Iterable[Found], failed: Container[str] = ()) -> Iterator[Problem]:
    """Compare the labels of a page with the verdicts of its proof cells."""
    labels, lines = derived(page), {cell.index: cell.first for cell in page.cells}
    found = list(found)
    grades = Counter(each.label for each in found if each.is_grade)
    for label, line in labels.items():
        if not grades[label] and label not in failed:
            hint = "Check, define, bound or cite it in a proof cell below"
            yield Problem(page.path, line, "no-verdict", f"the equation {label} has no verdict", hint)
        if grades[label] > 1:
            hint = "One cell decides an equation"
            yield Problem(page.path, line, "two-verdicts", f"the equation {label} has {grades[label]} verdicts", hint)
    for each in found:
        if each.is_grade and each.label not in labels:
            hint = did_you_mean(each.label, labels) or "Its own page grades it"
            yield Problem(
                page.path, lines.get(each.cell, 0), "stray-verdict", f"{each.label} is no display of this page", hint
            )
    yield from arithmetic(page)


def arithmetic(page: Page) -> Iterator[Problem]:
    """Decide the displays of numbers."""
    shown = [e for e in equations(page) if e.label and e.label.startswith("num-")]
    if not shown:
        return
    from press.proof.arithmetic import problem
    from press.proof.source import Equation

    for each in shown:
        if wrong := problem(Equation(str(each.label), each.tex, page.path, each.line)):
            yield Problem(page.path, each.line, "arithmetic", wrong, "Compute it again")


def citations(page: Page, found: Iterable[Found], known: Container[str]) -> Iterator[Problem]:
    """An equation accepted on someone's word names a work of the bibliography."""
    for each in found:
        if each.grade == CITED and each.argument.get("key") not in known:
            line = derived(page).get(each.label, 0)
            yield Problem(
                page.path,
                line,
                "citation",
                f"{each.argument.get('key')!r} is not in book/references.bib",
                "Add its entry",
            )


def strangers(page: Page, own: Container[str]) -> Iterator[Problem]:
    """A proof cell uses press.proof, tangled definitions and other proof cells: it can run alone."""
    import press.proof

    given = {*dir(builtins), *press.proof.__all__}
    cells = [cell for cell in page.cells if "proof" in cell.tags]
    for number, cell in enumerate(cells):
        if cell.source.strip() != LOAD if number == 0 else cell.lines[:1] != (MARK,):
            hint = f"Write `{LOAD}` as the first one, `{MARK}` as the first line of the others"
            yield Problem(page.path, cell.first, "proof-mark", "this proof cell has the names of the page", hint)
        code = plain(cell.source)
        given |= names(code, ast.Store) | _arguments(code)
        for name in sorted(names(code, ast.Load) - given):
            if name not in own:
                hint = "Import it there, or define it in a proof cell"
                yield Problem(page.path, cell.first, "proof-name", f"{name} stands in no proof cell", hint)


def _arguments(source: str) -> set[str]:
    try:
        return {node.arg for node in ast.walk(ast.parse(source)) if isinstance(node, ast.arg)}
    except SyntaxError:  # the run itself says what is wrong
        return set()
