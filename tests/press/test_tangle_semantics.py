"""A class that grew in a notebook and the folded class of the package behave alike."""

from __future__ import annotations

import sys
import types
from pathlib import Path
from typing import Any

import pytest

from mlcode.growing import extends
from tests.press.tiny import IMPORT_EXTENDS, cell, page, tangle

BASE = "class Base:\n    def f(self):\n        return 'base'\n\n    @classmethod\n    def make(cls):\n        return cls()\n\n\n"
PLAIN = BASE + "class A(Base):\n    n = 1\n\n    def __init__(self):\n        self.x = 2"
DATA = "from dataclasses import dataclass\n\n\n@dataclass\nclass A:\n    x: int = 2"
SLOTS = 'class A:\n    __slots__ = ("x",)\n\n    def __init__(self):\n        self.x = 2'


def body(text: str) -> str:
    """An extension in the class form."""
    return "@extends(A)\nclass A:\n" + "\n".join(f"    {line}" if line else "" for line in text.split("\n"))


def lone(text: str) -> str:
    """An extension in the function form."""
    return f"@extends(A)\n{text}"


# name: (cells, expressions whose values must agree)
TABLE: dict[str, tuple[list[str], list[str]]] = {
    "method": ([PLAIN, body("def g(self):\n    return self.x")], ["A().g()"]),
    "super beside a property": (
        [PLAIN, body("def f(self):\n    return super().f() + '!'\n\n@property\ndef p(self):\n    return self.f()")],
        ["A().f()", "A().p"],
    ),
    "equality and hash together": (
        [PLAIN, body("def __eq__(self, other):\n    return True\n\ndef __hash__(self):\n    return 7")],
        ["A() == A()", "hash(A())"],
    ),
    "lone function": ([PLAIN, lone("def g(self, k=3):\n    return self.x + k")], ["A().g()", "A.g.__name__"]),
    "super": ([PLAIN, body("def f(self):\n    return super().f() + '!'")], ["A().f()", "A.f.__qualname__"]),
    "the cell of the class": ([PLAIN, body("def g(self):\n    return __class__ is type(self)")], ["A().g()"]),
    "private name": ([PLAIN, body("def g(self):\n    self.__z = 5\n    return self.__z")], ["A().g()", "vars(A()).keys()"]),
    "property with setter": (
        [PLAIN, body("@property\ndef p(self):\n    return self.x\n\n@p.setter\ndef p(self, value):\n    self.x = value")],
        ["A().p", "[setattr(a := A(), 'p', 9), a.x]"],
    ),
    "static method": ([PLAIN, body("@staticmethod\ndef s(k):\n    return k + 1")], ["A.s(1)", "A().s(1)"]),
    "cached property": (
        ["from functools import cached_property", PLAIN, body("@cached_property\ndef c(self):\n    return [self.x]")],
        ["(lambda a: a.c is a.c)(A())"],
    ),
    "eq takes hash away": ([PLAIN, body("def __eq__(self, other):\n    return True")], ["A() == A()", "A.__hash__ is None"]),
    "repr": ([PLAIN, body("def __repr__(self):\n    return 'A!'")], ["repr(A())"]),
    "field": ([PLAIN, body("k = 5\nj = k + 1")], ["A.k", "A.j", "A().j"]),
    "alias": ([PLAIN, body("def g(self):\n    return 3\n\nh = g")], ["A().h()"]),
    "default from the same body": ([PLAIN, body("k = 5\n\ndef g(self, k=k):\n    return k")], ["A().g()"]),
    "stub filled": ([PLAIN.replace("'base'", "0") + "\n\n    def g(self):\n        ...", body("def g(self):\n    return 8")], ["A().g()"]),
    "nested class": ([PLAIN, body("class Inner:\n    y = 3")], ["A.Inner.y", "A.Inner.__qualname__"]),
    "annotation of itself": ([PLAIN, body("def g(self, other: 'A') -> 'A':\n    return other")], ["A().g(4)"]),
    "default value": ([f"LIMIT = 7\n\n\n{PLAIN}", body("def g(self, k=LIMIT):\n    return k")], ["A().g()"]),
    "dataclass repr and method": ([DATA, body("def g(self):\n    return self.x")], ["A().g()", "repr(A(3))", "A() == A()"]),
    "dataclass with options": ([DATA.replace("@dataclass", "@dataclass(order=True)"), body("def g(self):\n    return 1")], ["A().g()", "A(1) < A(2)"]),
    "slots": ([SLOTS, body("def g(self):\n    return self.x")], ["A().g()", "hasattr(A(), '__dict__')"]),
    "descriptor with a name": (
        ["class Named:\n    def __set_name__(self, owner, name):\n        self.name = name", PLAIN, body("d = Named()")],
        ["A.d.name"],
    ),
    "member of a subclass made before": ([PLAIN + "\n\n\nclass B(A):\n    m = 1", body("def g(self):\n    return self.x")], ["B().g()"]),
    "call": ([PLAIN, body("def __call__(self):\n    return 6\n\ndef __len__(self):\n    return 2")], ["A()()", "len(A())"]),
    "class item": ([PLAIN, body("def __class_getitem__(cls, key):\n    return key")], ["A[3]"]),
    "multi-line strings": ([PLAIN, lone('def g(self):\n    """Doc\n\n    string."""\n    return """\na\n  b"""')], ["A().g()", "__import__('inspect').getdoc(A.g)"]),
}  # fmt: skip


def in_notebook(cells: list[str]) -> dict[str, Any]:
    module = types.ModuleType("__main__")
    namespace: dict[str, Any] = vars(module)
    namespace["extends"] = extends
    for text in cells:
        exec(compile(text, "<cell>", "exec", dont_inherit=True), namespace)
    return namespace


def in_package(cells: list[str], root: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    pages = {"a/page": page(cell(IMPORT_EXTENDS), *(cell(text, "m") for text in cells))}
    text = str(tangle(root, pages).files["mlcode/m.py"])
    assert "extends" not in text
    module = types.ModuleType("mlcode.m")
    monkeypatch.setitem(sys.modules, "mlcode.m", module)  # where dataclasses look for it
    namespace: dict[str, Any] = vars(module)
    exec(compile(text, "<module>", "exec", dont_inherit=True), namespace)
    return namespace


@pytest.mark.parametrize("name", TABLE)
def test_notebook_and_package_agree(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cells, expressions = TABLE[name]
    notebook, package = in_notebook(cells), in_package(cells, tmp_path, monkeypatch)
    for expression in expressions:
        assert eval(expression, notebook) == eval(expression, package), expression
