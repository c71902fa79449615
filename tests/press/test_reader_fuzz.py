"""What our reader accepts, Jupytext and MyST-NB read the same: thousands of random pages."""

from __future__ import annotations

import random
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import jupytext
import pytest
from myst_nb.core.read import read_myst_markdown_notebook
from myst_parser.config.main import MdParserConfig

from press.book.page import read_page
from press.errors import Problem

FRONT = "---\nfile_format: mystnb\nkernelspec: {name: python3, display_name: Python 3}\nkind: tool\n---\n# A page\n"
# With and without the extensions of Markdown that a site may turn on.
CONFIGURATIONS = {
    "dollarmath": MdParserConfig(enable_extensions={"dollarmath"}),
    "many": MdParserConfig(
        enable_extensions={"dollarmath", "amsmath", "colon_fence", "deflist", "substitution", "linkify"}
    ),
}
Cells = list[tuple[str, dict[str, Any]]]
DOCUMENTS = 8000


def ours(text: str) -> Cells | None:
    """Return the cells as our reader has them; None if it refuses the page."""
    problems: list[Problem] = []
    page = read_page("a/page", "book/a/page.md", text, problems)
    return None if problems else [(cell.source, cell.metadata) for cell in page.cells]


def theirs(notebook: Any) -> Cells:
    """Return the code cells of a notebook, as they would run."""
    return [(cell.source, plain(cell.metadata)) for cell in notebook.cells if cell.cell_type == "code"]


def plain(metadata: Any) -> dict[str, Any]:
    return {key: list(value) if key == "tags" else str(value) for key, value in metadata.items()}


def jupytext_reads(text: str) -> Cells:
    return theirs(jupytext.reads(text, fmt="md:myst"))


def myst_nb_reads(configuration: str, text: str) -> Cells:
    return theirs(read_myst_markdown_notebook(text, CONFIGURATIONS[configuration]))


READERS: dict[str, Callable[[str], Cells]] = {"jupytext": jupytext_reads}
READERS |= {f"myst_nb with {name}": partial(myst_nb_reads, name) for name in CONFIGURATIONS}

LINES = [
    "", "", "", "text", "*more* `code` text", "# Heading", "## Two", "- item", "  continued", "1. one", "> quote", "    indented",
    "| a | b |", "|---|---|", "$x$", "$$", "$$ (eq-a)", "y = x", "\\begin{align}", "\\end{align}", "---", "===", "***", "+++",
    "<div>", "</div>", "<!-- a", "-->", "<b>x</b> y", "[a]: b", "[^1]: note", "(label)=", "% comment", ":::", ":::{note}", "~~~",
    "~~~python", "```", "````", "``` ", " ```", "```python", "```{note}", "````{note}", "```{exercise}", "````{hint}",
    "```{code-cell} ipython3", "````{code-cell} ipython3", "```{code-cell}", "```{math}", "  ```python", "- ```python", "> ```",
    ":name: one", ":tags: [check]", ":alt: two words", ":caption: 'it''s $x$'", ":alt: \"a: b\"", ":figure: fig-a", ":tangle: mlcode/m.py",
    ":name: yes", ":name: 3", ":alt: a # b", ":alt: a, b", ":tags: check", ":key: x", ":replaces: a, b.c", ":alt: null", ":alt: 1_0",
    "import math", "x = 1", "    y = 2", "print(x)", "#", '"""', "%matplotlib inline", "!ls", "\\", "`", "``a`b``", "{eq}`eq-a`",
    "[text](x.md#y)", "&nbsp;", "\ttab", "a\\", "`a", "*a", "![", "<http://a.b>", "x = 1  ", "{{ a }}", "${{a}}$", "```{raw-cell}",
]  # fmt: skip
CELL_LINES = [
    "x = 1",
    "",
    "    y = 2",
    '"""',
    "# Heading",
    "- item",
    "$$",
    ":::",
    "~~~",
    "```{note}"[:2],
    "+++",
    "---",
    "<div>",
    "\\",
    "<!--",
    "> a",
]
OPTIONS = [":name: one", ":tags: [check]", ":alt: two words", ":tags: [ timing , native ]", ":caption: 'it''s'", ":figure: fig-a",
           ":alt: a (b) c", ":alt: 'a: b'", ":caption: $x$ and \\alpha", ":replaces: f, A.g", ":tangle: mlcode/m.py",
           ":alt: a ~ b", ":alt: 12", ":alt: a? b! c", ":caption: \"a\\tb\"", ":alt: -", ":alt: 0x1", ":alt: 1.0", ":alt: .5"]  # fmt: skip


def random_cell(chance: random.Random) -> list[str]:
    options = chance.sample(OPTIONS, chance.choice([0, 0, 1, 1, 2, 3]))
    blank = [""] * chance.choice([0, 0, 0, 1, 2])
    body = chance.choices(CELL_LINES, k=chance.randrange(5))
    return ["```{code-cell} ipython3", *options, *blank, *body, "```"]


def random_block(chance: random.Random) -> list[str]:
    ticks = "`" * chance.choice([3, 4, 5])
    name = chance.choice(["{note}", "{hint}", "{exercise}", "{predict}", "{margin}", "python", "text", ""])
    return [f"{ticks}{name}", *chance.choices(LINES, k=chance.randrange(4)), ticks]


def random_page(chance: random.Random) -> str:
    lines: list[str] = []
    wild = chance.random() < 0.5  # half of the pages hold anything, half only what is well-formed
    for _ in range(chance.randrange(1, 9)):
        kind = chance.random()
        if kind < 0.4:
            lines += random_cell(chance)
        elif kind < 0.55:
            lines += random_block(chance)
        elif kind < 0.65:
            lines += [
                "$$",
                *chance.choices(["y = x", "\\alpha", "a & b \\\\", "```"[:2]], k=chance.randrange(1, 3)),
                "$$ (eq-a)",
            ]
        else:
            lines += chance.choices(LINES if wild else LINES[:18], k=chance.randrange(1, 4))
        lines += [""] * chance.choice([0, 1, 1])
    return FRONT + "\n".join(lines) + chance.choice(["", "\n"])


@pytest.mark.parametrize("part", range(4))
def test_accepted_pages_are_read_the_same(part: int) -> None:
    chance = random.Random(part)
    accepted = 0
    for _ in range(DOCUMENTS // 4):
        text = random_page(chance)
        cells = ours(text)
        if cells is None:
            continue
        accepted += 1
        for name, reader in READERS.items():
            assert reader(text) == cells, f"{name} reads this page differently:\n{text}"
    assert accepted > DOCUMENTS / 4 / 10


def real_pages() -> list[str]:
    return [path.read_text() for path in sorted((Path(__file__).parents[2] / "book").rglob("*.md"))]


def mutated(text: str, chance: random.Random) -> str:
    """Return a piece of a real page, with a few of its lines spoilt."""
    lines = text.split("\n")
    head = lines.index("---", 1) + 1
    begin = chance.randrange(head, max(head + 1, len(lines) - 5))
    lines = lines[:head] + lines[begin : begin + chance.randrange(20, 120)]
    for _ in range(chance.randrange(4)):
        here = chance.randrange(head, len(lines))
        match chance.randrange(4):
            case 0:
                lines.insert(here, chance.choice(LINES))
            case 1:
                del lines[here]
            case 2:
                lines[here] = chance.choice([" ", "  ", "    ", "\t", "> ", "- "]) + lines[here]
            case _:
                lines[here:here] = random_cell(chance)
    return "\n".join(lines) + "\n"


def test_real_pages_are_read_the_same() -> None:
    for text in real_pages():
        cells = ours(text)
        assert cells is not None
        for name, reader in READERS.items():
            assert reader(text) == cells, name


@pytest.mark.parametrize("part", range(2))
def test_spoilt_pages_are_refused_or_read_the_same(part: int) -> None:
    chance = random.Random(part)
    pages, accepted = real_pages(), 0
    for _ in range(400):
        text = mutated(chance.choice(pages), chance)
        cells = ours(text)
        if cells is not None:
            accepted += 1
            for name, reader in READERS.items():
                assert reader(text) == cells, f"{name} reads this page differently:\n{text}"
    assert accepted > 100
