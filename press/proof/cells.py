"""`%%proof`: a proof cell has names of its own, so that its X is not the page's X."""

from __future__ import annotations

import inspect
from typing import Any

LOAD, MARK = "%load_ext press.proof", "%%proof"


def private_names() -> dict[str, Any]:
    """Return the names with which proof cells begin: all that press.proof offers."""
    import press.proof as offered

    return {"__name__": "__main__", **{name: getattr(offered, name) for name in offered.__all__}}


def borrowed(names: dict[str, Any]) -> dict[str, Any]:
    """Return what a page lends to its proof cells: functions, classes, modules, but no data."""
    kinds = (inspect.isfunction, inspect.isclass, inspect.ismodule)
    return {k: v for k, v in names.items() if not k.startswith("_") and any(kind(v) for kind in kinds)}


def plain(source: str) -> str:
    """Return the code of a proof cell without its magic; lines keep their numbers."""
    lines = source.split("\n")
    return "\n".join(["" if k == 0 and line.strip() in (LOAD, MARK) else line for k, line in enumerate(lines)])


def register(shell: Any) -> None:
    """Make `%%proof` known to a notebook. Its cells share their names with each other only."""
    names = private_names()
    own = set(names)

    def proof(line: str, cell: str) -> None:
        lent = {name: value for name, value in borrowed(shell.user_ns).items() if name not in own}
        names.update(lent)
        exec(compile(cell, "<proof>", "exec"), names)  # noqa: S102 - the reader's own cell
        own.update(name for name in names if name not in lent or names[name] is not lent[name])

    shell.register_magic_function(proof, "cell")
