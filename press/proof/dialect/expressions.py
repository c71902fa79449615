"""Sums of terms, terms of factors: what binds how tightly."""

from __future__ import annotations

from collections.abc import Callable

from press.proof.dialect.cursor import DEEPEST, Cursor
from press.proof.dialect.tokens import Token
from press.proof.dialect.tree import Tree

_CLOSING = {"", "+", "-", ")", "]", "}", r"\}", ",", ".", ";", "&", r"\\", r"\odot", r"\rVert", r"\rvert", "/", ":",
            "=", ":=", r"\approx", r"\le", r"\ge", "<", ">", r"\ne", r"\in", r"\sim", r"\propto", r"\to",
            r"\cdot", r"\times", "^", "_", "'", r"\rangle"}  # fmt: skip


class Expressions(Cursor):
    """Reads sums; `factor` comes from the class that builds on this one."""

    def __init__(self, found: list[Token], is_function: Callable[[Tree], bool]):
        super().__init__(found)
        self.is_function = is_function

    def factor(self) -> Tree:
        raise NotImplementedError

    def expression(self) -> Tree:
        """expression = [sign] term {(+|-) term}"""
        self.depth += 1
        if self.depth > DEEPEST:
            raise self.wrong("brackets are nested too deeply", "Divide the display")
        at = self.at
        negative = self.peek() == "-"
        self.take("+", "-")
        found = self.term()
        if negative:
            found = Tree("minus", (found,), at=at)
        while True:
            self.broken_line()
            at = self.at
            if self.take("+"):
                found = Tree("add", (found, self.term()), at=at)
            elif self.take("-"):
                found = Tree("subtract", (found, self.term()), at=at)
            else:
                self.depth -= 1
                return found

    def broken_line(self) -> None:
        r"""Go over `\\ &` before a plus or a minus: the sum goes on in the next row."""
        if not self.rows:
            return
        if self.peek() == r"\\" and self.peek(1) == "&" and self.peek(2) in ("+", "-"):
            self.place += 2
        elif self.peek() == "&" and self.peek(1) in ("+", "-"):
            self.place += 1

    def term(self) -> Tree:
        r"""term = product {\odot product}"""
        found = self.product()
        while self.peek() == r"\odot":
            at = self.at
            self.next()
            found = Tree("odot", (found, self.product()), at=at)
        return found

    def product(self) -> Tree:
        r"""product = factor {[\cdot|\times] factor}, or one quotient with a slash"""
        found = self.factor()
        while True:
            at = self.at
            if self.take(r"\cdot", r"\times"):
                found = Tree("multiply", (found, self.factor()), at=at)
            elif self.take("/"):
                found = Tree("divide", (found, self.factor()), at=at)
                if self.starts() or self.peek() in ("/", r"\cdot", r"\times"):
                    raise self.wrong("after a / b another factor is ambiguous", r"Write \frac{a}{b} or brackets")
            elif self.starts():
                found = Tree("multiply", (found, self.factor()), at=at)
            else:
                return found

    def starts(self) -> bool:
        """Whether the next token begins a factor."""
        text = self.peek()
        if text in _CLOSING or text.startswith(r"\end{"):
            return False
        if text in ("|", r"\Vert"):
            return not self.bars or self.bars[-1] not in (text, "given")
        return not (self.integrals and self.differential())

    def differential(self) -> bool:
        r"""Whether `dx` or `\mathrm{d}x` comes next: the end of an integral."""
        if self.peek() == "d" and (self.peek(1).isalpha() or self.peek(1).startswith("\\")):
            return True
        return [self.peek(k) for k in range(4)] == [r"\mathrm", "{", "d", "}"]
