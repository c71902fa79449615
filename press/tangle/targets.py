"""Where a cell may go: paths of modules inside the package."""

from __future__ import annotations

import keyword
import re
from pathlib import PurePosixPath

from press.book import Cell
from press.tangle.complaints import Complaints
from press.tangle.model import PACKAGE

_TARGET = re.compile(rf"{PACKAGE}(?:/[a-z][a-z0-9_]*)+\.py")
# Names that the package, or Windows, needs for itself.
_TAKEN = {"data", "aux", "con", "nul", "prn"}


class Targets:
    """The targets met so far; each is checked against all others."""

    def __init__(self, complaints: Complaints):
        self.complaints = complaints
        self.good: set[str] = set()
        self.folders: set[str] = set()

    def accepts(self, cell: Cell) -> bool:
        """Whether the cell's target is the path of a module; complains if it is not."""
        target = cell.target or ""
        if target in self.good:
            return True
        code = self._fault(target)
        if code is None:
            self.good.add(target)
            self.folders |= {str(parent) for parent in PurePosixPath(target).parents}
            return True
        self.complaints.lost = True
        facts = {"target": target, "lower": target.lower(), "taken": ", ".join(sorted(_TAKEN))}
        self.complaints.at(cell, cell.line_of("tangle"), code, **facts)
        return False

    def _fault(self, target: str) -> str | None:
        """Return the code of what is wrong with a target."""
        path = PurePosixPath(target)
        if ".." in path.parts or path.parts[0].lower() != PACKAGE:
            return "target-outside"
        if target != target.lower():
            return "target-case"
        words = path.with_suffix("").parts[1:]
        if not _TARGET.fullmatch(target) or any(map(_is_taken, words)):
            return "target-form"
        folder = target.removesuffix(".py")
        if folder in self.folders or any(f"{each}.py" in self.good for each in path.parents):
            return "module-and-package"
        return None


def _is_taken(word: str) -> bool:
    return keyword.iskeyword(word) or word in _TAKEN
