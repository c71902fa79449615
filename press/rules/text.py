"""Rules of the text: links, labels, citations, figures, filler, tags, randomness."""

from __future__ import annotations

import re
from collections.abc import Iterator

from press.book import Cell, equations
from press.book.prose import texts, without_code_and_math
from press.book.vocabulary import FOLDING_TAGS
from press.rules.base import Context, Finding

_RELATION = re.compile(r"=|\\(?:le|ge|leq|geq|approx|propto|ne|neq|in|sim|to|Rightarrow|iff)\b|[<>]")
_LABEL = re.compile(r"^(eq|num)-[a-z0-9]+(-[a-z0-9]+)*$")
_FILLER = re.compile(
    r"\b(in this section|in this chapter|on this page we|it is easy to see|obviously|clearly|of course|simply|note that|as we have seen|let us now)\b",
    re.IGNORECASE,
)
_LIBRARIES = re.compile(r"^\s*(?:from|import)\s+(sklearn|scipy|torch|pandas|statsmodels|jax)\b", re.MULTILINE)
_RANDOM = re.compile(
    r"np\.random\.(?!default_rng\(\s*[^)\s]|Generator|SeedSequence)|default_rng\(\s*\)|^\s*import random\b",
    re.MULTILINE,
)
_NETWORK = re.compile(r"^\s*(?:from|import)\s+(urllib|requests|http|socket|httpx)\b", re.MULTILINE)
_LONG_FLOAT = re.compile(r"(?<![\w.])-?(\d+\.\d+)(?:[eE][-+]?\d+)?")
_ALT_LENGTH = 25


def labels(context: Context) -> Iterator[Finding]:
    """Displays with a relation are labelled, and no label is given twice."""
    for equation in equations(context.page):
        if equation.label is None and _RELATION.search(equation.tex):
            yield (
                equation.line,
                "no-label",
                "a display with a relation sign has no label",
                "Write $$ (eq-name) at its end",
            )
        if equation.label is not None and not _LABEL.match(equation.label):
            yield equation.line, "bad-name", f"the label {equation.label!r}", "Write eq-… or, for arithmetic, num-…"
    for later, first in context.around.labels.twice():
        if later.page == context.page.slug:
            yield (
                later.line,
                "label-twice",
                f"{later.name} is already given in {first.page}, line {first.line}",
                "Choose another name",
            )


def figures(context: Context) -> Iterator[Finding]:
    """A cell that draws says so, and its alt text says what it shows."""
    outputs = context.run.outputs if context.run else [[] for _ in context.page.running]
    for cell, drawn in zip(context.page.running, outputs, strict=True):
        images = sum(any(kind.startswith("image/") for kind in output.get("data", {})) for output in drawn)
        if images and not cell.figure:
            yield (
                cell.fence,
                "unnamed-figure",
                "this cell draws, and is not called a figure",
                "Add :figure:, :alt: and :caption:",
            )
        if cell.figure and context.run and images != 1:
            yield cell.fence, "figure-count", f"this cell draws {images} figures", "One figure a cell"
        if cell.figure:
            yield from _described(cell)


def _described(cell: Cell) -> Iterator[Finding]:
    alt, caption = cell.options.get("alt", ""), cell.options.get("caption", "")
    if len(alt) < _ALT_LENGTH:
        yield (
            cell.line_of("alt"),
            "alt-text",
            f"the figure {cell.figure} has no alt text that says what it shows",
            "Add `:alt:`, a sentence or two",
        )
    if not caption:
        yield (
            cell.fence,
            "caption",
            f"the figure {cell.figure} has no caption",
            "Add `:caption:`, the point of the picture",
        )
    if alt and alt == caption:
        yield cell.line_of("alt"), "alt-text", "the alt text repeats the caption", "Say what the picture shows"
    if cell.figure and not cell.figure.startswith("fig-"):
        yield cell.line_of("figure"), "bad-name", f"the figure {cell.figure!r}", "Begin its name with fig-"


def code(context: Context) -> Iterator[Finding]:
    """Cells are reproducible, offline, and tagged where they need a library."""
    for cell in context.page.cells:
        if (library := _LIBRARIES.search(cell.source)) and "native" not in cell.tags:
            yield cell.fence, "native", f"{library[1]} is not in the browser's set", "Tag the cell `native`"
        if match := _RANDOM.search(cell.source):
            message = f"`{match[0].strip()}` makes the page depend on chance"
            yield _line(cell, match), "randomness", message, "Use np.random.default_rng(seed)"
        if match := _NETWORK.search(cell.source):
            message = f"`{match[0].strip()}` makes the page depend on a network"
            yield _line(cell, match), "network", message, "Ship the data with the book"
        if cell.lines and cell.lines[-1].rstrip().endswith(";"):
            last = cell.first + len(cell.lines) - 1
            yield (
                last,
                "semicolon",
                "a `;` hides the last value in Jupyter, and only there",
                "End with a call that returns None, or assign",
            )
        if cell.target and set(FOLDING_TAGS) & set(cell.tags):
            yield cell.line_of("tags"), "hidden-tangle", "a tangled cell that the reader would not see", "Drop the tag"


def _line(cell: Cell, match: re.Match[str]) -> int:
    return cell.first + cell.source.count("\n", 0, match.start())


def prose(context: Context) -> Iterator[Finding]:
    """No filler."""
    for first, text in texts(context.page):
        for match in _FILLER.finditer(without_code_and_math(text)):
            yield first + text.count("\n", 0, match.start()), "filler", f"{match[0]!r}", "Cut it"


def printed(context: Context) -> Iterator[Finding]:
    """No number is printed with more than six significant digits."""
    if context.run is None:
        return
    for cell, outputs in zip(context.page.running, context.run.outputs, strict=True):
        for output in outputs:
            text = output.get("text", "") or output.get("data", {}).get("text/plain", "")
            for match in _LONG_FLOAT.finditer(text):
                if len(match[1].replace(".", "").lstrip("0").rstrip("0")) > 6:
                    yield (
                        cell.first,
                        "digits",
                        f"the output {match[0]} has more than six significant digits",
                        "Round what is printed",
                    )
                    break
