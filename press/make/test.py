"""`press test`: everything that CI checks, stage by stage, each with its time."""

from __future__ import annotations

import argparse
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path

from press.errors import Exit
from press.make.tools import environment, python
from press.text import say, table


@dataclass(frozen=True)
class Stage:
    """One thing to check: its name, its command, whether it is quick."""

    name: str
    command: list[str]
    quick: bool = False


def stages() -> list[Stage]:
    """Return the stages in their order: what fails fast comes first."""
    pytest = ["pytest", "-q", "-x", "--no-header", "-p", "no:cacheprovider"]
    parallel = ["-n", "2", "--dist", "loadgroup"]
    return [
        Stage("format", python("ruff", "format", "--check", "-q", "press", "tests", "tools"), quick=True),
        Stage(
            "format of mlcode", python("ruff", "format", "--check", "-q", "--line-length", "88", "mlcode"), quick=True
        ),
        Stage("lint", python("ruff", "check", "-q", "press", "tests", "tools", "mlcode"), quick=True),
        Stage("types", python("mypy", "press", "mlcode", "tools"), quick=True),
        Stage("drift", python("press", "check"), quick=True),
        Stage("every line shown", python("press", "cover"), quick=True),
        Stage("page rules", python("press", "rules"), quick=True),
        Stage("the press", python(*pytest, *parallel, "tests/press"), quick=False),
        Stage("mlcode", python(*pytest, *parallel, "tests/mlcode"), quick=True),
        Stage("pages, outputs, exercises", python("press", "run")),
        Stage("the book", python("press", "book")),
        Stage("page rules on runs", python("press", "rules")),
        Stage("notebooks again", python("press", "nbval")),
        Stage("the site", python(*pytest, "tests/site")),
        Stage("budget", python("press", "status", "--check")),
    ]


def test(root: Path, arguments: list[str]) -> Exit:
    """Run the stages; all of them, also after one has failed."""
    parser = argparse.ArgumentParser(prog="press test", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="only the stages of `make check`")
    quick = parser.parse_args(arguments).quick
    rows, failed = [], []
    for stage in stages():
        if quick and not stage.quick:
            continue
        seconds, code = _run(root, stage)
        rows.append((stage.name, "passed" if code == 0 else f"FAILED ({code})", round(seconds, 1)))
        failed += [stage.name] if code else []
    say("\n" + table(("stage", "result", "seconds"), rows))
    say(f"\nstages: {len(rows) - len(failed)} passed, {len(failed)} failed")
    return Exit.CLAIM_FAILED if failed else Exit.FINE


def _run(root: Path, stage: Stage) -> tuple[float, int]:
    say(f"\n── {stage.name}")
    began = time.perf_counter()
    code = subprocess.run(stage.command, cwd=root, env=environment(), check=False).returncode
    return time.perf_counter() - began, code
