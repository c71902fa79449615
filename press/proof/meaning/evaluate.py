"""The value of a tree. One class, in parts by concern; each kind of tree has its method."""

from __future__ import annotations

from typing import Any

from press.proof import expressions as ex
from press.proof.arrays import Array, alike, hadamard, plus, scalar, shape, times
from press.proof.context import current
from press.proof.dialect.tree import Tree, written
from press.proof.errors import DialectError, MeaningError
from press.proof.linear import inverse
from press.proof.meaning.calculus import Calculus
from press.proof.meaning.cases import Cases
from press.proof.meaning.functions import Functions
from press.proof.meaning.limits import Limits
from press.proof.meaning.names import Names
from press.proof.meaning.operators import Operators
from press.proof.meaning.scope import Scope
from press.proof.meaning.values import Constant, is_function, require_scalar


class Evaluator(Names, Functions, Operators, Cases, Calculus, Limits):
    """Evaluates trees in a scope, at the current sizes."""

    def __init__(self, scope: Scope, shapes_only: bool = False):
        self.scope, self.shapes_only = scope, shapes_only  # of a definition only the shapes matter

    def __call__(self, tree: Tree) -> Any:
        try:
            return getattr(self, "_" + tree.kind)(tree)
        except MeaningError as error:
            if error.at is None:
                raise MeaningError(error.message, error.hint, tree.at) from None
            raise
        except ZeroDivisionError:
            raise MeaningError("a division by zero", "", tree.at) from None

    def value(self, tree: Tree) -> Any:
        """Return the value where a function would make no sense."""
        found = self(tree)
        if is_function(found):
            raise MeaningError(f"{written(tree)} is a function", "Its argument is missing", tree.at)
        if isinstance(found, dict):
            raise MeaningError(f"{written(tree)} is a family", "Its layer or step is missing", tree.at)
        return found

    def _chain(self, tree: Tree) -> Any:
        raise MeaningError("a relation stands where a value is needed")

    def _number(self, tree: Tree) -> Any:
        from fractions import Fraction

        return ex.number(Fraction(tree.text))

    def _add(self, tree: Tree) -> Any:
        return self._plus(self.value(tree.parts[0]), self.value(tree.parts[1]))

    def _subtract(self, tree: Tree) -> Any:
        return self._plus(self.value(tree.parts[0]), self.scaled(-1, self.value(tree.parts[1])))

    def _minus(self, tree: Tree) -> Any:
        return self.scaled(-1, self.value(tree.parts[0]))

    @staticmethod
    def scaled(factor: Any, value: Any) -> Any:
        if isinstance(value, Constant):
            return Constant(value.kind, value.factor * factor, value.turned)
        return times(factor, value)

    @staticmethod
    def _plus(a: Any, b: Any) -> Any:
        if isinstance(a, Constant) and isinstance(b, Constant):
            raise MeaningError(
                "the shape of a constant is not known here", "Declare it: names={r'\\mathbf{I}': eye(n)}"
            )
        if isinstance(a, Constant):
            a, b = b, a
        if isinstance(b, Constant):
            if not isinstance(a, Array):
                raise MeaningError("a number is added to a constant table")
            b = b.like(a)
        return plus(a, b)

    def _multiply(self, tree: Tree) -> Any:
        a, b = (self.value(part) for part in tree.parts)
        if isinstance(a, Constant) or isinstance(b, Constant):
            return self._with_constant(a, b)
        return times(a, b)

    def _with_constant(self, a: Any, b: Any) -> Any:
        constant, other = (a, b) if isinstance(a, Constant) else (b, a)
        if isinstance(other, Constant):
            raise MeaningError("the shape of a constant is not known here", "Declare it: ones=ones(n)")
        if not isinstance(other, Array):
            return self.scaled(other, constant)
        if constant.kind == "I":
            return times(constant.factor, other)
        if constant.kind == "1" and constant is a and constant.turned:
            return times(constant.fitted(1, other.rows, (1, other.entries.shape[0])), other)
        if constant.kind == "1" and constant is b and not constant.turned:
            return times(other, constant.fitted(other.columns, 1, (other.entries.shape[1], 1)))
        raise MeaningError("the shape of a constant is not known here", "Declare it: ones=ones(n)")

    def _divide(self, tree: Tree) -> Any:
        above, below = alike(self.value(tree.parts[0]), scalar(self.value(tree.parts[1])))
        if isinstance(below, Array | Constant):
            raise MeaningError(f"division by {shape(below)}", "Multiply by the inverse")
        if isinstance(above, Constant):
            return self.scaled(1 / below, above)
        return above.map(lambda x: x / below) if isinstance(above, Array) else above / below

    def _odot(self, tree: Tree) -> Any:
        return hadamard(self.value(tree.parts[0]), self.value(tree.parts[1]))

    def _power(self, tree: Tree) -> Any:
        base = scalar(self.value(tree.parts[0]))
        exponent = require_scalar(self.value(tree.parts[1]), "an exponent")
        if isinstance(base, Constant):
            raise MeaningError("a power of a constant table")
        if not isinstance(base, Array):
            base, exponent = alike(base, exponent)
            return base**exponent
        return self._matrix_power(base, exponent)

    @staticmethod
    def _matrix_power(base: Array, exponent: Any) -> Any:
        whole = (
            exponent.op == "number" and exponent.data.denominator == 1
            if isinstance(exponent, ex.Expression)
            else float(exponent).is_integer()
        )
        if base.rows != base.columns or not whole:
            raise MeaningError(f"a power of {shape(base)}", r"Write the powers of its entries with \odot or an index")
        k = int(exponent.data) if isinstance(exponent, ex.Expression) else int(exponent)
        if k == 0:
            raise MeaningError("the power 0 of a table", r"Write \mathbf{I}")
        if k < 0:
            current().block(base.rows, "an inverse")
            base = inverse(base)
        found = base
        for _ in range(abs(k) - 1):
            found = times(found, base)
        return found

    def _transpose(self, tree: Tree) -> Any:
        found = self.value(tree.parts[0])
        if isinstance(found, Constant):
            return Constant(found.kind, found.factor, not found.turned)
        if not isinstance(found, Array):
            raise MeaningError("the transpose of a number", "A number needs none")
        return scalar(found.T)

    def _infinity(self, tree: Tree) -> Any:
        raise MeaningError("infinity outside of a limit or an integral")

    def _matrix(self, tree: Tree) -> Any:
        import numpy as np

        rows = [[require_scalar(self.value(cell), "an entry of a table") for cell in row.parts] for row in tree.parts]
        if len({len(row) for row in rows}) > 1:
            raise MeaningError("the rows of a table have different lengths")
        entries = np.empty((len(rows), len(rows[0])), dtype=object)
        for i, j in np.ndindex(*entries.shape):
            entries[i, j] = rows[i][j]
        return Array(entries, *entries.shape)

    def _row(self, tree: Tree) -> Any:
        raise DialectError("a row outside of a table")
