"""The package is the same whatever runs the press: hash seed, Python, time zone, folder."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from tests.press.books import write_large_book
from tests.press.pythons import pythons
from tests.press.test_tangle_package import RICH
from tests.press.test_tangle_provenance import PAGES
from tests.press.tiny import card, write_book

ROOT = Path(__file__).parents[2]
SCRIPT = """
import hashlib, json, sys
from pathlib import Path
from press.book import read_book
from press.tangle import tangle_book
for root in sys.argv[1:]:
    tangled = tangle_book(read_book(Path(root)))
    text = json.dumps([(path, str(content)) for path, content in tangled.files.items()])
    text += repr(tangled.definitions) + repr(tangled.used_in) + repr(tangled.imported)
    print(hashlib.sha256(text.encode()).hexdigest())
"""


@pytest.fixture(scope="module")
def books(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    folder = tmp_path_factory.mktemp("books")
    write_book(folder / "rich", RICH, data={"a.csv": b"x\n", "a.toml": card(b"x\n")})
    write_book(folder / "pages", PAGES)
    write_large_book(folder / "large", 3)
    return [str(folder / name) for name in ("rich", "pages", "large")]


def digests(python: str, books: list[str], cwd: Path = ROOT, **variables: str) -> str:
    paths = [str(ROOT), str(cwd / "libraries")]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(paths), **variables}
    command = [python, "-c", SCRIPT, *books]
    done = subprocess.run(command, cwd=cwd, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def ours(books: list[str]) -> str:
    return digests(sys.executable, books, PYTHONHASHSEED="0")


@pytest.mark.parametrize("seed", ["1", "2", "77"])
def test_hash_seed(seed: str, books: list[str], ours: str) -> None:
    assert digests(sys.executable, books, PYTHONHASHSEED=seed) == ours


def test_time_zone_locale_and_folder(books: list[str], ours: str, tmp_path: Path) -> None:
    variables = {"TZ": "Pacific/Kiritimati", "LC_ALL": "C", "PYTHONUTF8": "0"}
    assert digests(sys.executable, books, tmp_path, **variables) == ours


@pytest.mark.parametrize("python", pythons().values(), ids=pythons())
def test_python(python: str, books: list[str], ours: str, tmp_path: Path) -> None:
    # Another Python may have no PyYAML; the part of ours that is plain Python serves it.
    shutil.copytree(Path(yaml.__file__).parent, tmp_path / "libraries/yaml", ignore=shutil.ignore_patterns("*.so"))
    assert digests(python, books, tmp_path) == ours
