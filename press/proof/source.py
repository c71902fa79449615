"""The labelled equations: as the run of a page hands them over, else as they ship in mlcode."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from press.proof.errors import MeaningError

VARIABLE = "PRESS_EQUATIONS"  # a file, fresh from the chapters, while pages are run
_SHIPPED = "_equations.jsonl"  # inside the package


@dataclass(frozen=True)
class Equation:
    """A labelled display: its LaTeX, its page, and its line where that is known.

    ``parsed`` stands for the LaTeX where a test of the checker has changed its tree.
    """

    label: str
    tex: str
    page: str = ""
    line: int = 0
    parsed: tuple[Any, ...] | None = None

    @property
    def shown(self) -> str:
        return " ".join(self.tex.split())


@cache
def _read(path: str) -> dict[str, Equation]:
    lines = Path(path).read_text(encoding="utf-8").splitlines()
    return {row["label"]: Equation(**row) for row in map(json.loads, lines)}


def _file() -> Path | None:
    """Return where the equations stand: mlcode is found, not imported."""
    if os.environ.get(VARIABLE):
        return Path(os.environ[VARIABLE])
    package = find_spec("mlcode")
    folders = package.submodule_search_locations if package else None
    return next((path for each in folders or () if (path := Path(each) / _SHIPPED).is_file()), None)


_given: dict[str, Equation] = {}


def give(equations: dict[str, str]) -> None:
    """Let labels stand for LaTeX: for tests, and for equations tried out in a notebook."""
    _given.update({label: Equation(label, tex) for label, tex in equations.items()})


def equation(label: str) -> Equation:
    """Return the equation with a label. Raises MeaningError where there is none."""
    if label in _given:
        return _given[label]
    path = _file()
    known = _read(str(path)) if path else {}
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
