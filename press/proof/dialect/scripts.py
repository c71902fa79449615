"""Subscripts and superscripts: indices, layers, iterates, transposes, powers."""

from __future__ import annotations

from press.proof.dialect.expressions import Expressions
from press.proof.dialect.names import GREEK
from press.proof.dialect.tokens import Token
from press.proof.dialect.tree import Tree


class Scripts(Expressions):
    """Reads what stands below and above."""

    def inside(self, tokens: list[Token]) -> Tree:
        """Read tokens as one whole expression."""
        reader = type(self)(tokens, self.is_function)
        reader.depth, reader.integrals = self.depth, 0
        if not tokens:
            raise self.wrong("an empty group {}")
        found = reader.expression()
        if reader.peek():
            raise reader.wrong(f"{reader.peek()!r} is not understood here")
        return found

    def subscript(self, base: Tree, at: int) -> Tree:
        tokens = self.group()
        texts = [t.text for t in tokens]
        raw = "".join(texts)
        if texts and texts[0] == r"\cdot":
            return Tree("column", (base, self.inside(tokens[1:])), raw, at)
        if any(t in (r"\mathrm", r"\text") for t in texts):
            return Tree("sub", (base,), raw, at)  # a word: part of the name
        return Tree("sub", (base, *(self.inside(part) for part in self._split(tokens))), raw, at)

    def _split(self, tokens: list[Token]) -> list[list[Token]]:
        """Divide `ij` and `i,j` into two indices; `i+1` is one."""
        if any(t.text == "," for t in tokens):
            parts: list[list[Token]] = [[]]
            for token in tokens:
                if token.text == ",":
                    parts.append([])
                else:
                    parts[-1].append(token)
            return parts
        if len(tokens) > 1 and all(t.text in GREEK or t.text.isalnum() for t in tokens):
            return [[t] for t in tokens]
        if len(tokens) == 1 and tokens[0].text.isdigit() and len(tokens[0].text) > 1:
            text = tokens[0].text
            raise self.wrong(f"the index {text} is ambiguous", f"Write {','.join(text)}, or name the number")
        return [tokens]

    def superscript(self, base: Tree, at: int) -> Tree:
        tokens = self.group()
        texts = [t.text for t in tokens]
        if texts and texts[0] in ("(", "[") and base.kind != "call":
            close = {"(": ")", "[": "]"}[texts[0]]
            if close not in texts:
                raise self.wrong(f"{texts[0]!r} is not closed in a superscript")
            end = texts.index(close)
            if end == len(texts) - 1 or texts[end + 1 :] in ([r"\top"], [r"\star"]):
                kind = "layer" if close == ")" else "iterate"
                found = Tree(kind, (base, self.inside(tokens[1:end])), at=at)
                rest = texts[end + 1 :]
                return Tree("transpose" if rest == [r"\top"] else "star", (found,), at=at) if rest else found
        if texts == [r"\top"]:
            return Tree("transpose", (base,), at=at)
        if texts in (["-", r"\top"], [r"\top", "-", "1"]):
            return Tree("transpose", (Tree("power", (base, Tree("minus", (Tree("number", (), "1"),))), at=at),), at=at)
        if texts in (["T"], [r"\intercal"]):
            raise self.wrong("T as a superscript is a power", r"Write \top for the transpose")
        if texts in ([r"\star"], [r"\pm"]):
            return Tree(texts[0][1:], (base,), at=at)
        if texts and texts[-1] == r"\top":
            return Tree("transpose", (self.superscript_of(base, tokens[:-1], at),), at=at)
        return self.superscript_of(base, tokens, at)

    def superscript_of(self, base: Tree, tokens: list[Token], at: int) -> Tree:
        if tokens and tokens[0].text == r"\star" and len(tokens) > 1:
            return Tree("power", (Tree("star", (base,), at=at), self.inside(tokens[1:])), at=at)
        return Tree("power", (base, self.inside(tokens)), at=at)
