"""Make the chapter out of its notebook again, byte for byte."""

from __future__ import annotations

from typing import Any


def restore(notebook: Any) -> str:
    """Return the chapter from which a notebook was made, mistake cells aside.

    What stands where a mistake stood is nothing: neither its fence nor the blank
    lines that were left around it are known to the notebook.
    """
    lines = notebook["metadata"]["press"]["front"].split("\n")
    for cell in notebook["cells"]:
        ours = cell["metadata"].get("press", {})
        if ours.get("added"):
            continue
        lines += [""] * (ours["first"] - 1 - len(lines))
        lines += _original(cell, ours).split("\n")
    return "\n".join(lines) + "\n"


def _original(cell: Any, ours: dict[str, Any]) -> str:
    if cell["cell_type"] == "markdown":
        return str(ours["source"])
    code = [cell["source"]] if cell["source"] else []
    return "\n".join([ours["head"], *code, ours["tail"]])
