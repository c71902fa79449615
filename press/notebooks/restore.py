"""Make the chapter out of its notebook again, byte for byte."""

from __future__ import annotations

from typing import Any


def restore(notebook: Any) -> str:
    """Return the chapter from which a notebook was made, but for its mistake cells.

    Nothing of a planted mistake is in the notebook. Each of its lines, fences included,
    comes back empty, so that every other line keeps its number.
    """
    ours = notebook["metadata"]["press"]
    lines = ours["front"].split("\n")
    for cell in notebook["cells"]:
        of_cell = cell["metadata"]["press"]
        if not of_cell.get("added"):
            lines += [""] * (of_cell["first"] - 1 - len(lines))
            lines += _original(cell, of_cell)
    lines += [""] * (ours["lines"] - len(lines))
    for number, blank in ours["blanks"].items():
        lines[int(number) - 1] = blank
    return "\n".join(lines)


def _original(cell: Any, ours: dict[str, Any]) -> list[str]:
    """Return the chapter's lines of a cell."""
    if cell["cell_type"] == "markdown":
        return str(ours["source"]).split("\n")
    code = [cell["source"]] if cell["source"] else []
    return "\n".join([ours["head"], *code, ours["tail"]]).split("\n")
