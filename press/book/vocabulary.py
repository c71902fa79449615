"""The words that a chapter may use: options, tags, blocks, roles, kinds."""

from __future__ import annotations

import difflib
from collections.abc import Iterable

CELL_OPTIONS = ("tangle", "replaces", "name", "alt", "caption", "figure", "tags")
TAGS = (
    "check",
    "hide-input",
    "mistake",
    "native",
    "proof",
    "reveal",
    "solution",
    "timing",
)
# Tags that keep a cell's code from the reader's first glance.
FOLDING_TAGS = ("hide-input", "mistake", "proof", "reveal", "solution")

# Blocks, each with the options that it takes.
BLOCKS: dict[str, tuple[str, ...]] = {
    "exercise": ("name", "kind", "minutes"),
    "hint": (),
    "solution": (),
    "predict": (),
    "reveal": (),
    "remember": (),
    "margin": (),
    "note": (),
    "warning": (),
    "data-card": (),
    "notation-table": (),
    "chapter-map": (),
    "book-map": (),
    "showcase": (),
    "grade-table": (),
    "equation-list": (),
    "bibliography": (),
    "api": (),
}
ROLES = ("value", "eq", "numref", "cite:t", "cite:p")
KINDS = ("method", "phenomenon", "primer", "tool", "road", "case", "frame")
OPENINGS = (
    "a wrong answer",
    "a historical document",
    "a prediction",
    "a puzzle",
    "a broken program",
    "two runs that disagree",
)
_SHOWN = 12  # words that a hint lists
EXERCISE_KINDS = ("by hand", "derive", "build", "experiment", "drill", "project")


def did_you_mean(word: str, known: Iterable[str], form: str = "{}") -> str:
    """Return the hint for a word that is not known."""
    known = list(known)
    near = difflib.get_close_matches(word, known, 1)
    if near:
        return f"Did you mean {form.format(near[0])}"
    shown = ", ".join(form.format(name) for name in known[:_SHOWN])
    return f"Known are {shown}" + (f", and {len(known) - _SHOWN} more" if len(known) > _SHOWN else "")
