"""One inequality between two numbers, turned into the equalities that prove it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from press.proof import expressions as ex
from press.proof.arrays import Array, scalar
from press.proof.calculus import resolve
from press.proof.compare import Pair
from press.proof.convex import direction, touching
from press.proof.decision.signs import nonnegative, positive
from press.proof.decision.simplify import rewritten
from press.proof.decision.zero import equal
from press.proof.dialect.grammar import SHOWN
from press.proof.errors import MeaningError, Undecided
from press.proof.expressions import Expression
from press.proof.meaning.scope import Scope
from press.proof.meaning.values import valued
from press.proof.message import headline
from press.proof.source import Equation

Because = Callable[..., Any]
_TURNED = {">=": "<=", ">": "<"}


def ordered(pair: Pair) -> tuple[Any, Any, bool]:
    if pair.relation == "!=":  # the square of the difference is positive
        return ex.ZERO, (pair.left - pair.right) ** 2, True
    relation = _TURNED.get(pair.relation, pair.relation)
    if relation not in ("<=", "<"):
        raise MeaningError(f"the relation {SHOWN[pair.relation]} is no inequality", "Use check(…) for an equality")
    small, large = (pair.left, pair.right) if relation == pair.relation else (pair.right, pair.left)
    return small, large, relation == "<"


@dataclass(frozen=True)
class Inequality:
    """One inequality between two numbers, to be turned into the equality that proves it."""

    shown: Equation
    pair: Pair
    small: Any
    large: Any
    strict: bool

    def by_difference(self, because: Because | None) -> Pair:
        """The difference is what shows that it is not negative: a sum of squares, a quotient of such."""
        if because is None:
            more = self._written_so(resolve([self.large - self.small])[0])
            return self._equal(self.large - self.small, more)
        more = _reason(because, dict(self.pair.indices), self.pair)
        self._must_show(more)
        if self.pair.relation == "!=" and (either := self._apart(more)) is not None:
            return either
        squared = nonnegative(resolve([self.small])[0]) and nonnegative(resolve([self.large])[0])
        return self._equal(_difference(self.small, self.large, more, squared), more)

    def _apart(self, more: Expression) -> Pair | None:
        """Two sides differ where their difference, one way or the other, is what shows that it is positive."""
        for difference in (self.pair.left - self.pair.right, self.pair.right - self.pair.left):
            if equal(difference, more).kind == "proved":
                return self._equal(difference, more)
        return None

    def by_convexity(self, scope: Scope, at: dict[str, Any], because: Because | None) -> list[Pair]:
        """The difference is convex and touches zero; `because` is called with a direction."""
        if self.strict:
            raise MeaningError("where the sides touch they are equal", r"Write \le")
        variable = scalar(valued(scope.names.get(next(iter(at)))))
        along = direction(len(variable) if isinstance(variable, Array) else 1, variable)

        def curved(second: Expression) -> Expression:
            if because is None:
                return self._written_so(second)
            more: Expression = _reason(because, {"u": along}, self.pair)
            self._must_show(more)
            return more

        pairs = touching(self.large - self.small, scope, at, curved)
        return [self._equal(left, right) for left, right in pairs]

    def _equal(self, left: Any, right: Any) -> Pair:
        return Pair("=", left, right, self.pair.entry, self.pair.indices)

    def _written_so(self, more: Expression) -> Expression:
        """Return the expression written so that its sign shows, where that is found."""
        shows = positive if self.strict else nonnegative
        found = next((each for each in rewritten(more) if shows(each)), None)
        if found is None:
            self._must_show(more)
        return found or more

    def _must_show(self, more: Expression) -> None:
        if not (positive(more) if self.strict else nonnegative(more)):
            sign = "positive" if self.strict else "not negative"
            raise Undecided(
                f"{headline(self.shown, self.pair, 'is not decided')}\n    as displayed    {self.shown.shown}\n"
                f"    no counterexample was found, and it does not show that {more} is {sign}\n"
                "    give because=…, the difference (or that of the squares) as a sum of squares"
            )


def _difference(small: Any, large: Any, more: Any, squared: bool) -> Any:
    """Return the difference, or that of the squares where this is what was given."""
    plain = large - small
    if squared and equal(plain, more).kind != "proved":
        return large**2 - small**2
    return plain


def _reason(because: Because, given: dict[str, Any], pair: Pair) -> Any:
    found = scalar(valued(because(**given)))
    if isinstance(found, Array) and pair.entry:
        found = found.entries[tuple(k - 1 for k in pair.entry)]
    if isinstance(found, Array):
        raise MeaningError("because(…) returns a table", "Return a number, or the shape of the sides")
    return resolve([ex.number(found)])[0]
