"""The text of a module: docstring, imports, `__all__`, definitions."""

from __future__ import annotations

from dataclasses import dataclass

from press.tangle.complaints import Complaints
from press.tangle.foreign import is_standard
from press.tangle.imports import WIDTH, import_lines, in_order, wrapped
from press.tangle.model import Grown, Item, Module, Piece
from press.tangle.order import LinksOf


@dataclass(frozen=True)
class Placed:
    """A piece, and the line of its module (from 1) where it begins."""

    piece: Piece
    line: int
    item: Item


@dataclass(frozen=True)
class Rendered:
    """A module as text, and where each piece of it comes from."""

    text: str
    placed: tuple[Placed, ...]


def render(module: Module, links: LinksOf, summary: str, pages: list[str], complaints: Complaints) -> Rendered:
    """Write a module; ``pages`` derive it."""
    lines = [*_docstring(summary, pages), "", "from __future__ import annotations", ""]
    for group in _import_groups(module, links):
        lines += [*group, ""]
    public = [f'"{name}"' for name in in_order(n for n in module.grown if n[0] != "_")]
    lines += wrapped("__all__ = [", public, "]")
    placed: list[Placed] = []
    before: Item | None = None
    for grown in module.grown.values():
        lines += [""] * _gap(before, grown.item)
        place(grown, lines, placed)
        before = grown.item
    _check_width(placed, complaints)
    return Rendered("\n".join(lines) + "\n", tuple(placed))


def _docstring(summary: str, pages: list[str]) -> list[str]:
    lines = [f'"""{summary}', "", "Tangled from these pages of the book, which derive it:", ""]
    return [*lines, *(f"- {path}" for path in pages), '"""']


def _import_groups(module: Module, links: LinksOf) -> list[list[str]]:
    """Return the import lines: standard library, others, the book's own."""
    modules: tuple[set[str], set[str], set[str]] = (set(), set(), set())
    named: tuple[dict[str, set[str]], ...] = ({}, {}, {})
    for part in (part for grown in module.grown.values() for part in grown.parts):
        for each in links[part].imports:
            group = 0 if is_standard(each) else 1
            alias = f" as {each.alias}" if each.alias else ""
            if each.name is None:
                modules[group].add(f"{each.module}{alias}")
            else:
                named[group].setdefault(each.module, set()).add(f"{each.name}{alias}")
        for name, (home, original) in links[part].homes.items():
            if home != module.name:
                alias = f" as {name}" if name != original else ""
                named[2].setdefault(home, set()).add(f"{original}{alias}")
    groups = [import_lines(*each) for each in zip(modules, named, strict=True)]
    return [group for group in groups if group]


def _gap(before: Item | None, item: Item) -> int:
    """Return the blank lines above a top-level definition."""
    if before is None:
        return 1 if item.kind == "constant" else 2
    if before.kind == item.kind == "constant":
        return min(_blanks(before, item, otherwise=1), 2)
    return 2


def _blanks(before: Item, item: Item, otherwise: int) -> int:
    """Return the blank lines between neighbours of one cell as written, else ``otherwise``."""
    if before.cell is not item.cell or item.piece.start < before.piece.stop:
        return otherwise
    between = item.cell.lines[before.piece.stop : item.piece.start]
    return otherwise if any(line.strip() for line in between) else len(between)


def place(grown: Grown, lines: list[str], placed: list[Placed]) -> None:
    before = grown.item
    for part in grown.parts:
        if part is not grown.item:
            lines += [""] * _member_gap(grown, before, part)
        placed.append(Placed(part.piece, len(lines) + 1, part))
        lines += part.piece.lines
        before = part


def _member_gap(grown: Grown, before: Item, part: Item) -> int:
    """Return the blank lines above a member: one around methods, else as written."""
    if before is grown.item:
        last = before.piece.lines[-1]
        return min(_blanks(before, part, int(last.endswith(('"""', "'''")))), 1)
    apart = not {before.kind, part.kind} <= {"field", "placeholder"}
    return 1 if apart else min(_blanks(before, part, otherwise=0), 1)


def _check_width(placed: list[Placed], complaints: Complaints) -> None:
    for each in placed:
        for row, line in zip(each.piece.rows, each.piece.lines, strict=True):
            if len(line) > WIDTH:
                facts = {"length": len(line), "limit": WIDTH}
                complaints.row(each.piece.cell, row, "long-line", **facts)
