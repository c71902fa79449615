"""Write files all or nothing: after a failure, or a kill, no half of a change remains."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

try:
    import fcntl
except ImportError:  # Windows: two writers at once are not kept apart
    fcntl = None  # type: ignore[assignment]

_NEW, _OLD = ".press-new", ".press-old"


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Hold a folder for one writer; another one waits here."""
    if fcntl is None:
        yield
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def write_all(
    root: Path,
    new: Mapping[str, bytes],
    delete: Iterable[str] = (),
    journal: str | None = None,
) -> list[str]:
    """Write and delete files under ``root``, all of them or none; return what changed.

    Everything is staged beside its target first, in the order given; then each file is
    swapped in by one rename. With a ``journal`` (a path under ``root``), a later run can
    tell what a killed one has written: see ``pending``.
    """
    changes = {path: content for path, content in new.items() if _differs(root / path, content)}
    gone = [path for path in delete if (root / path).is_file()]
    if not changes and not gone:
        if journal is not None:
            (root / journal).unlink(missing_ok=True)
        return []
    with _Change(root) as change:
        for path, content in changes.items():
            change.stage(path, content)
        if journal is not None:
            change.note(journal, changes)
        for path in changes:
            change.swap(path)
        for path in gone:
            change.remove(path)
        if journal is not None:
            change.remove(journal)
    return sorted([*changes, *gone])


def sweep(folder: Path) -> None:
    """Remove what a killed run has staged in a folder, and below."""
    for path in [*folder.rglob(f".*{_NEW}"), *folder.rglob(f".*{_OLD}")]:
        path.unlink(missing_ok=True)
        _remove_empty(path.parent, folder)


def pending(root: Path, journal: str) -> dict[str, list[str]]:
    """Return the digests that a killed run was about to give to files."""
    try:
        found = json.loads((root / journal).read_text(encoding="utf-8"))
        return {str(path): [str(each) for each in digests] for path, digests in found.items()}
    except (OSError, ValueError, AttributeError, TypeError):
        return {}


class _Change:
    """Staged files, and the way back."""

    def __init__(self, root: Path):
        self.root = root
        self.staged: dict[str, Path] = {}
        self.kept: list[Path] = []  # copies of what was there
        self.saved: dict[str, Path | None] = {}  # None: there was nothing

    def __enter__(self) -> _Change:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if kind is not None:
            self._undo()
        for path in [*self.staged.values(), *self.kept]:
            path.unlink(missing_ok=True)
        for name in self.saved if kind is None else self.staged:
            _remove_empty((self.root / name).parent, self.root)

    def stage(self, path: str, content: bytes) -> None:
        target = self.root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        self.staged[path] = _beside(target, _NEW)
        _write(self.staged[path], content)
        if target.exists():
            self.staged[path].chmod(target.stat().st_mode & 0o777)

    def swap(self, path: str) -> None:
        self._save(path)
        os.replace(self.staged[path], self.root / path)  # noqa: PTH105 - tests make it fail

    def remove(self, path: str) -> None:
        self._save(path)
        (self.root / path).unlink()

    def note(self, journal: str, changes: Mapping[str, bytes]) -> None:
        """Write down what is about to come, beside what killed runs were about to do."""
        known = pending(self.root, journal)
        for path, content in changes.items():
            known[path] = [*known.get(path, ()), hashlib.sha256(content).hexdigest()]
        self.stage(journal, json.dumps(known).encode())
        self.swap(journal)

    def _save(self, path: str) -> None:
        """Keep a second name for the file that is about to go."""
        target = self.root / path
        if not target.exists():
            self.saved[path] = None
            return
        kept = _beside(target, _OLD)
        self.kept.append(kept)
        _write(kept, target.read_bytes())
        kept.chmod(target.stat().st_mode & 0o777)
        self.saved[path] = kept

    def _undo(self) -> None:
        for path, kept in reversed(self.saved.items()):
            if kept is None:
                (self.root / path).unlink(missing_ok=True)
            else:
                kept.rename(self.root / path)


def _remove_empty(folder: Path, top: Path) -> None:
    """Remove a folder, and those around it, as far as nothing is left in them."""
    while folder != top:
        try:
            folder.rmdir()
        except FileNotFoundError:
            pass
        except OSError:  # not empty
            return
        folder = folder.parent


def _beside(target: Path, mark: str) -> Path:
    return target.with_name(f".{target.name}.{os.getpid()}{mark}")


def _write(path: Path, content: bytes) -> None:
    with path.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _differs(path: Path, content: bytes) -> bool:
    try:
        return path.read_bytes() != content
    except OSError:
        return True
