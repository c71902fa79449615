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
from press.tangle.provenance import MAP, file_digest
from press.tangle.render import Placed, Rendered
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
        new = {page.path: pages[page.path].encode() for page in book.pages}
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
    module = tangled.modules[path]
    before, after = module.text.split("\n"), text.split("\n")
    matcher = difflib.SequenceMatcher(None, before, after, autojunk=False)
    for kind, start, stop, first, last in matcher.get_opcodes():
        if kind == "equal":
            continue
        hunk = Hunk(start, stop, tuple(after[first:last]))
        edit = next(filter(None, (_edit(each, module) for each in _slid(hunk, before))), None)
        if edit is None:
            raise _refused(_because(path, start + 1, "the edit is not inside one definition"))
        yield edit


def _slid(hunk: Hunk, before: list[str]) -> Iterator[Hunk]:
    """Yield a hunk, and an insertion's other places that lead to the same text."""
    yield hunk
    start, lines = hunk.start, list(hunk.lines)
    while hunk.start == hunk.stop and start and lines and before[start - 1] == lines[-1]:
        start -= 1
        lines = [lines[-1], *lines[:-1]]
        yield Hunk(start, start, tuple(lines))


def _edit(hunk: Hunk, module: Rendered) -> Edit | None:
    """Return the edit of a chapter that a hunk means, if it lies in one piece of a cell."""
    for placed in reversed(module.placed):
        first = placed.line - 1
        if first <= hunk.start and hunk.stop <= first + len(placed.piece.rows):
            return _in_cell(hunk, placed)
    return None


def _in_cell(hunk: Hunk, placed: Placed) -> Edit:
    piece, first = placed.piece, placed.line - 1
    rows = piece.rows
    stop = rows[hunk.stop - first - 1] + 1 if hunk.stop > first else rows[0]
    start = rows[hunk.start - first] if hunk.start < hunk.stop else stop
    margin = " " * piece.indent
    offset = piece.cell.first - 1
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
