"""`press run`: what it compares, what it says, how it ends. Runs are put into the store."""

from __future__ import annotations

import os
import time
from pathlib import Path
from typing import Any

import pytest

from press.book import read_book
from press.cli import main
from press.errors import Exit
from press.run.record import Run
from press.run.runner import Runner, _drop_oldest
from tests.press import tiny
from tests.press.small import exercise
from tests.press.tiny import cell, page

CHECK = 'def check_double(answer):\n    assert answer(3) == 6, "six"'
PAGES = {
    "a/one": page(cell("1"), cell("2", tags="[timing]"), "{value}`x`"),
    "a/two": page(cell("1"), exercise("ex-double", CHECK, "def double(x):\n    return 2 * x")),
    "a/silent": page("Words."),
}
PASSED = {"kind": "solution", "end": "passed", "message": ""}
STARTED = {"kind": "starter", "end": "NotImplementedError", "message": ""}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    tiny.write_book(tmp_path, PAGES)
    keep(tmp_path)
    assert main(["--root", str(tmp_path), "run", "--accept"]) is Exit.FINE
    return tmp_path


def keep(root: Path, number: str = "0.5", seconds: str = "3 s", value: str = "7", started: Any = STARTED) -> None:
    """Put a run of each page into the store, as if it had just ended."""
    runner = Runner(read_book(root))
    outputs = {"a/one": [stream(number), stream(seconds)], "a/two": [stream("two"), [], []], "a/silent": []}
    for slug, of_page in outputs.items():
        here = runner.book.page(slug)
        trials = [{"name": "ex-double", "trials": [PASSED, started]}] if slug == "a/two" else []
        values = {"x": value} if slug == "a/one" else {}
        runner.store.put(Run(slug, runner.key(here), of_page, values, trials, 1.0))
    tool = runner.book.page(tiny.GROWING)
    runner.store.put(Run(tool.slug, runner.key(tool), [[]], {}))


def stream(text: str) -> list[dict[str, Any]]:
    return [{"output_type": "stream", "name": "stdout", "text": f"{text}\n"}]


def run(root: Path, *arguments: str) -> Exit:
    return main(["--root", str(root), "run", *arguments])


def test_accepting_writes_one_file_for_each_page_that_prints(root: Path) -> None:
    folder = root / "tests/outputs"
    assert sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*.txt")) == ["a/one.txt", "a/two.txt"]
    assert (folder / "a/one.txt").read_text() == "── cell 1\n0.5\n── values\nx = 7\n"


def test_the_same_outputs_are_fine(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    keep(root, seconds="4 s")
    assert run(root) is Exit.FINE
    assert "4 pages, 3.0 s of cells, 2 trials of exercises, 0 problems" in capsys.readouterr().out


@pytest.mark.parametrize("change", [{"number": "0.6"}, {"value": "8"}])
def test_a_changed_number_fails_until_it_is_accepted(
    change: dict[str, str], root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    keep(root, **change)
    assert run(root) is Exit.CLAIM_FAILED
    error = capsys.readouterr().err
    assert "book/a/one.md: output-changed:" in error
    (new,) = change.values()
    assert f"    +{'x = ' if 'value' in change else ''}{new}\n" in error
    assert run(root, "a/two") is Exit.FINE
    assert run(root, "a/one") is Exit.CLAIM_FAILED
    assert run(root, "a/one", "--accept") is Exit.FINE
    assert run(root) is Exit.FINE


def test_an_edited_file_of_accepted_outputs_fails(root: Path) -> None:
    file = root / "tests/outputs/a/one.txt"
    file.write_text(file.read_text().replace("0.5", "0.50"))
    assert run(root) is Exit.CLAIM_FAILED


def test_outputs_of_no_page_fail_until_they_are_accepted_as_gone(root: Path) -> None:
    stray = root / "tests/outputs/a/gone.txt"
    stray.touch()
    assert run(root, "a/one") is Exit.FINE
    assert run(root, "a/one", "--accept") is Exit.FINE
    assert run(root) is Exit.CLAIM_FAILED
    assert run(root, "--accept") is Exit.FINE
    assert not stray.exists()


def test_a_page_that_falls_silent_has_no_file(root: Path) -> None:
    (root / "tests/outputs/a/silent.txt").write_text("── cell 1\n1\n")
    assert run(root, "a/silent") is Exit.CLAIM_FAILED
    assert run(root, "a/silent", "--accept") is Exit.FINE
    assert not (root / "tests/outputs/a/silent.txt").exists()


def test_a_starter_that_passes_its_check_fails_with_its_line(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    keep(root, started={**STARTED, "end": "passed"})
    assert run(root, "--accept") is Exit.CLAIM_FAILED
    lines = (root / "book/a/two.md").read_text().split("\n")
    line = lines.index("def double(x):") + 1
    assert f"book/a/two.md:{line}: exercise: ex-double: the starter passes the check" in capsys.readouterr().err


def test_a_page_that_does_not_exist_is_bad_usage(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(root, "a/tow") is Exit.UNREADABLE
    assert "Did you mean a/two" in capsys.readouterr().err


def test_a_failing_page_ends_with_1_and_accepts_nothing(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = {path: path.read_text() for path in (root / "tests/outputs").rglob("*.txt")}
    text = (root / "book/a/two.md").read_text()
    (root / "book/a/two.md").write_text(text.replace("ipython3\n1\n", "ipython3\n1 / 0\n", 1))
    assert run(root, "--accept") is Exit.CLAIM_FAILED
    captured = capsys.readouterr()
    assert "book/a/two.md:7: cell-failed: ZeroDivisionError" in captured.err
    assert "a/two failed, 0 to go" in captured.out
    assert {path: path.read_text() for path in (root / "tests/outputs").rglob("*.txt")} == before


def test_a_book_that_cannot_be_read_ends_with_2(root: Path) -> None:
    (root / "book/a/one.md").write_text("no front matter")
    assert run(root) is Exit.UNREADABLE


def test_a_package_in_use_is_not_dropped_as_the_oldest(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A package written hours ago is in use from the moment that a page asks for it again."""
    monkeypatch.setattr("press.run.runner._PACKAGES_KEPT", 1)
    runner = Runner(read_book(root))
    folder = runner.after(runner.book.pages[0])
    hours_ago = time.time() - 7200
    os.utime(folder, (hours_ago, hours_ago))
    other = folder.with_name("other")
    other.mkdir()
    os.utime(other, (hours_ago, hours_ago))
    assert runner.after(runner.book.pages[0]) == folder
    _drop_oldest(folder.parent)
    assert folder.exists()
    assert not other.exists()
