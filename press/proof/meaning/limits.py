"""Limits and integrals."""

from __future__ import annotations

from typing import Any

from press.proof import expressions as ex
from press.proof.arrays import scalar
from press.proof.calculus import substitute
from press.proof.decision.simplify import within_seconds
from press.proof.dialect.tree import Tree
from press.proof.errors import MeaningError
from press.proof.meaning.calculus import free_entries
from press.proof.walking import tested, walk


class Limits:
    """Evaluates what integrates, or goes to a limit."""

    shapes_only: bool

    def value(self, tree: Tree) -> Any:
        raise NotImplementedError

    def _limit(self, tree: Tree) -> Any:
        """Expand near the place; where there is no expansion, SymPy takes the limit."""
        import sympy as sp

        from press.proof.algebra import to_sympy

        variable = self.value(tree.parts[0])
        if self.shapes_only:
            return self.value(tree.parts[2])
        if (found := self._by_series(tree, variable)) is not None:
            return found
        toward = sp.oo if tree.parts[1].kind == "infinity" else to_sympy(ex.number(self.value(tree.parts[1])))
        if tree.parts[1].kind == "minus" and tree.parts[1].parts[0].kind == "infinity":
            toward = -sp.oo
        body = substitute([ex.number(scalar(self.value(tree.parts[2])))], {})[0]
        _refuse_steps(body, variable, tree)
        side = "+-" if toward.is_finite else "+"

        def ask() -> Any:
            try:
                return sp.limit(to_sympy(body), to_sympy(variable), toward, side)
            except ValueError:
                raise MeaningError("the limit is not the same from both sides", "", tree.at) from None

        found = within_seconds(ask)
        if not found.is_finite and found.is_finite is not None:
            raise MeaningError(f"the limit is {found}", "", tree.at)
        return _written(found, tree)

    def _by_series(self, tree: Tree, variable: Any) -> Any:
        """Return the limit as the term before the power 0, None where no expansion is found."""
        from press.proof.series import NoSeries, expansion, is_zero

        if "infinity" in [t.kind for t in tree.parts[1].walk()] or not free_entries(variable):
            return None
        place = ex.number(scalar(self.value(tree.parts[1])))
        body = substitute([ex.number(scalar(self.value(tree.parts[2])))], {variable: place + variable})[0]
        try:
            found = expansion(body, variable, 0)
            endless = any(not is_zero(term) for term in found.up_to(-1))
        except NoSeries:
            return None
        if endless:
            raise MeaningError("there is no limit: the values grow without end", "", tree.at)
        return found.before(0)

    def _integral(self, tree: Tree) -> Any:
        """SymPy integrates; what it leaves as an integral is refused."""
        import sympy as sp

        from press.proof.algebra import to_sympy

        if self.shapes_only:
            return self.value(tree.parts[1])
        variable = to_sympy(self.value(tree.parts[0]))
        body = to_sympy(ex.number(scalar(self.value(tree.parts[1]))))
        ends = [self._end(part) for part in tree.parts[2:]]
        found = within_seconds(lambda: sp.simplify(sp.integrate(body, (variable, *ends) if ends else variable)))
        if found.has(sp.Integral):
            raise MeaningError("this integral was not found", "Write it as a sum, or cite it", tree.at)
        return _written(found, tree)

    def _end(self, tree: Tree) -> Any:
        import sympy as sp

        from press.proof.algebra import to_sympy

        if tree.kind == "infinity":
            return sp.oo
        if tree.kind == "minus" and tree.parts[0].kind == "infinity":
            return -sp.oo
        return to_sympy(ex.number(scalar(self.value(tree))))


def _refuse_steps(body: Any, variable: Any, tree: Tree) -> None:
    """SymPy does not look at both sides of a step."""
    for each in walk([body]):
        if each.op == "order" or (each.op == "choice" and each.data[0] == "first" and variable in walk(tested(each))):
            raise MeaningError("the limit of what jumps", "Write the limits from its cases", tree.at)


def _written(found: Any, tree: Tree) -> Any:
    """Return what SymPy found; it may have no finite value, or none that can be written here."""
    from press.proof.algebra import from_sympy

    try:
        return from_sympy(found)
    except (ValueError, ZeroDivisionError, NotImplementedError):
        raise MeaningError(
            f"SymPy gives {found}: no value that can be used", "Cite it, or define it", tree.at
        ) from None
