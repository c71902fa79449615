"""The book's equations by grade: how many, and each one with what stands behind its mark."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import groupby
from typing import Any

from press.proof.verdict import AGREES
from press.weave.decided import Decided
from press.weave.marks import MARKS, UNDECIDED
from press.weave.state import State, state

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>|#$~])")


def _by_kind(press: State) -> dict[str, list[Decided]]:
    """Return all labelled equations by their marks, in the order in which marks are explained."""
    every = [each for page in press.book.pages for each in press.decided[page.slug]]
    kinds = [kind for kind in MARKS if kind != AGREES]
    found = {kind: [each for each in every if each.kind == kind] for kind in kinds}
    return {kind: some for kind, some in found.items() if some or kind != UNDECIDED}


def grade_table(env: Any) -> str:
    """Each mark with its words, and how many equations bear it."""
    kinds = _by_kind(state(env.app))
    counts = {kind: len(some) for kind, some in kinds.items()}
    counts[AGREES] = sum(bool(each.codes) for some in kinds.values() for each in some)
    rows = ["| mark | what it says | equations |", "|:-:|---|--:|"]
    rows += [f"| {{mark}}`{kind}` | {MARKS[kind].words} | {count} |" for kind, count in counts.items()]
    return "\n".join(rows)


def equation_list(env: Any) -> str:
    """All labelled equations of the book, a fold for each mark, page by page."""
    press = state(env.app)
    titles = {page.slug: page.title for page in press.book.pages}
    rows: list[str] = []
    for kind, some in _by_kind(press).items():
        if some:
            rows += [f"```{{listing}} {MARKS[kind].words}: {_counted(len(some))}", *_pages(some, titles), "```", ""]
    return "\n".join(rows)


def _counted(count: int) -> str:
    return "1 equation" if count == 1 else f"{count} equations"


def _pages(some: Iterable[Decided], titles: dict[str, str]) -> list[str]:
    rows: list[str] = []
    for slug, here in groupby(some, lambda each: each.page):
        rows += [f"- [{titles[slug]}]({slug}.md)", *_rows(list(here))]
    return rows


def _rows(here: list[Decided]) -> list[str]:
    """Return a line for each thing that stands behind a mark, with all equations of which it is true."""
    behind: dict[str, list[str]] = {}
    for each in here:
        behind.setdefault(_behind(each), []).append(f"{{eq}}`{each.label}`")
    return [f"  - {', '.join(links)}: {text}" for text, links in behind.items()]


def _behind(each: Decided) -> str:
    tied = f"; computed by {', '.join(f'`{code.name}`' for code in each.codes)}" if each.codes else ""
    return _SPECIAL.sub(_escaped, each.detail) + tied


def _escaped(found: re.Match[str]) -> str:
    return "\\" + found[0]
