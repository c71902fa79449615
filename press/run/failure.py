"""What went wrong in a run: page, line, the cell and its traceback."""

from __future__ import annotations

import re
from typing import Any

from nbclient.exceptions import CellExecutionError, CellTimeoutError

from press.book import Cell, Page, equations
from press.errors import Exit, PressError, Problem

# What press.proof raises: its message says all, the traceback nothing more.
_EQUATION_FAILURES = ("Refuted", "Undecided", "Vacuous", "DialectError", "MeaningError")


_ANSI = re.compile(r"\x1b\[[0-9;]*m")


def refuse_stderr(page: Page, outputs: list[list[dict[str, Any]]]) -> None:
    """A warning on a page is a defect of the page."""
    problems = [
        Problem(
            page.path,
            cell.first,
            "stderr",
            f"the cell wrote to stderr: {output['text'].strip().splitlines()[-1]}",
            "Mend what it warns of",
        )
        for cell, of_cell in zip(page.running, outputs, strict=True)
        for output in of_cell
        if output.get("name") == "stderr"
    ]
    if problems:
        raise PressError(problems, Exit.CLAIM_FAILED)


def failure(page: Page, notebook: Any, error: Exception, limit: int) -> Problem:
    """Say where a run stopped: page, line, the cell and its traceback."""
    where = max((n for n, cell in enumerate(notebook.cells) if "execution" in cell.metadata), default=0)
    cell = page.running[where - 1] if 0 < where <= len(page.running) else None
    line, what = (cell.first, "this cell") if cell else (0, "the press's own cell")
    if isinstance(error, CellTimeoutError):
        return Problem(page.path, line, "timeout", f"{what} took more than {limit} s", "Make it quicker")
    if not isinstance(error, CellExecutionError):
        return Problem(page.path, line, "kernel", f"the process ended in {what}", "See what ends it")
    trace = _ANSI.sub("", _traceback(notebook.cells[where].outputs))
    text = "\n".join(f"    {row}" for row in trace.splitlines())
    line = _line(cell, trace) if cell else 0
    if error.ename in _EQUATION_FAILURES:
        return Problem(page.path, _shown(page, error.evalue) or line, "equation", f"{error.evalue}\n")
    return Problem(page.path, line, "cell-failed", f"{error.ename}: {error.evalue}\n{text}\n")


def _shown(page: Page, message: str) -> int:
    """Return the line of the display that a failed check is about; 0 where it is none of this page."""
    label = re.search(r"✗ ([\w-]+)", message)
    return next((e.line for e in equations(page) if label and e.label == label[1]), 0)


def _traceback(outputs: list[Any]) -> str:
    """Return the traceback of a cell; where it has none (a bad magic), what it wrote."""
    rows = [row for output in outputs if output.output_type == "error" for row in output.traceback]
    return "\n".join(rows) or "".join(output.text for output in outputs if output.get("name") == "stderr")


def _line(cell: Cell, trace: str) -> int:
    """Return the page's line at which the cell itself stood when it failed."""
    inside = re.search(r"Cell In\[\d+\], line (\d+)", trace)
    return cell.first + int(inside[1]) - 1 if inside else cell.first
