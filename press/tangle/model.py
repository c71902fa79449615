"""What tangling works on: pieces of cells, definitions, modules that grow."""

from __future__ import annotations

import ast
import hashlib
from dataclasses import dataclass, field
from functools import cached_property

from press.book import Cell

PACKAGE = "mlcode"
# Modules and packages that any page may import, except those that tangle them.
TOOLS = ("pictures", "datasets", "growing")

Function = ast.FunctionDef | ast.AsyncFunctionDef
FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)


Home = tuple[str, str]  # the module and the name of a top-level definition


@dataclass(frozen=True)
class Piece:
    """Rows of a cell that go into the package together, rows counted from 0."""

    cell: Cell
    start: int
    stop: int
    without: range = range(0)  # the rows of `@extends(…)`, which vanish
    indent: int = 0
    raw: frozenset[int] = frozenset()  # rows inside a string: never indented

    @property
    def rows(self) -> list[int]:
        return [row for row in range(self.start, self.stop) if row not in self.without]

    def line(self, row: int) -> str:
        """Return one row as it stands in the package."""
        text = self.cell.lines[row]
        return text if not self.indent or row in self.raw or not text else " " * self.indent + text

    @cached_property
    def lines(self) -> tuple[str, ...]:
        return tuple(self.line(row) for row in self.rows)


@dataclass(frozen=True)
class Needs:
    """Global names that a definition uses."""

    names: frozenset[str] = frozenset()
    eager: frozenset[str] = frozenset()  # those needed already when the module is imported
    scoped: frozenset[str] = frozenset()  # eager, and looked up in the class body first
    own: frozenset[str] = frozenset()  # found there, in the same cell: not global


@dataclass(frozen=True, eq=False)
class Item:
    """A definition, or one member of a class, as one cell gives it."""

    name: str
    kind: str  # function, class, constant; property (with accessors), field, placeholder
    node: ast.stmt
    piece: Piece
    needs: Needs
    members: tuple[Item, ...] = ()
    form: str = "plain"  # function: it extends a class without a class body of its own
    accessors: tuple[ast.stmt, ...] = ()  # of a property: setter, deleter

    @property
    def nodes(self) -> tuple[ast.stmt, ...]:
        return (self.node, *self.accessors)

    @property
    def cell(self) -> Cell:
        return self.piece.cell

    @cached_property
    def line(self) -> int:
        """The line of the chapter where the definition begins."""
        return self.cell.first + first_row(self.node)

    @cached_property
    def digest(self) -> str:
        return digest("\n".join(self.piece.lines))

    @property
    def is_stub(self) -> bool:
        """Whether it is a function that holds a place: nothing but a docstring, or a raise."""
        if self.kind != "function" or not isinstance(self.node, FUNCTIONS):
            return False
        return all(map(_says_nothing, self.node.body))


@dataclass(frozen=True, eq=False)
class Extension:
    """`@extends(Owner)` above a class body or a function."""

    owner: str
    form: str  # class, function
    cell: Cell
    line: int
    members: tuple[Item, ...]


@dataclass(eq=False)
class Grown:
    """A definition as it has become up to here: an item, and what was added to it."""

    item: Item
    members: list[Item] = field(default_factory=list)

    @property
    def parts(self) -> list[Item]:
        return [self.item, *self.members]


@dataclass(eq=False)
class Module:
    """A module as it has become up to here."""

    path: str
    grown: dict[str, Grown] = field(default_factory=dict)

    @cached_property
    def name(self) -> str:
        return dotted(self.path)


@dataclass(frozen=True)
class Step:
    """One thing that a cell did to the package: adds, extends or replaces a definition."""

    verb: str
    module: str
    name: str  # within the module, as Class.method
    item: Item
    replaced: Item | None = None  # the earlier definition of this name
    gone: tuple[Item, ...] = ()  # all that left the package with it


def first_row(node: ast.stmt) -> int:
    """Return the row where a statement begins, its decorators included."""
    decorators: list[ast.expr] = getattr(node, "decorator_list", [])
    return min([node.lineno, *(each.lineno for each in decorators)]) - 1


def digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def dotted(path: str) -> str:
    """Return the name under which the module at a path is imported."""
    return path.removesuffix(".py").removesuffix("/__init__").replace("/", ".")


def tool_of(module: str) -> str | None:
    """Return the tool to which a module belongs, if it does."""
    part = module.split(".")[1] if "." in module else ""
    return part if part in TOOLS else None


def _says_nothing(statement: ast.stmt) -> bool:
    if isinstance(statement, ast.Raise):
        made = statement.exc.func if isinstance(statement.exc, ast.Call) else statement.exc
        return isinstance(made, ast.Name) and made.id == "NotImplementedError"
    constant = isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant)
    return constant or isinstance(statement, ast.Pass)
