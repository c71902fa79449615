"""Each thing that can be wrong has a code, a line and a test."""

from __future__ import annotations

import warnings
from pathlib import Path

import pytest

from press.tangle.words import WORDS
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


def test_a_warning_of_the_parser_is_an_error_whatever_the_filters(tmp_path: Path) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        found = tiny.problems(tmp_path, {"a/page": page(cell('X = "\\d"', "m"))})
    assert [problem.code for problem in found] == ["syntax-error"]


def test_messages_name_the_other_lines(tmp_path: Path) -> None:
    names = cell("from math import dist as norm\n\nrate = 3"), cell("from numpy.linalg import norm")
    found = tiny.problems(tmp_path, {"a/page": page(*names, cell("def f(x):\n    return norm(x) * rate", "m"))})
    lines = (tmp_path / "book/a/page.md").read_text().split("\n")
    rate, norm = lines.index("rate = 3") + 1, [n for n, line in enumerate(lines, 1) if line.endswith("norm")]
    assert {each.message for each in found} == {
        f"f leans on rate, which only the notebook has (line {rate})",
        f"norm means different things (lines {norm[0]}, {norm[1]})",
    }


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("serted", "Did you mean sorted"),
        ("lengt", "Did you mean length"),
        ("g", "Write from mlcode.n import g"),
        ("__file__", "A notebook has no file: use importlib.resources"),
        ("zzzzzzzz", "Define it, or import it"),
    ],
)
def test_an_undefined_name_is_explained(name: str, hint: str, tmp_path: Path) -> None:
    first = page(cell("def g():\n    return 1", "n"))
    second = page(cell("length = 3"), cell(f"def f():\n    return {name}", "m"))
    (found,) = tiny.problems(tmp_path, {"a/first": first, "a/second": second})
    assert (found.code, found.hint) == ("undefined-name", hint)


def test_a_fault_of_the_summaries_is_named_at_its_line(tmp_path: Path) -> None:
    found = tiny.problems(tmp_path, {}, summaries='mlcode/growing.py: "G."\na: b: c\n')
    assert [(each.code, each.path, each.line) for each in found if each.code == "summary-form"] == [
        ("summary-form", "book/modules.yml", 2)
    ]


def test_summaries_are_a_mapping(tmp_path: Path) -> None:
    found = tiny.problems(tmp_path, {}, summaries="- a\n")
    assert [each.message for each in found if each.code == "summary-form"] == ["this is not a mapping"]


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
