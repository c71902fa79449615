"""Sums, products, extremes over an index; cases; indicators; expectations."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from press.proof import choices, walking
from press.proof import expressions as ex
from press.proof.arrays import Array, scalar, total
from press.proof.context import current
from press.proof.decision.signs import nonnegative, positive
from press.proof.dialect.tree import Tree, written
from press.proof.errors import MeaningError
from press.proof.meaning.scope import Scope
from press.proof.meaning.values import require_scalar

LONGEST = 4096  # terms of one sum


class Operators:
    """Evaluates what runs over an index."""

    scope: Scope

    def __call__(self, tree: Tree) -> Any:
        raise NotImplementedError

    def value(self, tree: Tree) -> Any:
        raise NotImplementedError

    def _sum(self, tree: Tree) -> Any:
        return self._run(tree, total)

    def _product(self, tree: Tree) -> Any:
        def multiply(values: list[Any], over: str | None) -> Any:
            if any(isinstance(scalar(v), Array) for v in values):
                raise MeaningError(r"\prod of vectors or tables", "Write the product out")
            return ex.mul([ex.number(scalar(v)) for v in values], over)

        return self._run(tree, multiply)

    def _maximum(self, tree: Tree) -> Any:
        return self._run(
            tree, lambda values, over: choices.largest(tuple(ex.number(require_scalar(v, "a term")) for v in values))
        )

    def _minimum(self, tree: Tree) -> Any:
        return self._run(
            tree, lambda values, over: choices.smallest(tuple(ex.number(require_scalar(v, "a term")) for v in values))
        )

    def _run(self, tree: Tree, combine: Callable[[list[Any], str | None], Any]) -> Any:
        *names, kind = tree.text.split() if len(tree.text.split()) > 1 else (tree.text, "limits")
        body = tree.parts[-1]
        if kind == "all" and len(names) > 1:
            inner = Tree(tree.kind, (body,), f"{' '.join(names[1:])} all", tree.at)
            return self._run(Tree(tree.kind, (inner,), f"{names[0]} all", tree.at), combine)
        values, over = self._range(tree, names[0], kind)
        self._free(names[0], tree)
        if not values:
            raise MeaningError(f"the {tree.kind} over {names[0]} is empty", "Take larger sizes", tree.at)
        found = []
        for value in values:
            with self.scope.bound(names[0], value):
                found.append(self.value(body))
        return combine(found, over)

    def _free(self, name: str, tree: Tree) -> None:
        if name in self.scope.indices:
            raise MeaningError(f"the index {name} is bound twice", "Take another letter", tree.at)

    def _range(self, tree: Tree, name: str, kind: str) -> tuple[list[int], str | None]:
        """Return the values of an index, and the size if it runs over all of one."""
        if kind == "limits":
            low, high = (self._whole(part) for part in tree.parts[:2])
            if high - low > LONGEST:
                raise MeaningError(f"a {tree.kind} of {high - low} terms", "Take smaller sizes", tree.at)
            size = self._size_of(tree.parts[1])
            full = size is not None and tree.parts[0].kind == "number" and low == 1
            if size is not None and not full:
                current().block(size, "a sum that leaves some out")
            return list(range(low, high + 1)), size if full else None
        size_of = self.scope.range(name)
        if kind == "such":
            current().block(size_of.name, "a sum that leaves some out")
        values = list(range(1, size_of.value + 1))
        if kind == "all":
            return values, size_of.name
        if kind == "such":
            return [v for v in values if self._holds(name, v, tree.parts[0])], None
        limit = self._whole(tree.parts[0])
        current().block(size_of.name, "a sum that leaves some out")
        if kind == "not":
            return [v for v in values if v != limit], None
        if kind == "below":
            return [v for v in values if v < limit], None
        raise MeaningError(f"a {tree.kind} over a set", "Write limits, or declare the range of its index", tree.at)

    def _holds(self, name: str, value: int, condition: Tree) -> bool:
        """Whether a condition holds at a value of the index: it must show, for all values of the symbols."""
        with self.scope.bound(name, value):
            left, right = (ex.number(scalar(self.value(part))) for part in condition.parts)
        if condition.text in ("<", "<="):
            left, right = right, left
        if condition.text in ("<", ">", "<=", ">="):
            strict = condition.text in ("<", ">")
            if (positive if strict else nonnegative)(left - right):
                return True
            if (nonnegative if strict else positive)(right - left):
                return False
        raise MeaningError(
            f"whether it holds at {name} = {value} depends on the symbols", "Declare it positive, or zero", condition.at
        )

    def _size_of(self, tree: Tree) -> str | None:
        value = self(tree)
        return value.data[0] if isinstance(value, ex.Expression) and value.op == "size" else None

    def _whole(self, tree: Tree) -> int:
        value = self(tree)
        if isinstance(value, ex.Expression) and value.op == "size":
            return int(value.data[1])
        if isinstance(value, ex.Expression) and value.op == "number" and value.data.denominator == 1:
            return int(value.data)
        if isinstance(value, ex.Expression) and value.op in ("add", "mul"):
            return self._computed(value, tree)
        if isinstance(value, float) and value.is_integer():
            return int(value)
        raise MeaningError(f"the limit {written(tree)} is no whole number here", "Declare it as a size", tree.at)

    @staticmethod
    def _computed(value: ex.Expression, tree: Tree) -> int:
        from press.proof.decision.real import Real, Undefined

        try:
            found = Real({})(value)
        except (KeyError, Undefined):
            raise MeaningError("the limit of a sum depends on a variable", "Declare it as a size", tree.at) from None
        for node in walking.walk([value]):
            if node.op == "size":
                current().block(node.data[0], "a sum that leaves some out")
        return int(found)
