"""Rules of size and order: words, cells, docstrings, the early picture, the duties."""

from __future__ import annotations

import ast
import io
import re
import tokenize
from collections.abc import Iterator

from press.book import Block, Cell, Page, exercises, headings
from press.book.prose import blocks, words
from press.errors import Problem
from press.exercises import verdict
from press.rules.base import Context, Finding

# kind: words from, to; cells from, to; exercises from, to
LIMITS = {
    "method": (1500, 3000, 8, 20, 3, 6),
    "phenomenon": (1000, 2000, 5, 12, 3, 6),
    "primer": (500, 1000, 4, 8, 5, 5),
    "tool": (800, 1800, 5, 15, 5, 5),
    "road": (1500, 3000, 10, 30, 1, 6),
    "case": (1500, 3000, 10, 30, 1, 6),
    "frame": (0, 1500, 0, 10, 0, 0),
}
CELL_LINES, DOCSTRING_LINES, WORDS_BEFORE_PICTURE = 15, 12, 120
SECONDS, MOST_SECONDS = 15, 60  # a page's run: without a reason, and ever
ANSWERS = range(2, 5)  # to a question before an output
REMEMBER = ["Say it.", "Draw it.", "The mistake."]
_BARRED = ("see it", "see", "derive", "build", "try", "by hand", "introduction", "overview", "summary", "conclusion")
_EXERCISE_TAGS = ("check", "solution", "mistake")


def size(context: Context) -> Iterator[Finding]:
    """Words, cells and exercises stay within the limits of the page's kind."""
    page = context.page
    limits = LIMITS.get(page.kind)
    if limits is None or page.front.get("reason"):
        return
    counts = (
        ("words", words(page), limits[0:2]),
        ("cells", len(counted_cells(page)), limits[2:4]),
        ("exercises", len(exercises(page)), limits[4:6]),
    )
    for what, count, (low, high) in counts:
        if not low <= count <= high:
            yield (
                1,
                "size",
                f"{count} {what}, where a {page.kind} page has {low} to {high}",
                "Cut, split, or give a `reason:`",
            )


def counted_cells(page: Page) -> list[Cell]:
    """Return the cells of the page's own run of thought: exercises and proofs aside."""
    return [cell for cell in page.cells if not {*_EXERCISE_TAGS, "proof"} & set(cell.tags)]


def cells(context: Context) -> Iterator[Finding]:
    """A cell is short, and so are its docstrings."""
    for cell in context.page.cells:
        if (count := code_lines(cell.source)) > CELL_LINES:
            yield cell.first, "long-cell", f"{count} lines of code, and {CELL_LINES} are allowed", "Split the cell"
        for node in _documented(cell.source):
            text = ast.get_docstring(node, clean=False) or ""
            if text.count("\n") + 1 > DOCSTRING_LINES:
                yield (
                    cell.first + node.lineno - 1,
                    "long-docstring",
                    f"a docstring of {text.count(chr(10)) + 1} lines",
                    f"{DOCSTRING_LINES} are allowed",
                )


def code_lines(source: str) -> int:
    """Count lines of code: blank lines, comments and docstrings aside."""
    docstrings = {
        row for node in _documented(source) for row in range(node.body[0].lineno, (node.body[0].end_lineno or 0) + 1)
    }
    skipped = (tokenize.COMMENT, tokenize.NL, tokenize.NEWLINE, tokenize.INDENT, tokenize.DEDENT, tokenize.ENDMARKER)
    rows: set[int] = set()
    try:
        for token in tokenize.generate_tokens(io.StringIO(source + "\n").readline):
            if token.type not in skipped:
                rows.update(range(token.start[0], token.end[0] + 1))
    except (tokenize.TokenError, IndentationError):
        return len([line for line in source.split("\n") if line.strip()])
    return len(rows - docstrings)


def _documented(source: str) -> list[ast.FunctionDef | ast.ClassDef]:
    try:
        tree = ast.parse(source)
    except SyntaxError:
        return []
    return [
        node
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and ast.get_docstring(node) is not None
    ]


def early_picture(context: Context) -> Iterator[Finding]:
    """The picture comes within the first words."""
    page = context.page
    if page.kind not in ("method", "phenomenon", "primer"):
        return
    before: list[Cell | Block | object] = []
    for part in page.parts:
        if isinstance(part, Cell) and part.figure:
            break
        before.append(part)
    else:
        yield page.body, "no-figure", "the page has no figure", "Draw the picture that makes the idea plain"
        return
    if (count := words(Page(page.slug, page.path, "", {}, tuple(before)))) > WORDS_BEFORE_PICTURE:  # type: ignore[arg-type]
        yield (
            page.body,
            "late-figure",
            f"{count} words stand before the first figure",
            f"At most {WORDS_BEFORE_PICTURE}",
        )


def pace(context: Context) -> Iterator[Finding]:
    """A page runs in seconds."""
    seconds = context.run.seconds if context.run else 0
    limit = MOST_SECONDS if context.page.front.get("reason") else SECONDS
    if seconds > limit:
        yield 1, "slow", f"the cells take {seconds:.0f} s, and {limit} s are allowed", "Use less data, or fewer steps"


def boxes(context: Context) -> Iterator[Finding]:
    """A question has a few answers; what to remember has three parts."""
    for block in blocks(context.page, "predict"):
        count = sum(bool(re.match(r"\d+\. ", line)) for line in block.lines)
        if count not in ANSWERS:
            yield block.fence, "prediction", f"a question with {count} answers", "Give two to four, numbered"
    for block in blocks(context.page, "remember"):
        begins = [match[1] for line in block.lines if (match := re.match(r"\*\*([^*]+)\*\*", line))]
        if begins != REMEMBER:
            yield (
                block.fence,
                "remember",
                "the box has other parts",
                "Begin its paragraphs with **Say it.**, **Draw it.** and **The mistake.**",
            )


def duties(context: Context) -> Iterator[Finding]:
    """A prediction, the box to remember, exercises in form, headings that state something."""
    page = context.page
    if context.full and not list(blocks(page, "predict")):
        yield page.body, "no-prediction", "no output stands behind a question", "Add {predict} and {reveal}"
    if page.kind in ("method", "primer", "tool") and not list(blocks(page, "remember")):
        yield page.body, "no-remember", "the box {remember} is missing", "See the page guide"
    titles = headings(page)
    for heading in titles:
        if heading.text.lower().rstrip(".:") in _BARRED:
            yield heading.line, "heading", f"{heading.text!r} says nothing of the subject", "State something"
    if sum(heading.level == 1 for heading in titles) != 1 or not titles or titles[0].level != 1:
        yield page.body, "heading", "a page begins with one title", "Write one line `# Title` after the front matter"
    problems: list[Problem] = []
    problems += verdict.form(page.path, exercises(page, problems))
    yield from ((each.line, each.code, each.message, each.hint) for each in problems)
