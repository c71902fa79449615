"""Each page rule has a code; for each there is a page that breaks this rule and no other."""

from __future__ import annotations

import ast
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from press.book import read_book
from press.cli import main
from press.errors import Exit, Problem
from press.proof.verdict import MIME
from press.rules import shape
from press.rules.verbs import check, surroundings
from press.run.record import Run
from press.run.runner import Runner
from press.verdicts.rules import derived
from tests.press import small
from tests.press.small import block, exercise
from tests.press.tiny import cell

ROOT = Path(__file__).parents[2]
OUTLINE = """
- part: "A part"
  pages:
    - {slug: a/before, title: "Before", kind: primer}
    - {slug: a/page, title: "The page", kind: method, needs: [a/before]}
    - {slug: a/frame, title: "Words", kind: frame}
"""
FIGURE = cell("draw()", figure="fig-first", alt="A line that rises from left to right.", caption="The line rises.")
CHECK = 'def check_double(answer):\n    """See that it doubles."""\n    assert answer(3) == 6, "six"'
RIGHT, WRONG = "def double(x):\n    return 2 * x", "def double(x):\n    return x"
PREDICT = block("predict", "What will it print?\n\n1. One.\n2. Two.")
REMEMBER = block("remember", "**Say it.** One.\n\n**Draw it.** Two.\n\n**The mistake.** Three.")
PROOF = "\n\n".join(
    [cell("%load_ext press.proof", tags="[proof]"), cell("%%proof\nx = num('x')\ndefine('eq-x', x=x)", tags="[proof]")]
)
EXERCISE = exercise("ex-double", CHECK, RIGHT, WRONG, "def double(x):\n    return 6", kind="build")
FRONT = """---
file_format: mystnb
kernelspec: {name: python3, display_name: Python 3}
kind: method
opening: a puzzle
promise: You will do something.
able: [say it, do it, judge it]
minutes: 30
reason: It is an example.
"""
RECALL = """recall:
  - {ask: A question?, answer: Yes., see: a/before#a-fact}
  - {ask: Another?, answer: No., see: a/before#a-fact}
"""
BEFORE = (
    FRONT.replace("kind: method", "kind: primer").replace("a puzzle", "a prediction")
    + "---\n# Before\n\n## A fact\n\n"
    + "\n\n".join([FIGURE.replace("fig-first", "fig-before"), PREDICT, REMEMBER, "$$\na = b\n$$ (eq-before)", PROOF])
)
PAGE = (
    FRONT
    + RECALL
    + "---\n# The page\n\nWhat is it?\n\n"
    + "\n\n".join(
        [
            cell("import numpy as np"),
            FIGURE,
            "See [before](before.md), [a fact](before.md#a-fact), [](#ex-double), {eq}`eq-before`, {numref}`fig-first`,\n"
            "{cite:t}`hubble1929`, {value}`1 + 1`, [elsewhere](https://example.org/#x) and [below](#a-statement).",
            "## A statement\n\n$$\nx = 2\n$$ (eq-x)\n\n$$\n\\text{no relation}\n$$",
            cell("rng = np.random.default_rng(7)\nrng.normal()"),
            PREDICT,
            cell("print(1)", tags="[reveal]"),
            block("reveal", "The first."),
            REMEMBER,
            PROOF,
            "## Exercises",
            EXERCISE,
        ]
    )
    + "\n"
)
WORDS = small.page("Words.", title="Words")
IMAGE = {"output_type": "display_data", "data": {"image/svg+xml": "<svg/>", "text/plain": "<Figure>"}}


@dataclass(frozen=True)
class Case:
    """One change of the page that breaks one rule, and the text of the line it is reported at."""

    code: str
    old: str
    new: str
    at: str
    name: str = ""
    outputs: dict[int, list[dict[str, Any]]] = field(default_factory=dict)
    seconds: float = 1.0
    page: str = "a/page"
    also: frozenset[str] = frozenset()  # what the change cannot help but break


def verdict(label: str, grade: str = "definition", **argument: str) -> dict[str, Any]:
    found = {"label": label, "grade": grade, "detail": "", "argument": argument}
    return {"output_type": "display_data", "data": {MIME: found, "text/plain": label}}


def printed(text: str) -> list[dict[str, Any]]:
    return [{"output_type": "stream", "name": "stdout", "text": text}]


LONG = "\n".join(f"x{n} = {n}" for n in range(16))
LONG_DOC = 'def f():\n    """Say.\n' + "    more\n" * 11 + '    """'
CASES = [
    # the front matter
    Case("recall", "answer: Yes.", 'answer: "5."', "recall", "an answer that Markdown reads as a list"),
    Case("front-matter", "minutes: 30\n", "", "---", "a field is missing"),
    Case("front-matter", "minutes: 30\n", "minuets: 30\nminutes: 30\n", "minuets", "an unknown field"),
    Case("front-matter", "file_format: mystnb\n", "", "---", "no file format"),
    Case("front-matter", "python3, display", "julia, display", "---", "another kernel"),
    Case("front-matter", "[say it, do it, judge it]", "[say it, do it]", "able", "two abilities"),
    Case("front-matter", "[say it, do it, judge it]", "[a, b, c, d, e, f]", "able", "six abilities"),
    Case("front-matter", RECALL, "", "---", "no recall, though a page stands before"),
    Case("front-matter", "kind: method\n", "kind: methd\n", "kind", "an unknown kind", also=frozenset({"kind"})),
    Case("front-matter", "promise: You will see a small page.\n", "", "---", "no promise", page="a/frame"),
    Case("opening", "a puzzle", "a riddle", "opening", "an unknown opening"),
    Case("opening", "a puzzle", "a prediction", "opening", "that of its neighbour"),
    Case("recall", "a/before#a-fact}\n  - {ask: An", "a/before#a-fiction}\n  - {ask: An", "recall", "no such heading"),
    Case("recall", "a/before#a-fact}\n  - {ask: An", "a/none#a-fact}\n  - {ask: An", "recall", "no such page"),
    Case("recall", "answer: No., ", "", "recall", "no answer"),
    Case("recall", "  - {ask: Another?, answer: No., see: a/before#a-fact}\n", "", "recall", "one question"),
    Case("not-text", "answer: No., ", "answer: 5., ", "recall", "an answer that YAML reads as 5.0"),
    Case("not-text", "answer: No., ", "answer: No, ", "recall", "an answer that YAML reads as False"),
    Case("not-text", "[say it, do it, judge it]", "[say it, do it, 1858-10-22]", "able", "a date"),
    Case("not-text", "reason: It is an example.", "reason: 1886", "reason", "a year"),
    Case("not-text", "answer: No., ", "answer: , ", "recall", "nothing"),
    Case("title", "# The page", "# Another page", "# Another"),
    Case("kind", "kind: method\n", "kind: phenomenon\n", "kind"),
    # size and order
    Case("size", "reason: It is an example.\n", "", "---"),
    Case("long-cell", "print(1)", LONG, "x0"),
    Case("long-docstring", "print(1)", LONG_DOC, "def f"),
    Case("no-figure", FIGURE, cell("draw()"), "# The page", also=frozenset({"unknown-label"})),
    Case("late-figure", "What is it?", "word " * 119, "# The page"),
    Case("slow", "", "", "---", seconds=61),
    Case("no-prediction", PREDICT, "", "# The page"),
    Case("prediction", "1. One.\n2. Two.", "1. One.", "```{predict}", "one answer"),
    Case("prediction", "2. Two.", "2. Two.\n3. Three.\n4. Four.\n5. Five.", "```{predict}", "five answers"),
    Case("no-remember", REMEMBER, "", "# The page"),
    Case("remember", "**Draw it.** Two.", "Two.", "```{remember}"),
    Case("heading", "## A statement", "## Introduction.\n\n## A statement", "## Introduction."),
    Case("heading", "## Exercises", "# Exercises", "# The page", "two titles"),
    Case("heading", "# The page\n\n", "## Early\n\n# The page\n\n", "## Early", "a heading before the title"),
    # exercises
    Case("exercise", "\n" + cell(WRONG, tags="[mistake]"), "", "```{exercise}", "one mistake"),
    Case("exercise-kind", ":kind: build", ":kind: built", "```{exercise}"),
    Case("exercise-option", ":minutes: 5\n", "", "```{exercise}"),
    Case("exercise-option", ":minutes: 5\n", ":minutes: five\n", "```{exercise}", "minutes in words"),
    Case("exercise", "```{hint}\nA first step.\n```\n\n", "", "```{exercise}", "no hint"),
    Case("bad-name", "## Exercises", "## Exercises\n\n" + exercise("turn"), "```{exercise}", "of an exercise"),
    Case("part-order", "```{hint}\nA first step.\n```\n\n" + cell(RIGHT, tags="[solution]"),
         cell(RIGHT, tags="[solution]") + "\n\n```{hint}\nA first step.\n```", "```{hint}"),
    Case("stray-part", "## A statement", "```{hint}\nWhat for?\n```\n\n## A statement", "```{hint}"),
    # the text
    Case("unknown-role", "{value}`1 + 1`", "{valeu}`1 + 1`", "{cite:t}"),
    Case("unknown-label", "{eq}`eq-before`", "{eq}`eq-befor`", "See", "an equation"),
    Case("unknown-label", "{numref}`fig-first`", "{numref}`fig-frist`", "See", "a figure"),
    Case("citation", "`hubble1929`", "`hubble1929,hubbel1930`", "{cite:t}"),
    Case("image", "{value}`1 + 1`", "![A picture](picture.png)", "{cite:t}"),
    Case("link", "](before.md)", "](befor.md)", "See", "no such page"),
    Case("link", "](before.md)", "](a/before.md)", "See", "not relative to the page"),
    Case("link", "](before.md#a-fact)", "](before.md#a-fiction)", "See", "no such heading"),
    Case("link", "](#a-statement)", "](#a-state)", "{cite:t}", "no such heading here"),
    Case("link", "[](#ex-double)", "[](#ex-duoble)", "See", "no such exercise"),
    Case("no-label", "$$ (eq-x)", "$$", "$$"),
    Case("bad-name", "(eq-x)", "(equation-x)", "$$", "of an equation"),
    Case("bad-name", cell("import numpy as np"), FIGURE.replace("fig-first", "first"), ":figure:", "of a figure"),
    Case("label-twice", "(eq-x)", "(eq-before)", "$$"),
    Case("alt-text", "A line that rises from left to right.", "A line.", ":alt:", "too short"),
    Case("alt-text", ":alt: A line that rises from left to right.\n", "", "```{code-cell}", "none"),
    Case("alt-text", ":caption: The line rises.", ":caption: A line that rises from left to right.", ":alt:", "repeated"),
    Case("caption", ":caption: The line rises.\n", "", "```{code-cell}"),
    Case("native", "print(1)", "from sklearn import svm", "```{code-cell}"),
    Case("randomness", "default_rng(7)", "default_rng()", "rng ="),
    Case("randomness", "rng.normal()", "np.random.normal()", "np.random", "the old way"),
    Case("randomness", "print(1)", "import random", "import random", "the standard library's"),
    Case("network", "print(1)", "x = 1\nfrom urllib.request import urlopen", "from urllib"),
    Case("semicolon", "print(1)", "x = 1\nprint(1);", "print(1);"),
    Case("filler", "What is it?", "What is it?\nNote that it is.", "Note that"),
    Case("hidden-tangle", ":tags: [reveal]\nprint(1)", ":tangle: mlcode/m.py\n:tags: [reveal]\nX = 1", ":tags:"),
    # with the outputs of a run
    Case("unnamed-figure", "", "", "```{code-cell}", outputs={3: [IMAGE]}),
    Case("figure-count", "", "", "```{code-cell}", "none", outputs={1: []}),
    Case("figure-count", "", "", "```{code-cell}", "two", outputs={1: [IMAGE, IMAGE]}),
    # equations
    Case("no-verdict", "", "", "$$", outputs={5: []}),
    Case("no-verdict", "", "", "$$", "only agreement", outputs={5: [verdict("eq-x", "agrees")]}),
    Case("two-verdicts", "", "", "$$", outputs={5: [verdict("eq-x"), verdict("eq-x", "all-sizes")]}),
    Case("stray-verdict", "", "", "%%proof", outputs={5: [verdict("eq-x"), verdict("eq-before")]}),
    Case("citation", "", "", "$$", "of an equation", outputs={5: [verdict("eq-x", "cited", key="none1900")]}),
    Case("proof-name", "x = num('x')", "x = numb('x')", "%%proof"),
    Case("proof-mark", "%%proof\n", "", "x = num('x')", outputs={5: [verdict("eq-x")]}),
    Case("proof-mark", "%load_ext press.proof", "%load_ext proof", "%load_ext", "another extension"),
    Case("arithmetic", "\\text{no relation}\n$$", "1 + 1 = 3\n$$ (num-x)", "$$"),
    Case("arithmetic", "\\text{no relation}\n$$", "x = 3\n$$ (num-x)", "$$", "a letter"),
    Case("digits", "", "", "print(1)", outputs={3: printed("0.1234567\n")}),
    Case("digits", "", "", "print(1)", "of a value", outputs={3: [{"data": {"text/plain": "-12345.67"}}]}),
]  # fmt: skip


def write(root: Path, **changed: str) -> Path:
    """Write the book, with other pages in the place of some."""
    pages = {
        "a/before": BEFORE,
        "a/page": PAGE,
        "a/frame": WORDS,
        **{f"a/{name}": text for name, text in changed.items()},
    }
    return small.write_book(root, pages, outline=OUTLINE, tools=False)


def found(root: Path, slug: str, case: Case | None = None) -> list[Problem]:
    """Return what the rules find on a page, with a run in which its figures are drawn."""
    book = read_book(root)
    page = book.page(slug)
    outputs = [[IMAGE] if each.figure else [] for each in page.running]
    proofs = [k for k, each in enumerate(page.running) if each.lines[0] == "%%proof"]
    for k in proofs[-1:]:
        outputs[k] = [verdict(label) for label in derived(page)]
    for index, given in (case.outputs if case else {}).items():
        outputs[index] = given
    run = Run(slug, "key", outputs, {}, [], case.seconds if case else 1.0)
    return check(page, surroundings(book), run)


@pytest.mark.parametrize("slug", ["a/before", "a/page", "a/frame"])
def test_the_page_keeps_all_rules(slug: str, tmp_path: Path) -> None:
    assert found(write(tmp_path), slug) == []


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.code}: {case.name}")
def test_a_broken_rule_is_named_at_its_line(case: Case, tmp_path: Path) -> None:
    name = case.page.partition("/")[2]
    text = {"page": PAGE, "frame": WORDS}[name]
    assert not case.old or text.count(case.old) == 1
    write(tmp_path, **{name: text.replace(case.old, case.new) if case.old else text})
    problems = found(tmp_path, case.page, case)
    assert {each.code for each in problems} == {case.code, *case.also}, problems
    problem = next(each for each in problems if each.code == case.code)
    line = (tmp_path / problem.path).read_text().split("\n")[problem.line - 1]
    assert line.startswith(case.at), f"{problem.line}: {line}"
    assert problem.hint and problem.message[-1] not in ". " and problem.hint[-1] != "."


def test_every_code_has_a_test() -> None:
    files = [
        *(ROOT / "press/rules").glob("*.py"),
        ROOT / "press/book/exercises.py",
        ROOT / "press/exercises/verdict.py",
        ROOT / "press/verdicts/rules.py",
    ]
    codes = {code for file in files for code in codes_in(ast.parse(file.read_text(encoding="utf-8")))}
    assert codes == {case.code for case in CASES}


def codes_in(tree: ast.Module) -> set[str]:
    """Return the codes in what a module yields, returns, reports, and makes problems of."""
    found: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, (ast.Yield, ast.Return)) and node.value is not None:
            tuples = [each for each in ast.walk(node.value) if isinstance(each, ast.Tuple)]
            found |= {text for each in tuples if (text := _text({4: 1, 3: 0}, each.elts))}
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            found |= {text for text in [_text({"Problem": 2, "report": 1}.get(node.func.id), node.args)] if text}
    return found


def _text(where: dict[int, int] | int | None, parts: list[ast.expr]) -> str:
    """Return the word at a place among some expressions, if there is one."""
    at = where.get(len(parts)) if isinstance(where, dict) else where
    part = parts[at] if at is not None and at < len(parts) else None
    return part.value if isinstance(part, ast.Constant) and isinstance(part.value, str) else ""


LIMITS = [
    ("words", "method", 1499, 1500, 3000, 3001),
    ("cells", "method", 7, 8, 20, 21),
    ("exercises", "primer", 4, 5, 5, 6),
]


@pytest.mark.parametrize(("what", "kind", "below", "low", "high", "above"), LIMITS)
def test_the_limits_of_size(
    what: str, kind: str, below: int, low: int, high: int, above: int, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Whatever else the page has too little of, it is complained of at the right number."""
    write(tmp_path, page=PAGE.replace("kind: method", f"kind: {kind}").replace("reason: It is an example.\n", ""))
    for count in (below, low, high, above):
        monkeypatch.setattr(shape, "words", lambda page, count=count: count)
        monkeypatch.setattr(shape, "counted_cells", lambda page, count=count: [None] * count)
        monkeypatch.setattr(shape, "exercises", lambda page, problems=None, count=count: [None] * count)
        monkeypatch.setattr(shape.verdict, "form", lambda path, found: [])
        messages = [each.message for each in found(tmp_path, "a/page") if each.code == "size"]
        assert any(text.startswith(f"{count} {what},") for text in messages) == (count in (below, above))


CODE = '''# a comment
import numpy as np


def f(
    x,  # counted
):
    """Not counted,

    all of it.
    """
    text = """counted
    twice"""
    return (
        x
    )
'''


def test_lines_of_code_are_counted_without_comments_blanks_and_docstrings() -> None:
    assert shape.code_lines(CODE) == 9
    assert shape.code_lines("") == 0
    assert shape.code_lines("%timeit x\n\nx") == 2


def test_the_verb_says_how_many_problems_there_are(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(tmp_path)
    assert main(["--root", str(tmp_path), "rules"]) is Exit.FINE
    assert capsys.readouterr().out == "3 pages keep the rules\n"
    write(tmp_path, page=PAGE.replace("promise:", "promises:"))
    assert main(["--root", str(tmp_path), "rules", "a/frame"]) is Exit.FINE
    assert main(["--root", str(tmp_path), "rules"]) is Exit.CLAIM_FAILED
    captured = capsys.readouterr()
    assert captured.out.endswith("2 problems on 3 pages\n")
    assert "book/a/page.md:6: front-matter: there is no field 'promises'" in captured.err


def test_the_verb_uses_the_runs_that_are_up_to_date(tmp_path: Path) -> None:
    root = write(tmp_path)
    runner = Runner(read_book(root))
    page = runner.book.page("a/page")
    runner.store.put(Run("a/page", runner.key(page), [[] for _ in page.running], {}))
    assert main(["--root", str(root), "rules"]) is Exit.CLAIM_FAILED
