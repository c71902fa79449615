"""Data sets: each file of `book/data` with its card, copied byte for byte."""

from __future__ import annotations

import hashlib
import tomllib
from pathlib import Path, PurePath

from press.tangle.complaints import Complaints
from press.tangle.model import PACKAGE

FOLDER = "book/data"


def data_files(root: Path, complaints: Complaints) -> dict[str, bytes]:
    """Return the data files and cards, by their path in the package."""
    folder = root / FOLDER
    if not folder.is_dir():
        return {}
    content = {
        path.name: path.read_bytes()
        for path in sorted(folder.iterdir())
        if path.is_file() and not path.name.startswith(".")
    }
    cards = [name for name in content if name.endswith(".toml")]
    described = {_check_card(card, content, complaints) for card in cards}
    for name in content.keys() - {*described, *cards}:
        card = f"{FOLDER}/{PurePath(name).stem}.toml"
        complaints.file(f"{FOLDER}/{name}", 0, "no-card", card=card)
    return {f"{PACKAGE}/data/{name}": each for name, each in content.items()}


def _check_card(name: str, content: dict[str, bytes], complaints: Complaints) -> str:
    """Compare a card with its data file; return the name of that file."""
    path, data = f"{FOLDER}/{name}", f"{PurePath(name).stem}.csv"
    try:
        card = tomllib.loads(content[name].decode("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        complaints.file(path, 0, "card-form", reason=error)
        return data
    data = str(card.get("file", data))
    if data not in content:
        complaints.file(path, 0, "no-data", file=f"{FOLDER}/{data}")
        return data
    found = hashlib.sha256(content[data]).hexdigest()
    if card.get("sha256") != found:
        lines = content[name].decode("utf-8").split("\n")
        line = next((n for n, text in enumerate(lines, 1) if text.startswith("sha256")), 0)
        complaints.file(path, line, "data-digest", file=data, found=found)
    return data
