"""The time budget of the tests: what grows with the pages, and what does not."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from press.files import write_all
from press.text import encoded, table

FILE = "_build/press/times.json"
BY_PAGE, FIXED = "by page", "fixed"
# Core-seconds that `make test` may take: for a page on average, and for what does not grow.
MOST_PER_PAGE, MOST_FIXED = 25.0, 20 * 60.0


class Times:
    """Core-seconds of each stage of the last `make test`."""

    def __init__(self, stages: Mapping[str, Mapping[str, float]] | None = None):
        self.stages: dict[str, dict[str, float]] = {BY_PAGE: {}, FIXED: {}}
        for kind, seconds in ({} if stages is None else stages).items():
            self.stages[kind] = dict(seconds)

    def add(self, kind: str, stage: str, seconds: float) -> None:
        self.stages[kind][stage] = round(seconds, 2)

    def write(self, root: Path) -> None:
        write_all(root, encoded({FILE: json.dumps(self.stages, indent=1)}))

    def per_page(self, pages: int) -> float:
        return sum(self.stages[BY_PAGE].values()) / max(pages, 1)

    @property
    def fixed(self) -> float:
        return sum(self.stages[FIXED].values())

    def within(self, pages: int) -> bool:
        """Whether the stages keep to the budget."""
        return self.per_page(pages) <= MOST_PER_PAGE and self.fixed <= MOST_FIXED

    def told(self, pages: int) -> str:
        """Return the stages as a table, and both sums."""
        rows: list[tuple[str, float | None, float | None]] = []
        rows += [(name, round(seconds / max(pages, 1), 1), None) for name, seconds in self.stages[BY_PAGE].items()]
        rows += [(name, None, round(seconds, 1)) for name, seconds in self.stages[FIXED].items()]
        rows.append(("together", round(self.per_page(pages), 1), round(self.fixed, 1)))
        rows.append(("budget", MOST_PER_PAGE, MOST_FIXED))
        return table(("stage of make test, core-seconds", "a page", "fixed"), rows)


def read(root: Path) -> Times | None:
    """Return the times of the last `make test`, if there are any that can be read."""
    try:
        return Times(json.loads((root / FILE).read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError, AttributeError):
        return None
