"""What a run of a page left behind, and the store that keeps it."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from press.files import write_all

_KEPT = 4  # runs kept for each page, so that going back to an earlier text costs nothing


@dataclass
class Run:
    """The outputs of a page's cells, its values, and its exercises' verdicts."""

    page: str
    key: str
    outputs: list[list[dict[str, Any]]]  # one list for each running cell (nbformat's outputs)
    values: dict[str, str]
    exercises: list[dict[str, Any]] = field(default_factory=list)
    seconds: float = 0.0  # of processor time


class Store:
    """Runs by page and key, as JSON files in one folder."""

    def __init__(self, root: Path):
        self.folder = root / "_build" / "press" / "runs"

    def _path(self, page: str, key: str) -> Path:
        return self.folder / page / f"{key}.json"

    def get(self, page: str, key: str) -> Run | None:
        """Return the run of a page under a key, if there is one that can be read."""
        path = self._path(page, key)
        try:
            run = Run(**json.loads(path.read_text(encoding="utf-8")))
        except (OSError, ValueError, TypeError):
            return None
        if (run.page, run.key) != (page, key):
            return None
        path.touch()  # the clean-up goes by time of last use
        return run

    def put(self, run: Run) -> None:
        """Keep a run, and drop the oldest ones of its page."""
        path = self._path(run.page, run.key)
        path.parent.mkdir(parents=True, exist_ok=True)
        write_all(path.parent, {path.name: json.dumps(asdict(run), ensure_ascii=False).encode()})
        for old in _oldest(path.parent.glob("*.json")):
            old.unlink(missing_ok=True)


def _oldest(paths: Iterable[Path]) -> list[Path]:
    return sorted(paths, key=lambda path: path.stat().st_mtime, reverse=True)[_KEPT:]
