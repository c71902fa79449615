"""Rules of the front matter and of a page's place in the book."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from press.book import Page, headings
from press.book.vocabulary import KINDS, OPENINGS, did_you_mean
from press.rules.base import Context, Finding

KEYS = ("file_format", "kernelspec", "kind", "opening", "promise", "able", "minutes", "recall", "symbols", "reason")
_MINIMUM = ("kind", "promise")
_FULL = ("kind", "opening", "promise", "able", "minutes", "recall")
_TEXTS = ("kind", "opening", "promise", "able", "recall", "symbols", "reason")  # and all that is inside them


def fields(context: Context) -> Iterator[Finding]:
    """Every field of the masthead is there, and of its form."""
    page = context.page
    front = page.front
    for key in front:
        if key not in KEYS:
            yield page.front_lines.get(key, 1), "front-matter", f"there is no field {key!r}", did_you_mean(key, KEYS)
    for key in _FULL if context.full else _MINIMUM:
        if not front.get(key) and not (key == "recall" and _first_to_need(context)):
            yield 1, "front-matter", f"the field {key!r} is missing", "See CONTRIBUTING.md"
    if front.get("file_format") != "mystnb" or (front.get("kernelspec") or {}).get("name") != "python3":
        yield 1, "front-matter", "file_format or kernelspec is missing", "See CONTRIBUTING.md"
    if page.kind not in KINDS:
        yield (
            page.front_lines.get("kind", 1),
            "front-matter",
            f"there is no kind {page.kind!r}",
            did_you_mean(page.kind, KINDS),
        )
    if context.full and front.get("opening") not in OPENINGS:
        yield (
            page.front_lines.get("opening", 1),
            "opening",
            f"there is no opening {front.get('opening')!r}",
            did_you_mean(str(front.get("opening")), OPENINGS),
        )
    if context.full and not 3 <= len(front.get("able") or ()) <= 5:
        yield (
            page.front_lines.get("able", 1),
            "front-matter",
            "three to five things that the reader will be able to do",
            "Add or drop some",
        )


def texts(context: Context) -> Iterator[Finding]:
    """What is shown as text is text to YAML too, which reads 5. as a number and No as false."""
    page = context.page
    for key in set(_TEXTS) & set(page.front):
        for where, value in _values(key, page.front.get(key)):
            if not isinstance(value, str) and page.front[key] is not None:  # an empty field is missing
                message = f"YAML reads {where} as {value!r}, not as text"
                yield page.front_lines.get(key, 1), "not-text", message, f'Quote it, as in {where}: "…"'


def _values(where: str, value: Any) -> Iterator[tuple[str, Any]]:
    """Yield what a field holds, through its lists and keys, with the nearest key."""
    if isinstance(value, list):
        for each in value:
            yield from _values(where, each)
    elif isinstance(value, dict):
        for key, each in value.items():
            yield from _values(str(key), each)
    else:
        yield where, value


def _first_to_need(context: Context) -> bool:
    """Whether no written page stands before this one as a prerequisite."""
    entry = context.around.book.outline.get(context.page.slug)
    written = {page.slug for page in context.around.book.pages}
    return entry is None or not any(need in written for need in entry.needs)


def recall(context: Context) -> Iterator[Finding]:
    """Two questions, each sent to a heading that exists."""
    line = context.page.front_lines.get("recall", 1)
    questions = context.page.front.get("recall") or ()
    if questions and len(questions) != 2:
        yield line, "recall", f"{len(questions)} recall questions", "Ask two"
    for question in questions:
        if set(question) != {"ask", "answer", "see"}:
            yield line, "recall", "a recall question has ask, answer and see", "See CONTRIBUTING.md"
            continue
        if re.match(r"\s*(\d+[.)]|[-*+])(\s|$)", str(question["answer"])):
            yield line, "recall", f"the answer {question['answer']!r} is a list in Markdown", "Begin it with a word"
        slug, _, anchor = str(question["see"]).partition("#")
        page = next((each for each in context.around.book.pages if each.slug == slug), None)
        if page is None or anchor not in {heading.anchor for heading in headings(page)}:
            yield line, "recall", f"there is no heading {question['see']!r}", "Write page#heading"


def place(context: Context) -> Iterator[Finding]:
    """Title and kind agree with the outline; neighbours open differently."""
    page, book = context.page, context.around.book
    entry = book.outline.get(page.slug)
    if entry and entry.title != page.title:
        yield page.body, "title", f"the outline calls this page {entry.title!r}", "Make them agree"
    if entry and entry.kind != page.kind:
        yield page.front_lines.get("kind", 1), "kind", f"the outline calls this page a {entry.kind}", "Make them agree"
    before = _before(page, book.pages)
    if context.full and before and before.front.get("opening") == page.front.get("opening"):
        yield page.front_lines.get("opening", 1), "opening", f"{before.slug} opens in the same way", "Open differently"


def _before(page: Page, pages: list[Page]) -> Page | None:
    full = [each for each in pages if each.kind != "frame"]
    at = next((n for n, each in enumerate(full) if each.slug == page.slug), 0)
    return full[at - 1] if at else None
