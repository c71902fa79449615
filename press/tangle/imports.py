"""Import lines and lists of names, sorted and wrapped as Ruff does it."""

from __future__ import annotations

import re
from collections.abc import Iterable

WIDTH = 88
_NUMBER = re.compile(r"(\d+)")


def import_lines(modules: Iterable[str], named: dict[str, set[str]]) -> list[str]:
    """Return `import module` lines, then `from module import names` lines."""
    lines = [f"import {module}" for module in sorted(modules, key=natural)]
    for source in sorted(named, key=natural):
        lines += from_import(source, named[source])
    return lines


def from_import(source: str, names: Iterable[str]) -> list[str]:
    """Return `from source import names`; each name with an alias has a line of its own."""
    plain = [name for name in names if " as " not in name]
    groups = [in_order(plain)] if plain else []
    groups += [[name] for name in in_order(name for name in names if " as " in name)]
    lines: list[str] = []
    for group in groups:
        line = f"from {source} import {', '.join(group)}"
        fits = len(line) <= WIDTH
        lines += [line] if fits else wrapped(f"from {source} import (", group, ")")
    return lines


def wrapped(opening: str, entries: list[str], closing: str) -> list[str]:
    """Return a list on one line, or one entry a line where that is too long."""
    line = f"{opening}{', '.join(entries)}{closing}"
    if len(line) <= WIDTH:
        return [line]
    return [opening, *(f"    {entry}," for entry in entries), closing]


def in_order(names: Iterable[str]) -> list[str]:
    """Sort names: constants, classes, then the rest."""

    def key(name: str) -> tuple[int, list[tuple[int, int, str]]]:
        bare = name.partition(" ")[0]
        if len(bare) > 1 and bare.isupper():
            return 0, natural(name)
        return (1 if bare[0].isupper() else 2), natural(name)

    return sorted(names, key=key)


def natural(name: str) -> list[tuple[int, int, str]]:
    """Split a name, for sorting, so that 10 follows 9."""
    return [(1, int(p), "") if p.isdigit() else (0, 0, p) for p in _NUMBER.split(name) if p]
