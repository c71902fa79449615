"""Members of families: layers and steps; derivatives of functions of one number."""

from __future__ import annotations

from typing import Any

from press.proof import expressions as ex
from press.proof.arrays import Array, numeric
from press.proof.context import at
from press.proof.declare import Family, Unknown
from press.proof.dialect.names import keyword
from press.proof.dialect.tree import Tree, written
from press.proof.errors import MeaningError
from press.proof.meaning.scope import MISSING, Scope
from press.proof.meaning.values import is_function, valued


class Families:
    """Resolves layers, iterates and primes."""

    scope: Scope

    def __call__(self, tree: Tree) -> Any:
        raise NotImplementedError

    def _sub(self, tree: Tree) -> Any:
        raise NotImplementedError

    def _layer(self, tree: Tree) -> Any:
        return self._of_family(tree)

    def _iterate(self, tree: Tree) -> Any:
        return self._of_family(tree)

    def _of_family(self, tree: Tree) -> Any:
        base, index = tree.parts
        if base.kind == "sub" and len(base.parts) > 1:  # a_j^{(l)} is entry j of a^{(l)}
            inner = Tree(tree.kind, (base.parts[0], index), at=tree.at)
            return self._sub(Tree("sub", (inner, *base.parts[1:]), base.text, tree.at))
        whole = self.scope.find(tree)
        if whole is not MISSING:
            return whole
        holder = self.scope.find(base) if base.kind != "name" else self.scope.find_base(keyword(base.text))
        if not isinstance(holder, Family):
            raise MeaningError(f"{written(base)} is no family", f"Pass {keyword(written(base))}=family({{…}})", tree.at)
        return self._member(holder, index, tree)

    def _member(self, holder: Family, index: Tree, tree: Tree) -> Any:
        key: Any = self._offset(index)
        if key not in holder:
            known = ", ".join(map(str, holder))
            raise MeaningError(f"{written(tree)} is not declared at {key}", f"The family has {known}", tree.at)
        return valued(holder[key])

    def _offset(self, tree: Tree) -> Any:
        """Return a number where the index has one, else the offset as written: "l+1"."""
        names = [t.text for t in tree.walk() if t.kind == "name"]
        if all(name in self.scope.indices for name in names):
            with at({}):  # which layer is meant, is no arithmetic with it
                value = self(tree)
            return int(value.data)
        letter = {"add": "+", "subtract": "-"}
        if tree.kind in letter and all(p.kind in ("name", "number") for p in tree.parts):
            return f"{tree.parts[0].text}{letter[tree.kind]}{tree.parts[1].text}"
        if tree.kind == "name":
            return tree.text
        raise MeaningError(f"the layer or step {written(tree)} is not understood", "Write l, l+1 or l-1", tree.at)

    def _prime(self, tree: Tree) -> Any:
        """Return the derivative of a function of one number."""
        function = self(tree.parts[0])
        if not is_function(function):
            raise MeaningError(f"{written(tree)}: {written(tree.parts[0])} is no function", "", tree.at)
        for _ in range(int(tree.text)):
            function = function.prime() if isinstance(function, Unknown) else _differentiated(function)
        return function


def _differentiated(function: Any) -> Any:
    """Return the derivative of a function that is given by a formula or by Python."""
    from press.proof.calculus import substitute

    def prime(at: Any) -> Any:
        def one(x: Any) -> Any:
            inner = ex.symbol("u′")
            found = substitute([ex.derivative(ex.number(valued(function(inner))), inner)], {inner: ex.number(x)})[0]
            return found if isinstance(x, ex.Expression) else numeric(found)

        at = valued(at)
        return at.map(one) if isinstance(at, Array) else one(at)

    return prime
