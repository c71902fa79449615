"""Sums, products, extremes over an index; cases; indicators; expectations."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from press.proof import choices, walking
from press.proof import expressions as ex
from press.proof.arrays import Array, scalar, times, total
from press.proof.context import current
from press.proof.decision.signs import nonnegative, positive
from press.proof.declare import Subset
from press.proof.dialect.tree import Tree, written
from press.proof.errors import MeaningError
from press.proof.meaning.scope import Scope
from press.proof.meaning.values import require_scalar

LONGEST = 4096  # terms of one sum
_KEPT: dict[str, Callable[[int, int], bool]] = {
    "not": int.__ne__,
    "below": int.__lt__,
    "above": int.__gt__,
    "upto": int.__le__,
    "from": int.__ge__,
}


class Operators:
    """Evaluates what runs over an index."""

    scope: Scope
    shapes_only: bool

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
        if kind == "in":
            return self._over_subset(tree, names[0])
        values, over = self._range(tree, names[0], kind)
        self._free(names[0], tree)
        if self.shapes_only:
            values = values or [1]
        else:
            self.scope.ran(tree, bool(values))
        if not values:
            return self._empty(tree, names[0], kind)
        found = []
        for value in values:
            with self.scope.bound(names[0], value):
                found.append(self.value(body))
        return combine(found, over)

    def _over_subset(self, tree: Tree, name: str) -> Any:
        """Sum over all places, each times whether it is in the set."""
        chosen = self(tree.parts[0])
        if not isinstance(chosen, Subset) or tree.kind != "sum":
            raise MeaningError(f"a {tree.kind} over a set", 'Declare a sum\'s set: B=subset("B", n)', tree.at)
        self._free(name, tree)
        found = []
        for place in range(1, chosen.of.value + 1):
            with self.scope.bound(name, place):
                found.append(times(chosen.holds(place), self.value(tree.parts[1])))
        return total(found, chosen.of.name)

    def _empty(self, tree: Tree, name: str, kind: str) -> Any:
        r"""An empty sum is 0 and an empty product 1: \sum_{j < i} at i = 1."""
        backwards = kind == "limits" and self._whole(tree.parts[1]) < self._whole(tree.parts[0]) - 1
        if tree.kind not in ("sum", "product") or backwards:
            raise MeaningError(f"the {tree.kind} over {name} is empty", "Take larger sizes", tree.at)
        return ex.ZERO if tree.kind == "sum" else ex.ONE

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
        if kind in _KEPT:
            return [v for v in values if _KEPT[kind](v, limit)], None
        raise MeaningError(f"the limits of a {tree.kind}", "Write limits, or declare the range of its index", tree.at)

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
