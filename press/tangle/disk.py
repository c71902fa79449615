"""The package on disk: what is ours, what was edited by hand, what is left over."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from press.errors import Exit, PressError
from press.files import locked, pending, sweep, write_all
from press.tangle.complaints import problem
from press.tangle.model import PACKAGE
from press.tangle.provenance import MAP, file_digest, recorded
from press.tangle.tangled import Tangled

JOURNAL = f"{PACKAGE}/.press-pending"


@dataclass(frozen=True)
class Plan:
    """What tangling would do to a folder."""

    new: dict[str, bytes]
    orphans: list[str]  # ours, from nowhere any more
    edited: list[str]  # not as the press left them


def plan(folder: Path, tangled: Tangled) -> Plan:
    """Compare the package in memory with that in a folder."""
    new = {path: as_bytes(content) for path, content in tangled.files.items()}
    new[MAP] = new.pop(MAP)  # last: until then, the old map vouches for the old files
    known, begun = read_map(folder), pending(folder, JOURNAL)
    orphans, edited = [], []
    for path in [*new, *sorted((known.keys() | begun.keys()) - new.keys())]:
        content = read(folder / path)
        if path == MAP or content is None or content == new.get(path):
            continue
        digest = file_digest(content)
        if digest != known.get(path) and digest not in begun.get(path, ()):
            edited.append(path)
        elif path not in new:
            orphans.append(path)
    return Plan(new, orphans, edited)


def write_package(folder: Path, tangled: Tangled, force: bool = False) -> list[str]:
    """Write the package into a folder; a hand edit is lost by ``force`` only."""
    folder.mkdir(parents=True, exist_ok=True)
    with locked(folder):
        todo = plan(folder, tangled)
        if todo.edited and not force:
            found = [problem(path, 0, "hand-edit") for path in todo.edited]
            raise PressError(found, Exit.HAND_EDIT)
        if (folder / PACKAGE).is_dir():
            sweep(folder / PACKAGE)
        lost = [path for path in todo.edited if path not in todo.new]
        return write_all(folder, todo.new, [*todo.orphans, *lost], JOURNAL)


def read_map(folder: Path) -> dict[str, str]:
    content = read(folder / MAP)
    return recorded(content.decode("utf-8", "replace")) if content is not None else {}


def strays(folder: Path, known: set[str]) -> list[str]:
    """Return the files in the package that no chapter wrote."""
    found = []
    for path in sorted((folder / PACKAGE).rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.is_file() and name not in known and not _is_hidden(name):
            found.append(name)
    return found


def _is_hidden(name: str) -> bool:
    return any(part.startswith(".") or part == "__pycache__" for part in name.split("/"))


def read(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        return None


def as_bytes(content: str | bytes) -> bytes:
    return content.encode() if isinstance(content, str) else content
