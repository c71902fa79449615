"""Names with what hangs on them: entries, rows, columns, layers, stars, primes."""

from __future__ import annotations

from typing import Any

from press.proof import expressions as ex
from press.proof.arrays import Array, Side, shape
from press.proof.context import current
from press.proof.declare import Family
from press.proof.dialect.names import is_matrix, is_vector, keyword
from press.proof.dialect.tree import Tree, written
from press.proof.errors import MeaningError
from press.proof.meaning.families import Families
from press.proof.meaning.scope import MISSING, Scope
from press.proof.meaning.values import Constant

ROWS = {"X", "Y", "Z", "W", "P"}  # x_i is row i of X: one sample; of other tables a letter names a column


class Names(Families):
    """Resolves names. `scope` comes from the class that is built of this part."""

    scope: Scope

    def __call__(self, tree: Tree) -> Any:
        raise NotImplementedError

    def _name(self, tree: Tree) -> Any:
        if tree.text in self.scope.indices:  # as a number, not as the place of an entry
            current().block("", "an index that is computed with")
            return ex.number(self.scope.indices[tree.text])
        found = self.scope.find(tree)
        if found is not MISSING:
            return found
        return self._constant(tree)

    @staticmethod
    def _constant(tree: Tree) -> Any:
        if tree.text == "e":
            return ex.exp(ex.ONE)
        if tree.text == r"\pi":
            return ex.PI
        if tree.text in (r"\mathbf{I}", r"\mathbf{0}", r"\mathbf{1}"):
            return Constant(tree.text[-2])
        hint = (
            f"Pass {keyword(tree.text)}=… to the check" if keyword(tree.text).isidentifier() else "Pass it in names={…}"
        )
        raise MeaningError(f"{tree.text} has no declared meaning", hint, tree.at)

    def _star(self, tree: Tree) -> Any:
        return self._decorated(tree)

    def _pm(self, tree: Tree) -> Any:
        return self._decorated(tree)

    def _decorated(self, tree: Tree) -> Any:
        found = self.scope.find(tree)
        if found is MISSING:
            raise MeaningError(f"{written(tree)} has no declared meaning", f"Pass {keyword(written(tree))}=…", tree.at)
        return found

    def _sub(self, tree: Tree) -> Any:
        whole = self.scope.find(tree)
        if whole is not MISSING:
            return whole
        base, indices = tree.parts[0], tree.parts[1:]
        if not indices:
            raise MeaningError(f"{written(tree)} has no declared meaning", f"Pass {keyword(written(tree))}=…", tree.at)
        holder = self._holder(base, len(indices))
        if isinstance(holder, Family):
            return self._member(holder, indices[0], tree)
        if not isinstance(holder, Array):
            raise MeaningError(
                f"{written(base)} has no entries", f"Pass {keyword(written(tree))}=… if that is a name", tree.at
            )
        return self._entry(holder, base, indices, tree)

    def _holder(self, base: Tree, count: int) -> Any:
        """Return what the index picks from: u_i from u, x_i from the rows of X, x_ij from X."""
        if base.kind in ("layer", "iterate") and base.parts[0].kind == "name":
            return self._of_layer(base, count)
        if base.kind != "name":
            return self(base)
        letter = keyword(base.text)
        if base.text == r"\mathbf{e}" and self.scope.key(base) is None:
            raise MeaningError(
                "the unit vectors have no declared length", r"Pass e=eye(n): \mathbf{e}_j is its column j"
            )
        table = letter[:1].upper() + letter[1:]
        candidates = [table] if is_vector(base.text) or count == 2 else [letter]
        candidates += [letter, table]
        for name in candidates:
            found = self.scope.find_base(name)
            if isinstance(found, Array | Family):
                return found
        return self._name(base)

    def _of_layer(self, base: Tree, count: int) -> Any:
        """Return what the index of w_jk^(l), or of bold z_i^(l), picks from: W or Z of that layer, if there is one."""
        name, index = base.parts
        letter = keyword(name.text)
        table = self.scope.find_base(letter[:1].upper() + letter[1:]) if is_vector(name.text) or count == 2 else None
        return self._member(table, index, base) if isinstance(table, Family) else self(base)

    def _entry(self, holder: Array, base: Tree, indices: tuple[Tree, ...], tree: Tree) -> Any:
        base = base.parts[0] if base.kind in ("layer", "iterate") else base
        bold = base.kind == "name" and (is_vector(base.text) or is_matrix(base.text))
        if len(indices) == 2:
            i, j = (self._index(t, s) for t, s in zip(indices, (holder.rows, holder.columns), strict=True))
            self._within(holder, i, j, tree)
            return holder.entries[i - 1, j - 1]
        if holder.columns == 1:
            if bold:
                raise MeaningError(
                    f"{written(tree)}: an entry of a vector is not bold",
                    f"Write {keyword(base.text)}_{tree.text}",
                    tree.at,
                )
            i = self._index(indices[0], holder.rows)
            self._within(holder, i, 1, tree)
            return holder.entries[i - 1, 0]
        if not bold:
            raise MeaningError(
                f"{written(tree)} of {shape(holder)}", "A row or a column is bold; an entry has two indices", tree.at
            )
        by_row = keyword(base.text).upper() in ROWS
        k = self._index(indices[0], holder.rows if by_row else holder.columns)
        self._within(holder, k if by_row else 1, 1 if by_row else k, tree)
        return holder.row(k - 1) if by_row else holder.column(k - 1)

    def _column(self, tree: Tree) -> Any:
        base = tree.parts[0]
        holder = self._holder(base, 2)
        if not isinstance(holder, Array):
            raise MeaningError(f"{written(base)} has no columns", "", tree.at)
        j = self._index(tree.parts[1], holder.columns)
        self._within(holder, 1, j, tree)
        return holder.column(j - 1)

    @staticmethod
    def _within(holder: Array, i: int, j: int, tree: Tree) -> None:
        m, n = holder.entries.shape
        if not (1 <= i <= m and 1 <= j <= n):
            raise MeaningError(
                f"{written(tree)}: index {i if not 1 <= i <= m else j} is outside of {shape(holder)}",
                "Indices begin at 1",
                tree.at,
            )

    def _index(self, tree: Tree, side: Side) -> int:
        """Return an index; one that is computed, or written as a number, speaks of no other size."""
        if tree.kind == "name" and tree.text in self.scope.indices:
            return self.scope.indices[tree.text]
        value = self(tree)
        whole = isinstance(value, ex.Expression) and (
            value.op == "size" or (value.op == "number" and value.data.denominator == 1)
        )
        if not whole:
            raise MeaningError(
                f"the index {written(tree)} is no whole number here", "Bind it: pass its size, or sum over it", tree.at
            )
        number = int(value.data[1]) if value.op == "size" else int(value.data)
        if tree.kind == "number":
            current().literal(side, number)
        elif tree.kind != "name" or value.op == "size":
            current().block(side, "an index that is computed with")
        return number
