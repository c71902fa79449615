"""Pages in real kernels: what they print, and how they fail."""

from __future__ import annotations

import contextlib
from pathlib import Path

import pytest

from press.book import Book, read_book
from press.cli import main
from press.errors import Exit, PressError, Problem
from press.run import kernel
from press.run.record import Run
from press.run.runner import Runner
from tests.press import tiny
from tests.press.small import exercise
from tests.press.tiny import cell, page

CHECK = 'def check_double(answer):\n    assert answer(0) == 0, "zero"\n    assert answer(3) == 6, "six"'
FIGURE = """import matplotlib.pyplot as plt

fig, ax = plt.subplots(figsize=(1, 1))
ax.plot([0, 1])
ax.set_title("before")"""
FINE = {
    "a/first": page(
        cell("def half(x):\n    return x / 2", "halves"),
        cell("x = half(3)\nx"),
        cell("import os\n\nprint(os.environ['OMP_NUM_THREADS'])\nprint(x)\nx + 1"),
        "It is {value}`x:.2f` and {value}`[1, 2][0]`.",
        cell("raise RuntimeError", tags="[mistake]"),
        cell("x = 7"),
    ),
    "a/second": page(
        cell("from mlcode.halves import half\n\nhalf(3)"),
        cell(FIGURE, figure="fig-one", alt="A line."),
        exercise(
            "ex-double", CHECK, "def double(x):\n    return 2 * x\n\n\ncheck_double(double)", "def double(x):\n    return x * x"
        ),
    ),
    "a/replaces": page(cell("def half(x):\n    return x // 2", "halves", replaces="half")),
    "a/last": page(
        cell("from mlcode.halves import half\n\nhalf(3)"),
        cell(FIGURE, figure="fig-two", alt="A line."),
        exercise("ex-blind", "def check_blind(answer):\n    pass", "def blind():\n    return 1", "def blind():\n    return 2"),
    ),
    "a/words": page("Only words."),
}  # fmt: skip


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Book:
    return read_book(tiny.write_book(tmp_path_factory.mktemp("fine"), FINE))


@pytest.fixture(scope="module")
def runs(book: Book) -> dict[str, Run]:
    lines: list[str] = []
    found = Runner(book).ensure_all(book.pages, lines.append)
    assert len(lines) == 6 and lines[-1].endswith("0 to go")
    return found


def printed(run: Run) -> list[str]:
    texts = [output.get("text") or output["data"]["text/plain"] for each in run.outputs for output in each]
    return [text.strip() for text in texts]


def test_a_page_keeps_what_its_cells_print(runs: dict[str, Run]) -> None:
    run = runs["a/first"]
    assert printed(run) == ["1.5", "1\n1.5", "2.5"]
    assert [output.get("execution_count") for each in run.outputs for output in each] == [2, None, 3]
    assert len(run.outputs) == 4
    assert 0 < run.seconds < 60


def test_values_are_those_after_the_last_cell(runs: dict[str, Run]) -> None:
    assert runs["a/first"].values == {"x:.2f": "7.00", "[1, 2][0]": "1"}


def test_each_page_runs_against_the_package_before_it(runs: dict[str, Run]) -> None:
    assert printed(runs["a/second"])[0] == "1.5"
    assert printed(runs["a/last"])[0] == "1"


def test_a_figure_is_svg_and_the_same_in_another_process(runs: dict[str, Run]) -> None:
    one, other = (runs[slug].outputs[1][-1]["data"] for slug in ("a/second", "a/last"))
    assert "<svg" in one["image/svg+xml"] and "<dc:date>" not in one["image/svg+xml"]
    assert "image/png" not in one
    assert one == other


def test_exercises_are_tried_in_the_page_s_own_process(runs: dict[str, Run]) -> None:
    (outcome,) = runs["a/second"].exercises
    assert [(trial["kind"], trial["end"]) for trial in outcome["trials"]] == [
        ("solution", "passed"),
        ("starter", "NotImplementedError"),
        ("mistake", "refused"),
    ]
    assert runs["a/first"].exercises == []


def test_a_check_that_sees_nothing_fails_the_run(
    book: Book, runs: dict[str, Run], capsys: pytest.CaptureFixture[str]
) -> None:
    """From the page, through its kernel, to the exit code and the line."""
    assert main(["--root", str(book.root), "run", "a/last", "--accept"]) is Exit.CLAIM_FAILED
    lines = (book.root / "book/a/last.md").read_text().split("\n")
    solution, mistake = (n for n, line in enumerate(lines, 1) if line == "def blind():")
    said = capsys.readouterr().err
    assert f"book/a/last.md:{solution}: exercise: ex-blind: the starter passes the check." in said
    assert f"book/a/last.md:{mistake}: exercise: ex-blind: the mistake passes the check." in said


def test_a_page_without_cells_needs_no_kernel(runs: dict[str, Run]) -> None:
    assert runs["a/words"].seconds == 0


def test_nothing_runs_twice(book: Book, runs: dict[str, Run]) -> None:
    lines: list[str] = []
    assert Runner(read_book(book.root)).ensure_all(book.pages, lines.append) == runs
    assert lines == []


FAILING = {
    "a/raises": page(
        "Words.", cell("def f():\n    return 1 / 0"), cell("x = 1\n\nf()"), cell("never_reached"), "{value}`x`"
    ),
    "a/magic": page(cell("x = 1\n%nonsense_magic")),
    "a/warns": page(cell("1"), cell("import warnings\n\nwarnings.warn('old ways')")),
    "a/value": page(cell("x = 'word'"), "Words.\n\nIt is {value}`y:.1f`.\n\nIt is {value}`x:.1f`."),
    "a/dies": page(cell("1"), cell("import os\n\nos._exit(1)")),
}


@pytest.fixture(scope="module")
def failures(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[tuple[Problem, str]]]:
    """Return the problems of each failing page, each with the text of the line that it names."""
    book = read_book(tiny.write_book(tmp_path_factory.mktemp("failing"), {**FAILING, "a/fine": page(cell("1"))}))
    runner = Runner(book)
    with pytest.raises(PressError) as caught:
        runner.ensure_all(book.pages)
    assert caught.value.exit_code is Exit.CLAIM_FAILED
    assert runner.ready(book.page("a/fine")) is not None  # a failing page stops no other
    assert runner.ready(book.page("a/raises")) is None
    found: dict[str, list[tuple[Problem, str]]] = {slug: [] for slug in FAILING}
    for problem in caught.value.problems:
        lines = (book.root / problem.path).read_text().split("\n")
        slug = problem.path.removeprefix("book/").removesuffix(".md")
        found[slug].append((problem, lines[problem.line - 1]))
    return found


@pytest.mark.parametrize(
    ("slug", "code", "at", "words"),
    [
        ("a/raises", "cell-failed", "f()", "ZeroDivisionError: division by zero\n"),
        ("a/magic", "cell-failed", "x = 1", "UsageError: Line magic function `%nonsense_magic`"),
        ("a/warns", "stderr", "import warnings", "old ways"),
        ("a/dies", "kernel", "import os", "the process ended in this cell"),
    ],
)
def test_a_failure_is_named_at_its_line(
    slug: str, code: str, at: str, words: str, failures: dict[str, list[tuple[Problem, str]]]
) -> None:
    ((problem, line),) = failures[slug]
    assert (problem.code, line) == (code, at)
    assert words in problem.message


def test_all_values_that_fail_are_named_at_their_lines(failures: dict[str, list[tuple[Problem, str]]]) -> None:
    (first, line), (second, later) = failures["a/value"]
    assert (first.code, line) == (second.code, later.replace("x:", "y:")) == ("value", "It is {value}`y:.1f`.")
    assert first.message == "the value 'y': NameError: name 'y' is not defined"
    assert second.message.startswith("the value 'x': ValueError")


def test_a_failing_cell_is_shown_with_its_traceback(failures: dict[str, list[tuple[Problem, str]]]) -> None:
    text = str(failures["a/raises"][0][0])
    assert "----> 3 f()" in text and "return 1 / 0" in text
    assert "\x1b[" not in text
    assert text.startswith("book/a/raises.md:16: cell-failed: ")


def test_a_cell_that_never_ends_is_stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kernel, "LIMIT", 5)
    book = read_book(tiny.write_book(tmp_path, {"a/slow": page(cell("1"), cell("import time\n\ntime.sleep(30)"))}))
    with pytest.raises(PressError) as caught:
        kernel.execute(book.page("a/slow"), "key", tmp_path, tmp_path)
    (problem,) = caught.value.problems
    assert (problem.code, problem.line) == ("timeout", 11)
    assert "this cell took more than 5 s" in problem.message


@pytest.mark.parametrize("text", ["It is {value}`x +`.", "It is {value}`x\nand more` words."])
def test_a_value_that_is_no_expression_needs_no_kernel(text: str, tmp_path: Path) -> None:
    book = read_book(tiny.write_book(tmp_path, {"a/page": page(cell("x = 1"), text)}))
    with pytest.raises(PressError) as caught:
        kernel.execute(book.page("a/page"), "key", tmp_path, tmp_path)
    (problem,) = caught.value.problems
    assert (problem.code, problem.line) == ("value", 10)


@pytest.mark.parametrize(("deaths", "ends_well"), [(0, True), (2, True), (3, False)])
def test_a_kernel_that_dies_while_it_starts_is_started_anew(
    deaths: int, ends_well: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another process may take its ports before it does."""
    starts: list[int] = []

    class Client:
        def execute(self, **options: object) -> None:
            starts.append(1)
            if len(starts) <= deaths:
                raise RuntimeError("Kernel died before replying to kernel_info")

    monkeypatch.setattr(kernel, "_client", lambda notebook, folder: Client())
    with contextlib.nullcontext() if ends_well else pytest.raises(RuntimeError):
        kernel._execute(None, tmp_path, tmp_path)
    assert len(starts) == min(deaths + 1, 3)
