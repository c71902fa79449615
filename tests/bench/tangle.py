"""Times of tangling beside Entangled, on the same cells: `python -m tests.bench.tangle`.

Whole processes, medians of five runs, the tools in turn. Entangled reads the same
chapters, their cells rewritten to its fences, from an environment of its own.
"""

from __future__ import annotations

import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from tests.press.books import write_large_book
from tests.press.pythons import pythons

ROOT = Path(__file__).parents[2]
ENVIRONMENT = ROOT / "_build/entangled"
RUNS = 5
LIMITS = {"tangle": 0.7, "check": 0.6}  # seconds for 30 chapters, when the machine is quiet
_CELL = re.compile(r"^```\{code-cell\} ipython3\n((?::.*\n)*)", re.MULTILINE)
_TARGET = re.compile(r"^:tangle: (\S+)$", re.MULTILINE)


def entangled() -> list[str] | None:
    """Return the command of Entangled, installed where it is not; None if that fails."""
    command = ENVIRONMENT / "bin/entangled"
    if not command.exists():
        newest = list(pythons().values())[-1]  # Entangled's newest releases need one
        subprocess.run([newest, "-m", "venv", str(ENVIRONMENT)], check=True)
        install = [str(ENVIRONMENT / "bin/python"), "-m", "pip", "install", "-q", "entangled-cli>=2.4,<3"]
        done = subprocess.run(install, capture_output=True, text=True, check=False)
        if done.returncode:
            print(f"Entangled cannot be installed here: {done.stderr.strip().splitlines()[-1]}")
            return None
    return [str(command)]


def rewritten(text: str, seen: set[str]) -> str:
    """Return a chapter with Entangled's fences; the first cell of a module names its file."""

    def fence(match: re.Match[str]) -> str:
        target = _TARGET.search(match[1])
        if target is None:
            return "```python\n"
        name = target[1].removesuffix(".py").replace("/", "-")
        file = "" if target[1] in seen else f" file={target[1]}"
        seen.add(target[1])
        return f"``` {{.python #{name}{file}}}\n"

    return _CELL.sub(fence, text)


def write_for_entangled(book: Path, root: Path) -> None:
    seen: set[str] = set()
    for line in (book / "_toc.yml").read_text().splitlines():
        page = line.split(": ")[-1]
        if page.startswith("book/"):
            path = root / f"{page}.md"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(rewritten((book / f"{page}.md").read_text(), seen))
    (root / "entangled.toml").write_text('version = "2.0"\nwatch_list = ["book/**/*.md"]\n')


def seconds(command: list[str], folder: Path) -> float:
    began = time.perf_counter()
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    took = time.perf_counter() - began
    if done.returncode:
        raise SystemExit(f"{' '.join(command)} failed:\n{done.stderr}")
    return took


class Tool:
    """A tangler on a book: each measure is an action before it, and a command."""

    def __init__(self, name: str, folder: Path, command: list[str], check: bool):
        self.name, self.folder, self.command, self.check = name, folder, command, check
        self.edits = 0
        self.times: dict[str, list[float]] = {}

    def measures(self) -> dict[str, tuple[Callable[[], None], str]]:
        check = {"check": (_nothing, "check")} if self.check else {}
        return {
            "tangle": (self._clear, "tangle"),
            "no change": (_nothing, "tangle"),
            **check,
            "write one edit back": (self._edit, "stitch"),
        }

    def run(self, measure: str) -> None:
        before, verb = self.measures()[measure]
        before()
        self.times.setdefault(measure, []).append(seconds([*self.command, verb], self.folder))

    def _clear(self) -> None:
        for folder in ("mlcode", ".entangled"):
            shutil.rmtree(self.folder / folder, ignore_errors=True)

    def _edit(self) -> None:
        path = self.folder / "mlcode/part0/chapter7.py"
        self.edits += 1
        text = re.sub(r"total = total \+ .*", f"total = total + {self.edits} * rate", path.read_text(), count=1)
        path.write_text(text)

    def median(self, measure: str) -> float | None:
        return statistics.median(self.times[measure]) if measure in self.times else None


def _nothing() -> None:
    """Leave all as it is."""


def tools(chapters: int, folder: Path, other: list[str] | None) -> list[Tool]:
    book = write_large_book(folder / "press", chapters)
    found = [Tool("press", book, [sys.executable, "-m", "press"], check=True)]
    if other is not None:
        write_for_entangled(book, folder / "entangled")
        found.append(Tool("Entangled", folder / "entangled", other, check=False))
    return found


def main() -> int:
    other = entangled()
    over = []
    if other is not None:
        print(subprocess.run([*other, "--version"], capture_output=True, text=True, check=True).stdout.strip())
    print(f"{'chapters':>8}  {'measure':20} {'press':>8} {'Entangled':>10} {'limit':>6}   seconds, medians of {RUNS}")
    for chapters in (30, 60, 120):
        with tempfile.TemporaryDirectory() as folder:
            both = tools(chapters, Path(folder), other)
            for _ in range(RUNS):
                for tool in both:
                    for measure in tool.measures():
                        tool.run(measure)
            for measure in both[0].measures():
                limit = LIMITS.get(measure) if chapters == 30 else None
                cells = [tool.median(measure) for tool in both] + [None] * (2 - len(both))
                shown = [f"{cell:.2f}" if cell is not None else "–" for cell in cells]
                print(f"{chapters:>8}  {measure:20} {shown[0]:>8} {shown[1]:>10} {limit or '':>6}")
                if limit is not None and (cells[0] or 0) > limit:
                    over.append(f"{measure} takes longer than {limit} s")
    for line in over:
        print(f"slow: {line} (is the machine quiet?)")
    return 1 if over else 0


if __name__ == "__main__":
    sys.exit(main())
