"""Writing files all or nothing (failures and kills: see test_tangle_disk)."""

from __future__ import annotations

from pathlib import Path

from press.files import pending, sweep, write_all


def test_it_writes_deletes_and_says_what_changed(tmp_path: Path) -> None:
    (tmp_path / "old").mkdir()
    (tmp_path / "old/gone").write_bytes(b"x")
    (tmp_path / "same").write_bytes(b"same")
    new = {"a/b/c": b"c", "same": b"same", "d": b""}
    assert write_all(tmp_path, new, ["old/gone", "never/there"]) == ["a/b/c", "d", "old/gone"]
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["a", "b", "c", "d", "same"]
    assert write_all(tmp_path, new, ["old/gone"]) == []


def test_modes_are_kept(tmp_path: Path) -> None:
    path = tmp_path / "script"
    path.write_bytes(b"x")
    path.chmod(0o755)
    write_all(tmp_path, {"script": b"y"})
    assert path.stat().st_mode & 0o777 == 0o755


def test_the_journal_is_gone_in_the_end(tmp_path: Path) -> None:
    (tmp_path / "journal").write_text('{"a": ["1"]}')
    assert pending(tmp_path, "journal") == {"a": ["1"]}
    write_all(tmp_path, {"a": b"1"}, journal="journal")
    assert pending(tmp_path, "journal") == {}
    (tmp_path / "journal").write_text("{}")
    write_all(tmp_path, {"a": b"1"}, journal="journal")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a"]


def test_a_journal_that_cannot_be_read_says_nothing(tmp_path: Path) -> None:
    for text in ("", "[]", "3", '{"a": 1}', '{"a'):
        (tmp_path / "journal").write_text(text)
        assert pending(tmp_path, "journal") == {}


def test_sweep_takes_only_what_was_staged(tmp_path: Path) -> None:
    for name in ("a/.x.12.press-new", "a/b/.y.12.press-old", "c/.z.12.press-new", "c/z.press-new", "c/.hidden"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    sweep(tmp_path)
    found = sorted(path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*"))
    assert found == ["c", "c/.hidden", "c/z.press-new"]
