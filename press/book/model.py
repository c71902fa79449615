"""What a chapter is made of. Every other part of the press works on these objects."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import Any


@dataclass(frozen=True)
class Cell:
    """A code cell: its options, and its code with the line where it begins."""

    page: str  # the slug, "chapter/name"
    path: str  # the file, for messages
    index: int  # from 1, in the page
    fence: int  # line of the opening fence
    first: int  # line of the first line of code
    end: int  # line of the closing fence
    lines: tuple[str, ...]
    options: dict[str, str]
    tags: tuple[str, ...]
    option_lines: dict[str, int]

    @cached_property
    def source(self) -> str:
        """The code as one string, without a final line break (as notebooks hold it)."""
        return "\n".join(self.lines)

    @property
    def target(self) -> str | None:
        """The module into which the cell tangles."""
        return self.options.get("tangle")

    @property
    def name(self) -> str | None:
        return self.options.get("name")

    @property
    def figure(self) -> str | None:
        return self.options.get("figure")

    @property
    def metadata(self) -> dict[str, Any]:
        """Cell metadata of the notebook: the options, tags as a list."""
        rest = {key: value for key, value in self.options.items() if key != "tags"}
        return {**rest, "tags": list(self.tags)} if "tags" in self.options else rest

    def line_of(self, option: str) -> int:
        return self.option_lines.get(option, self.fence)


@dataclass(frozen=True)
class Prose:
    """Lines of ordinary Markdown, displays and literal fences included."""

    first: int
    lines: tuple[str, ...]


@dataclass(frozen=True)
class Block:
    """A directive: its options, and its content read as parts of its own."""

    name: str
    argument: str
    options: dict[str, str]
    fence: int
    first: int
    end: int
    lines: tuple[str, ...]
    parts: tuple[Prose | Block, ...]


Part = Cell | Prose | Block


@dataclass(frozen=True)
class Equation:
    """A displayed equation, the LaTeX between its dollars, and its label."""

    label: str | None
    tex: str
    line: int


@dataclass(frozen=True)
class Role:
    """An inline role such as a value, a citation or a reference."""

    name: str
    content: str
    line: int


@dataclass(frozen=True)
class Link:
    """A Markdown link: its text, its target."""

    text: str
    target: str
    line: int


@dataclass(frozen=True)
class Heading:
    """A heading, with the anchor that the site and the notebooks give it."""

    level: int
    text: str
    anchor: str
    line: int


@dataclass(frozen=True)
class Value:
    """A number in prose: an expression over the page's variables, and its format."""

    expression: str
    format: str
    line: int

    @property
    def key(self) -> str:
        return f"{self.expression}:{self.format}" if self.format else self.expression


@dataclass(frozen=True)
class Exercise:
    """An exercise: statement, checks, hints, solutions and planted mistakes."""

    name: str
    kind: str
    minutes: int
    statement: Block
    checks: tuple[Cell, ...] = ()
    hints: tuple[Block, ...] = ()
    solutions: tuple[Block, ...] = ()
    answers: tuple[Cell, ...] = ()
    mistakes: tuple[Cell, ...] = ()


@dataclass
class Page:
    """A page of the book, as its one reader understands it."""

    slug: str
    path: str
    text: str
    front: dict[str, Any]
    parts: tuple[Part, ...]
    body: int = 1  # the first line after the front matter
    front_lines: dict[str, int] = field(default_factory=dict)

    @cached_property
    def cells(self) -> tuple[Cell, ...]:
        return tuple(part for part in self.parts if isinstance(part, Cell))

    @cached_property
    def running(self) -> tuple[Cell, ...]:
        """The cells that run with the page: all but planted mistakes."""
        return tuple(cell for cell in self.cells if "mistake" not in cell.tags)

    @cached_property
    def title(self) -> str:
        from press.book.prose import headings

        return next((h.text for h in headings(self) if h.level == 1), self.slug)

    @property
    def kind(self) -> str:
        return str(self.front.get("kind", ""))

    @property
    def chapter(self) -> str:
        return self.slug.rpartition("/")[0]
