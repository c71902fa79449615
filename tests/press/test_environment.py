"""The set-up on a bare machine: what it does, and what it says when it cannot."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SCRIPT = ROOT / "tools/environment.py"


def project(root: Path, requirements: str = "") -> Path:
    """Write a project that has nothing but a set-up."""
    (root / "tools").mkdir(parents=True)
    (root / "tools/environment.py").write_bytes(SCRIPT.read_bytes())
    (root / "requirements.txt").write_text(requirements)
    (root / "requirements-node.txt").write_text("a-node==1\n")
    (root / "pyproject.toml").write_text("[project]\nname = 'x'\nversion = '1'\n")
    return root


def fake(folder: Path, name: str, script: str) -> None:
    """Put a program on a path of its own, which writes down its arguments."""
    folder.mkdir(exist_ok=True)
    (folder / name).write_text(f'#!/bin/sh\necho "$@" >> {folder}/{name}.log\n{script}\n')
    (folder / name).chmod(0o755)


def set_up(root: Path, path: Path) -> subprocess.CompletedProcess[str]:
    """Run the set-up with nothing on the path but one folder."""
    env = {**os.environ, "PATH": f"{path}", "PIP_NO_INDEX": "1"}
    command = [sys.executable, str(root / "tools/environment.py")]
    return subprocess.run(command, env=env, capture_output=True, text=True, check=False)


MAKES = 'case "$1" in venv) /bin/mkdir -p "$5/bin";; esac'


def calls(folder: Path, name: str) -> list[str]:
    log = folder / f"{name}.log"
    return log.read_text().splitlines() if log.exists() else []


def test_uv_sets_up_where_there_is_one(tmp_path: Path) -> None:
    root, path = project(tmp_path / "project"), tmp_path / "bin"
    fake(path, "uv", MAKES)
    fake(path, "node", "")
    done = set_up(root, path)
    assert (done.returncode, done.stderr) == (0, "")
    assert "setting up .venv with Python" in done.stdout
    venv, requirements, project_itself = calls(path, "uv")
    assert venv.startswith("venv ") and requirements.endswith("-r " + str(root / "requirements.txt"))
    assert project_itself.endswith(f"--no-deps --no-build-isolation --editable {root}")


def test_without_a_node_one_comes_from_a_wheel(tmp_path: Path) -> None:
    root, path = project(tmp_path / "project"), tmp_path / "bin"
    fake(path, "uv", MAKES)
    assert set_up(root, path).returncode == 0
    assert any(call.endswith("-r " + str(root / "requirements-node.txt")) for call in calls(path, "uv"))


def test_nothing_is_done_twice_until_the_requirements_change(tmp_path: Path) -> None:
    root, path = project(tmp_path / "project"), tmp_path / "bin"
    fake(path, "uv", MAKES)
    set_up(root, path)
    before = len(calls(path, "uv"))
    again = set_up(root, path)
    assert (again.returncode, again.stdout, len(calls(path, "uv"))) == (0, "", before)
    for name in ("requirements.txt", "requirements-node.txt", "pyproject.toml", "tools/environment.py"):
        with (root / name).open("a") as file:
            file.write("\n# changed\n")
        assert "setting up" in set_up(root, path).stdout, name


def test_a_failing_install_is_said_clearly_and_begun_anew(tmp_path: Path) -> None:
    root, path = project(tmp_path / "project"), tmp_path / "bin"
    fake(path, "uv", MAKES + '\ncase "$*" in *requirements.txt) echo "no such version" >&2; exit 7;; esac')
    done = set_up(root, path)
    assert done.returncode == 2
    assert "no such version" in done.stderr
    assert "setting up stopped: `" in done.stderr and "ended with 7" in done.stderr
    assert "run the command again when it is mended" in done.stderr
    assert "Traceback" not in done.stderr
    fake(path, "uv", MAKES)
    assert set_up(root, path).returncode == 0


def test_a_uv_that_cannot_run_is_said_clearly(tmp_path: Path) -> None:
    root, path = project(tmp_path / "project"), tmp_path / "bin"
    fake(path, "uv", "")
    (path / "uv").write_text("#!/nowhere/at/all\n")
    done = set_up(root, path)
    assert done.returncode == 2 and "Traceback" not in done.stderr
    assert "setting up stopped" in done.stderr


def test_venv_and_pip_set_up_where_there_is_no_uv(tmp_path: Path) -> None:
    """They get as far as a requirement that no index has."""
    root, path = project(tmp_path / "project", "a-package-that-is-nowhere==1\n"), tmp_path / "bin"
    path.mkdir()
    done = set_up(root, path)
    assert done.returncode == 2
    assert (root / ".venv/bin/python").exists()
    assert "a-package-that-is-nowhere" in done.stderr and "ended with 1" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("version", [(3, 6), (3, 8), (3, 10)])
def test_an_old_python_can_at_least_read_it(version: tuple[int, int]) -> None:
    ast.parse(SCRIPT.read_text(), feature_version=version)


def test_an_old_python_is_told_what_to_do(tmp_path: Path) -> None:
    """The script is run as by another version, which has nothing beyond the standard library."""
    old = f"import runpy, sys; sys.version_info = (3, 8, 2); runpy.run_path({str(SCRIPT)!r}, run_name='__main__')"
    command = [sys.executable, "-S", "-I", "-c", old]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "is too old: 3.11 or newer is needed. Try `make PYTHON=python3" in done.stderr
    assert done.stderr.count("\n") == 1


def test_it_imports_nothing_that_a_bare_python_has_not() -> None:
    tree = ast.parse(SCRIPT.read_text())
    found = {each.name for node in ast.walk(tree) if isinstance(node, ast.Import) for each in node.names}
    found |= {str(node.module) for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert {name.partition(".")[0] for name in found} <= sys.stdlib_module_names
