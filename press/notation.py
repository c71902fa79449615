"""The book's notation: one file gives the table, the macros, the checker's names."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

FILE = Path(__file__).parent / "proof" / "notation.toml"


@dataclass(frozen=True)
class Symbol:
    """A row of the notation: its forms in LaTeX, meaning, shape, name in code, scope.

    ``says`` has the meaning of each form alone, where it is not a part of ``meaning``.
    """

    latex: tuple[str, ...]
    meaning: str
    shape: str
    code: str
    scope: str
    says: tuple[str, ...] = ()


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads(FILE.read_text(encoding="utf-8"))


def symbols() -> list[Symbol]:
    """Return the rows of the notation, in order."""
    rows = []
    for row in _table()["symbol"]:
        latex = (row["latex"],) if isinstance(row["latex"], str) else tuple(row["latex"])
        rows.append(
            Symbol(
                latex,
                row["meaning"],
                row.get("shape", ""),
                row.get("code", ""),
                row.get("scope", "book"),
                tuple(row.get("says", ())),
            )
        )
    return rows


def macros() -> dict[str, str]:
    r"""Return the LaTeX macros, ``{"\\name": "definition"}``."""
    return {f"\\{name.lstrip(chr(92))}": text for name, text in _table()["macros"].items()}


def definitions() -> str:
    r"""Return the macros as ``\def`` lines, for notebooks.

    MathJax (Jupyter, Colab) has no ``\providecommand``, and KaTeX (VS Code) refuses
    ``\newcommand`` for a name that it has already; both take ``\def``.
    """
    lines = []
    for name, text in macros().items():
        count = max((n for n in range(1, 10) if f"#{n}" in text), default=0)
        arguments = "".join(f"#{n}" for n in range(1, count + 1))
        lines.append(f"\\def{name}{arguments}{{{text}}}")
    return "\n".join(lines)
