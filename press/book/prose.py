"""What stands in the prose of a page: headings, displays, roles, links, values."""

from __future__ import annotations

import re
from collections.abc import Iterator

from press.book.model import Block, Cell, Equation, Heading, Link, Page, Part, Prose, Role, Value

_HEADING = re.compile(r"^(#{1,6}) +(.*?)(?: +#+)? *$")
_DISPLAY_END = re.compile(r"^\$\$(?: \((?P<label>[^)]*)\))?$")
_TICKS = re.compile(r"^`{3,}")
CODE = re.compile(
    r"(?:\{(?P<role>[^}\s`]+)\})?(?<!`)(?P<ticks>`+)(?!`)(?P<content>.+?)(?<!`)(?P=ticks)(?!`)",
    re.DOTALL,
)
_MATH = re.compile(r"(?<![\\$])\$(?!\s)(?:[^$\\]|\\.)+?(?<!\s)\$(?!\d)", re.DOTALL)
_LINK = re.compile(r"(?P<image>!?)\[(?P<text>[^\]]*)\]\((?P<target>[^)\s]+)\)")
_VALUE = re.compile(r"^(?P<expression>.+?)(?::(?P<format>[^:\[\]()'\"]*))?$", re.DOTALL)


def walk(parts: tuple[Part, ...]) -> Iterator[Prose]:
    """Yield the prose of parts and of the blocks among them, in order."""
    for part in parts:
        if isinstance(part, Prose):
            yield part
        elif isinstance(part, Block):
            yield from walk(part.parts)


def blocks(page: Page, name: str) -> Iterator[Block]:
    """Yield the blocks of one name, nested ones too."""
    stack: list[Part] = list(reversed(page.parts))
    while stack:
        part = stack.pop()
        if isinstance(part, Block):
            if part.name == name:
                yield part
            stack.extend(reversed(part.parts))


def _split(prose: Prose) -> Iterator[tuple[str, int, list[str]]]:
    """Yield ("text" | "display" | "literal", first line, lines) of a piece of prose."""
    lines, here, begin = prose.lines, 0, 0
    while here < len(lines):
        ticks = _TICKS.match(lines[here])
        if not ticks and lines[here] != "$$":
            here += 1
            continue
        if begin < here:
            yield "text", prose.first + begin, list(lines[begin:here])
        end = here + 1
        closes = _DISPLAY_END.match if not ticks else re.compile(ticks[0] + "`*$").match
        while end < len(lines) and not closes(lines[end]):
            end += 1
        kind = "literal" if ticks else "display"
        yield kind, prose.first + here, list(lines[here : end + 1])
        here = begin = end + 1
    if begin < len(lines):
        yield "text", prose.first + begin, list(lines[begin:])


def texts(page: Page) -> Iterator[tuple[int, str]]:
    """Yield (first line, text) of each paragraph and caption: displays and literals left out."""
    for part in page.parts:
        if isinstance(part, Cell) and "caption" in part.options:
            yield part.line_of("caption"), part.options["caption"]
        for prose in walk((part,)):
            for kind, first, lines in _split(prose):
                if kind == "text":
                    yield from _paragraphs(first, lines)


def _paragraphs(first: int, lines: list[str]) -> Iterator[tuple[int, str]]:
    begin = 0
    for here, line in enumerate([*lines, ""]):
        if not line.strip():
            if begin < here:
                yield first + begin, "\n".join(lines[begin:here])
            begin = here + 1


def equations(page: Page) -> list[Equation]:
    """Return the displayed equations of the page, in order."""
    found = []
    for prose in walk(page.parts):
        for kind, first, lines in _split(prose):
            if kind == "display":
                end = _DISPLAY_END.match(lines[-1])
                label = end["label"] if end else None
                found.append(Equation(label, "\n".join(lines[1:-1]), first))
    return found


def headings(page: Page) -> list[Heading]:
    """Return the headings, each with its anchor."""
    found = []
    for first, text in texts(page):
        for offset, line in enumerate(text.split("\n")):
            if match := _HEADING.match(line):
                title = match[2]
                found.append(Heading(len(match[1]), title, anchor(title), first + offset))
    return found


def anchor(title: str) -> str:
    """Return the anchor of a heading, as the site and Jupyter make it."""
    return re.sub(r"[^\w\u4e00-\u9fff\- ]", "", title.strip().lower().replace(" ", "-"))


def _line(first: int, text: str, position: int) -> int:
    return first + text.count("\n", 0, position)


def roles(page: Page) -> list[Role]:
    """Return the inline roles: values, citations, references."""
    found = []
    for first, text in texts(page):
        for match in CODE.finditer(text):
            if match["role"]:
                line = _line(first, text, match.start())
                found.append(Role(match["role"], match["content"].strip(), line))
    return found


def values(page: Page) -> list[Value]:
    """Return the values of the page's prose, in order."""
    return [value(role) for role in roles(page) if role.name == "value"]


def value(role: Role) -> Value:
    """Split ``expression:format``; the format follows the last colon."""
    match = _VALUE.match(role.content)
    assert match is not None  # roles are never empty
    return Value(match["expression"].strip(), match["format"] or "", role.line)


def without_code_and_math(text: str) -> str:
    """Blank out code spans, roles and formulas, keeping every line break."""
    blank = lambda match: re.sub(r"[^\n]", " ", match[0])  # noqa: E731
    return _MATH.sub(blank, CODE.sub(blank, text))


def formulas(page: Page) -> list[str]:
    """Return the inline formulas of the page."""
    blank = lambda match: " "  # noqa: E731 - a dollar inside code opens no formula
    return [match[0][1:-1] for _, text in texts(page) for match in _MATH.finditer(CODE.sub(blank, text))]


def links(page: Page) -> list[Link]:
    """Return the Markdown links (an image is reported as a link named ``!``)."""
    found = []
    for first, text in texts(page):
        for match in _LINK.finditer(without_code_and_math(text)):
            label = "!" if match["image"] else match["text"]
            found.append(Link(label, match["target"], _line(first, text, match.start())))
    return found


def words(page: Page) -> int:
    """Count the words that a reader reads: folded solutions, proofs and code aside."""
    folded = ("solution", "hint", "reveal")
    count = 0
    for part in page.parts:
        if isinstance(part, Cell) or (isinstance(part, Block) and part.name in folded):
            continue
        for prose in walk((part,)):
            for kind, _, lines in _split(prose):
                if kind == "text":
                    count += len(re.findall(r"[^\W_]+(?:['’-]\w+)*", without_code_and_math("\n".join(lines))))
    return count
