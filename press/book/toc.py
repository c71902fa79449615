"""Find the book, its pages in reading order, and the outline of all pages."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from press.book.model import Page
from press.book.page import load_yaml, read_page
from press.errors import PressError, Problem, fail

TOC = "_toc.yml"
OUTLINE = "book/outline.yml"


@dataclass(frozen=True)
class Entry:
    """A page of the outline, written or not."""

    slug: str
    title: str
    kind: str
    part: str
    needs: tuple[str, ...] = ()


@dataclass
class Book:
    """The pages that ``_toc.yml`` lists, in order, and the outline of all."""

    root: Path
    pages: list[Page]
    outline: dict[str, Entry] = field(default_factory=dict)

    def page(self, slug: str) -> Page:
        """Return a page by its slug."""
        for page in self.pages:
            if page.slug == slug:
                return page
        raise KeyError(slug)

    def position(self, slug: str) -> int:
        return next(n for n, page in enumerate(self.pages) if page.slug == slug)

    def upto(self, slug: str) -> Book:
        """Return the book that ends with a page."""
        return Book(self.root, self.pages[: self.position(slug) + 1], self.outline)


def find_root(start: Path) -> Path:
    """Return the nearest folder upward that holds ``_toc.yml``."""
    for folder in (start, *start.parents):
        if (folder / TOC).is_file():
            return folder
    raise fail(
        str(start),
        0,
        "no-book",
        f"there is no {TOC} here or in a folder above",
        "Go into the book, or give --root",
    )


def read_book(root: Path) -> Book:
    """Read all pages of the book; all problems are raised at once."""
    problems: list[Problem] = []
    outline = read_outline(root, problems)
    pages = []
    for slug, line in _slugs(root, problems):
        path = f"book/{slug}.md"
        try:
            text = (root / path).read_bytes().decode("utf-8")
        except FileNotFoundError:
            problems.append(
                Problem(
                    TOC,
                    line,
                    "missing-page",
                    f"{path} does not exist",
                    "Write it, or take it off the list",
                )
            )
            continue
        except UnicodeDecodeError as error:
            where = error.object.count(b"\n", 0, error.start) + 1
            problems.append(Problem(path, where, "encoding", "the file is not UTF-8", "Save it as UTF-8"))
            continue
        pages.append(read_page(slug, path, text, problems))
    _check_outline(pages, outline, problems)
    if problems:
        raise PressError(problems)
    return Book(root, pages, outline)


def _slugs(root: Path, problems: list[Problem]) -> list[tuple[str, int]]:
    """Return (slug, line in the table of contents), in reading order."""
    text = (root / TOC).read_text(encoding="utf-8")
    lines = text.split("\n")
    try:
        toc = load_yaml(text)
    except yaml.YAMLError as error:
        raise fail(TOC, 1, "toc", f"YAML cannot read it: {error}") from error
    if not isinstance(toc, dict) or toc.get("format") != "jb-book" or "root" not in toc:
        raise fail(
            TOC,
            1,
            "toc",
            "the table of contents has no root page",
            "Begin it with `format: jb-book` and `root:`",
        )
    found: list[tuple[str, int]] = []
    for file in _files(toc):
        line = next((n for n, text in enumerate(lines, 1) if text.split(" ")[-1] == file), 1)
        if not file.startswith("book/") or file.endswith(".md") or ".." in file.split("/"):
            problems.append(
                Problem(
                    TOC,
                    line,
                    "toc",
                    f"{file!r} is not a page",
                    "Write book/chapter/slug, without .md",
                )
            )
        elif file[5:] in (slug for slug, _ in found):
            problems.append(Problem(TOC, line, "page-twice", f"{file} is listed twice", "Keep one"))
        else:
            found.append((file[5:], line))
    return found


def _files(toc: dict[str, Any]) -> list[str]:
    found = [str(toc["root"])]
    stack: list[Any] = [toc.get("parts"), toc.get("chapters")]
    while stack:
        here = stack.pop(0)
        if isinstance(here, list):
            stack = here + stack
        elif isinstance(here, dict):
            found += [str(here["file"])] if "file" in here else []
            stack = [here.get("chapters"), here.get("sections"), *stack]
    return found


def read_outline(root: Path, problems: list[Problem]) -> dict[str, Entry]:
    """Read the outline of all pages, written or not; empty where there is none."""
    if not (root / OUTLINE).is_file():
        return {}
    found: dict[str, Entry] = {}
    for part in load_yaml((root / OUTLINE).read_text(encoding="utf-8")):
        for row in part["pages"]:
            entry = Entry(row["slug"], row["title"], row["kind"], part["part"], tuple(row.get("needs", ())))
            for need in entry.needs:
                if need not in found:
                    problems.append(
                        Problem(
                            OUTLINE,
                            0,
                            "late-prerequisite",
                            f"{entry.slug} needs {need}, which does not stand before it",
                            "Move one of them",
                        )
                    )
            if entry.slug in found:
                problems.append(Problem(OUTLINE, 0, "page-twice", f"{entry.slug} is listed twice", "Keep one"))
            found[entry.slug] = entry
    return found


def _check_outline(pages: list[Page], outline: dict[str, Entry], problems: list[Problem]) -> None:
    """Pages stand in the outline, in its order."""
    if not outline:
        return
    order = {slug: n for n, slug in enumerate(outline)}
    latest = -1
    for page in pages:
        if page.slug not in order:
            problems.append(
                Problem(
                    page.path,
                    1,
                    "not-in-outline",
                    f"{page.slug} is not in {OUTLINE}",
                    "Add its row",
                )
            )
            continue
        if order[page.slug] < latest:
            problems.append(
                Problem(
                    TOC,
                    0,
                    "page-order",
                    f"{page.slug} stands later than in {OUTLINE}",
                    "Keep the outline's order",
                )
            )
        latest = max(latest, order[page.slug])
