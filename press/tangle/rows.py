"""Which rows of a cell belong to a statement: its lines, and the comments above it."""

from __future__ import annotations

import ast

from press.book import Cell
from press.tangle.complaints import Complaints
from press.tangle.model import first_row


def leading_comments(
    cell: Cell, node: ast.stmt | None, done: int, complaints: Complaints, end: int | None = None
) -> int:
    """Return the first row of a statement and of the comments right above it.

    ``done`` rows belong to what came before. Comments in between that touch no
    statement have no place in the package. Without a node, all up to ``end`` do.
    """
    start = first_row(node) if node is not None else end or len(cell.lines)
    if start < done:
        complaints.row(cell, start, "two-statements")
    lead = start
    if node is not None:
        margin = " " * node.col_offset + "#"
        while lead > done and cell.lines[lead - 1].startswith(margin):
            lead -= 1
    stray = next((row for row in range(done, lead) if cell.lines[row].strip()), None)
    if stray is not None:
        complaints.row(cell, stray, "dangling-comment")
    return lead
