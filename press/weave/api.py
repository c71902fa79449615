"""The API: each public definition of a module, with its source and where it is derived."""

from __future__ import annotations

import ast
from typing import Any

from press.tangle import Tangled
from press.weave.state import state

_KINDS = (ast.FunctionDef, ast.ClassDef)


def api(env: Any, package: str) -> str:
    """Return the entries of the modules that belong to a package, as Markdown."""
    press = state(env.app)
    tangled, titles = press.tangled, {page.slug: page.title for page in press.book.pages}
    prefix = package.replace(".", "/")
    modules = sorted(path for path in tangled.files if path.endswith(".py") and _belongs(path, prefix))
    found = [(path, node) for path in modules for node in _public(str(tangled.files[path]))]
    return "\n\n".join(_entry(tangled, titles, path, node) for path, node in found)


def _belongs(path: str, prefix: str) -> bool:
    return not path.endswith("__init__.py") and (path == f"{prefix}.py" or path.startswith(f"{prefix}/"))


def _public(source: str) -> list[tuple[ast.FunctionDef | ast.ClassDef, str]]:
    nodes = [node for node in ast.parse(source).body if isinstance(node, _KINDS)]
    return [(node, ast.get_source_segment(source, node) or "") for node in nodes if not node.name.startswith("_")]


def _entry(
    tangled: Tangled, titles: dict[str, str], path: str, found: tuple[ast.FunctionDef | ast.ClassDef, str]
) -> str:
    node, source = found
    module = path[:-3].replace("/", ".")
    places = tangled.places(f"{module}.{node.name}")
    derived = ", ".join(f"[{titles[place.page]}](../{place.page}.md#cell-{place.cell})" for place in places)
    documentation = ast.get_docstring(node)
    rows = [
        f"## {node.name}",
        f"`{module}.{node.name}{_signature(node)}`",
        f"Derived in {derived}.",
    ]
    rows += [f"```text\n{documentation}\n```"] if documentation else []
    return "\n\n".join([*rows, f"````{{source}}\n```python\n{source}\n```\n````"])


def _signature(node: ast.FunctionDef | ast.ClassDef) -> str:
    """Return the parameters as written; for a class, those of its constructor."""
    if isinstance(node, ast.ClassDef):
        made = next(
            (each for each in node.body if isinstance(each, ast.FunctionDef) and each.name == "__init__"),
            None,
        )
        return "" if made is None else f"({ast.unparse(made.args).removeprefix('self, ').removeprefix('self')})"
    returns = f" -> {ast.unparse(node.returns)}" if node.returns else ""
    return f"({ast.unparse(node.args)}){returns}"
