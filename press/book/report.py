"""Collects the problems of one page, and makes its cells."""

from __future__ import annotations

import re

from press.book.model import Cell
from press.book.vocabulary import CELL_OPTIONS, TAGS, did_you_mean
from press.errors import Problem

_TAGS = re.compile(r"^\[\s*[\w-]+(?:\s*,\s*[\w-]+)*\s*\]$")
_NAME = re.compile(r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$")


class Report:
    """Called with a line and what is wrong there; knows the page's path."""

    def __init__(self, path: str, problems: list[Problem]):
        self.path, self.problems = path, problems

    def __call__(self, line: int, code: str, message: str, hint: str = "") -> None:
        self.problems.append(Problem(self.path, line, code, message, hint))

    def name(self, line: int, name: str) -> None:
        """Check a permanent name: an anchor, a label, a figure."""
        if not _NAME.match(name):
            self(
                line,
                "bad-name",
                f"{name!r} is not a name",
                "Use lower-case words joined by hyphens",
            )

    def cell(self, slug: str, index: int, fence: int, first: int, end: int, body: list[str], options: dict[str, str], where: dict[str, int]) -> Cell:  # fmt: skip
        """Check the options of a cell and make it."""
        for option in options:
            if option not in CELL_OPTIONS:
                self(where[option], "unknown-option", f"a cell has no option :{option}:", did_you_mean(option, CELL_OPTIONS, ":{}:"))  # fmt: skip
        for option in {"name", "figure"} & options.keys():
            self.name(where[option], options[option])
        tags = self._tags(options.get("tags"), where.get("tags", fence))
        lines = tuple(_without_blank_end(body))
        if len(lines) < len(body):
            self(first + len(lines), "blank-end", "a blank line at the end of a cell", "Delete it")
        for offset, line in enumerate(lines):
            if line[: len(line) - len(line.lstrip())].count("\t"):
                self(first + offset, "tab", "a tab in the indentation of code", "Use spaces")
        return Cell(slug, self.path, index, fence, first, end, lines, options, tags, where)

    def _tags(self, text: str | None, line: int) -> tuple[str, ...]:
        if text is None:
            return ()
        if not _TAGS.match(text):
            self(line, "option-form", "tags are a list", "Write `:tags: [one, two]`")
            return ()
        tags = tuple(tag.strip() for tag in text[1:-1].split(","))
        for tag in tags:
            if tag not in TAGS:
                self(line, "unknown-tag", f"there is no tag {tag!r}", did_you_mean(tag, TAGS))
        if len(set(tags)) < len(tags):
            self(line, "tag-twice", "a tag is given twice", "Keep one")
        return tags


def _without_blank_end(lines: list[str]) -> list[str]:
    end = len(lines)
    while end and not lines[end - 1].strip():
        end -= 1
    return lines[:end]
