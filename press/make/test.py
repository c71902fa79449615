"""`press test`: everything that CI checks, stage by stage, each with its time."""

from __future__ import annotations

import argparse
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path

from press import spent
from press.errors import Exit
from press.make.times import BY_PAGE, FIXED, Times
from press.make.tools import environment, python
from press.text import say, table


@dataclass(frozen=True)
class Stage:
    """One thing to check: its name, its command, whether it is quick, and how its time grows."""

    name: str
    command: list[str]
    quick: bool = False
    grows: str = BY_PAGE


def stages() -> list[Stage]:
    """Return the stages in their order: what fails fast comes first."""
    pytest = ["pytest", "-q", "-x", "--no-header", "-p", "no:cacheprovider"]
    parallel = ["-n", "2", "--dist", "loadfile"]  # a file builds its book once
    tidy = ["ruff", "format", "--check", "-q"]
    return [
        Stage("format", python(*tidy, "press", "tests", "tools"), quick=True, grows=FIXED),
        Stage("format of mlcode", python(*tidy, "--line-length", "88", "mlcode"), quick=True),
        Stage("lint", python("ruff", "check", "-q", "press", "tests", "tools", "mlcode"), quick=True, grows=FIXED),
        Stage("types", python("mypy", "press", "mlcode", "tools"), quick=True, grows=FIXED),
        Stage("drift", python("press", "check"), quick=True),
        Stage("every line shown", python("press", "cover"), quick=True),
        Stage("page rules", python("press", "rules"), quick=True),
        Stage("the press", python(*pytest, *parallel, "tests/press"), grows=FIXED),
        Stage("equations", python("press", "prove"), quick=True),
        Stage("equations, changed", python("press", "mutate", "--about", "600"), grows=FIXED),
        Stage("mlcode", python(*pytest, *parallel, "tests/mlcode"), quick=True),
        Stage("pages, outputs, exercises", python("press", "run")),
        Stage("the book", python("press", "book")),
        Stage("page rules on runs", python("press", "rules")),
        Stage("notebooks again", python("press", "nbval")),
        Stage("the site", python(*pytest, "tests/site")),
        Stage("budget", python("press", "status", "--check"), grows=FIXED),
    ]


def test(root: Path, arguments: list[str]) -> Exit:
    """Run the stages; all of them, also after one has failed."""
    parser = argparse.ArgumentParser(prog="press test", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="only the stages of `make check`")
    quick = parser.parse_args(arguments).quick
    rows, failed, times = [], [], Times()
    for stage in stages():
        if quick and not stage.quick:
            continue
        seconds, used, code = _run(root, stage)
        times.add(stage.grows, stage.name, used)
        if not quick:
            times.write(root)  # the last stage reads them
        rows.append((stage.name, "passed" if code == 0 else f"FAILED ({code})", round(seconds, 1), round(used, 1)))
        failed += [stage.name] if code else []
    say("\n" + table(("stage", "result", "seconds", "core-seconds"), rows))
    say(f"\nstages: {len(rows) - len(failed)} passed, {len(failed)} failed")
    return Exit.CLAIM_FAILED if failed else Exit.FINE


def _run(root: Path, stage: Stage) -> tuple[float, float, int]:
    """Return the seconds on the wall, the core-seconds, and the exit code."""
    say(f"\n── {stage.name}")
    began, before = time.perf_counter(), spent.by_children()
    code = subprocess.run(stage.command, cwd=root, env=environment(), check=False).returncode
    return time.perf_counter() - began, spent.by_children() - before, code
