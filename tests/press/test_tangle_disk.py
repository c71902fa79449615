"""Writing the package: all or nothing, never over a hand edit, healed after a kill."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from press import files
from press.cli import main
from press.errors import Exit
from press.tangle.disk import JOURNAL
from press.tangle.provenance import MAP
from tests.press.tiny import card, cell, page, write_book

OLD = {"a/one": page(cell("X = 1\n\n\ndef f():\n    return X", "m"), cell("Y = 1", "p/n"), cell("Z = 1", "q/gone"))}
NEW = {"a/one": page(cell("X = 2\n\n\ndef f():\n    return X", "m"), cell("Y = 2", "p/n"), cell("W = 1", "r/s/new"))}
THIRD = {"a/one": page(cell("X = 3\n\n\ndef f():\n    return X", "m"), cell("Y = 3", "p/n"))}


def run(root: Path, *words: str) -> Exit:
    return main(["--root", str(root), *words])


def book(root: Path, pages: dict[str, str]) -> Path:
    """Write a book, in the place of an earlier one."""
    for path in sorted((root / "book").rglob("*.md")) if (root / "book").exists() else ():
        path.unlink()
    return write_book(root, pages)


def tree(root: Path) -> dict[str, bytes | None]:
    """Return all files and folders of the package."""
    paths = sorted((root / "mlcode").rglob("*"))
    return {str(path.relative_to(root)): path.read_bytes() if path.is_file() else None for path in paths}


@pytest.fixture
def tangled(tmp_path: Path) -> Path:
    """A book whose package has been written, and whose chapters have changed since."""
    assert run(book(tmp_path, OLD), "tangle") == Exit.FINE
    return book(tmp_path, NEW)


def test_a_second_run_touches_nothing(tmp_path: Path) -> None:
    run(book(tmp_path, OLD), "tangle")
    before = {path: path.stat().st_mtime_ns for path in (tmp_path / "mlcode").rglob("*")}
    assert run(tmp_path, "tangle") == Exit.FINE
    assert before == {path: path.stat().st_mtime_ns for path in (tmp_path / "mlcode").rglob("*")}


def test_orphans_go_with_their_folders(tangled: Path) -> None:
    assert (tangled / "mlcode/q/gone.py").exists()
    assert run(tangled, "tangle") == Exit.FINE
    assert not (tangled / "mlcode/q").exists()
    assert (tangled / "mlcode/r/s/new.py").exists()
    assert run(tangled, "check") == Exit.FINE


def test_files_can_be_read_by_others(tangled: Path) -> None:
    os.umask(mask := os.umask(0))
    assert (tangled / "mlcode/m.py").stat().st_mode & 0o777 == 0o666 & ~mask


class Failing:
    """Lets the n-th call of a function go wrong."""

    def __init__(self, real: Callable[..., object], at: int, error: BaseException):
        self.real, self.at, self.error, self.calls = real, at, error, 0

    def __call__(self, *arguments: object, **options: object) -> object:
        self.calls += 1
        if self.calls == self.at:
            raise self.error
        return self.real(*arguments, **options)


@pytest.mark.parametrize("error", [OSError("disk full"), KeyboardInterrupt()], ids=["error", "interrupt"])
@pytest.mark.parametrize("name", ["replace", "fsync"])
def test_a_failure_at_any_step_leaves_all_as_it_was(
    name: str, error: BaseException, tangled: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = tree(tangled)
    for at in range(1, 100):
        with monkeypatch.context() as patch:
            failing = Failing(getattr(os, name), at, error)
            patch.setattr(files.os, name, failing)
            try:
                assert run(tangled, "tangle") == Exit.FINE
            except type(error):
                assert tree(tangled).keys() - {JOURNAL} == before.keys()
                assert {path: tree(tangled)[path] for path in before} == before
            else:
                break
    assert at > 5  # there were so many steps to fail at
    assert run(tangled, "check") == Exit.FINE
    assert not [path for path in tree(tangled) if "/." in path]


def test_a_failure_while_deleting_leaves_all_as_it_was(tangled: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = tree(tangled)
    real = Path.unlink

    def unlink(path: Path, missing_ok: bool = False) -> None:
        if path.name == "gone.py":
            raise OSError("in use")
        real(path, missing_ok=missing_ok)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "unlink", unlink)
        with pytest.raises(OSError, match="in use"):
            run(tangled, "tangle")
    assert {path: content for path, content in tree(tangled).items() if path != JOURNAL} == before


def killed_at(root: Path, step: int) -> bool:
    """Tangle in a process of its own that dies before a step; whether it came that far."""
    child = os.fork()
    if child == 0:
        real, calls = os.replace, 0

        def replace(*arguments: object) -> None:
            nonlocal calls
            calls += 1
            if calls == step:
                os._exit(9)
            real(*arguments)  # type: ignore[arg-type]

        files.os.replace = replace  # type: ignore[assignment]
        os._exit(int(run(root, "tangle")))
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 9


@pytest.mark.parametrize("then", [NEW, THIRD, OLD], ids=["same book", "changed book", "book as before"])
def test_a_killed_run_heals_on_the_next(then: dict[str, str], tmp_path: Path) -> None:
    step = 1
    while True:
        root = tmp_path / str(step)
        run(book(root, OLD), "tangle")
        book(root, NEW)
        if not killed_at(root, step):
            break
        killed_at(book(root, then), 2)  # and once more, on the way to health
        assert run(root, "tangle") == Exit.FINE, step
        assert run(root, "check") == Exit.FINE
        assert not [path for path in tree(root) if "/." in path]
        step += 1
    assert step > 5


def test_two_at_once_do_no_harm(tangled: Path) -> None:
    command = [sys.executable, "-m", "press", "--root", str(tangled), "tangle", "--force"]
    running = [subprocess.Popen(command, stdout=subprocess.DEVNULL) for _ in range(4)]
    assert [process.wait() for process in running] == [0, 0, 0, 0]
    assert run(tangled, "check") == Exit.FINE
    assert not [path for path in tree(tangled) if "/." in path]


def test_a_hand_edit_is_not_lost(tangled: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edited = tangled / "mlcode/m.py"
    edited.write_text(edited.read_text() + "# mine\n")
    before = tree(tangled)
    assert run(tangled, "tangle") == Exit.HAND_EDIT
    assert capsys.readouterr().err.startswith("mlcode/m.py: hand-edit: ")
    assert tree(tangled) == before
    assert run(tangled, "tangle", "--force") == Exit.FINE
    assert "mine" not in edited.read_text()


@pytest.mark.parametrize("path", ["mlcode/q/gone.py", "mlcode/p/__init__.py", "mlcode/py.typed"])
def test_nor_in_files_that_would_go_or_are_generated(path: str, tangled: Path) -> None:
    (tangled / path).write_text("mine = 1\n")
    assert run(tangled, "tangle") == Exit.HAND_EDIT
    assert (tangled / path).read_text() == "mine = 1\n"
    assert run(tangled, "tangle", "--force") == Exit.FINE
    assert run(tangled, "check") == Exit.FINE


@pytest.mark.parametrize(
    "content", [None, "<<<<<<< ours\n", '{"file": 3}\n[]\n"x"\n'], ids=["none", "conflict", "junk"]
)
def test_without_a_map_nothing_is_ours(content: str | None, tangled: Path) -> None:
    if content is None:
        (tangled / MAP).unlink()
    else:
        (tangled / MAP).write_text(content)
    assert run(tangled, "tangle") == Exit.HAND_EDIT
    assert run(book(tangled, OLD), "tangle") == Exit.FINE  # the files are what the book says: nothing to lose
    assert run(tangled, "check") == Exit.FINE


def test_files_of_others_are_left_alone(tangled: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tangled / "mlcode/mine.py").write_text("x = 1\n")
    assert run(tangled, "tangle") == Exit.FINE
    assert (tangled / "mlcode/mine.py").exists()
    capsys.readouterr()
    assert run(tangled, "check") == Exit.CLAIM_FAILED
    assert "mlcode/mine.py: drift: no chapter says this file. Delete it" in capsys.readouterr().err


def test_a_deleted_file_comes_back(tangled: Path) -> None:
    run(tangled, "tangle")
    (tangled / "mlcode/m.py").unlink()
    assert run(tangled, "check") == Exit.CLAIM_FAILED
    assert run(tangled, "tangle") == Exit.FINE
    assert run(tangled, "check") == Exit.FINE


def test_check_shows_the_difference_and_writes_nothing(tangled: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = tree(tangled)
    assert run(tangled, "check") == Exit.CLAIM_FAILED
    out, err = capsys.readouterr()
    assert "--- mlcode/m.py (on disk)\n+++ mlcode/m.py (from the book)\n" in out
    assert "\n-X = 1\n+X = 2\n" in out
    assert "mlcode/r/s/new.py: drift: the chapters say this file, and it is not there. Run" in err
    assert "mlcode/q/gone.py: drift: no chapter says this file. Run" in err
    assert tree(tangled) == before


def test_check_compares_data_too(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_book(tmp_path, {}, data={"a.csv": b"\xff\n", "a.toml": card(b"\xff\n")})
    run(tmp_path, "tangle")
    assert run(tmp_path, "check") == Exit.FINE
    (tmp_path / "mlcode/data/a.csv").write_bytes(b"\xfe\n")
    assert run(tmp_path, "check") == Exit.CLAIM_FAILED
    assert "mlcode/data/a.csv: binary files differ" in capsys.readouterr().out


def test_an_error_writes_nothing(tangled: Path) -> None:
    before = tree(tangled)
    book(tangled, {"a/one": page(cell("X = 2", "m"), cell("print(1)", "m"))})
    assert run(tangled, "tangle") == Exit.UNREADABLE
    assert run(tangled, "check") == Exit.UNREADABLE
    assert tree(tangled) == before


def test_two_writers_of_one_folder_wait_for_each_other(tmp_path: Path) -> None:
    child = os.fork()
    if child == 0:
        with files.locked(tmp_path):
            (tmp_path / "begun").touch()
            while not (tmp_path / "seen").exists():
                pass
            (tmp_path / "done").touch()
        os._exit(0)
    while not (tmp_path / "begun").exists():
        pass
    (tmp_path / "seen").touch()
    with files.locked(tmp_path):
        assert (tmp_path / "done").exists()
    os.waitpid(child, 0)
