"""Each thing that can be wrong has a code, a line and a test."""

from __future__ import annotations

from pathlib import Path

import pytest

from press.tangle.complaints import WORDS
from tests.press import tiny
from tests.press.cases import CASES, Case, cell, page, two

# Codes of verbs; their tests stand with the verbs.
VERBS = {"drift", "hand-edit", "no-page", "stitch-refused", "uncovered"}


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.code}: {case.name}")
def test_a_fault_is_named_at_its_line(case: Case, tmp_path: Path) -> None:
    found = tiny.problems(tmp_path, case.pages, **case.options)
    assert [problem.code for problem in found] == [case.code], "\n".join(map(str, found))
    (problem,) = found
    if case.at:
        line = (tmp_path / problem.path).read_text().split("\n")[problem.line - 1]
        assert line.startswith(case.at)
    assert problem.hint
    assert not problem.message.endswith(".")
    assert "{" not in problem.message


def test_every_code_has_a_test() -> None:
    assert {case.code for case in CASES} | VERBS == WORDS.keys()


def test_all_faults_are_reported_at_once(tmp_path: Path) -> None:
    pages = {
        "a/first": page(cell("print(1)", "m"), cell("def f():\n    return nowhere", "m")),
        "a/second": page(cell("from mlcode.later import x"), cell("X = 1; Y = 2", "n")),
    }
    codes = [problem.code for problem in tiny.problems(tmp_path, pages)]
    assert sorted(codes) == ["tangled-print", "two-statements", "undefined-name", "unknown-import"]


def test_a_lost_cell_does_not_make_its_names_undefined(tmp_path: Path) -> None:
    case = two(
        "", "", cell("def f(:\n    pass", "m"), cell("from mlcode.m import f\n\n\ndef g():\n    return f()", "n")
    )
    assert [problem.code for problem in tiny.problems(tmp_path, case.pages)] == ["syntax-error"]
