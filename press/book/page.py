"""Read one chapter file."""

from __future__ import annotations

import re
from typing import Any

import yaml

from press.book.model import Page
from press.book.report import Report
from press.book.scan import Scanner
from press.errors import Problem

_LINE_BREAKERS = re.compile("[\x00\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029\ufeff]")
_CONFLICT = re.compile(r"^(<{7}|>{7}|\|{7})( |$)", re.MULTILINE)
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _UniqueLoader(_Loader):  # type: ignore[misc]
    """YAML in which a key given twice is an error, as it should be."""

    def construct_mapping(self, node: Any, deep: bool = False) -> Any:
        seen = [self.construct_object(key, deep=True) for key, _ in node.value]
        if len(set(map(str, seen))) < len(seen):
            twice = next(key for key in seen if seen.count(key) > 1)
            raise yaml.MarkedYAMLError(problem=f"the key {twice!r} stands twice", problem_mark=node.start_mark)
        return super().construct_mapping(node, deep)


def load_yaml(text: str) -> Any:
    """Parse YAML; a key given twice is an error."""
    return yaml.load(text, Loader=_UniqueLoader)  # noqa: S506 - a subclass of the safe loader


def read_page(slug: str, path: str, text: str, problems: list[Problem]) -> Page:
    """Return the page; what is wrong with it is added to ``problems``."""
    report = Report(path, problems)
    _check_characters(text, report)
    lines = text.split("\n")
    end = _front_end(lines, report)
    front = _front("\n".join(lines[1:end]), report)
    where = {key.group(1): n + 1 for n, line in enumerate(lines[:end]) if (key := re.match(r"(\w[\w-]*):", line))}
    parts = Scanner(slug, report).parts(lines[end + 1 :], end + 2)
    return Page(slug, path, text, front, parts, end + 2, where)


def _check_characters(text: str, report: Report) -> None:
    """Characters at which some parsers end a line, and marks of a merge."""
    if "\r" in text:
        report(text[: text.index("\r")].count("\n") + 1, "carriage-return", "the file has Windows line ends", "Save it with \\n")  # fmt: skip
    for match in _LINE_BREAKERS.finditer(text):
        line = text.count("\n", 0, match.start()) + 1
        report(line, "line-breaker", f"the character U+{ord(match.group()):04X} splits lines in some parsers", "Write it as an escape")  # fmt: skip
    for match in _CONFLICT.finditer(text):
        line = text.count("\n", 0, match.start()) + 1
        report(line, "merge-conflict", "a mark of an unfinished merge", "Finish the merge")


def _front_end(lines: list[str], report: Report) -> int:
    """Return the index of the line that closes the front matter."""
    if lines[0] == "---":
        for here in range(1, len(lines)):
            if lines[here] == "---":
                return here
        report(1, "front-matter", "the front matter is never closed", "End it with ---")
        return len(lines) - 1
    report(1, "front-matter", "a page begins with front matter", "Begin with ---, see CONTRIBUTING.md")
    return -1


def _front(text: str, report: Report) -> dict[str, Any]:
    try:
        front = load_yaml(text) or {}
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 2 if error.problem_mark else 1
        report(
            line,
            "front-matter",
            f"YAML cannot read this: {error.problem}",
            "Quote values that hold a colon",
        )
        return {}
    if not isinstance(front, dict):
        report(1, "front-matter", "the front matter is not a list of keys", "Write `key: value` lines")
        return {}
    return front
