"""The package as the reader has it: before a page, after it; tools are always whole."""

from __future__ import annotations

from pathlib import Path

import pytest

from press.cli import main
from press.errors import Exit
from press.tangle import Tangled, Tangler, package
from tests.press.tiny import IMPORT_EXTENDS, cell, page, problems, read, write_book

PAGES = {
    "a/early": page(cell("from mlcode.datasets import load\nfrom mlcode.pictures import draw\nload, draw")),
    "a/first": page(cell("class A:\n    def f(self):\n        ...\n\n\ndef g():\n    return 1", "m")),
    "tools/data": page(
        cell("def load():\n    return 1", "datasets"), cell("def draw():\n    return 1", "pictures/all")
    ),
    "a/second": page(
        cell(f"{IMPORT_EXTENDS}\nfrom mlcode.m import A, g"),
        cell("@extends(A)\nclass A:\n    def f(self):\n        return g()", "m"),
    ),
    "a/third": page(cell("def g():\n    return 2", "m", replaces="g"), cell("def h():\n    return g()", "n")),
}


def text(tangled: Tangled, name: str) -> str:
    return str(tangled.files.get(f"mlcode/{name}.py", ""))


def test_before_and_after_a_page(tmp_path: Path) -> None:
    tangler = Tangler(read(tmp_path, PAGES))
    assert text(tangler.before("a/first"), "m") == ""
    assert "        ..." in text(tangler.after("a/first"), "m")
    assert "        ..." in text(tangler.before("a/second"), "m")
    assert "        return g()" in text(tangler.after("a/second"), "m")
    assert "return 2" not in text(tangler.before("a/third"), "m")
    assert "return 2" in text(tangler.whole(), "m")
    assert text(tangler.before("a/third"), "n") == ""


def test_tools_are_whole_on_every_page(tmp_path: Path) -> None:
    book = read(tmp_path, PAGES)
    for slug in PAGES:
        there = package(book, slug)
        assert "def load" in text(there, "datasets")
        assert "def draw" in text(there, "pictures/all")
        assert "def extends" in text(there, "growing")


def test_a_snapshot_is_the_package_of_the_shorter_book(tmp_path: Path) -> None:
    tangler = Tangler(read(tmp_path / "long", PAGES))
    slugs = list(PAGES)
    for number, slug in enumerate(slugs[3:], 3):
        shorter = {each: PAGES[each] for each in slugs[: number + 1]}
        assert tangler.after(slug).files == Tangler(read(tmp_path / slug, shorter)).whole().files


def test_the_page_that_tangles_a_tool_cannot_import_it(tmp_path: Path) -> None:
    pages = {"a/page": page(cell("def load():\n    return 1", "datasets"), cell("from mlcode.datasets import load"))}
    assert [each.code for each in problems(tmp_path, pages)] == ["early-import"]


def test_upto_writes_the_package_as_of_a_page(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root, out = write_book(tmp_path / "book", PAGES), tmp_path / "out"
    for name in ("a/second", "book/a/second.md"):
        assert main(["--root", str(root), "tangle", "--upto", name, "--out", str(out)]) == Exit.FINE
        assert "return g()" in (out / "mlcode/m.py").read_text()
        assert not (out / "mlcode/n.py").exists()
    assert not (root / "mlcode").exists()
    assert main(["--root", str(root), "tangle", "--upto", "a/secnod", "--out", str(out)]) == Exit.UNREADABLE
    assert "no-page: the book has no page a/secnod. Did you mean a/second." in capsys.readouterr().err
    with pytest.raises(SystemExit) as caught:
        main(["--root", str(root), "tangle", "--upto", "a/second"])
    assert caught.value.code == Exit.UNREADABLE
