"""Rules of equations: each has one grade, arithmetic is right, proof cells can run alone."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from press.notebooks.needs import names
from press.rules.base import Context, Finding
from press.verdicts import gather
from press.verdicts.rules import arithmetic, citations, complaints, strangers


def verdicts(context: Context) -> Iterator[Finding]:
    """Every labelled equation has one grade; without a run, only arithmetic can be judged."""
    if context.run is None:
        found = arithmetic(context.page)
    else:
        graded = gather.gather(context.page, context.run)
        found = iter([*complaints(context.page, graded), *citations(context.page, graded, context.around.citations)])
    for each in found:
        yield each.line, each.code, each.message, each.hint


def alone(context: Context) -> Iterator[Finding]:
    """A proof cell uses only press.proof, tangled definitions and other proof cells."""
    own = {name for cell in context.page.cells if cell.target for name in names(cell.source, ast.Store)}
    for each in strangers(context.page, own):
        yield each.line, each.code, each.message, each.hint
