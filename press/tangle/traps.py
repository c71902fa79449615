"""Where a class of the notebook and the folded class of the package would differ."""

from __future__ import annotations

import ast

from press.tangle.classes import on_one_line
from press.tangle.complaints import Complaints
from press.tangle.extensions import is_super
from press.tangle.model import FUNCTIONS, Extension, Grown, Item
from press.tangle.scope import Scope

# Classes that are finished when their body ends: nothing added later takes part.
_FINISHED = {
    "ABC", "Enum", "Flag", "IntEnum", "IntFlag", "NamedTuple", "Protocol", "StrEnum", "TypedDict",
}  # fmt: skip
_LATE = {"__init_subclass__", "__slots__"}
# Methods that `@dataclass` writes, or looks for, when the body ends.
_LATE_OF_DATACLASS = {
    "__delattr__", "__eq__", "__ge__", "__getstate__", "__gt__", "__hash__", "__le__", "__lt__", "__match_args__",
    "__post_init__", "__replace__", "__setattr__", "__setstate__",
}  # fmt: skip
# Where a class has one of the two, Python settles the other when the body ends.
_PARTNERS = {"__eq__": "__hash__", "__hash__": "__eq__"}


def check_extension(grown: Grown, extension: Extension, scope: Scope, complaints: Complaints) -> bool:
    """Whether a class can grow by an extension, and mean the same in both places."""
    owner, cell, line = grown.item.node, extension.cell, extension.line
    assert isinstance(owner, ast.ClassDef)
    if on_one_line(grown.item.cell, owner):
        complaints.at(cell, line, "one-line-class", owner=owner.name)
        return False
    if reason := _finisher(owner):
        complaints.at(cell, line, "cannot-grow", reason=reason)
        return False
    if extension.form == "function":
        _check_global(extension.members[0], scope, complaints)
    for member in extension.members:
        _check_member(owner, member, complaints)
        _check_partner(grown, member, complaints)
    return True


def _finisher(owner: ast.ClassDef) -> str | None:
    """Return what would not see later members: a decorator, a base or a metaclass."""
    for decorator in owner.decorator_list:
        if _name(decorator) != "dataclass":
            return f"the decorator {_name(decorator)}"
    for base in owner.bases:
        if _name(base) in _FINISHED:
            return f"the base {_name(base)}"
    for keyword in owner.keywords:
        return f"the class argument {keyword.arg}"
    return None


def _name(node: ast.expr) -> str:
    while isinstance(node, (ast.Call, ast.Subscript)):
        node = node.func if isinstance(node, ast.Call) else node.value
    return str(getattr(node, "attr", getattr(node, "id", "")))


def _check_global(function: Item, scope: Scope, complaints: Complaints) -> None:
    """A lone function hides no other global of its name."""
    bindings = scope.bindings.get(function.name, ())
    if any(each.kind != "function form" for each in bindings):
        row = function.node.lineno - 1
        complaints.row(function.cell, row, "shadowed-global", name=function.name)


def _check_member(owner: ast.ClassDef, member: Item, complaints: Complaints) -> None:
    is_dataclass = any(_name(each) == "dataclass" for each in owner.decorator_list)
    decorators = [each for node in member.nodes if isinstance(node, FUNCTIONS) for each in node.decorator_list]
    if isinstance(member.node, ast.AnnAssign):
        complaints.at(member.cell, member.line, "late-field", owner=owner.name)
    if member.name in _LATE or (is_dataclass and member.name in _LATE_OF_DATACLASS):
        complaints.at(member.cell, member.line, "late-hook", name=member.name, owner=owner.name)
    if any(_name(each).startswith("abstract") for each in decorators):
        complaints.at(member.cell, member.line, "late-hook", name="an abstract method", owner=owner.name)
    if (
        member.form == "plain"
        and decorators
        and any(is_super(each) for node in member.nodes for each in ast.walk(node))
    ):
        complaints.at(member.cell, member.line, "wrapped-super")


def _check_partner(grown: Grown, member: Item, complaints: Complaints) -> None:
    """`__eq__` and `__hash__` come together, or not at all."""
    partner = _PARTNERS.get(member.name)
    if partner in {each.name for each in grown.members}:
        complaints.at(member.cell, member.line, "half-equal", name=member.name, partner=partner)
