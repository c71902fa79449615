"""The verdicts that the run of a page holds, and what they say about its equations."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from press.book import Page
from press.proof.verdict import AGREES, MIME
from press.run.record import Run


@dataclass(frozen=True)
class Found:
    """One verdict: what `press.proof` handed over, and the cell that asked for it."""

    label: str
    grade: str
    detail: str
    argument: dict[str, Any] = field(default_factory=dict)
    cell: int = 0  # its index in the page

    @property
    def is_grade(self) -> bool:
        """Whether it grades its equation; that the code agrees stands beside a grade."""
        return self.grade != AGREES


def gather(page: Page, run: Run) -> list[Found]:
    """Return the verdicts of a run, in order."""
    return [
        Found(**output["data"][MIME], cell=cell.index)
        for cell, outputs in zip(page.running, run.outputs, strict=True)
        for output in outputs
        if MIME in output.get("data", {})
    ]
