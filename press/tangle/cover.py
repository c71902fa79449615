"""Every line of the package stands in a chapter, or in a header that the press writes."""

from __future__ import annotations

import argparse
from pathlib import Path

from press.book import Book, read_book
from press.errors import Exit, PressError, Problem
from press.tangle.build import Tangler
from press.tangle.complaints import problem
from press.tangle.render import Placed, Rendered


def cover(root: Path, arguments: list[str]) -> Exit:
    """Show that each line of the package is in the book."""
    parser = argparse.ArgumentParser(prog="python -m press cover", description=cover.__doc__)
    parser.parse_args(arguments)
    book = read_book(root)
    modules = Tangler(book).whole().modules
    problems = uncovered(book, modules)
    if problems:
        raise PressError(problems, Exit.CLAIM_FAILED)
    shown = sum(len(placed.piece.rows) for each in modules.values() for placed in each.placed)
    total = sum(each.text.count("\n") for each in modules.values())
    print(f"{total} lines: {shown} shown in chapters, {total - shown} of headers and blank ones")
    return Exit.FINE


def uncovered(book: Book, modules: dict[str, Rendered]) -> list[Problem]:
    """Return a problem for each line below a header that no chapter shows."""
    chapters = {page.path: page.text.split("\n") for page in book.pages}
    found = []
    for path, module in modules.items():
        lines = module.text.split("\n")
        shown = {line for placed in module.placed for line in _shown(placed, lines, chapters)}
        header = module.placed[0].line if module.placed else len(lines)
        for number, text in enumerate(lines[header - 1 :], header):
            if text and number not in shown:
                found.append(problem(path, number, "uncovered", text=text))
    return found


def _shown(placed: Placed, lines: list[str], chapters: dict[str, list[str]]) -> list[int]:
    """Return the lines of a module that are the lines of a chapter, or those indented."""
    chapter, cell = chapters[placed.piece.cell.path], placed.piece.cell
    numbers = []
    for number, row in enumerate(placed.piece.rows, placed.line):
        text = chapter[cell.first + row - 1]
        if lines[number - 1] in (text, " " * placed.piece.indent + text):
            numbers.append(number)
    return numbers
