"""Code of the standard library, cut into cells: nothing of it is lost or changed."""

from __future__ import annotations

import ast
import dis
import textwrap
import types
from collections.abc import Iterator
from pathlib import Path

import pytest

from press.book import Cell
from press.tangle.cells import items, statements
from press.tangle.complaints import Complaints
from press.tangle.model import Extension, Grown, Item
from press.tangle.render import place
from press.tangle.same import check_same
from press.tangle.syntax import parse

MODULES = [
    "argparse",
    "csv",
    "dataclasses",
    "difflib",
    "functools",
    "heapq",
    "statistics",
    "string",
    "tarfile",
    "textwrap",
]
FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
GLOBALS = {"LOAD_NAME", "LOAD_GLOBAL", "STORE_GLOBAL"}


def cell(source: str) -> Cell:
    lines = tuple(source.split("\n"))
    return Cell("a/page", "book/a/page.md", 1, 1, 3, 3 + len(lines), lines, {"tangle": "mlcode/m.py"}, (), {})


def segment(lines: list[str], node: ast.stmt) -> str:
    first = min([node.lineno, *(each.lineno for each in getattr(node, "decorator_list", []))])
    return "\n".join(lines[first - 1 : node.end_lineno])


def definitions(module: str) -> Iterator[tuple[str, ast.stmt]]:
    """Yield the functions and classes of a module, each with its text."""
    path = Path(ast.__file__).parent / f"{module}.py"
    if not path.exists():  # a package in some Pythons
        path = Path(ast.__file__).parent / module / "__init__.py"
    text = path.read_text(encoding="utf-8").replace("\f", "")
    for node in ast.parse(text).body:
        if isinstance(node, (*FUNCTIONS, ast.ClassDef)):
            yield segment(text.split("\n"), node), node


def read(source: str) -> tuple[list[Item | Extension], ast.Module] | None:
    """Return what a cell defines, if the press accepts it."""
    complaints = Complaints()
    try:
        tree = parse(source + "\n")
    except SyntaxError:  # newer than the oldest Python
        return None
    found = statements(cell(source), tree, complaints)
    return None if complaints.problems else (found, tree)


def names_of(code: types.CodeType) -> set[str]:
    """Return the global names that compiled code reads, or sets by `global`."""
    found = {str(each.argval) for each in dis.get_instructions(code) if each.opname in GLOBALS}
    return found.union(*(names_of(each) for each in code.co_consts if isinstance(each, types.CodeType)))


@pytest.mark.parametrize("module", MODULES)
def test_definitions_come_out_as_they_went_in(module: str) -> None:
    seen = 0
    for source, _ in definitions(module):
        if (known := read(source)) is None:
            continue
        for item in known[0]:
            assert isinstance(item, Item)
            lines: list[str] = []
            place(Grown(item, list(item.members)), lines, [])
            (node,) = ast.parse("\n".join(lines) + "\n").body
            assert ast.dump(node) == ast.dump(item.node)
            seen += 1
    assert seen


@pytest.mark.parametrize("module", MODULES)
def test_methods_can_be_lone_functions(module: str) -> None:
    """Each either means the same in the class, or is refused for a reason."""
    for source, node in definitions(module):
        for method in node.body if isinstance(node, ast.ClassDef) else ():
            first = [method.lineno, *(each.lineno for each in getattr(method, "decorator_list", []))]
            lines = source.split("\n")[min(first) - _line(node) : method.end_lineno - _line(node) + 1]
            lone = "@extends(Owner)\n" + textwrap.dedent("\n".join(lines))
            if isinstance(method, FUNCTIONS) and (known := read(lone)) is not None:
                ((extension,), _) = known
                complaints = Complaints()
                check_same(extension.members[0], complaints)
                assert not complaints.problems or "\\" in source


def _line(node: ast.stmt) -> int:
    return min([node.lineno, *(each.lineno for each in getattr(node, "decorator_list", []))])


@pytest.mark.parametrize("module", MODULES)
def test_the_names_that_code_needs_are_those_that_python_looks_up(module: str) -> None:
    for source, _ in definitions(module):
        if (known := read(source)) is None:
            continue
        found, tree = known
        truth = names_of(compile(source, "<cell>", "exec", dont_inherit=True, flags=0))
        needs = [each.needs for each in items(found)]
        names = {name for each in needs for name in each.names}
        own = {name for each in needs for name in each.own}
        attributes = {each.name for each in items(found)}
        private = {name for name in truth if name.startswith("_") and "__" in name}  # mangled
        assert truth - {"__name__", "__module__"} - attributes - private <= names | own, source[:80]
        annotated = {each.id for each in ast.walk(tree) if isinstance(each, ast.Name)} | _quoted(tree)
        assert names <= truth | annotated


def _quoted(tree: ast.AST) -> set[str]:
    texts = [each.value for each in ast.walk(tree) if isinstance(each, ast.Constant) and isinstance(each.value, str)]
    return {word for text in texts for word in text.replace("[", " ").replace("]", " ").replace(".", " ").split()}
