"""The labelled equations: as the run of a page hands them over, else as they ship."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from press.proof.errors import MeaningError

VARIABLE = "PRESS_EQUATIONS"  # a file, fresh from the chapters, while pages are run
SHIPPED = Path(__file__).parent / "equations.json"


@dataclass(frozen=True)
class Equation:
    """A labelled display: its LaTeX, its page, and its line where that is known."""

    label: str
    tex: str
    page: str = ""
    line: int = 0

    @property
    def shown(self) -> str:
        return " ".join(self.tex.split())


@cache
def _read(path: str) -> dict[str, Equation]:
    rows = json.loads(Path(path).read_text(encoding="utf-8"))
    return {label: Equation(label, **row) for label, row in rows.items()}


_given: dict[str, Equation] = {}


def give(equations: dict[str, str]) -> None:
    """Let labels stand for LaTeX: for tests, and for equations tried out in a notebook."""
    _given.update({label: Equation(label, tex) for label, tex in equations.items()})


def equation(label: str) -> Equation:
    """Return the equation with a label. Raises MeaningError where there is none."""
    if label in _given:
        return _given[label]
    path = Path(os.environ.get(VARIABLE) or SHIPPED)
    known = _read(str(path)) if path.is_file() else {}
    if label not in known:
        from difflib import get_close_matches

        near = get_close_matches(label, [*known, *_given], 1)
        raise MeaningError(f"no display has the label {label}", f"Did you mean {near[0]}" if near else "")
    return known[label]


@cache
def macros() -> dict[str, str]:
    import tomllib

    table = tomllib.loads((Path(__file__).parent / "notation.toml").read_text(encoding="utf-8"))
    return {f"\\{name}": text for name, text in table["macros"].items()}
