"""What the terminal shows: tables, progress."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence


def table(head: Sequence[str], rows: Sequence[Sequence[object]]) -> str:
    """Return rows under a head, columns aligned: words left, numbers (and None, for nothing) right."""
    texts = [list(head), *(["" if cell is None else str(cell) for cell in row] for row in rows)]
    widths = [max(len(row[column]) for row in texts) for column in range(len(head))]
    right = [all(not isinstance(row[column], str) for row in rows) for column in range(len(head))]
    return "\n".join(
        "  ".join(_aligned(*each) for each in zip(row, widths, right, strict=True)).rstrip() for row in texts
    )


def _aligned(text: str, width: int, right: bool) -> str:
    return text.rjust(width) if right else text.ljust(width)


def encoded(files: Mapping[str, str | bytes]) -> dict[str, bytes]:
    """Return files as bytes, text in UTF-8, ready to be written."""
    return {path: content.encode() if isinstance(content, str) else content for path, content in files.items()}


def say(text: str) -> None:
    """Print a line of progress at once."""
    print(text, flush=True)


def complain(problems: Sequence[object]) -> None:
    """Print problems where errors belong."""
    for problem in problems:
        print(problem, file=sys.stderr)
    sys.stderr.flush()
