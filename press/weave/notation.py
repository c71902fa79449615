"""The table of symbols, in Markdown."""

from __future__ import annotations

import re
from typing import Any

from press.notation import symbols


def notation_table(env: Any) -> str:
    """The table of symbols, from the notation file."""
    rows = ["| symbol | meaning | shape | in code |", "|---|---|---|---|"]
    for symbol in symbols():
        forms = "; ".join(f"${form}$" for form in symbol.latex)
        scope = "" if symbol.scope == "book" else f" ({symbol.scope})"
        shape, code = _indexed(symbol.shape), coded(symbol.code)
        rows.append(f"| {forms} | {symbol.meaning}{scope} | {shape} | {code} |".replace("||", "| |"))
    return "\n".join(rows)


def _indexed(shape: str) -> str:
    """Set the letters of a shape that carry an index, ``m_l`` or ``m_{l−1}``, as formulas."""
    return re.sub(r"\b[A-Za-z]_(?:\{[^}]*\}|\w)", lambda found: f"${found[0].replace('−', '-')}$", shape)


def coded(text: str) -> str:
    """Set names in code as code: ``w; learned: coef_`` holds two, after words that are words."""
    parts = []
    for part in _split(text, "; "):
        *words, names = _split(part, ": ")
        parts.append(": ".join([*words, ", ".join(f"`{name}`" for name in _split(names, ", "))]))
    return "; ".join(parts) if text else ""


def _split(text: str, mark: str) -> list[str]:
    """Split at a mark, but not inside brackets: ``X[:, j]`` is one name."""
    parts, depth = [""], 0
    for place, letter in enumerate(text):
        depth += (letter in "([{") - (letter in ")]}")
        if depth == 0 and text[place - len(mark) + 1 : place + 1] == mark and place >= len(mark) - 1:
            parts[-1] = parts[-1][: len(parts[-1]) - len(mark) + 1]
            parts.append("")
        else:
            parts[-1] += letter
    return parts
