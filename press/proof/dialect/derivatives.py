"""Gradients, derivatives, limits and integrals."""

from __future__ import annotations

from press.proof.dialect.environments import Environments
from press.proof.dialect.tokens import Token
from press.proof.dialect.tree import Tree
from press.proof.errors import DialectError


class Derivatives(Environments):
    """Reads what differentiates, integrates, or goes to a limit."""

    def limits(self) -> tuple[list[Token], list[Token]]:
        below: list[Token] = []
        above: list[Token] = []
        while self.peek() in ("_", "^"):
            if self.next() == "_":
                below = self.group()
            else:
                above = self.group()
        return below, above

    def limit(self) -> Tree:
        at = self.at
        self.next()
        below, _ = self.limits()
        texts = [t.text for t in below]
        if r"\to" not in texts:
            raise DialectError("the limit has no arrow", r"Write \lim_{h \to 0}", at)
        cut = texts.index(r"\to")
        return Tree("limit", (self.inside(below[:cut]), self.inside(below[cut + 1 :]), self.term()), at=at)

    def integral(self) -> Tree:
        at = self.at
        self.next()
        below, above = self.limits()
        if bool(below) != bool(above):
            raise DialectError("the integral has one limit only", "Write both, or none", at)
        self.integrals += 1
        body = self.expression()
        self.integrals -= 1
        if not self.differential():
            raise self.wrong("the integral does not end", r"Write \, dx")
        self.next()
        if self.peek() == "{":
            self.group()
        variable = self.factor()
        ends = (self.inside(below), self.inside(above)) if below else ()
        return Tree("integral", (variable, body, *ends), at=at)

    def gradient(self) -> Tree:
        r"""\nabla g(\mathbf{w}), \nabla^2 g(\mathbf{w}), \nabla_{\mathbf{a}} \ell"""
        at = self.at
        self.next()
        below, above = self.limits()
        order = "".join(t.text for t in above) or "1"
        if order not in ("1", "2"):
            raise DialectError(f"the gradient to the power {order}", r"Write \nabla or \nabla^2", at)
        body = self.factor()
        turned = body.kind == "transpose"  # \nabla g^\top: the gradient's, as a number has none
        parts = (body.parts[0] if turned else body, *((self.inside(below),) if below else ()))
        found = Tree("gradient", parts, order, at)
        return Tree("transpose", (found,), at=at) if turned else found

    def is_derivative(self) -> bool:
        r"""Whether a fraction is \partial over \partial, or d over dx."""
        here = self.place
        self.next()
        self.group()
        below = [t.text for t in self.group()]
        self.place = here
        return (
            below[:1] == [r"\partial"]
            or (below[:1] == ["d"] and len(below) > 1 and below[1] not in ("_", "^"))
            or below[:4] == [r"\mathrm", "{", "d", "}"]
        )

    def leibniz(self) -> Tree:
        r"""\frac{\partial^2 g}{\partial x \partial y}, \frac{d}{dx} (…): body, then variables."""
        at = self.at
        self.next()
        above, below = self.group(), self.group()
        sign = [t.text for t in below[:4]] if below[0].text == r"\mathrm" else [below[0].text]
        order, body = self._numerator(above, sign, at)
        variables = self._variables(below, sign, order, at)
        inner = self.inside(body) if body else self.factor()
        return Tree("derivative", (inner, *variables), at=at)

    def _numerator(self, above: list[Token], sign: list[str], at: int) -> tuple[int, list[Token]]:
        if [t.text for t in above[: len(sign)]] != sign:
            raise DialectError("the derivative has other signs above and below", "", at)
        rest, order = above[len(sign) :], 1
        if rest and rest[0].text == "^":
            braces = len(rest) > 1 and rest[1].text == "{"
            text = rest[2].text if braces else rest[1].text
            if not text.isdigit():
                raise DialectError(f"a derivative of order {text}", "The order must be a number", at)
            order, rest = int(text), rest[4:] if braces else rest[2:]
        return order, rest

    def _variables(self, below: list[Token], sign: list[str], order: int, at: int) -> list[Tree]:
        pieces: list[list[Token]] = []
        here = 0
        while here < len(below):
            if [t.text for t in below[here : here + len(sign)]] == sign:
                pieces.append([])
                here += len(sign)
            elif not pieces:
                raise DialectError("the derivative has no variable", "", at)
            else:
                pieces[-1].append(below[here])
                here += 1
        found: list[Tree] = []
        for piece in pieces:
            times = 1
            if (
                len(pieces) == 1
                and order > 1
                and len(piece) > 2
                and piece[-2].text == "^"
                and piece[-1].text == str(order)
            ):
                piece, times = piece[:-2], order
            found += [self.inside(piece)] * times
        if len(found) != order:
            raise DialectError(f"a derivative of order {order} by {len(found)} variables", "", at)
        return found
