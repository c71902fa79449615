"""The verbs of the tangler."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from press.book import Book, read_book
from press.book.vocabulary import did_you_mean
from press.errors import Exit, PressError, Problem
from press.tangle.build import Tangler
from press.tangle.complaints import problem
from press.tangle.disk import as_bytes, plan, read, strays, write_package
from press.tangle.tangled import Tangled


def tangle(root: Path, arguments: list[str]) -> Exit:
    """Write the package that the chapters say."""
    parser = argparse.ArgumentParser(prog="python -m press tangle", description=tangle.__doc__)
    parser.add_argument("--force", action="store_true", help="throw hand edits away")
    parser.add_argument("--upto", metavar="PAGE", help="stop after this page; needs --out")
    parser.add_argument("--out", metavar="DIR", type=Path, help="write there, not beside the book")
    options = parser.parse_args(arguments)
    if options.upto and not options.out:
        parser.error("--upto writes part of the package: say where, with --out DIR")
    book = read_book(root)
    tangled = _as_of(book, options.upto)
    changed = write_package(options.out or root, tangled, options.force)
    print(f"{len(tangled.files)} files, {len(changed)} changed")
    return Exit.FINE


def _as_of(book: Book, page: str | None) -> Tangled:
    if page is None:
        return Tangler(book).whole()
    slug = page.removeprefix("book/").removesuffix(".md")
    slugs = [each.slug for each in book.pages]
    if slug not in slugs:
        hint = did_you_mean(slug, slugs)
        raise PressError([problem(page, 0, "no-page", slug=slug, hint=hint)])
    return Tangler(book).after(slug)


def check(root: Path, arguments: list[str]) -> Exit:
    """Compare the package with what the chapters say; print the difference."""
    argparse.ArgumentParser(prog="python -m press check", description=check.__doc__).parse_args(arguments)
    tangled = Tangler(read_book(root)).whole()
    found = drift(root, tangled)
    for each in found:
        sys.stdout.writelines(_diff(root, each.path, tangled.files.get(each.path)))
    if found:
        raise PressError(found, Exit.CLAIM_FAILED)
    return Exit.FINE


def drift(root: Path, tangled: Tangled) -> list[Problem]:
    """Return one problem for each file that is not what the chapters say."""
    todo = plan(root, tangled)
    again = "Run `python -m press tangle`"
    found = []
    for path, content in todo.new.items():
        there = read(root / path)
        if there != content:
            reason = "the file is not what the chapters say"
            reason = "the chapters say this file, and it is not there" if there is None else reason
            found.append(problem(path, 0, "drift", reason=reason, hint=again))
    for path in strays(root, set(todo.new)):
        hint = again if path in todo.orphans else "Delete it, or tangle it from a page"
        found.append(problem(path, 0, "drift", reason="no chapter says this file", hint=hint))
    return sorted(found)


def _diff(root: Path, path: str, content: str | bytes | None) -> list[str]:
    new = as_bytes(content) if content is not None else b""
    try:
        before, after = (read(root / path) or b"").decode(), new.decode()
    except UnicodeDecodeError:
        return [f"{path}: binary files differ\n"]
    import difflib  # here: most runs find no difference

    lines = difflib.unified_diff(
        before.splitlines(keepends=True),
        after.splitlines(keepends=True),
        f"{path} (on disk)",
        f"{path} (from the book)",
    )
    return [line if line.endswith("\n") else f"{line}\n" for line in lines]
