"""Gradients, derivatives, Jacobians, limits and integrals."""

from __future__ import annotations

from typing import Any

import numpy as np

from press.proof import expressions as ex
from press.proof.arrays import Array, scalar, shape
from press.proof.calculus import substitute
from press.proof.dialect.tree import Tree
from press.proof.errors import MeaningError
from press.proof.meaning.scope import Scope
from press.proof.meaning.values import is_function, valued


class Calculus:
    """Evaluates what differentiates, integrates, or goes to a limit."""

    scope: Scope
    shapes_only: bool

    def __call__(self, tree: Tree) -> Any:
        raise NotImplementedError

    def value(self, tree: Tree) -> Any:
        raise NotImplementedError

    def _gradient(self, tree: Tree) -> Any:
        body = tree.parts[0]
        if len(tree.parts) == 2:
            variable = self.value(tree.parts[1])
            found = self._first(self(body), variable, tree)
        elif body.kind == "call" and len(body.parts) == 2:
            function, variable = self(body.parts[0]), self.value(body.parts[1])
            found = self._first(function, variable, tree)
        else:
            raise MeaningError(
                "the variable of the gradient is not given",
                r"Write \nabla g(\mathbf{w}) or \nabla_{\mathbf{w}} g",
                tree.at,
            )
        if tree.text == "1":
            return found
        return self._second(found, body, variable, tree)

    def _second(self, first: Any, body: Tree, variable: Any, tree: Tree) -> Any:
        if not isinstance(variable, Array) or variable.columns != 1:
            raise MeaningError(f"the Hessian by {shape(variable)}", "It is taken by a vector", tree.at)
        if free_entries(variable):
            return by(first, variable)
        inner = fresh(variable)
        function = self(body.parts[0])
        twice = by(by(scalar(valued(function(inner))), inner), inner)
        return put(twice, inner, variable)

    def _first(self, value: Any, variable: Any, tree: Tree) -> Any:
        if isinstance(variable, float) or (isinstance(variable, Array) and variable.is_number):
            raise MeaningError(
                "a derivative at numbers", "Compare the code with a side that holds none: agree(…, side=…)", tree.at
            )
        if is_function(value):
            if free_entries(variable):
                return by(scalar(valued(value(variable))), variable)
            inner = fresh(variable)
            return put(by(scalar(valued(value(inner))), inner), inner, variable)
        if not free_entries(variable):
            raise MeaningError(
                "the variable of the derivative is not free here",
                "It is computed from others: declare it, or give a function",
                tree.at,
            )
        return by(scalar(value), variable)

    def _derivative(self, tree: Tree) -> Any:
        found = self(tree.parts[0])
        for variable in reversed(tree.parts[1:]):
            found = self._first(found, self.value(variable), tree)
        return found

    def _limit(self, tree: Tree) -> Any:
        """SymPy takes the limit, of a scalar without unknown functions."""
        import sympy as sp

        from press.proof.algebra import to_sympy
        from press.proof.calculus import resolve

        variable = self.value(tree.parts[0])
        if self.shapes_only:
            return self.value(tree.parts[2])
        toward = sp.oo if tree.parts[1].kind == "infinity" else to_sympy(ex.number(self.value(tree.parts[1])))
        if tree.parts[1].kind == "minus" and tree.parts[1].parts[0].kind == "infinity":
            toward = -sp.oo
        body = resolve([ex.number(scalar(self.value(tree.parts[2])))])[0]
        try:
            found = sp.limit(to_sympy(body), to_sympy(variable), toward, "+-" if toward.is_finite else "+")
        except ValueError:
            raise MeaningError("the limit is not the same from both sides", "", tree.at) from None
        if not found.is_finite and found.is_finite is not None:
            raise MeaningError(f"the limit is {found}", "", tree.at)
        return _written(found, tree)

    def _integral(self, tree: Tree) -> Any:
        """SymPy integrates; what it leaves as an integral is refused."""
        import sympy as sp

        from press.proof.algebra import to_sympy

        if self.shapes_only:
            return self.value(tree.parts[1])
        variable = to_sympy(self.value(tree.parts[0]))
        body = to_sympy(ex.number(scalar(self.value(tree.parts[1]))))
        if len(tree.parts) == 4:
            found = sp.integrate(body, (variable, *(self._end(part) for part in tree.parts[2:])))
        else:
            found = sp.integrate(body, variable)
        if found.has(sp.Integral):
            raise MeaningError("this integral was not found", "Write it as a sum, or cite it", tree.at)
        return _written(sp.simplify(found), tree)

    def _end(self, tree: Tree) -> Any:
        import sympy as sp

        from press.proof.algebra import to_sympy

        if tree.kind == "infinity":
            return sp.oo
        if tree.kind == "minus" and tree.parts[0].kind == "infinity":
            return -sp.oo
        return to_sympy(ex.number(scalar(self.value(tree))))


def _written(found: Any, tree: Tree) -> Any:
    """Return what SymPy found; it may have no finite value, or none that can be written here."""
    from press.proof.algebra import from_sympy

    try:
        return from_sympy(found)
    except (ValueError, ZeroDivisionError, NotImplementedError):
        raise MeaningError(
            f"SymPy gives {found}: no value that can be used", "Cite it, or define it", tree.at
        ) from None


def free_entries(variable: Any) -> bool:
    """Whether every entry is a symbol of its own."""
    entries = list(variable.entries.flat) if isinstance(variable, Array) else [variable]
    return all(isinstance(e, ex.Expression) and e.op == "symbol" for e in entries) and len(set(entries)) == len(entries)


def fresh(variable: Any) -> Any:
    if not isinstance(variable, Array):
        return ex.symbol("u′")
    entries = np.empty(variable.entries.shape, dtype=object)
    for place in np.ndindex(*entries.shape):
        entries[place] = ex.symbol("u′" + ",".join(str(k + 1) for k in place))
    return Array(entries, variable.rows, variable.columns)


def by(value: Any, variable: Any) -> Any:
    """Differentiate: a number by an array has its shape; a vector by a vector is the Jacobian."""
    if not isinstance(variable, Array):
        return (
            value.map(lambda x: ex.derivative(ex.number(x), variable))
            if isinstance(value, Array)
            else ex.derivative(ex.number(value), variable)
        )
    if not isinstance(value, Array):
        return variable.map(lambda x: ex.derivative(ex.number(value), x))
    if value.columns != 1 or variable.columns != 1:
        raise MeaningError(
            f"the derivative of {shape(value)} by {shape(variable)}", "Only a vector has one by a vector"
        )
    entries = np.empty((len(value), len(variable)), dtype=object)
    for j, k in np.ndindex(*entries.shape):
        entries[j, k] = ex.derivative(ex.number(value.entries[j, 0]), variable.entries[k, 0])
    return Array(entries, value.rows, variable.rows)


def put(value: Any, inner: Any, outer: Any) -> Any:
    """Put values in the place of the symbols by which was differentiated."""
    if isinstance(inner, Array):
        values = dict(zip(inner.entries.flat, (ex.number(x) for x in outer.entries.flat), strict=True))
    else:
        values = {inner: ex.number(outer)}
    if not isinstance(value, Array):
        return substitute([value], values)[0]
    found = np.empty(value.entries.shape, dtype=object)
    for place, entry in zip(np.ndindex(*found.shape), substitute(list(value.entries.flat), values), strict=True):
        found[place] = entry
    return Array(found, value.rows, value.columns)
