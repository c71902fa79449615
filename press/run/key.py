"""The key under which a page's run is kept: a digest of all that the run depends on."""

from __future__ import annotations

import hashlib
import json
import platform
import re
from functools import cached_property
from pathlib import Path
from typing import Any

from press import notation
from press.book import Book, Page, equations, roles, values
from press.book.labels import Labels
from press.tangle import Tangled
from press.tangle.tangled import Definition
from press.text import encoded

_HERE = Path(__file__).parent
_DATA = "mlcode/data/"
_LOCKED = ("numpy", "matplotlib", "scikit-learn", "scipy", "sympy", "pandas", "ipykernel", "matplotlib-inline")


class Keys:
    """Computes keys: a change in a late page leaves those of the early ones as they are."""

    def __init__(self, book: Book, tangled: Tangled):
        self.book, self.tangled = book, tangled
        self.positions = {page.slug: n for n, page in enumerate(book.pages)}
        self.displays = {each.label: each.tex for page in book.pages for each in equations(page) if each.label}
        self.labels = Labels(book.pages)

    def of(self, page: Page) -> str:
        """Return the key of a page."""
        parts = {
            "cells": [[cell.source, *cell.tags] for cell in page.cells],
            "values": [value.key for value in values(page)],
            "displays": self._displays(page),
            "package": self.reachable(page),
            "data": self._data(page),
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

    def reachable(self, page: Page) -> dict[str, str]:
        """Return the digests of the definitions that the page's imports lean on, as it finds them."""
        alive = {each.name: each for each in self.tangled.definitions if self._alive(each, page)}
        members: dict[str, list[str]] = {}
        for name, each in alive.items():
            if each.is_member:
                members.setdefault(name.rpartition(".")[0], []).append(name)
        found: dict[str, str] = {}
        stack = list(self.tangled.imported.get(page.slug, ()))
        while stack:
            name = stack.pop()
            if name in alive and name not in found:
                found[name] = alive[name].digest
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
        from press.tangle.model import tool_of

        return tool_of(each.module) is not None

    def _data(self, page: Page) -> dict[str, str]:
        """Return the digests of the data that the page names; of all, where a name is computed."""
        code = "\n".join(cell.source for cell in page.cells)
        if "mlcode.datasets" not in code:
            return {}
        known = {
            Path(path).name: content for path, content in encoded(self.tangled.files).items() if path.startswith(_DATA)
        }
        computed = re.search(r"\b(?:load|card)\((?![\"'])", code)
        chosen = {name: content for name, content in known.items() if computed or f'"{name.split(".")[0]}"' in code}
        return {name: hashlib.sha256(content).hexdigest() for name, content in chosen.items()}

    @cached_property
    def _shared(self) -> dict[str, Any]:
        """What every run depends on: the runner, the notation, the locked versions, Python."""
        files = [
            *_HERE.glob("*.py"),
            *(_HERE.parent / "exercises").glob("*.py"),
            *(_HERE.parent / "proof").rglob("*.*"),
            notation.FILE,
        ]
        code = {
            path.name: hashlib.sha256(path.read_bytes()).hexdigest()
            for path in sorted(files)
            if "__pycache__" not in path.parts
        }
        return {"code": code, "locked": _locked(self.book.root), "python": platform.python_version_tuple()[:2]}


def _locked(root: Path) -> list[str]:
    try:
        lines = (root / "requirements.txt").read_text(encoding="utf-8").splitlines()
    except FileNotFoundError:
        return []
    return [line for line in lines if line.partition("=")[0] in _LOCKED]
