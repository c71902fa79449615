"""A small book with one of everything that the site shows, and runs of it made up."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

from press.book import read_book, values
from press.run.record import Run
from press.run.runner import Runner
from tests.press import small
from tests.press.small import block, exercise, page
from tests.press.tiny import cell

INK, MUTED, FAINT, PAPER = "#010203", "#040506", "#070809", "#fefefe"
COLORS = ("#112233", "#445566", "#778899")
OTHER = "#abcdef"  # of no name in the book's style
CONSTANTS = "\n".join(f'{name} = "{globals()[name]}"' for name in ("INK", "MUTED", "FAINT", "PAPER"))
STYLE = f"{CONSTANTS}\nCOLORS = {COLORS!r}".replace("'", '"')
HALF = '''def half(x):
    """Return half of x.

    It is what you multiply by two to get x.
    """
    return x / 2'''
CHECK = 'def check_double(answer):\n    assert answer(3) == 6, "six"'
OUTLINE = """
- part: "Front"
  pages:
    - {slug: preface, title: "Preface", kind: frame}
    - {slug: pictures/drawing, title: "Drawing", kind: frame}
- part: "A part"
  pages:
    - {slug: a/index, title: "The chapter", kind: frame}
    - {slug: a/first, title: "The first page", kind: primer, needs: [pictures/drawing]}
    - {slug: a/second, title: "The second page", kind: frame, needs: [a/first]}
    - {slug: a/later, title: "A page to come", kind: method, needs: [a/second]}
    - {slug: api/all, title: "All", kind: frame}
    - {slug: bibliography, title: "Bibliography", kind: frame}
"""
FIRST_FRONT = """---
file_format: mystnb
kernelspec: {name: python3, display_name: Python 3}
kind: primer
promise: You will halve things.
able: [halve a number, halve another]
minutes: 20
recall:
  - {ask: What is a line?, answer: A drawing., see: pictures/drawing#a-line}
  - {ask: And a point?, answer: A small one., see: pictures/drawing#a-line}
---
# A small page
"""
PAGES = {
    "preface": page("Welcome to $\\E$.", "```{book-map}\n```", "```{showcase} eq-one the-half\n```", title="Preface"),
    "pictures/drawing": page("## A line", cell(STYLE, "pictures/style"), title="Drawing"),
    "a/index": page("```{chapter-map}\n```", title="The chapter"),
    "a/first": page(
        cell(HALF, "halves", name="the-half"),
        cell("class Box:\n    def get(self):\n        raise NotImplementedError", "boxes"),
        cell("draw()", figure="fig-one", alt='A "line" that rises.', caption="The {value}`x:.1f` of $\\E$.", tags="[hide-input]"),
        "$$\na = \\E b\n$$ (eq-one)",
        "## An end",
        title="The first page",
        front=FIRST_FRONT,
    ),
    "a/second": page(
        cell("from mlcode.boxes import Box\nfrom mlcode.growing import extends\nfrom mlcode.halves import half\n\nhalf(3)"),
        cell("@extends(Box)\ndef get(self):\n    return half(3)", "boxes"),
        cell("def third(x):\n    return half(x) * 2 / 3", "halves"),
        "See {numref}`fig-one`, {numref}`fig-two`, {numref}`fig-three`, {eq}`eq-one`, {eq}`eq-two`, [](#ex-double),\n"
        "[half](first.md#the-half), [the end](first.md#an-end), {value}`x:.1f`, {cite:t}`hubble1929`.",
        "$$\nc = d\n$$ (eq-two)",
        block("predict", "What will it show?\n\n1. This.\n2. That."),
        cell("draw()", figure="fig-two", alt="A line in a fold.", caption="Two.", tags="[reveal]"),
        block("reveal", "This, for $\\E$."),
        exercise("ex-double", CHECK, "def double(x):\n    return 2 * x", "def double(x):\n    return 'planted'"),
        cell("draw()", figure="fig-three", alt="A line in a solution.", caption="Three.", tags="[solution]"),
        block("remember", "**Say it.** So."),
        title="The second page",
    ),
    "api/all": page("```{api} mlcode.halves\n```\n\n```{api} mlcode.boxes\n```", title="All"),
    "bibliography": page("```{bibliography}\n```", title="Bibliography"),
}  # fmt: skip
BROKEN = (
    PAGES["a/second"].replace("$$\nc = d\n$$", "$$\nc = \\nosuchmacro d\n$$").replace("for $\\E$", "for $\\unheardof$")
)
GROWS = cell('def extends(cls):\n    """Add members."""\n    return lambda new: new', "growing")


def write(root: Path) -> Path:
    """Write the book; its package is tangled by the caller."""
    pages = {**PAGES, "pictures/drawing": PAGES["pictures/drawing"] + "\n" + GROWS + "\n"}
    return small.write_book(root, pages, outline=OUTLINE, tools=False)


def keep_runs(root: Path) -> None:
    """Put a run of every page into the store, as if its cells had drawn and printed."""
    runner = Runner(read_book(root))
    picture = {
        "output_type": "display_data",
        "metadata": {},
        "data": {"image/svg+xml": drawing(), "text/plain": "<Figure>"},
    }
    printed = {"output_type": "stream", "name": "stdout", "text": "1.5\n"}
    for each in runner.book.pages:
        outputs: list[list[dict[str, Any]]] = [[picture] if one.figure else [] for one in each.running]
        if each.slug == "a/second":
            outputs[0] = [printed]
        written = {value.key: "7.0" for value in values(each)}
        runner.store.put(Run(each.slug, runner.key(each), outputs, written, [], 1.0))


def drawing() -> str:
    """Return a picture as Matplotlib draws it: with clips, markers, and all colours."""
    from matplotlib.figure import Figure

    figure = Figure(figsize=(2, 1), facecolor=PAPER)
    axes = figure.subplots()
    for n, colour in enumerate([INK, MUTED, FAINT, *COLORS, OTHER]):
        axes.plot([0, 1], [n, n + 1], "o-", color=colour)
    content = io.StringIO()
    figure.savefig(content, format="svg", metadata={"Date": None})
    return content.getvalue()
