"""Operators with a reach: sums, products, extremes, expectations, the arguments of functions."""

from __future__ import annotations

from press.proof.dialect.derivatives import Derivatives
from press.proof.dialect.environments import RELATIONS
from press.proof.dialect.names import OPERATORS
from press.proof.dialect.tokens import Token
from press.proof.dialect.tree import Tree, written
from press.proof.errors import DialectError

_FROM = ((r"\ne", "not"), ("<", "below"), (">", "above"), (r"\le", "upto"), (r"\ge", "from"), (r"\in", "in"))


class Operators(Derivatives):
    """Reads operators; their bodies reach to the next plus or minus."""

    def big(self, kind: str) -> Tree:
        r"""\sum_{i=1}^{n}, \sum_{i}, \sum_{i,j}, \sum_{j \ne i}, \sum_{j : d_j > 0}: index, limits, body."""
        at = self.at
        self.next()
        below, above = self.limits()
        if not below:
            raise DialectError(f"the {kind} has no index", r"Write \sum_{i=1}^{n}", at)
        scope = self.scope(below, above, at)
        return Tree(kind, (*scope.parts, self.term()), scope.text, at)

    def scope(self, below: list[Token], above: list[Token], at: int) -> Tree:
        """Return the range of an index: parts are its limits; text its name and kind."""
        texts = [t.text for t in below]
        if ":" in texts:
            cut = texts.index(":")
            return Tree("scope", (self.condition(below[cut + 1 :]),), f"{self._index(below[:cut], at)} such", at)
        if "=" in texts:
            cut = texts.index("=")
            if not above:
                raise DialectError("a sum with a first value needs a last one", r"Write \sum_{i=1}^{n}", at)
            return Tree("scope", (self.inside(below[cut + 1 :]), self.inside(above)), self._index(below[:cut], at), at)
        for sign, kind in _FROM:
            if sign in texts:
                cut = texts.index(sign)
                return Tree("scope", (self.inside(below[cut + 1 :]),), f"{self._index(below[:cut], at)} {kind}", at)
        if above:
            raise DialectError("an upper limit without a first value", r"Write \sum_{i=1}^{n}", at)
        names = [t.text for t in below if t.text != ","]
        return Tree("scope", (), " ".join([*names, "all"]), at)

    def condition(self, tokens: list[Token]) -> Tree:
        """Read the relation that an index must satisfy."""
        reader = type(self)(tokens, self.is_function)
        found = reader.event()
        if found.kind != "relation" or reader.peek():
            raise self.wrong("after the colon no relation stands", r"Write \sum_{j : d_j > 0}")
        return found

    def _index(self, tokens: list[Token], at: int) -> str:
        if len(tokens) != 1:
            raise DialectError("the index of a sum must be one letter", "", at)
        return tokens[0].text

    def extreme(self) -> Tree:
        r"""\max_{k} …, \min_{i} …"""
        at, kind = self.at, self.next()[1:]
        below, above = self.limits()
        scope = self.scope(below, above, at)
        return Tree(kind + "imum", (*scope.parts, self.term()), scope.text, at)

    def arg(self) -> bool:
        return [self.peek(k) for k in range(2, 5)] == ["a", "r", "g"]

    def arg_extreme(self) -> Tree:
        at = self.at
        self.next()
        kind = "".join(t.text for t in self.group())
        if kind not in ("argmin", "argmax"):
            raise DialectError(f"{kind} is not in the dialect", r"Write \argmin or \operatorname*{arg\,max}", at)
        below, _ = self.limits()
        if not below:
            raise DialectError(f"{kind} has no variable", r"Write \argmin_{\mathbf{w}}", at)
        return Tree(kind, (self.inside(below), self.expression()), at=at)  # all that follows

    def arguments(self) -> list[Tree]:
        """Read the arguments of a function, in brackets, between commas, semicolons or bars."""
        close = {"(": ")", "[": "]", r"\{": r"\}"}[self.next()]
        self.bars.append("given")
        found = [self.expression()]
        while self.take(",", ";", "|", r"\Vert"):
            found.append(self.expression())
        self.bars.pop()
        self.need(close, "to close the arguments")
        return found

    def operator(self, name: Tree) -> Tree:
        r"""\E[…], \Var[…], \Cov[…, …], \Pr[…]: of what, and given what."""
        if self.peek() not in ("(", "[", r"\{"):
            raise self.wrong(f"{written(name)} needs brackets", r"Write \E[…]")
        close = {"(": ")", "[": "]", r"\{": r"\}"}[self.next()]
        self.bars.append("given")
        found = [self.event()]
        while self.take(","):
            found.append(self.event())
        kind = OPERATORS[written(name)]
        given: list[Tree] = []
        while self.take("," if given else "|"):
            given.append(self.event())
            if given[-1].kind != "relation":
                raise self.wrong("after the bar no event stands", r"Write \E[x \mid y = 1], or declare a function")
        self.bars.pop()
        self.need(close, "to close the operator")
        whole = Tree("operator", tuple(found), kind, name.at)
        return Tree("conditional", (whole, *given), kind, name.at) if given else whole

    def event(self) -> Tree:
        """Read an expression, or a relation between two."""
        at, left = self.at, self.expression()
        if self.peek() not in RELATIONS:
            return left
        relation = RELATIONS[self.next()]
        return Tree("relation", (left, self.expression()), relation, at)

    def indicator(self, name: Tree) -> Tree:
        r"""\mathbf{1}[i = j]"""
        self.need("[")
        left = self.expression()
        if self.peek() not in RELATIONS:
            raise self.wrong("the indicator holds no relation", r"Write \mathbf{1}[i = j]")
        relation = RELATIONS[self.next()]
        right = self.expression()
        self.need("]", "to close the indicator")
        return Tree("indicator", (left, right), relation, name.at)
