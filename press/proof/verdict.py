"""Verdicts: what was found out about an equation, printed and handed to the site."""

from __future__ import annotations

import sys
from dataclasses import asdict, dataclass, field
from typing import Any

MIME = "application/vnd.press.verdict+json"

CITED, AGREES = "cited", "agrees"
GRADES = {
    "all-sizes": "proved for all sizes",
    "these-sizes": "proved at these sizes",
    "sampled": "checked on sampled points",
    "definition": "definition",
    CITED: "cited",
    AGREES: "the code agrees",
}
_SIGNS = {"definition": "=", CITED: "§"}


@dataclass(frozen=True)
class Verdict:
    """The grade of an equation, in words how it came about, and the argument behind it."""

    label: str
    grade: str
    detail: str = ""
    argument: dict[str, Any] = field(default_factory=dict)

    def __str__(self) -> str:
        line = f"{_SIGNS.get(self.grade, '✓')} {self.label}: {GRADES[self.grade]}"
        return f"{line}; {self.detail}" if self.detail else line

    def show(self) -> None:
        """Print the verdict; in a notebook, hand it to the site too."""
        shell = sys.modules.get("IPython")
        if shell is not None and shell.get_ipython() is not None:
            from IPython.display import display

            display({MIME: asdict(self), "text/plain": str(self)}, raw=True)
        else:
            print(self)
        collected.append(self)


@dataclass(frozen=True)
class Failure:
    """An equation that is not accepted, and the message that says why."""

    label: str
    page: str
    line: int
    message: str


collected: list[Verdict] = []  # in this process, in order
failures: list[Failure] | None = None  # where all failures are wanted, not the first: a list
spent: list[tuple[str, float]] = []  # seconds that each took
