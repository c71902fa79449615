"""Run the cells of one page in a fresh kernel."""

from __future__ import annotations

import json
import logging
import os
import re
import subprocess
from pathlib import Path
from typing import Any

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError

from press import spent
from press.book import Cell, Page, equations, exercises, values
from press.errors import Exit, PressError, Problem
from press.exercises.plan import plan
from press.run.inside import MIME
from press.run.record import Run

_STARTS = 3  # that a kernel may need
LIMIT = 60  # seconds a cell may take; no page may take longer

# Figures are SVG with stable bytes; nothing else differs from a reader's Jupyter.
_PRELUDE = """
%config InlineBackend.figure_formats = ["svg"]
%config InlineBackend.print_figure_kwargs = {"bbox_inches": "tight", "metadata": {"Date": None, "Creator": None}}
import matplotlib as _m
_m.rcParams["svg.hashsalt"] = "press"
del _m
"""
_FINISH = """
from press.run.inside import finish as _finish
_finish(get_ipython().user_ns, {plan!r})
"""
# What press.proof raises: its message says all, the traceback nothing more.
_EQUATION_FAILURES = ("Refuted", "Undecided", "Vacuous", "DialectError", "MeaningError")
_ANSI = re.compile(r"\x1b\[[0-9;]*m")
_ONE_THREAD = (
    "OMP_NUM_THREADS",
    "OPENBLAS_NUM_THREADS",
    "MKL_NUM_THREADS",
    "VECLIB_MAXIMUM_THREADS",
)


def environment(package: Path, displays: Path | None = None) -> dict[str, str]:
    """Return the environment of a kernel that imports ``mlcode`` from a folder.

    ``displays`` is the file of labelled displays, fresh from the chapters.
    """
    quiet = {"PYDEVD_DISABLE_FILE_VALIDATION": "1", "PYTHONHASHSEED": "0", "SCIPY_ARRAY_API": "1"}
    path = os.pathsep.join([str(package), str(Path(__file__).parents[2])])
    fresh = {"PRESS_EQUATIONS": str(displays)} if displays else {}
    return {**os.environ, **dict.fromkeys(_ONE_THREAD, "1"), **quiet, "PYTHONPATH": path, **fresh}


def execute(page: Page, key: str, package: Path, displays: Path) -> Run:
    """Run a page against the package in a folder; raise where a cell fails."""
    if not page.running and not values(page):
        return Run(page.slug, key, [], {})
    _check_values(page)
    notebook = _notebook(page)
    before = spent.by_children()
    try:
        _execute(notebook, package, environment(package, displays))
    except (CellExecutionError, CellTimeoutError, DeadKernelError) as error:
        raise PressError([_failure(page, notebook, error)], Exit.CLAIM_FAILED) from error
    seconds = round(spent.by_children() - before, 2)
    cells = notebook.cells[1:-1]
    outputs = [[_clean(output, number) for output in cell.outputs] for number, cell in enumerate(cells, 1)]
    _refuse_stderr(page, outputs)
    own = notebook.cells[-1].outputs
    done = next(output["data"][MIME] for output in own if MIME in output.get("data", {}))
    if done["faults"]:
        hint = "See the page's final variables"
        problems = [Problem(page.path, line, "value", fault, hint) for line, fault in done["faults"]]
        raise PressError(problems, Exit.CLAIM_FAILED)
    return Run(page.slug, key, outputs, done["values"], done["exercises"], seconds)


def _check_values(page: Page) -> None:
    """A value is a Python expression; a forgotten backtick shows here."""
    problems = []
    for each in values(page):
        try:
            compile(each.expression, "<value>", "eval")
        except SyntaxError:
            problems.append(
                Problem(
                    page.path,
                    each.line,
                    "value",
                    f"{each.expression!r} is not an expression",
                    "Write {value}`expression:format`",
                )
            )
    if problems:
        raise PressError(problems, Exit.CLAIM_FAILED)


def _notebook(page: Page) -> Any:
    todo = {
        "values": [[v.key, v.expression, v.format, v.line] for v in values(page)],
        "exercises": [plan(exercise) for exercise in exercises(page)],
    }
    sources = [
        _PRELUDE,
        *(cell.source for cell in page.running),
        _FINISH.format(plan=json.dumps(todo)),
    ]
    return nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(source) for source in sources])


def _execute(notebook: Any, folder: Path, variables: dict[str, str]) -> None:
    """Run the cells; a kernel that dies while it starts (its ports were taken) is started anew."""
    for left in reversed(range(_STARTS)):
        try:
            # It warns of its own ports.
            _client(notebook, folder).execute(env=variables, stderr=subprocess.DEVNULL)
            return
        except DeadKernelError:
            raise
        except RuntimeError as error:
            if not left or "kernel_info" not in str(error):
                raise


def _client(notebook: Any, folder: Path) -> NotebookClient:
    quiet = logging.getLogger("press.kernel")
    quiet.setLevel(logging.CRITICAL)
    where = {"metadata": {"path": str(folder)}}
    return NotebookClient(
        notebook, resources=where, timeout=LIMIT, kernel_name="python3", coalesce_streams=True, log=quiet
    )


def _clean(output: Any, number: int) -> dict[str, Any]:
    """Return an output as plain data, numbered as if no cell of ours had run before."""
    plain: dict[str, Any] = json.loads(json.dumps(output))
    if "execution_count" in plain:
        plain["execution_count"] = number
    return plain


def _refuse_stderr(page: Page, outputs: list[list[dict[str, Any]]]) -> None:
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


def _failure(page: Page, notebook: Any, error: Exception) -> Problem:
    """Say where a run stopped: page, line, the cell and its traceback."""
    where = max((n for n, cell in enumerate(notebook.cells) if "execution" in cell.metadata), default=0)
    cell = page.running[where - 1] if 0 < where <= len(page.running) else None
    line, what = (cell.first, "this cell") if cell else (0, "the press's own cell")
    if isinstance(error, CellTimeoutError):
        return Problem(page.path, line, "timeout", f"{what} took more than {LIMIT} s", "Make it quicker")
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
