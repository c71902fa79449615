"""Parse cells: every Python must read them the same, and none may warn."""

from __future__ import annotations

import ast
import re
import warnings

from press.book import Cell
from press.tangle.complaints import Complaints

_MAGIC = re.compile(r"^\s*(?:[%!?]|[\w.]+\?{1,2}\s*$)|^\s*[\w, ]+=\s*[%!]")
# The oldest Python of the book: what only a newer one can read is an error everywhere.
OLDEST = (3, 11)


def parse_tangled(cell: Cell, complaints: Complaints) -> ast.Module | None:
    """Parse a tangled cell; None, and a complaint, if it is not plain Python."""
    try:
        return parse(cell.source + "\n")
    except SyntaxError as error:
        complaints.lost = True
        magic = next((row for row, line in enumerate(cell.lines) if _MAGIC.match(line)), None)
        if magic is not None:
            complaints.row(cell, magic, "tangled-magic")
        else:
            syntax_error(cell, error, complaints)
    return None


def parse_ordinary(cell: Cell, complaints: Complaints) -> tuple[ast.Module, str] | None:
    """Parse a cell that stays in the notebook; its IPython commands are blanked out."""
    source = cell.source + "\n"
    try:
        return parse(source), source
    except SyntaxError:
        if source.lstrip().startswith("%%"):
            return None
    source = "".join(_without_magic(line) + "\n" for line in cell.lines)
    try:
        return parse(source), source
    except SyntaxError as error:
        complaints.lost = True
        syntax_error(cell, error, complaints)
    return None


def parse(source: str) -> ast.Module:
    """Parse as the oldest Python would; a warning (an invalid escape) is an error."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        return ast.parse(source, feature_version=OLDEST)


def syntax_error(cell: Cell, error: SyntaxError, complaints: Complaints) -> None:
    row = min((error.lineno or 1), len(cell.lines)) - 1
    complaints.row(cell, row, "syntax-error", reason=error.msg)


def _without_magic(line: str) -> str:
    if not _MAGIC.match(line):
        return line
    return line[: len(line) - len(line.lstrip())] + "pass"
