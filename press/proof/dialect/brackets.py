"""Brackets, norms and roots."""

from __future__ import annotations

from press.proof.dialect.operators import Operators
from press.proof.dialect.tree import Tree
from press.proof.errors import DialectError

OPEN = {"(": ")", "[": "]", r"\{": r"\}", r"\langle": r"\rangle"}


class Brackets(Operators):
    """Reads what stands between two signs."""

    def bracket(self) -> Tree:
        close = OPEN[self.next()]
        if close == r"\rangle":
            raise self.wrong("angle brackets are not in the dialect", r"Write \mathbf{u}^\top \mathbf{v}")
        self.bars.append("(")
        inner = self.expression()
        self.bars.pop()
        self.need(close, "to close a bracket")
        return inner

    def norm(self) -> Tree:
        at, opening = self.at, self.next()
        close = {r"\lVert": r"\rVert", r"\lvert": r"\rvert"}.get(opening, opening)
        self.bars.append(close)
        inner = self.expression()
        self.bars.pop()
        self.need(close, "to close a norm")
        if close in ("|", r"\rvert"):
            return Tree("absolute", (inner,), at=at)
        which = "2"
        if self.take("_"):
            which = "".join(t.text for t in self.group())
        if which not in ("1", "2", "F"):
            raise DialectError(f"the norm with index {which} is not in the dialect", "Write 1, 2 or F", at)
        return Tree("norm", (inner,), which, at)

    def root(self) -> Tree:
        at = self.at
        self.next()
        if self.peek() == "[":
            raise self.wrong("a root with a degree is not in the dialect", "Write a power with a fraction")
        return Tree("root", (self.inside(self.group()),), at=at)
