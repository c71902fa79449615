"""Cases, indicators, events; operators such as the expectation."""

from __future__ import annotations

from typing import Any

from press.proof import choices
from press.proof import expressions as ex
from press.proof.arrays import scalar
from press.proof.context import current
from press.proof.decision.borders import solved
from press.proof.dialect.tree import Tree
from press.proof.errors import MeaningError
from press.proof.meaning.cover import left_out
from press.proof.meaning.scope import Scope
from press.proof.meaning.values import is_function, require_scalar


class Cases:
    """Evaluates what depends on a condition, and what is declared as an operator."""

    scope: Scope

    def __call__(self, tree: Tree) -> Any:
        raise NotImplementedError

    def value(self, tree: Tree) -> Any:
        raise NotImplementedError

    def _indicator(self, tree: Tree) -> Any:
        places = [p.kind == "name" and p.text in self.scope.indices for p in tree.parts]
        if all(places) and tree.text in ("=", "!="):  # whether two places are one: the same at every size
            a, b = (self.scope.indices[part.text] for part in tree.parts)
            return ex.number(int((a == b) == (tree.text == "=")))
        left, right = (scalar(self.value(part)) for part in tree.parts)
        if all(isinstance(v, ex.Expression) and v.op in ("number", "size") for v in (left, right)):
            holds = {"=": left is right, "!=": left is not right}
            a, b = (v.data if v.op == "number" else v.data[1] for v in (left, right))
            holds |= {"=": a == b, "!=": a != b, "<": a < b, "<=": a <= b, ">": a > b, ">=": a >= b}
            return ex.number(int(holds[tree.text]))
        return choices.choice("first", ((tree.text, ex.number(left), ex.number(right)), None), (ex.ONE, ex.ZERO))

    def _cases(self, tree: Tree) -> Any:
        values = [require_scalar(scalar(self.value(row.parts[0])), "a case") for row in tree.parts]
        tests: list[Any] = []
        for row in tree.parts:
            if row.kind == "otherwise":
                tests.append(None)
                continue
            left, right = (ex.number(scalar(self.value(part))) for part in row.parts[1:])
            tests.append((row.text, left, right))
        if None in tests[:-1]:
            raise MeaningError("only the last case may have no condition", "", tree.at)
        if None not in tests:
            self._note_holes(left_out(tests), tree)
        found = tuple(ex.number(v) for v in values)
        if None not in tests:  # where none holds there is no value, even if all values are one
            return ex.make("choice", found, ("first", tuple(tests)))
        return choices.choice("first", tuple(tests), found)

    @staticmethod
    def _note_holes(holes: list[ex.Expression] | None, tree: Tree) -> None:
        """Where no case holds there is no value, and must be none on the other side."""
        if holes is None or not all(solved(hole) for hole in holes):
            raise MeaningError(
                "whether the cases leave a value out does not show", "End with a case without a condition", tree.at
            )
        current().holes += holes

    def _operator(self, tree: Tree) -> Any:
        """Expectation and its kin are declared: E=…, Var=…, Cov=…, Pr=…"""
        function = self.scope.find_base(tree.text)
        if not is_function(function):
            raise MeaningError(
                f"{tree.text}[…] has no declared distribution",
                f"Pass {tree.text}=…, for example expectation(…)",
                tree.at,
            )
        return scalar(function(*(self._event(part) for part in tree.parts)))

    def _conditional(self, tree: Tree) -> Any:
        """Given that an event holds: what is left of the mean, over how much is left."""
        whole, *given = tree.parts
        if tree.text not in ("E", "Pr"):
            raise MeaningError(f"{tree.text} under a condition", r"Write it with \E[… \mid …] and its square", tree.at)
        operator = self.scope.find_base(tree.text)
        if not is_function(operator):
            return self._operator(whole)  # which says what is missing
        holds = ex.mul([ex.number(self._event(part)) for part in given])
        events = ex.mul([ex.number(require_scalar(scalar(self._event(part)), "an event")) for part in whole.parts])
        chance = ex.number(scalar(operator(holds)))
        current().nonzero.append(chance)
        return ex.number(scalar(operator(events * holds))) / chance

    def _event(self, tree: Tree) -> Any:
        return self._indicator(tree) if tree.kind == "relation" else self.value(tree)

    def _relation(self, tree: Tree) -> Any:
        return self._indicator(tree)

    def _argmin(self, tree: Tree) -> Any:
        raise MeaningError(
            "the place of a minimum has no formula", "Declare it as a definition, and prove it with minimum(…)", tree.at
        )

    _argmax = _argmin
