"""What a definition takes from other libraries: a part of what a run depends on."""

from __future__ import annotations

import ast
import re
from functools import cached_property

from press.book import Page
from press.tangle import Definition

_WORD = re.compile(r"[^\W\d]\w*")


class Borrowed:
    """The imports of one page, by the name that each binds."""

    def __init__(self, page: Page):
        self.page = page

    @cached_property
    def imports(self) -> dict[str, str]:
        """The import behind each name, as ``numpy`` or ``math.sqrt``."""
        found: dict[str, str] = {}
        for cell in self.page.cells:
            for node in _imports(cell.source):
                module = f"{node.module}." if isinstance(node, ast.ImportFrom) else ""
                found |= {each.asname or each.name.partition(".")[0]: module + each.name for each in node.names}
        return found

    def of(self, each: Definition) -> list[str]:
        """Return the imports whose names stand in the cell of a definition of this page."""
        words = set(_WORD.findall(self.page.cells[each.cell - 1].source))
        return sorted(f"{name}={self.imports[name]}" for name in words & self.imports.keys())


def _imports(source: str) -> list[ast.Import | ast.ImportFrom]:
    if "import" not in source:
        return []
    try:
        tree = ast.parse(source)
    except SyntaxError:  # a magic: the run itself says what is wrong
        return []
    return [node for node in ast.walk(tree) if isinstance(node, (ast.Import, ast.ImportFrom))]
