"""`press publish --out DIR`: what the publishing workflow uploads."""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
from pathlib import Path

from press.book.page import load_yaml
from press.errors import Exit, fail
from press.make.book import SITE
from press.make.tools import environment, python
from press.text import say

REDIRECTS = Path("book/redirects.yml")
_BINDER = "jupyterlab>=4\nnbgitpuller>=1.2\nmatplotlib\nsympy\nscikit-learn\nscipy\npandas\n"


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
    command = python(
        "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation", "--wheel-dir", str(folder), str(root)
    )
    subprocess.run(command, check=True, env=environment())
    return next(folder.glob("*.whl"))


def write_redirects(root: Path, site: Path) -> int:
    """Write a page for every slug that was ever published and has moved."""
    moved: dict[str, str] = load_yaml((root / REDIRECTS).read_text(encoding="utf-8")) or {}
    for old, new in moved.items():
        if not (site / "book" / f"{new}.html").exists():
            raise fail(
                str(REDIRECTS), 0, "redirect", f"{old} leads to {new}, which is not a page", "Name a page of the book"
            )
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
    pins = dict(
        line.split("==") for line in (root / "requirements.txt").read_text().split() if "==" in line and ";" not in line
    )
    names = [line.partition(">")[0] for line in _BINDER.split()]
    rows = [
        f"{name}=={pins[name]}" if name in pins else line for name, line in zip(names, _BINDER.split(), strict=True)
    ]
    (folder / ".binder" / "requirements.txt").write_text(
        "\n".join([*rows, f"./.binder/{wheel.name}"]) + "\n", encoding="utf-8"
    )
    (folder / ".binder" / "runtime.txt").write_text("python-3.12\n", encoding="utf-8")
