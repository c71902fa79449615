"""The command line: verbs, roots, exit codes."""

from __future__ import annotations

import importlib
import subprocess
import sys
from pathlib import Path

import pytest

from press.cli import VERBS, main
from press.errors import Exit
from tests.press.tiny import cell, page, write_book


def test_every_verb_can_be_loaded_and_has_its_form() -> None:
    for module, function, words in VERBS.values():
        assert callable(getattr(importlib.import_module(module), function))
        assert words


def test_the_root_is_found_upward_or_given(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_book(tmp_path, {})
    monkeypatch.chdir(tmp_path / "book")
    assert main(["tangle"]) == Exit.FINE
    assert (tmp_path / "mlcode/growing.py").exists()
    monkeypatch.chdir("/")
    assert main(["check", f"--root={tmp_path}"]) == Exit.FINE
    assert main(["check", "--root", str(tmp_path / "book/tools")]) == Exit.FINE


def test_no_book(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--root", str(tmp_path), "check"]) == Exit.UNREADABLE
    assert "no-book" in capsys.readouterr().err


def test_an_unknown_verb(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["tangel"]) == Exit.UNREADABLE
    assert "Did you mean tangle" in capsys.readouterr().err


@pytest.mark.parametrize("verb", ["tangle", "check", "stitch", "cover"])
def test_an_unknown_option(verb: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        main(["--root", str(write_book(tmp_path, {})), verb, "--unknown"])
    assert caught.value.code == Exit.UNREADABLE
    assert "--unknown" in capsys.readouterr().err


def test_help(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--help"]) == Exit.FINE
    assert all(verb in capsys.readouterr().out for verb in ["stitch"])
    assert main([]) == Exit.UNREADABLE


def test_all_problems_are_printed_one_a_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_book(tmp_path, {"a/page": page(cell("print(1)", "m"), cell("X = nowhere", "m"))})
    assert main(["--root", str(tmp_path), "tangle"]) == Exit.UNREADABLE
    lines = capsys.readouterr().err.splitlines()
    assert [line.split(": ")[:2] for line in lines] == [
        ["book/a/page.md:8", "tangled-print"],
        ["book/a/page.md:13", "undefined-name"],
    ]


def test_tangling_loads_nothing_heavy(tmp_path: Path) -> None:
    code = "import sys, press.tangle.verbs, press.cli; print([m for m in ('numpy', 'nbformat', 'sphinx') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"
