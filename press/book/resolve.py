"""Turn values and numbered references into plain Markdown, for site and notebooks alike."""

from __future__ import annotations

import os.path
import re
from collections.abc import Iterator

from press.book.labels import Labels
from press.book.model import Role
from press.book.prose import CODE, value

_FENCE = re.compile(r"^(?P<ticks>`{3,})(?P<info>[^`]*)$")
_EMPTY_LINK = re.compile(r"\[\]\(#(?P<name>[\w-]+)\)")


def way(source: str, target: str) -> str:
    """Return the relative path from one page's file to another's, without ending."""
    return os.path.relpath(target, os.path.dirname(source) or ".")  # noqa: PTH120 - slugs


def resolve(text: str, slug: str, labels: Labels, written: dict[str, str]) -> str:
    """Replace `{value}` by numbers, `{numref}` and `[](#ex-…)` by links with text."""

    def role(match: re.Match[str]) -> str:
        content = match["content"].strip()
        if match["role"] == "value":
            return written[value(Role("value", content, 0)).key]
        if match["role"] == "numref":
            return reference(content, slug, labels)
        return match[0]

    def empty(match: re.Match[str]) -> str:
        return reference(match["name"], slug, labels)

    return "\n".join(chunk if raw else _EMPTY_LINK.sub(empty, CODE.sub(role, chunk)) for raw, chunk in chunks(text))


def chunks(text: str) -> Iterator[tuple[bool, str]]:
    """Yield (whether to leave it as it is, lines): paragraphs; fences and literal blocks are left.

    A code span never reaches over a blank line or a fence, so neither may a match.
    """
    lines: list[str] = []
    literal = ""  # the fence of the literal block that we are in
    for line in text.split("\n"):
        fence = _FENCE.match(line)
        if literal or fence or not line.strip():
            if lines:
                yield False, "\n".join(lines)
                lines = []
            yield True, line
            if literal:
                literal = "" if line.strip() == literal else literal
            elif fence and fence["info"] and not fence["info"].startswith("{"):
                literal = fence["ticks"]
        else:
            lines.append(line)
    if lines:
        yield False, "\n".join(lines)


def reference(name: str, slug: str, labels: Labels) -> str:
    """Return a link such as ``[Figure 2](../chapter/page.md#fig-name)``."""
    label = labels.get(name)
    if label is None:  # the page rules name it, with its line
        return f"`{name}`"
    page = "" if label.page == slug else f"{way(slug, label.page)}.md"
    return f"[{label.text}]({page}#{name})"
