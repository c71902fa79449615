"""Compile `requirements.txt`: one version of everything, for all supported Pythons.

usage: python tools/lock.py [--upgrade | --newest [--pre-numpy]]

NumPy, Matplotlib and SymPy are held at the versions that also run in the browser, unless
`--newest` (the canary's) asks for the newest of everything.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
HELD = ("numpy==2.4.3", "matplotlib==3.10.8", "sympy==1.14.0")
FLAGS = (
    *("--universal", "--python-version", "3.11", "--fork-strategy", "fewest"),
    *("--no-emit-index-url", "--no-emit-find-links", "--no-header", "--no-annotate"),
)


def main() -> int:
    """Write both requirement files; the second is for machines without a Node."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--upgrade", action="store_true", help="newest versions, but for those that are held")
    parser.add_argument("--newest", action="store_true", help="newest versions of everything")
    parser.add_argument("--pre-numpy", action="store_true", help="pre-releases of NumPy too")
    options = parser.parse_args()
    held = () if options.newest else HELD
    if options.pre_numpy:
        held = (*held, "numpy>=2.0.0rc1")  # naming a pre-release lets the resolver take one
    flags = ["--upgrade"] if options.upgrade or options.newest else []
    lock("requirements.txt", ["pyproject.toml", "--extra", "book", "--group", "test"], held, flags)
    lock("requirements-node.txt", ["--group", "node"], held, flags)
    return 0


def lock(name: str, what: list[str], held: tuple[str, ...], flags: list[str]) -> None:
    """Compile one file, under constraints."""
    with tempfile.TemporaryDirectory() as folder:
        constraints = Path(folder) / "held.txt"
        constraints.write_text("\n".join(held), encoding="utf-8")
        command = [
            sys.executable,
            "-m",
            "uv",
            "pip",
            "compile",
            *what,
            *FLAGS,
            *flags,
            "--constraint",
            str(constraints),
        ]
        env = {**os.environ, "UV_CUSTOM_COMPILE_COMMAND": "make lock"}
        subprocess.run([*command, "-o", name], check=True, cwd=ROOT, env=env, stdout=subprocess.DEVNULL)
    print(f"{name}: {(ROOT / name).read_text(encoding='utf-8').count('==')} versions pinned")


if __name__ == "__main__":
    sys.exit(main())
