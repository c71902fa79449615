"""Factors: numbers, names with what hangs on them, brackets, functions."""

from __future__ import annotations

from press.proof.dialect.brackets import OPEN, Brackets
from press.proof.dialect.names import ACCENTS, FUNCTIONS, GREEK, OPERATORS, STYLES
from press.proof.dialect.tree import Tree, written

_BIG = {r"\sum": "sum", r"\prod": "product"}
_NOT_YET = {r"\iint", r"\oint", r"\bigcup", r"\bigcap", r"\otimes", r"\oplus"}


class Factors(Brackets):
    """Reads one factor; sums, integrals and derivatives come from the parent."""

    def factor(self) -> Tree:
        text = self.peek()
        if text in _BIG:
            return self.big(_BIG[text])
        if text in (r"\max", r"\min") and self.peek(1) == "_":
            return self.extreme()
        if text in (r"\operatorname*", r"\operatorname") and self.arg():
            return self.arg_extreme()
        if text == r"\lim":
            return self.limit()
        if text == r"\int":
            return self.integral()
        if text == r"\nabla":
            return self.gradient()
        if text == r"\frac" and self.is_derivative():
            return self.leibniz()
        return self.postfix(self.base())

    def base(self) -> Tree:
        at, text = self.at, self.peek()
        if text and text[0].isdigit():
            return Tree("number", (), self.next(), at)
        if text in OPEN:
            return self.bracket()
        if text == "{":
            return self.inside(self.group())
        if text in (r"\lVert", r"\Vert", r"\lvert", "|"):
            return self.norm()
        if text == r"\frac":
            self.next()
            above, below = self.group(), self.group()
            return Tree("divide", (self.inside(above), self.inside(below)), at=at)
        if text == r"\sqrt":
            return self.root()
        if text.startswith(r"\begin{"):
            return self.environment()
        if text == r"\infty":
            self.next()
            return Tree("infinity", at=at)
        return self.name()

    def name(self) -> Tree:
        at, text = self.at, self.peek()
        if text == r"\Delta" and self.named(1):
            self.next()
            return Tree("name", (), rf"\Delta {self.name().text}", at)  # a change: one name with what changes
        if text in STYLES or text in ACCENTS:
            return Tree("name", (), self.styled(), at)
        if (text.isalpha() and len(text) == 1) or text in GREEK or text in FUNCTIONS or text in OPERATORS:
            return Tree("name", (), self.next(), at)
        if text in _NOT_YET:
            raise self.wrong(f"{text} is not in the dialect")
        seen = f"{text!r} is not in the dialect" if text else "the formula ends where something must follow"
        raise self.wrong(seen)

    def named(self, ahead: int) -> bool:
        text = self.peek(ahead)
        return text in STYLES or text in ACCENTS or text in GREEK or (text.isalpha() and len(text) == 1)

    def styled(self) -> str:
        r"""Return a letter with its style and accents, braces always written: `\hat{\mathbf{y}}`."""
        command = self.next()
        if command == r"\widehat":
            command = r"\hat"
        if command == r"\widetilde":
            command = r"\tilde"
        start, tokens = self.place, self.group()
        after, self.place = self.place, start
        self.take("{")
        nested = self.peek() in STYLES or self.peek() in ACCENTS
        inner = self.styled() if nested else "".join(t.text for t in tokens)
        self.place = after
        return f"{command}{{{inner}}}"

    def postfix(self, found: Tree) -> Tree:
        """Read subscripts, superscripts, primes; then the argument if it is a function."""
        while self.peek() in ("_", "^", "'"):
            at = self.at
            if self.take("'"):
                count = 1
                while self.take("'"):
                    count += 1
                found = Tree("prime", (found,), str(count), at)
            elif self.take("_"):
                found = self.subscript(found, at)
            else:
                self.next()
                if self.function(found) and self.peek() == "{" and self.peek(1) == "-":
                    raise self.wrong("a negative power of a function is ambiguous", "Write 1 over it, or a name")
                found = self.superscript(found, at)
        return self.called(found)

    def function(self, tree: Tree) -> bool:
        return written(tree) in FUNCTIONS or (
            tree.kind in ("name", "sub", "prime", "star", "layer") and self.is_function(tree)
        )

    def called(self, found: Tree) -> Tree:
        r"""Read the argument of a function: in brackets, or one factor for those like \log."""
        power = None
        if found.kind == "power" and self.function(found.parts[0]):
            found, power = found.parts  # \cos^2 x is (\cos x)^2
        if written(found) in OPERATORS:
            return self.postfix_value(self.operator(found))
        if found.kind == "name" and found.text == r"\mathbf{1}" and self.peek() == "[":
            return self.indicator(found)
        if not self.function(found):
            return found
        if self.peek() in ("(", "[", r"\{"):
            result = Tree("call", (found, *self.arguments()), at=found.at)
            power_follows = self.peek() in ("^", "_")
            result = self.postfix_value(result) if power_follows else result
        elif written(found) in FUNCTIONS and self.starts():
            result = Tree("call", (found, self.factor()), at=found.at)
            if self.starts() and self.peek() not in FUNCTIONS:
                raise self.wrong(f"how far the argument of {written(found)} reaches is ambiguous", "Put it in brackets")
        else:
            return found
        return Tree("power", (result, power), at=found.at) if power else result

    def postfix_value(self, found: Tree) -> Tree:
        """Read what hangs on a value, such as f(x)^2 or f(x)_k."""
        while self.peek() in ("_", "^"):
            at = self.at
            found = self.subscript(found, at) if self.take("_") else (self.next(), self.superscript(found, at))[1]
        return found
