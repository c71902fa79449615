"""`press bench`: times of the press, of its proofs, and of `mlcode` beside scikit-learn."""

from __future__ import annotations

import argparse
import subprocess
from pathlib import Path

from press.errors import Exit
from press.make.tools import environment, python
from press.text import say

PARTS = ("tests.bench.tangle", "tests.bench.equations", "tests.bench.mlcode")


def bench(root: Path, arguments: list[str]) -> Exit:
    """Run the benchmarks one after another; nothing else should run meanwhile."""
    argparse.ArgumentParser(prog="press bench", description=__doc__).parse_args(arguments)
    failed = False
    for part in PARTS:
        say(f"\n── {part}")
        failed = subprocess.run(python(part), cwd=root, env=environment(), check=False).returncode != 0 or failed
    return Exit.CLAIM_FAILED if failed else Exit.FINE
