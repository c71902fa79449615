"""The labelled equations inside the package: what `press.proof` reads where no chapter is."""

from __future__ import annotations

import json
from collections.abc import Iterable

from press.book import Page, equations
from press.tangle.model import PACKAGE

EQUATIONS = f"{PACKAGE}/_equations.jsonl"


def equations_file(pages: Iterable[Page]) -> dict[str, str]:
    """Return the file of labelled equations: one sorted line for each; none where none is labelled.

    It holds no numbers of lines: they change with the prose.
    """
    rows = [
        json.dumps({"label": each.label, "page": page.slug, "tex": each.tex.strip()}, ensure_ascii=False)
        for page in pages
        for each in equations(page)
        if each.label
    ]
    return {EQUATIONS: "".join(f"{row}\n" for row in sorted(rows))} if rows else {}
