"""Tables and cases."""

from __future__ import annotations

from press.proof.dialect.scripts import Scripts
from press.proof.dialect.tree import Tree
from press.proof.errors import DialectError

RELATIONS = {"=": "=", "<": "<", ">": ">", r"\le": "<=", r"\ge": ">=", r"\ne": "!="}


class Environments(Scripts):
    """Reads `bmatrix`, `pmatrix` and `cases`."""

    def environment(self) -> Tree:
        at, kind = self.at, self.next()[7:-1]
        if kind not in ("bmatrix", "pmatrix", "cases"):
            raise DialectError(f"the environment {kind} is not in the dialect here", "", at)
        rows: list[Tree] = []
        while not self.peek().startswith(r"\end{"):
            if not self.peek():
                raise DialectError(f"{kind} is not closed", "", at)
            rows.append(self.case() if kind == "cases" else self.row())
            self.take(r"\\")
        self.next()
        return Tree("cases" if kind == "cases" else "matrix", tuple(rows), at=at)

    def row(self) -> Tree:
        at, cells = self.at, [self.expression()]
        while self.take("&"):
            cells.append(self.expression())
        return Tree("row", tuple(cells), at=at)

    def case(self) -> Tree:
        r"""value & left < right \\ … the last row may have no condition: otherwise"""
        at, value = self.at, self.expression()
        self.take(",")
        if not self.take("&") or self.peek() == r"\\" or self.peek().startswith(r"\end{"):
            return Tree("otherwise", (value,), at=at)
        left = self.expression()
        if self.peek() not in RELATIONS:
            raise self.wrong("the case has no condition", "Write value & x > 0")
        relation = RELATIONS[self.next()]
        right = self.expression()
        self.take(",")
        return Tree("case", (value, left, right), relation, at)
