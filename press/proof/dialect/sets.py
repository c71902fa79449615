"""Sets: what stands to the right of \\in."""

from __future__ import annotations

from press.proof.dialect.factors import Factors
from press.proof.dialect.tree import Tree

_SPACES = {r"\mathbb{R}", r"\mathbb{N}", r"\mathbb{Z}"}


class Sets(Factors):
    r"""Reads \{0, 1\}, intervals such as (0, 1] and [0, \infty), \mathbb{R}, \mathbb{R}^{n \times p}."""

    def set(self) -> Tree:
        at, opening = self.at, self.peek()
        if opening == r"\{":
            return self.members()
        if opening in ("(", "["):
            return self.interval()
        name = self.styled() if opening == r"\mathbb" else opening
        if name not in _SPACES:
            raise self.wrong(f"{name!r} is no set", r"Write \{0, 1\}, an interval [0, 1], or \mathbb{R}^{n}")
        sizes: list[Tree] = []
        if self.take("^"):
            tokens = self.group()
            cuts = [k for k, token in enumerate(tokens) if token.text == r"\times"]
            parts = [tokens[: cuts[0]], tokens[cuts[0] + 1 :]] if cuts else [tokens]
            sizes = [self.inside(part) for part in parts]
        return Tree("space", tuple(sizes), name, at)

    def members(self) -> Tree:
        at = self.at
        self.next()
        found = [self.expression()]
        while self.take(","):
            found.append(self.expression())
        self.need(r"\}", "to close the set")
        return Tree("set", tuple(found), "", at)

    def interval(self) -> Tree:
        at, opening = self.at, self.next()
        first = self.expression()
        self.need(",", "between the ends of an interval")
        last = self.expression()
        if self.peek() not in (")", "]"):
            raise self.wrong("the interval is not closed", "Write [0, 1], (0, 1) or (0, 1]")
        return Tree("interval", (first, last), opening + self.next(), at)
