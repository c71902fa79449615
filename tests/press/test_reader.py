"""The one reader of chapters: what it reads, and what it refuses, each with a test."""

from __future__ import annotations

import ast
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from press import book
from press.book import equations, exercises, headings, links, roles, values
from press.book.page import read_page
from press.book.prose import blocks, words
from press.errors import PressError, Problem
from tests.press.tiny import FRONT, cell, page, read, write_book

BODY = FRONT.count("\n") + 2  # the line of what follows the title and a blank one


@dataclass(frozen=True)
class Case:
    """A page with one fault: its code, and how far below the title it stands."""

    code: str
    below: int
    body: str
    name: str = ""
    front: str = FRONT
    more: tuple[str, ...] = field(default=())  # codes that come with it


EXERCISE = "```{exercise}\n:name: ex-one\n:kind: build\n:minutes: 5\nDo.\n```"
OUTPUT = "```{code-cell} ipython3\n"

CASES = [
    # characters
    Case("carriage-return", 0, "a\r\nb"),
    *(Case("line-breaker", 0, f'"{character}"', f"U+{ord(character):04X}") for character in "\x00\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029\ufeff"),
    Case("merge-conflict", 1, "a\n<<<<<<< ours\nb", more=("html",)),
    Case("merge-conflict", 1, "a\n>>>>>>> theirs\nb", "the other end"),
    Case("tab", 0, "\ta"),
    Case("tab", 1, OUTPUT + "\tx = 1\n```", "in code"),
    # fences and blocks
    Case("unclosed-fence", 1, "a\n```python\nb"),
    Case("unclosed-fence", 0, "```{code-cell} ipython3\nx", "a cell", more=("blank-end",)),
    Case("loose-fence", 2, "```python\nx\n ```"),
    Case("nested-cell", 1, "````{note}\n```{code-cell} ipython3\nx\n```\n````"),
    Case("nested-cell", 2, "`````{note}\n````{hint}\n```{code-cell} ipython3\nx\n```\n````\n`````", "two deep"),
    Case("cell-fence", 0, "````{code-cell} ipython3\nx\n````"),
    Case("cell-fence", 0, "```{code-cell}\nx\n```", "no language"),
    Case("cell-fence", 0, "```{code-cell} python\nx\n```", "another language"),
    Case("info-string", 0, "``` python \nx\n```"),
    Case("info-string", 0, "```python {1}\nx\n```", "braces"),
    Case("indented-fence", 0, "- ```python\n  x\n  ```", "in a list"),
    Case("indented-fence", 0, "  ```python", "indented"),
    Case("indented-fence", 0, "> ```python", "in a quote"),
    Case("other-fence", 0, "~~~python"),
    Case("other-fence", 0, ":::{note}", "of colons"),
    Case("other-fence", 0, "```a`b", "ticks in the info string"),
    Case("block-break", 0, "+++"),
    Case("html", 0, "<div>"),
    Case("html", 0, "<!-- a", "a comment"),
    Case("dollars", 0, "a $$x$$"),
    Case("dollars", 0, " $$", "indented"),
    Case("underline", 1, "a\n---"),
    Case("unclosed-display", 0, "$$\nx\n\ny"),
    Case("unclosed-display", 0, "$$\nx\n```python\n```", "before a fence"),
    Case("unknown-block", 0, "```{exercize}\nx\n```"),
    # options
    Case("unknown-option", 1, OUTPUT + ":tangel: mlcode/m.py\nx\n```"),
    Case("unknown-option", 1, "```{exercise}\n:nmae: ex-one\nx\n```", "of a block"),
    Case("option-form", 1, OUTPUT + ":name one\nx\n```"),
    Case("option-form", 1, OUTPUT + ":name:\nx\n```", "no value", more=("bad-name",)),
    Case("option-form", 1, OUTPUT + ":name:  one\nx\n```", "two spaces"),
    Case("option-form", 1, OUTPUT + "---\nname: one\n---\nx\n```", "as YAML"),
    Case("option-form", 1, OUTPUT + ":tags: one\nx\n```", "tags without brackets"),
    Case("option-form", 1, OUTPUT + "  :name: one\nx\n```", "indented"),
    Case("option-twice", 2, OUTPUT + ":name: one\n:name: two\nx\n```"),
    Case("option-yaml", 1, OUTPUT + ":alt: yes\nx\n```"),
    Case("option-yaml", 1, OUTPUT + ":alt: a: b\nx\n```", "a colon"),
    Case("option-yaml", 1, OUTPUT + ":alt: 2020-01-01\nx\n```", "a date"),
    Case("late-option", 2, OUTPUT + "\n:name: one\nx\n```"),
    Case("blank-start", 2, OUTPUT + ":name: one\n\n\nx\n```"),
    Case("blank-end", 2, OUTPUT + "x\n\n```"),
    Case("unknown-tag", 1, OUTPUT + ":tags: [hide-inptu]\nx\n```"),
    Case("tag-twice", 1, OUTPUT + ":tags: [check, check]\nx\n```"),
    Case("bad-name", 1, OUTPUT + ":name: One\nx\n```"),
    # front matter
    Case("front-matter", -4, "", "none", front="# A page\n"),
    Case("front-matter", -4, "", "never closed", front="---\nkind: tool\n"),
    Case("front-matter", -1, "", "not YAML", front="---\nkind: a: b\n---\n"),
    Case("front-matter", -1, "", "a key twice", front="---\nkind: tool\nkind: road\n---\n"),
    Case("front-matter", -4, "", "a list", front="---\n- kind\n---\n"),
]  # fmt: skip


def faults(text: str) -> list[Problem]:
    problems: list[Problem] = []
    read_page("a/page", "book/a/page.md", text, problems)
    return problems


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.code}: {case.name}")
def test_a_fault_is_named_at_its_line(case: Case) -> None:
    found = faults(case.front + "\n" + case.body + "\n")
    assert {problem.code for problem in found} == {case.code, *case.more}, "\n".join(map(str, found))
    if case.front == FRONT:
        assert min(problem.line for problem in found) == BODY + case.below
    assert all(problem.line for problem in found)


FOUND_OUTSIDE = {  # code: the pages of a book, and its outline or table of contents
    "missing-page": ({}, {"toc": "  - file: book/a/none\n"}),
    "page-twice": ({"a/page": page()}, {"toc": "  - file: book/a/page\n"}),
    "toc": ({"a/page": page()}, {"toc": "  - file: elsewhere/page\n"}),
    "encoding": ({"a/page": page("caf\udce9")}, {}),
    "not-in-outline": ({"a/page": page()}, {"outline": "tools"}),
    "late-prerequisite": ({}, {"outline": "one"}),
    "page-order": ({"a/two": page(), "a/one": page()}, {"outline": "both"}),
}
ROW = "    - {slug: %s, title: T, kind: tool%s}\n"
OUTLINES = {
    "tools": "- part: P\n  pages:\n" + ROW % ("tools/growing", ""),
    "one": "- part: P\n  pages:\n" + ROW % ("tools/growing", ", needs: [a/later]") + ROW % ("a/later", ""),
    "both": "- part: P\n  pages:\n" + "".join(ROW % (slug, "") for slug in ("tools/growing", "a/one", "a/two")),
}


@pytest.mark.parametrize("code", FOUND_OUTSIDE)
def test_faults_of_the_whole_book(code: str, tmp_path: Path) -> None:
    pages, more = FOUND_OUTSIDE[code]
    outline = more.get("outline")
    root = write_book(tmp_path, pages, outline=OUTLINES.get(outline, outline) if outline else None)
    if "toc" in more:
        toc = (root / "_toc.yml").read_text()
        (root / "_toc.yml").write_text(toc + ("" if "chapters:" in toc else "chapters:\n") + more["toc"])
    with pytest.raises(PressError) as caught:
        book.read_book(root)
    assert [problem.code for problem in caught.value.problems] == [code]


def test_a_table_of_contents_without_a_root(tmp_path: Path) -> None:
    (tmp_path / "_toc.yml").write_text("chapters: []\n")
    with pytest.raises(PressError, match="toc: "):
        book.read_book(tmp_path)
    (tmp_path / "_toc.yml").write_text("a: b: c\n")
    with pytest.raises(PressError, match="toc: YAML cannot read"):
        book.read_book(tmp_path)


EXERCISES = {
    "exercise-option": [EXERCISE.replace(":kind: build\n", "")],
    "exercise-kind": [EXERCISE.replace("build", "bulid")],
    "bad-name": [EXERCISE.replace("ex-one", "one")],
    "stray-part": ["```{hint}\nThink.\n```"],
    "part-order": [EXERCISE, "```{hint}\nThink.\n```", cell("def check_f(answer):\n    pass", tags="[check]")],
}


@pytest.mark.parametrize("code", EXERCISES)
def test_faults_of_exercises(code: str, tmp_path: Path) -> None:
    found = read(tmp_path, {"a/page": page(*EXERCISES[code])}).page("a/page")
    problems: list[Problem] = []
    exercises(found, problems)
    assert [problem.code for problem in problems] == [code]


def codes_of_the_reader() -> set[str]:
    """Return the codes that stand in the sources of the reader."""
    found = set()
    for path in Path(book.__file__).parent.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            name = getattr(getattr(node, "func", None), "attr", getattr(getattr(node, "func", None), "id", ""))
            place = {"report": 1, "self": 1, "Problem": 2, "fail": 2}.get(name)
            if isinstance(node, ast.Call) and place is not None and len(node.args) > place:
                code = node.args[place]
                found |= {code.value} if isinstance(code, ast.Constant) else set()
    from press.book.scan import _ADVICE

    return found | {kind.replace("_", "-") for kind in _ADVICE}


def test_every_code_has_a_test() -> None:
    tested = {case.code for case in CASES} | FOUND_OUTSIDE.keys() | EXERCISES.keys() | {"no-book"}
    assert tested == codes_of_the_reader()


WHOLE = page(
    "Words with `code`, $x$ and {eq}`eq-one`, {value}`slope:.1f`; [there](../b/c.md#the-end).",
    "$$\ny = x\n$$ (eq-one)",
    cell("x = 1\n\ny = 2", "m", name="one", tags="[timing]"),
    "````{exercise}\n:name: ex-one\n:kind: build\n:minutes: 5\n## Do `it`\n```python\n{value}`no`\n```\n````",
    cell("def check_f(answer):\n    pass", tags="[check]"),
    "```{hint}\nThink.\n```",
    cell("f = 1", tags="[solution]"),
    cell("f = 2", tags="[mistake]"),
    "## The end, at last",
)


def test_what_is_read(tmp_path: Path) -> None:
    found = read(tmp_path, {"a/page": WHOLE}).page("a/page")
    first = found.cells[0]
    assert (first.source, first.target, first.name, first.tags) == ("x = 1\n\ny = 2", "mlcode/m.py", "one", ("timing",))
    assert [each.index for each in found.cells] == [1, 2, 3, 4]
    assert found.text.split("\n")[first.first - 1] == "x = 1"
    assert found.text.split("\n")[first.fence - 1] == "```{code-cell} ipython3"
    assert [(each.label, each.tex) for each in equations(found)] == [("eq-one", "y = x")]
    assert [each.name for each in roles(found)] == ["eq", "value"]
    assert [(each.expression, each.format) for each in values(found)] == [("slope", ".1f")]
    assert [each.target for each in links(found)] == ["../b/c.md#the-end"]
    assert [each.name for each in blocks(found, "exercise")] == ["exercise"]
    assert [each.anchor for each in headings(found)] == ["a-page", "do-it", "the-end-at-last"]
    (exercise,) = exercises(found)
    assert (exercise.name, exercise.kind, exercise.minutes) == ("ex-one", "build", 5)
    assert [len(part) for part in (exercise.checks, exercise.hints, exercise.answers, exercise.mistakes)] == [
        1,
        1,
        1,
        1,
    ]
    assert len(found.running) == 3
    assert found.title == "A page"


def test_blocks_are_found_in_blocks(tmp_path: Path) -> None:
    text = page("`````{note}\n````{hint}\n```{margin}\n```\n````\n```{margin}\n```\n`````", "```{margin}\n```")
    found = read(tmp_path, {"a/page": text}).page("a/page")
    assert [each.fence for each in blocks(found, "margin")] == [BODY + 2, BODY + 5, BODY + 9]


def test_what_belongs_to_an_exercise_follows_it_at_once(tmp_path: Path) -> None:
    found = read(tmp_path, {"a/page": page(EXERCISE, "More prose.", "```{hint}\nThink.\n```")}).page("a/page")
    problems: list[Problem] = []
    exercises(found, problems)
    assert [problem.code for problem in problems] == ["stray-part"]


def test_words_are_those_that_a_reader_reads(tmp_path: Path) -> None:
    parts = ["One `code` $x$ two.", cell("three = 3"), "$$\nx\n$$", "```{note}\nFour.\n```", "```{hint}\nNo.\n```"]
    assert words(read(tmp_path, {"a/page": page(*parts)}).page("a/page")) == len(["A", "page", "One", "two", "Four"])


def test_pages_come_in_the_order_of_the_table_of_contents(tmp_path: Path) -> None:
    found = read(tmp_path, {"b/one": page(), "a/two": page(), "c/three": page()})
    assert [each.slug for each in found.pages] == ["tools/growing", "b/one", "a/two", "c/three"]
    assert [each.slug for each in found.upto("b/one").pages] == ["tools/growing", "b/one"]
