"""Walking over tokens: what comes next, what must come, errors with their place."""

from __future__ import annotations

from press.proof.dialect.tokens import Token
from press.proof.errors import DialectError

DEEPEST = 60  # brackets inside each other


class Cursor:
    """A position in the tokens. `is_function` tells which names are functions here."""

    def __init__(self, found: list[Token]):
        self.found, self.place, self.depth = found, 0, 0
        self.bars: list[str] = []  # the bars and norms that are open
        self.integrals = 0
        self.rows = False  # of an aligned display

    def peek(self, ahead: int = 0) -> str:
        here = self.place + ahead
        return self.found[here].text if here < len(self.found) else ""

    @property
    def at(self) -> int:
        if self.place < len(self.found):
            return self.found[self.place].at
        return self.found[-1].at + len(self.found[-1].text) if self.found else 0

    def next(self) -> str:
        self.place += 1
        return self.found[self.place - 1].text

    def take(self, *texts: str) -> bool:
        """Go over the next token if it is one of these."""
        if self.peek() in texts and self.peek():
            self.place += 1
            return True
        return False

    def need(self, text: str, why: str = "") -> None:
        if not self.take(text):
            seen = f"{self.peek()!r} stands" if self.peek() else "the formula ends"
            raise self.wrong(f"{seen} where {text!r} must{' ' + why if why else ''}")

    def wrong(self, message: str, hint: str = "") -> DialectError:
        return DialectError(message, hint, self.at)

    def group(self) -> list[Token]:
        """Return the tokens of a group in braces, or the one token that stands for it."""
        if not self.peek():
            raise self.wrong("the formula ends where an argument must stand")
        if not self.take("{"):
            text = self.peek()
            if len(text) > 1 and text[0].isdigit():
                raise self.wrong(f"{text} without braces", f"Write {{{text}}}")
            self.place += 1
            return [self.found[self.place - 1]]
        depth, start = 1, self.place
        while depth:
            if not self.peek():
                raise self.wrong("a brace is not closed")
            text = self.next()
            depth += (text == "{") - (text == "}")
        return self.found[start : self.place - 1]
