"""The workflow files, checked without a network."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from press.book.page import load_yaml

ROOT = Path(__file__).parents[2]
FILES = sorted((ROOT / ".github/workflows").glob("*.y*ml"))
BIN = Path(sys.executable).parent


def run(*command: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run([str(word) for word in command], capture_output=True, text=True, check=False)


def jobs(file: Path) -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = load_yaml(file.read_text(encoding="utf-8"))["jobs"]
    return found


def steps(file: Path) -> list[dict[str, Any]]:
    return [step for job in jobs(file).values() for step in [*job.get("steps", ()), *([job] if "uses" in job else ())]]


def test_there_are_three() -> None:
    assert [file.name for file in FILES] == ["canary.yml", "ci.yml", "publish.yml"]


def test_they_keep_the_schema() -> None:
    done = run(BIN / "check-jsonschema", "--builtin-schema", "vendor.github-workflows", *FILES)
    assert done.returncode == 0, done.stdout + done.stderr


def test_actionlint_finds_nothing() -> None:
    done = run(BIN / "actionlint", "-no-color", *FILES)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("runs-on:", "runs-onn:", "runs-onn"),
        ("run: make test", "run: echo ${{ github.event.issue.title }}", "untrusted"),
    ],
)
def test_the_checkers_would_see_a_fault(old: str, new: str, words: str, tmp_path: Path) -> None:
    text = (ROOT / ".github/workflows/ci.yml").read_text()
    assert old in text
    (tmp_path / "ci.yml").write_text(text.replace(old, new, 1))
    lint = run(BIN / "actionlint", "-no-color", tmp_path / "ci.yml")
    schema = run(BIN / "check-jsonschema", "--builtin-schema", "vendor.github-workflows", tmp_path / "ci.yml")
    assert lint.returncode or schema.returncode
    assert words in lint.stdout + schema.stdout


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_every_action_is_pinned_by_its_commit(file: Path) -> None:
    """A tag can be moved to other code; the comment says which version the commit is."""
    found = re.findall(r"^\s*(?:- )?uses: (.*)$", file.read_text(encoding="utf-8"), re.MULTILINE)
    assert len(found) == sum("uses" in step for step in steps(file)) > 0
    for each in found:
        if each.startswith("./"):  # a workflow of this repository, at this commit
            assert (ROOT / each).is_file()
            continue
        assert re.fullmatch(r"[\w.-]+/[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", each), each


def test_one_action_has_one_version() -> None:
    found = {action for file in FILES for step in steps(file) if (action := step.get("uses"))}
    assert len({action.partition("@")[0] for action in found}) == len(found)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_rights_are_given_to_jobs_that_need_them_only(file: Path) -> None:
    workflow = load_yaml(file.read_text(encoding="utf-8"))
    assert workflow["permissions"] == {"contents": "read"}
    assert "pull_request_target" not in file.read_text(encoding="utf-8")
    for job in workflow["jobs"].values():
        if "uses" in job:  # the called workflow is one of these files, and has no more rights than its caller
            assert "permissions" not in job and "secrets" not in job
            continue
        assert job["runs-on"] != "ubuntu-latest"
        writes = "write" in (job.get("permissions") or {}).values()
        pushes = any("push_branch" in str(step.get("run")) or "deploy-pages" in str(step.get("uses"))
                     or "gh issue" in str(step.get("run")) for step in job["steps"])  # fmt: skip
        assert writes == pushes


def test_ci_runs_the_readme_s_command_on_every_python() -> None:
    (job,) = load_yaml((ROOT / ".github/workflows/ci.yml").read_text())["jobs"].values()
    assert job["strategy"]["matrix"]["python"] == ["3.11", "3.12", "3.13"]
    assert [step["run"] for step in job["steps"] if "run" in step] == ["make test PYTHON=python"]
    assert "make test" in (ROOT / "README.md").read_text()


def test_nothing_is_published_before_the_tests_have_passed() -> None:
    """Each job of `publish` waits, directly or not, for the job that calls `ci`, whatever began the run."""
    publish = jobs(ROOT / ".github/workflows/publish.yml")
    assert publish["test"] == {"uses": "./.github/workflows/ci.yml"}
    for name, job in publish.items():
        waits = name
        while waits != "test":
            waits = publish[waits]["needs"]
        assert "if" not in job and "continue-on-error" not in job  # `always()` would not wait
    ci = load_yaml((ROOT / ".github/workflows/ci.yml").read_text())
    assert set(ci["on"] if "on" in ci else ci[True]) == {"pull_request", "workflow_call"}
    assert not any("continue-on-error" in each for job in ci["jobs"].values() for each in (job, *job["steps"]))


def test_the_ci_script_calls_the_readme_s_command_and_nothing_else() -> None:
    lines = (ROOT / ".ci/run").read_text().splitlines()
    code = [line for line in lines if line and not line.startswith("#")]
    assert code == ["set -euo pipefail", 'cd "$(dirname "$0")/.."', "exec make test"]
    assert (ROOT / ".ci/run").stat().st_mode & 0o111


def test_the_canary_s_command_is_one_that_there_is() -> None:
    done = run(sys.executable, ROOT / "tools/lock.py", "--help")
    for option in ("--newest", "--pre-numpy"):
        assert option in done.stdout and option in (ROOT / ".github/workflows/canary.yml").read_text()


MAKEFILE = (ROOT / "Makefile").read_text()


def test_every_target_of_the_makefile_is_explained_and_none_is_missing() -> None:
    targets = re.findall(r"^([a-z]+):(?:.*?## (.*))?$", MAKEFILE, re.MULTILINE)
    assert {name for name, words in targets if not words} <= {"setup"}
    wanted = {"help", "book", "test", "page", "check", "serve", "bench", "lock", "clean"}
    assert wanted <= {name for name, _ in targets}
    done = run("make", "-C", ROOT, "--no-print-directory", "help")
    assert all(f"make {name}" in done.stdout for name in wanted), done.stdout


@pytest.mark.parametrize("target", ["book", "test", "check", "serve", "bench"])
def test_each_target_sets_up_and_calls_one_verb(target: str) -> None:
    done = run("make", "-C", ROOT, "--no-print-directory", "--dry-run", "PYTHON=some-python", target)
    setup, verb = done.stdout.strip().splitlines()
    assert setup == "some-python tools/environment.py"
    assert re.fullmatch(r"\.venv/bin/python -m press \w+( --quick)?", verb)
