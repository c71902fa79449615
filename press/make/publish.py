"""`press publish --out DIR`: what the publishing workflow uploads."""

from __future__ import annotations

import argparse
import json
import re
import shutil
import subprocess
from pathlib import Path

from press.book.page import load_yaml
from press.errors import Exit, fail
from press.make.book import SITE
from press.make.tools import environment, python
from press.text import say

REDIRECTS = Path("book/redirects.yml")
_BINDER = ("jupyterlab>=4", "nbgitpuller>=1.2", "numpy", "matplotlib", "sympy", "scikit-learn", "scipy", "pandas")


def publish(root: Path, arguments: list[str]) -> Exit:
    """Lay out the site with the wheel and redirects, and the two branches."""
    parser = argparse.ArgumentParser(prog="press publish", description=__doc__)
    parser.add_argument("--out", required=True, metavar="DIR")
    out = Path(parser.parse_args(arguments).out)
    if not (root / SITE / "index.html").exists():
        raise fail("press publish", 0, "no-site", "there is no site yet", "Run make book first")
    shutil.rmtree(out, ignore_errors=True)
    shutil.copytree(root / SITE, out / "site")
    (out / "site" / ".nojekyll").touch()
    wheel = build_wheel(root, out / "site" / "wheels")
    count = write_redirects(root, out / "site")
    shutil.copytree(root / SITE / "notebooks", out / "notebooks")
    write_binder(root, out / "binder", wheel)
    say(f"{out}: site with {wheel.name} and {count} redirects, notebooks, binder")
    return Exit.FINE


def build_wheel(root: Path, folder: Path) -> Path:
    """Build the distribution's wheel, and return its path."""
    folder.mkdir(parents=True, exist_ok=True)
    # Without pip, which an environment made by uv has not.
    command = python("hatchling", "build", "--target", "wheel", "--directory", str(folder.resolve()))
    subprocess.run(command, check=True, cwd=root, env=environment(), stdout=subprocess.DEVNULL)
    return next(folder.glob("*.whl"))


def write_redirects(root: Path, site: Path) -> int:
    """Write a page for every slug that was ever published and has moved."""
    moved: dict[str, str] = load_yaml((root / REDIRECTS).read_text(encoding="utf-8")) or {}
    for old, new in moved.items():
        if not (site / "book" / f"{new}.html").exists() or new in moved:
            what = f"{old} leads to {new}, which is not a page"
            raise fail(str(REDIRECTS), 0, "redirect", what, "Name a page of the book")
        if (site / "book" / f"{old}.html").exists():
            raise fail(str(REDIRECTS), 0, "redirect", f"{old} is a page of the book", "Take its row away")
        target = "../" * old.count("/") + f"{new}.html"
        page = site / "book" / f"{old}.html"
        page.parent.mkdir(parents=True, exist_ok=True)
        page.write_text(_redirect(target), encoding="utf-8")
    return len(moved)


def _redirect(target: str) -> str:
    quoted = json.dumps(target)
    return (
        f'<!doctype html><meta charset="utf-8"><title>Moved</title><meta http-equiv="refresh" content="0; url={target}">'
        f'<link rel="canonical" href="{target}"><script>location.replace({quoted} + location.hash)</script>'
        f'<p>This page has moved: <a href="{target}">go there</a>.</p>\n'
    )


def write_binder(root: Path, folder: Path, wheel: Path) -> None:
    """Write Binder's branch: requirements and the wheel, nothing that changes with prose."""
    (folder / ".binder").mkdir(parents=True)
    shutil.copy2(wheel, folder / ".binder" / wheel.name)
    lock = (root / "requirements.txt").read_text(encoding="utf-8")
    pins = {name: pin for pin, name in re.findall(r"^(([\w.-]+)==[\w.+!-]+)", lock, re.MULTILINE)}
    rows = [pins.get(re.split("[>=]", each)[0], each) for each in _BINDER]
    text = "\n".join([*rows, f"./.binder/{wheel.name}"]) + "\n"
    (folder / ".binder" / "requirements.txt").write_text(text, encoding="utf-8")
    (folder / ".binder" / "runtime.txt").write_text("python-3.12\n", encoding="utf-8")
