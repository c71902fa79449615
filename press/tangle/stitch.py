"""Edits of the package flow back into the chapters, if tangling them gives the edit again."""

from __future__ import annotations

import argparse
import difflib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from press.book import Book, Page, read_book
from press.book.page import read_page
from press.errors import Exit, PressError, Problem
from press.files import locked, write_all
from press.tangle.build import Tangler
from press.tangle.complaints import problem
from press.tangle.disk import as_bytes, read, read_map
from press.tangle.model import Piece
from press.tangle.provenance import MAP, file_digest
from press.tangle.render import Rendered
from press.tangle.tangled import Tangled


@dataclass(frozen=True)
class Edit:
    """Lines of a chapter, from 0, and what takes their place."""

    path: str
    start: int
    stop: int
    lines: tuple[str, ...]


@dataclass(frozen=True)
class Hunk:
    """Lines of a module, from 0, and what an editor has put in their place."""

    start: int
    stop: int
    lines: tuple[str, ...]


def stitch(root: Path, arguments: list[str]) -> Exit:
    """Take edits of the package into the chapters."""
    parser = argparse.ArgumentParser(prog="python -m press stitch", description=stitch.__doc__)
    parser.parse_args(arguments)
    with locked(root):
        book = read_book(root)
        tangled = Tangler(book).whole()
        edited = _edited(root, tangled)
        if not edited:
            print("nothing to stitch")
            return Exit.FINE
        edits = [edit for path, text in edited.items() for edit in _edits(path, text, tangled)]
        pages = {page.path: _changed(page, edits) for page in book.pages}
        again = _prove(book, pages, tangled, edited)
        new = {page.path: pages[page.path].encode() for page in book.pages if pages[page.path] != page.text}
        written = write_all(root, {**new, MAP: as_bytes(again.files[MAP])})
    print(f"stitched into {', '.join(path for path in written if path != MAP)}")
    return Exit.FINE


def _refused(*problems: Problem) -> PressError:
    return PressError(list(problems), Exit.STITCH_REFUSED)


def _because(path: str, line: int, reason: str) -> Problem:
    return problem(path, line, "stitch-refused", reason=reason)


def _edited(root: Path, tangled: Tangled) -> dict[str, str]:
    """Return the modules that were edited; refuse where a chapter changed as well."""
    known, found = read_map(root), {}
    problems = []
    for path, content in tangled.files.items():
        there = read(root / path)
        if path == MAP or there == as_bytes(content):
            continue
        if there is None or path not in tangled.modules:
            problems.append(_because(path, 0, "no cell of a chapter says this file"))
        elif known.get(path) != file_digest(content):
            problems.append(_because(path, 0, "the chapters have changed as well"))
        else:
            found[path] = there.decode("utf-8", "replace")
    if problems:
        raise _refused(*problems)
    return found


def _edits(path: str, text: str, tangled: Tangled) -> Iterator[Edit]:
    """Yield the edits of chapters that an edited module means.

    The header above the first definition is derived: an edit there must come by itself.
    """
    module = tangled.modules[path]
    before, after = module.text.split("\n"), text.split("\n")
    origins = _origins(module)
    matcher = difflib.SequenceMatcher(None, before, after, autojunk=False)
    for kind, start, stop, first, last in matcher.get_opcodes():
        if kind == "equal" or stop < min(origins):
            continue
        hunks = _slid(Hunk(start, stop, tuple(after[first:last])), before)
        edit = next(filter(None, (_edit(hunk, origins) for hunk in hunks)), None)
        if edit is None:
            raise _refused(_because(path, start + 1, "the edit is not inside one cell"))
        yield edit


def _origins(module: Rendered) -> dict[int, tuple[Piece, int]]:
    """Return for each line of a module, from 0, the row of a cell where it stands.

    Blank lines between pieces have one too, where the cell has as many.
    """
    found: dict[int, tuple[Piece, int]] = {}
    for placed, after in zip(module.placed, [*module.placed[1:], None], strict=True):
        piece, end = placed.piece, placed.line - 1 + len(placed.piece.rows)
        found |= {placed.line - 1 + n: (piece, row) for n, row in enumerate(piece.rows)}
        if after is not None and after.piece.cell is piece.cell:
            gap = range(after.line - 1 - end)
            if after.piece.start == piece.stop + len(gap):
                found |= {end + n: (piece, piece.stop + n) for n in gap}
    return found


def _slid(hunk: Hunk, before: list[str]) -> Iterator[Hunk]:
    """Yield a hunk, and the other places of an insertion or deletion that say the same."""
    yield hunk
    start, stop, lines = hunk.start, hunk.stop, list(hunk.lines)
    if start < stop and lines:
        return
    while start and before[start - 1] == (lines[-1] if lines else before[stop - 1]):
        start, stop = start - 1, stop - 1
        lines = [*lines[-1:], *lines[:-1]]
        yield Hunk(start, stop, tuple(lines))


def _edit(hunk: Hunk, origins: dict[int, tuple[Piece, int]]) -> Edit | None:
    """Return the edit of a chapter that a hunk means, if its rows stand together in a cell."""
    here = [origins.get(line) for line in range(hunk.start, hunk.stop)]
    if not here:  # an insertion: below the line above, else above the line below
        above, below = origins.get(hunk.start - 1), origins.get(hunk.start)
        if above is not None:
            return _in_cell(above[0], above[1] + 1, above[1] + 1, hunk)
        return _in_cell(below[0], below[1], below[1], hunk) if below is not None else None
    found = [origin for origin in here if origin is not None]
    rows = [row for _, row in found]
    together = rows and rows == list(range(rows[0], rows[0] + len(here)))
    if not together or len({id(piece.cell) for piece, _ in found}) > 1:
        return None
    return _in_cell(found[0][0], rows[0], rows[-1] + 1, hunk)


def _in_cell(piece: Piece, start: int, stop: int, hunk: Hunk) -> Edit:
    margin, offset = " " * piece.indent, piece.cell.first - 1
    lines = tuple(line.removeprefix(margin) for line in hunk.lines)
    return Edit(piece.cell.path, offset + start, offset + stop, lines)


def _changed(page: Page, edits: list[Edit]) -> str:
    lines = page.text.split("\n")
    for edit in sorted(edits, key=lambda edit: (edit.start, edit.stop), reverse=True):
        if edit.path == page.path:
            lines[edit.start : edit.stop] = edit.lines
    return "\n".join(lines)


def _prove(book: Book, pages: dict[str, str], tangled: Tangled, edited: dict[str, str]) -> Tangled:
    """Tangle the changed chapters: that gives the edited modules, and changes no other file."""
    problems: list[Problem] = []
    changed = [read_page(each.slug, each.path, pages[each.path], problems) for each in book.pages]
    if problems:
        raise _refused(*problems)
    try:
        again = Tangler(Book(book.root, changed, book.outline)).whole()
    except PressError as error:
        raise _refused(*error.problems) from error
    wanted = {**tangled.files, **edited}
    for path in wanted.keys() | again.files.keys():
        if path != MAP and again.files.get(path) != wanted.get(path):
            problems.append(_because(path, 0, "tangled again, the edit would not be the same"))
    if problems:
        raise _refused(*problems)
    return again
