"""Run the cells of one page in a fresh kernel."""

from __future__ import annotations

import json
import logging
import os
import subprocess
from pathlib import Path
from typing import Any

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError

from press import spent
from press.book import Page, exercises, values
from press.errors import Exit, PressError, Problem
from press.exercises.plan import plan
from press.run.failure import failure, refuse_stderr
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
from press.run.faces import use_faces as _faces
_faces()
del _m, _faces
"""
_FINISH = """
from press.run.inside import finish as _finish
_finish(get_ipython().user_ns, {plan!r})
"""
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
        raise PressError([failure(page, notebook, error, LIMIT)], Exit.CLAIM_FAILED) from error
    seconds = round(spent.by_children() - before, 2)
    cells = notebook.cells[1:-1]
    outputs = [[_clean(output, number) for output in cell.outputs] for number, cell in enumerate(cells, 1)]
    refuse_stderr(page, outputs)
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
