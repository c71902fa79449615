"""`press notebooks --out DIR` and `press nbval`."""

from __future__ import annotations

import argparse
import io
import shutil
import subprocess
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import nbformat

from press.book import exercises, read_book
from press.book.labels import Labels
from press.errors import Exit
from press.files import write_all
from press.make.tools import environment, python
from press.notebooks.citations import Citations
from press.notebooks.export import Exporter
from press.notebooks.practice import practice
from press.notebooks.site import find_site
from press.run.record import Run
from press.run.runner import Runner
from press.text import encoded, say

ZIP = "literate-machine-learning-notebooks.zip"
_DATE = (1980, 1, 1, 0, 0, 0)


def notebooks(root: Path, arguments: list[str]) -> Exit:
    """Write the executed notebook of each page, its exercises, and one zip of all."""
    parser = argparse.ArgumentParser(prog="press notebooks", description=__doc__)
    parser.add_argument("--out", required=True, metavar="DIR")
    out = Path(parser.parse_args(arguments).out)
    runner = Runner(read_book(root))
    count = write_all_notebooks(runner, runner.ensure_all(runner.book.pages, say), out)
    say(f"{count} notebooks and {ZIP} in {out}")
    return Exit.FINE


def write_all_notebooks(runner: Runner, runs: Mapping[str, Run], out: Path) -> int:
    """Write notebooks and their zip; return how many there are."""
    texts = {path: nbformat.writes(notebook) + "\n" for path, notebook in made(runner, runs).items()}
    write_all(out, {**encoded(texts), ZIP: zipped(texts)})
    return len(texts)


def zipped(texts: Mapping[str, str]) -> bytes:
    """Return an archive whose bytes depend on its contents alone."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, text in sorted(texts.items()):
            archive.writestr(zipfile.ZipInfo(path, _DATE), text, zipfile.ZIP_DEFLATED)
    return content.getvalue()


def made(runner: Runner, runs: Mapping[str, Run]) -> dict[str, Any]:
    """Return path → notebook: pages, and for pages with exercises two more."""
    root = runner.book.root
    exporter = Exporter(Labels(runner.book.pages), Citations(root / "book" / "references.bib"), find_site(root))
    found: dict[str, Any] = {}
    for page in runner.book.pages:
        if not page.running:  # nothing to run
            continue
        found[f"{page.slug}.ipynb"] = exporter.notebook(page, runs[page.slug])
        if exercises(page):
            found[f"exercises/{page.slug}.ipynb"] = practice(exporter, page, runs[page.slug], solved=False)
            found[f"solutions/{page.slug}.ipynb"] = practice(exporter, page, runs[page.slug], solved=True)
    return found


def nbval(root: Path, arguments: list[str]) -> Exit:
    """Run each exported notebook again, against the finished package, and compare."""
    argparse.ArgumentParser(prog="press nbval", description=nbval.__doc__).parse_args(arguments)
    runner = Runner(read_book(root))
    runs = runner.ensure_all(runner.book.pages, say)
    folder = root / "_build" / "press" / "nbval"
    shutil.rmtree(folder, ignore_errors=True)
    pages = {f"{page.slug}.ipynb" for page in runner.book.pages if page.running}
    texts = {
        path: nbformat.writes(_comparable(notebook)) for path, notebook in made(runner, runs).items() if path in pages
    }
    write_all(folder, encoded({**texts, "pytest.ini": "[pytest]\n"}))  # else the project's own settings hold
    config = Path(__file__).with_name("sanitize.cfg")
    options = [
        "--nbval",
        "--nbval-current-env",
        "--nbval-sanitize-with",
        str(config),
        "-p",
        "press.notebooks.nbval_plugin",
    ]
    quiet = ["-q", "--no-header", "-p", "no:cacheprovider", "-n", "2", "--dist", "loadfile", "--rootdir", str(folder)]
    finished = {**environment(), "PYTHONPATH": str(root)}  # the package as the book's last page leaves it
    done = subprocess.run(python("pytest", *options, *quiet, str(folder)), cwd=folder, env=finished, check=False)
    return Exit.CLAIM_FAILED if done.returncode else Exit.FINE


def _comparable(notebook: Any) -> Any:
    """Leave out what differs by nature: the output of cells that measure time."""
    for cell in notebook["cells"]:
        if "timing" in cell["metadata"].get("tags", []):
            cell["metadata"]["tags"] = [*cell["metadata"]["tags"], "nbval-ignore-output"]
    return notebook
