"""The key under which a page's run is kept: a digest of all that the run depends on."""

from __future__ import annotations

import hashlib
import json
import platform
import re
from collections.abc import Iterable
from functools import cached_property
from pathlib import Path
from typing import Any

from press.book import Book, Page, equations, roles, values
from press.run.borrowed import Borrowed
from press.tangle import Definition, Tangled
from press.tangle.model import dotted, tool_of
from press.text import encoded

_PRESS = Path(__file__).parents[1]
_DATA = "mlcode/data/"
_READERS = "mlcode.datasets."
_COMPUTED = re.compile(r"\b(?:load|card)\((?![\"'])")  # a data set whose name is no literal
_LOCKED = ("numpy", "matplotlib", "scikit-learn", "scipy", "sympy", "pandas", "ipykernel", "matplotlib-inline")


class Keys:
    """Computes keys: a change in a late page leaves those of the early ones as they are."""

    def __init__(self, book: Book, tangled: Tangled):
        self.book, self.tangled = book, tangled
        self.positions = {page.slug: n for n, page in enumerate(book.pages)}
        self.borrowed = {page.slug: Borrowed(page) for page in book.pages}
        self.displays = {each.label: each.tex for page in book.pages for each in equations(page) if each.label}

    def of(self, page: Page) -> str:
        """Return the key of a page."""
        reached = self.reached(page)
        parts = {
            "cells": [[cell.source, *cell.tags] for cell in page.cells],
            "values": [value.key for value in values(page)],
            "displays": self._displays(page),
            "package": {name: [each.digest, *self.borrowed[each.page].of(each)] for name, each in reached.items()},
            "data": self._data(page, reached.values()),
            "shared": self._shared,
        }
        return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()[:24]

    def _displays(self, page: Page) -> dict[str, str]:
        """Every labelled display that the page holds or refers to."""
        own = {each.label: each.tex for each in equations(page) if each.label}
        named = {role.content for role in roles(page) if role.name == "eq"}
        cited = re.findall(r"[\"'](?:eq|num)-[\w-]+", " ".join(cell.source for cell in page.cells))
        wanted = named | {name[1:] for name in cited}
        return {
            str(label): tex
            for label, tex in {**own, **{k: self.displays[k] for k in wanted & self.displays.keys()}}.items()
        }

    def reached(self, page: Page) -> dict[str, Definition]:
        """Return the definitions that the page's imports lean on, as it finds them."""
        alive = {each.name: each for each in self.tangled.definitions if self._alive(each, page)}
        members: dict[str, list[str]] = {}
        for name, each in alive.items():
            if each.is_member:
                members.setdefault(name.rpartition(".")[0], []).append(name)
        found: dict[str, Definition] = {}
        stack = list(self.tangled.imported.get(page.slug, ()))
        while stack:
            name = stack.pop()
            if name in alive and name not in found:
                found[name] = alive[name]
                stack += [*alive[name].uses, *members.get(name, ())]
        return found

    def _alive(self, each: Definition, page: Page) -> bool:
        """Whether a definition is in force where the page begins (tools are whole from the start)."""
        here = self.positions[page.slug]
        if each.superseded_by is not None and (self._tool(each) or self.positions[each.superseded_by.page] < here):
            return False
        return self._tool(each) or self.positions[each.page] < here

    @staticmethod
    def _tool(each: Definition) -> bool:
        return tool_of(each.module) is not None

    def _data(self, page: Page, reached: Iterable[Definition]) -> dict[str, str]:
        """Return the digests of the data that the page may read.

        Those that it names; all of them where a name is computed, where a definition that
        it leans on reads data, or where the page itself writes the functions that read.
        """
        direct = any(name.startswith(_READERS) for name in self.tangled.imported.get(page.slug, ()))
        others = any(_reads(each) for each in reached)
        writes = any(dotted(cell.target or "") + "." == _READERS for cell in page.cells)
        if not direct and not others and not writes:
            return {}
        code = "\n".join(cell.source for cell in page.cells)
        every = others or writes or bool(_COMPUTED.search(code))
        return {
            path: hashlib.sha256(content).hexdigest()
            for path, content in encoded(self.tangled.files).items()
            if path.startswith(_DATA) and (every or re.search(f"[\"']{re.escape(Path(path).stem)}[\"']", code))
        }

    @cached_property
    def _shared(self) -> dict[str, Any]:
        """What every run depends on: the runner, the notation, the locked versions, Python."""
        folders = {"run": "*.py", "exercises": "*.py", "proof": "*.*"}  # the notation is there too
        files = sorted(path for folder, names in folders.items() for path in (_PRESS / folder).rglob(names))
        code = {
            path.relative_to(_PRESS).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
            for path in files
            if "__pycache__" not in path.parts
        }
        return {"code": code, "locked": _locked(self.book.root), "python": platform.python_version_tuple()[:2]}


def _reads(each: Definition) -> bool:
    """Whether a definition outside of the readers uses one of them."""
    return not each.name.startswith(_READERS) and any(name.startswith(_READERS) for name in each.uses)


def _locked(root: Path) -> list[str]:
    try:
        lines = (root / "requirements.txt").read_text(encoding="utf-8").splitlines()
    except FileNotFoundError:
        return []
    return [line for line in lines if line.partition("=")[0] in _LOCKED]
