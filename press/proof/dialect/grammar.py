"""Displays: statements, each a chain of expressions and relations."""

from __future__ import annotations

from collections.abc import Callable

from press.proof.dialect.sets import Sets
from press.proof.dialect.tokens import tokens
from press.proof.dialect.tree import Tree
from press.proof.errors import DialectError

RELATIONS = {"=": "=", ":=": ":=", r"\approx": "~", r"\le": "<=", r"\ge": ">=", "<": "<", ">": ">",
             r"\ne": "!=", r"\in": "in", r"\sim": "distributed", r"\propto": "proportional"}  # fmt: skip
SHOWN = {meaning: written for written, meaning in RELATIONS.items()}
_ROWS = ("aligned", "split", "gathered", "align", "align*")


def parse(tex: str, is_function: Callable[[Tree], bool], macros: dict[str, str] | None = None) -> list[Tree]:
    r"""Return the chains of a display.

    `is_function` tells whether a name stands for a function, so that `f(x)` is its value and
    `a(b + c)` a product. Raises DialectError for whatever is not in the dialect.
    """
    reader = Reader(tokens(tex, macros or {}), is_function)
    try:
        chains = reader.display()
    except RecursionError:
        raise DialectError("brackets are nested too deeply", "Divide the display") from None
    if not chains:
        raise DialectError("the display is empty", "Write an equation")
    return chains


class Reader(Sets):
    """Reads statements; expressions and factors are the parents' business."""

    def display(self) -> list[Tree]:
        rows = self.peek().startswith(r"\begin{") and self.peek()[7:-1] in _ROWS
        if rows:
            self.next()
        self.rows = rows
        chains: list[Tree] = []
        while self.peek() and not self.peek().startswith(r"\end{"):
            if self.take(",", ";", r"\\"):
                continue
            if self.peek() == "&" and self.relation_at(1) is None:
                self.next()
                continue
            chain = self.chain(chains[-1] if chains else None)
            if chains and not chains[-1].relations and chain.parts[0] is chains[-1].parts[-1]:
                chains.pop()  # it goes on in this row, with its first relation
            chains.append(chain)
        if rows:
            if not self.peek().startswith(r"\end{"):
                raise self.wrong("the rows are not closed")
            self.next()
        self.take(".", ",")
        if self.peek():
            raise self.unexpected()
        lonely = next((chain for chain in chains if not chain.relations), None)
        if lonely and len(chains) > 1:
            raise DialectError("a part of the display holds no relation", "Nothing would be claimed by it", lonely.at)
        return chains

    def relation_at(self, ahead: int = 0) -> str | None:
        return RELATIONS.get(self.peek(ahead))

    def chain(self, before: Tree | None) -> Tree:
        """Read sides and relations; a row that begins with a relation continues the last chain."""
        at = self.at
        continued = before is not None and (self.relation_at() or (self.peek() == "&" and self.relation_at(1)))
        sides = [before.parts[-1]] if continued and before else [self.expression()]
        relations: list[str] = []
        while True:
            if self.peek() == "&" and self.relation_at(1):
                self.next()
            relation = self.relation_at()
            if relation is None:
                break
            self.next()
            self.take("&")
            relations.append(relation)
            sides.append(self.set() if relation == "in" else self.expression())
        self.take(".")
        if self.peek() not in ("", ",", ";", r"\\", "&") and not self.peek().startswith(r"\end{"):
            raise self.unexpected()
        return Tree("chain", tuple(sides), " ".join(relations), at)

    def unexpected(self) -> DialectError:
        seen = self.peek()
        before = " ".join(t.text for t in self.found[max(0, self.place - 6) : self.place])
        return self.wrong(f"{seen!r} after {before!r} is not understood")
