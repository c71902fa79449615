"""Accepted outputs: the text that each page printed when its author last looked."""

from __future__ import annotations

import difflib
import re
from pathlib import Path
from typing import Any

from press.book import Page
from press.errors import Problem
from press.run.record import Run

FOLDER = Path("tests/outputs")
# What may differ between two runs of the same cells, and nothing else.
_SANITIZED = ((re.compile(r"0x[0-9a-f]{6,16}"), "ADDRESS"), (re.compile(r"ipykernel_\d+/\d+\.py"), "CELL"))


def path(page: Page) -> Path:
    """Return the file that holds the accepted outputs of a page."""
    return FOLDER / f"{page.slug}.txt"


def text(page: Page, run: Run) -> str:
    """Return the text output of a page's cells, and its values, as one file."""
    rows: list[str] = []
    for cell, outputs in zip(page.running, run.outputs, strict=True):
        printed = "" if "timing" in cell.tags else "".join(map(_text, outputs))
        if printed:
            rows += [f"── cell {cell.index}", printed.rstrip("\n")]
    if run.values:
        rows += ["── values", *(f"{key} = {value}" for key, value in sorted(run.values.items()))]
    return "\n".join(rows) + "\n" if rows else ""


def _text(output: dict[str, Any]) -> str:
    """Return an output as text; a figure's stand-in text is none."""
    data = output.get("data", {})
    if any(kind.startswith("image/") for kind in data):
        return ""
    found = output.get("text") or data.get("text/plain", "")
    whole = "".join(found) if isinstance(found, list) else str(found)
    for pattern, replacement in _SANITIZED:
        whole = pattern.sub(replacement, whole)
    return whole if whole.endswith("\n") or not whole else whole + "\n"


def compare(root: Path, page: Page, run: Run) -> list[Problem]:
    """Return what differs from the accepted outputs, with the difference."""
    file = root / path(page)
    accepted = file.read_text(encoding="utf-8") if file.is_file() else ""
    now = text(page, run)
    if accepted == now:
        return []
    difference = difflib.unified_diff(
        accepted.splitlines(), now.splitlines(), f"{path(page)} (accepted)", "this run", lineterm="", n=2
    )
    shown = "\n".join(f"    {row}" for row in difference)
    return [
        Problem(
            page.path,
            0,
            "output-changed",
            f"the page prints something else than was accepted\n{shown}\n",
            f"If it is right now: press run {page.slug} --accept",
        )
    ]


def strays(root: Path, pages: list[Page]) -> list[str]:
    """Return the files of accepted outputs that belong to no page."""
    known = {root / path(page) for page in pages}
    there = sorted((root / FOLDER).rglob("*.txt"))
    return [file.relative_to(root).as_posix() for file in there if file not in known]


def stray_problems(root: Path, pages: list[Page]) -> list[Problem]:
    hint = "If its page is gone: press run --accept"
    return [Problem(file, 0, "stray-output", "these outputs belong to no page", hint) for file in strays(root, pages)]
