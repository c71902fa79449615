"""What the publishing workflow uploads: site, wheel, redirects, Binder's branch."""

from __future__ import annotations

import json
import os
import re
import subprocess
import zipfile
from pathlib import Path

import pytest

from press.cli import main
from press.errors import Exit, PressError
from press.make import publish
from press.make.publish import build_wheel, write_binder, write_redirects

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_wheel(ROOT, tmp_path_factory.mktemp("wheel"))


def test_the_wheel_holds_the_package_its_data_and_the_checker(wheel: Path) -> None:
    assert re.fullmatch(r"literate_machine_learning-[\d.]+-py3-none-any\.whl", wheel.name)
    names = zipfile.ZipFile(wheel).namelist()
    wanted = [
        "mlcode/py.typed",
        "mlcode/_provenance.jsonl",
        "mlcode/_equations.jsonl",
        "mlcode/datasets.py",
        "press/proof/notation.toml",
    ]
    assert set(wanted) <= set(names)
    assert {path.name for path in (ROOT / "mlcode/data").iterdir()} <= {Path(name).name for name in names}
    assert not [name for name in names if name.startswith(("tests/", "book/", "tools/"))]


def test_the_wheel_needs_numpy_only(wheel: Path) -> None:
    """Whatever else the book needs is asked for by name, so that a notebook installs little."""
    archive = zipfile.ZipFile(wheel)
    (metadata,) = (archive.read(name).decode() for name in archive.namelist() if name.endswith(".dist-info/METADATA"))
    needs = re.findall(r"^Requires-Dist: (.*)$", metadata, re.MULTILINE)
    assert [each.split(">")[0] for each in needs if "extra ==" not in each] == ["numpy"]
    assert re.findall(r"^Requires-Python: (.*)$", metadata, re.MULTILINE) == [">=3.11"]
    assert sorted(re.findall(r"^Provides-Extra: (.*)$", metadata, re.MULTILINE)) == ["book", "pictures", "proof"]


def test_the_wheel_s_bytes_depend_on_its_contents_alone(wheel: Path, tmp_path: Path) -> None:
    """Else Binder's branch, and so its image, would change with every build."""
    assert build_wheel(ROOT, tmp_path).read_bytes() == wheel.read_bytes()


def site(root: Path, redirects: str = "") -> Path:
    """Write a site as `make book` leaves it."""
    for path in ("index.html", "book/a/new.html", "book/preface.html", "notebooks/a/new.ipynb"):
        (root / "_build/html" / path).parent.mkdir(parents=True, exist_ok=True)
        (root / "_build/html" / path).write_text(path)
    (root / "book").mkdir()
    (root / "book/redirects.yml").write_text(redirects)
    (root / "_toc.yml").write_text("format: jb-book\nroot: book/preface\n")
    (root / "requirements.txt").write_text(
        "numpy==2.4.3\nscipy==1.17.0 ; python_full_version == '3.11.*'\n    # via x\nsympy==1.14.0\nnot-sympy==9\n"
    )
    return root


REDIRECTS = "# old: new\na/old: a/new\nold: a/new\nb/c/older: preface\n"


def test_redirects_lead_from_where_they_stand(tmp_path: Path) -> None:
    built = site(tmp_path, REDIRECTS) / "_build/html"
    assert write_redirects(tmp_path, built) == 3
    for old, target in (("a/old", "../a/new.html"), ("old", "a/new.html"), ("b/c/older", "../../preface.html")):
        file = built / "book" / f"{old}.html"
        text = file.read_text()
        assert (file.parent / target).resolve().exists()
        assert f'http-equiv="refresh" content="0; url={target}"' in text
        assert f'href="{target}"' in text
        assert f"location.replace({json.dumps(target)} + location.hash)" in text


@pytest.mark.parametrize(
    ("redirects", "words"),
    [
        ("a/old: a/gone", "a/old leads to a/gone, which is not a page"),
        ("a/old: a/older\na/older: a/new", "a/old leads to a/older, which is not a page"),
        ("a/older: a/new\na/old: a/older", "a/old leads to a/older, which is not a page"),
        ("a/new: preface", "a/new is a page of the book"),
    ],
)
def test_a_redirect_that_cannot_be(redirects: str, words: str, tmp_path: Path) -> None:
    built = site(tmp_path, redirects) / "_build/html"
    with pytest.raises(PressError, match=words):
        write_redirects(tmp_path, built)
    assert (built / "book/a/new.html").read_text() == "book/a/new.html"


def test_every_redirect_of_the_book_leads_to_a_page_of_it() -> None:
    from press.book import read_book
    from press.book.page import load_yaml

    slugs = {page.slug for page in read_book(ROOT).pages}
    moved = load_yaml((ROOT / "book/redirects.yml").read_text()) or {}
    assert set(moved.values()) <= slugs and not moved.keys() & slugs


def test_binder_s_branch_holds_the_wheel_and_pins(tmp_path: Path) -> None:
    wheel = tmp_path / "package-1.0-py3-none-any.whl"
    wheel.write_bytes(b"wheel")
    write_binder(site(tmp_path), tmp_path / "binder", wheel)
    folder = tmp_path / "binder/.binder"
    assert sorted(path.name for path in folder.iterdir()) == [wheel.name, "requirements.txt", "runtime.txt"]
    rows = (folder / "requirements.txt").read_text().splitlines()
    assert {"numpy==2.4.3", "scipy==1.17.0", "sympy==1.14.0", "jupyterlab>=4", "nbgitpuller>=1.2"} <= set(rows)
    assert rows[-1] == f"./.binder/{wheel.name}"
    assert (folder / "runtime.txt").read_text().startswith("python-3.")


def test_all_is_laid_out_and_what_was_there_is_gone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def make(root: Path, folder: Path) -> Path:
        folder.mkdir(parents=True)
        (folder / "package-1.0-py3-none-any.whl").write_bytes(b"wheel")
        return folder / "package-1.0-py3-none-any.whl"

    monkeypatch.setattr(publish, "build_wheel", make)
    root, out = site(tmp_path, REDIRECTS), tmp_path / "out"
    (out / "site").mkdir(parents=True)
    (out / "site/stale.html").touch()
    assert main(["--root", str(root), "publish", "--out", str(out)]) is Exit.FINE
    files = {path.relative_to(out).as_posix() for path in out.rglob("*") if path.is_file()}
    assert {
        "site/index.html",
        "site/.nojekyll",
        "site/book/a/old.html",
        "site/wheels/package-1.0-py3-none-any.whl",
        "site/notebooks/a/new.ipynb",
        "notebooks/a/new.ipynb",
        "binder/.binder/requirements.txt",
    } <= files
    assert "site/stale.html" not in files
    assert "3 redirects" in capsys.readouterr().out


def test_without_a_site_nothing_is_published(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "_toc.yml").touch()
    assert main(["--root", str(tmp_path), "publish", "--out", str(tmp_path / "out")]) is Exit.UNREADABLE
    assert "Run make book first" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


GIT = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull, "GIT_TERMINAL_PROMPT": "0"}


def git(folder: Path, *words: str) -> str:
    command = ["git", "-c", "user.name=a", "-c", "user.email=a@b", *words]
    done = subprocess.run(command, cwd=folder, env={**os.environ, **GIT}, check=True, capture_output=True, text=True)
    return done.stdout.strip()


def test_a_branch_is_one_commit_and_stands_still_where_nothing_changed(tmp_path: Path) -> None:
    """Binder builds a new image for each new commit of its branch."""
    origin, clone, folder = tmp_path / "origin.git", tmp_path / "clone", tmp_path / "binder"
    git(tmp_path, "init", "--quiet", "--bare", str(origin))
    git(tmp_path, "clone", "--quiet", str(origin), str(clone))
    (clone / "README.md").write_text("A project.")
    git(clone, "add", ".")
    git(clone, "commit", "--quiet", "-m", "one")
    (folder / ".binder").mkdir(parents=True)
    (folder / ".binder/requirements.txt").write_text("numpy==1\n")

    def push() -> str:
        command = ["bash", str(ROOT / "tools/push_branch.sh"), "binder", str(folder)]
        done = subprocess.run(command, cwd=clone, env={**os.environ, **GIT}, check=True, capture_output=True, text=True)
        return done.stdout

    assert "binder: pushed" in push()
    first = git(origin, "rev-parse", "binder")
    assert git(origin, "ls-tree", "-r", "--name-only", "binder") == ".binder/requirements.txt"
    assert git(origin, "rev-list", "--count", "binder") == "1"
    assert "nothing new" in push() and git(origin, "rev-parse", "binder") == first
    (folder / ".binder/requirements.txt").write_text("numpy==2\n")
    assert "binder: pushed" in push() and git(origin, "rev-parse", "binder") != first
    assert git(origin, "rev-list", "--count", "binder") == "1"
    assert git(clone, "status", "--porcelain") == ""
