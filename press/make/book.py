"""`press book`: from the chapters to the site, everything that is out of date."""

from __future__ import annotations

import argparse
import contextlib
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from press.book import read_book
from press.errors import Exit
from press.make.tools import environment
from press.notebooks.verbs import write_all_notebooks
from press.run.runner import Runner
from press.tangle.verbs import check
from press.text import say

SITE = Path("_build/html")
_MARK = Path("_build/press/site-complete")


def book(root: Path, arguments: list[str]) -> Exit:
    """Build the site, and say where it is."""
    argparse.ArgumentParser(prog="press book", description=__doc__).parse_args(arguments)
    began = time.perf_counter()
    if (code := check(root, [])) is not Exit.FINE:
        return code
    runner = Runner(read_book(root))
    runs = runner.ensure_all(runner.book.pages, say)
    if (code := build_site(root)) is not Exit.FINE:
        return code
    write_all_notebooks(runner, runs, root / SITE / "notebooks")
    say(f"\nthe book is in {SITE}/index.html ({time.perf_counter() - began:.0f} s)")
    return Exit.FINE


def build_site(root: Path) -> Exit:
    """Run Jupyter Book with warnings as errors; after a failure, from a clean folder.

    A build that broke off leaves half-written files, which the next one would trust.
    """
    mark = root / _MARK
    if not mark.exists():
        for folder in ("html", ".doctrees", "jupyter_execute"):
            shutil.rmtree(root / "_build" / folder, ignore_errors=True)
    mark.unlink(missing_ok=True)
    say("weaving the site …")
    command = [
        str(Path(sys.executable).with_name("jupyter-book")),
        "build",
        "-W",
        "-n",
        "--keep-going",
        "-q",
        str(root),
    ]
    code, text = _run(command, root)
    if code or not (root / SITE / "index.html").exists():
        sys.stderr.write(_without_noise(text, root))
        return Exit.CLAIM_FAILED
    mark.parent.mkdir(parents=True, exist_ok=True)
    mark.touch()
    return Exit.FINE


def _run(command: list[str], root: Path) -> tuple[int, str]:
    """Run a command; return its exit code and what it printed.

    When Sphinx breaks off, the Node that sets its formulas lives on, and would hold a
    pipe open for ever: so the output goes to a file, and the whole group is ended.
    """
    with tempfile.TemporaryFile("w+", encoding="utf-8") as output:
        process = subprocess.Popen(
            command, cwd=root, env=environment(), stdout=output, stderr=subprocess.STDOUT, start_new_session=True
        )
        try:
            code = process.wait()
        finally:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGTERM)
        output.seek(0)
        return code, output.read()


def _without_noise(text: str, root: Path) -> str:
    """Return what Sphinx said, files as the book names them."""
    quiet = ("Kernel is running over TCP", "Pass `--no-open`")
    lines = text.replace(f"{root}/", "").splitlines()
    return "\n".join(line for line in lines if not any(word in line for word in quiet)) + "\n"
