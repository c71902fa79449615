"""Gradients, derivatives and Jacobians."""

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
    """Evaluates what differentiates."""

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
