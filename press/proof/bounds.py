"""Inequalities and minima, by what shows that a difference is not negative."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import mpmath

from press.proof import expressions as ex
from press.proof import walking
from press.proof.arrays import Array, scalar
from press.proof.calculus import resolve
from press.proof.context import Context
from press.proof.decision.real import DIGITS, Real, Undefined, draw
from press.proof.decision.signs import nonnegative, positive
from press.proof.dialect import Tree
from press.proof.dialect.tree import written
from press.proof.errors import MeaningError, Refuted, Undecided, Vacuous
from press.proof.judge import judge
from press.proof.meaning.evaluate import Evaluator
from press.proof.meaning.scope import Scope
from press.proof.meaning.values import valued
from press.proof.message import figure, headline, point
from press.proof.run import Case, Pair, displayed, trees
from press.proof.source import Equation
from press.proof.verdict import Verdict

Because = Callable[..., Any]
_POINTS = 400
_SIZES = 3  # at which an inequality is sampled
_TURNED = {">=": "<=", ">": "<"}


def bounded(shown: Equation, names: dict[str, Any], because: Because | None) -> Verdict:
    """Return the verdict on a display of inequalities. Raises Refuted or Undecided."""

    def claims(scope: Scope, chains: list[Tree], context: Context) -> list[Pair]:
        return [_claim(shown, pair, context, because) for pair in displayed(scope, chains, context)]

    return judge(shown, names, claims)


def sampled(shown: Equation, names: dict[str, Any]) -> Verdict:
    """Return the verdict on inequalities that only points speak for. Raises Refuted."""
    tried = []
    chains = trees(shown, names)
    for more in range(_SIZES):
        first = Case(shown, names, chains, displayed).run().sizes
        run = Case(shown, names, chains, displayed).run({name: value + more for name, value in first.items()})
        run.scope.must_be_used()
        for pair in run.pairs:
            small, large, strict = _ordered(pair)
            _search(shown, pair, small, large, strict, run.context)
        tried.append(", ".join(f"{name} = {value}" for name, value in sorted(run.sizes.items())))
    where = f", each with {'; '.join(dict.fromkeys(tried))}" if tried[0] else ""
    return Verdict(shown.label, "sampled", f"at {_POINTS} points{where}", {"points": _POINTS})


def _claim(shown: Equation, pair: Pair, context: Context, because: Because | None) -> Pair:
    """Turn an inequality into the equality that proves it: a difference is a sum of squares."""
    small, large, strict = _ordered(pair)
    _search(shown, pair, small, large, strict, context)
    if because is None:
        more = resolve([large - small])[0]
        _must_show(shown, pair, more, strict)
        return Pair("=", large - small, more, pair.entry, pair.indices)
    more = _reason(because, pair)
    _must_show(shown, pair, more, strict)
    squared = nonnegative(resolve([small])[0]) and nonnegative(resolve([large])[0])
    return Pair("=", _difference(small, large, more, squared), more, pair.entry, pair.indices)


def _difference(small: Any, large: Any, more: Any, squared: bool) -> Any:
    """Return the difference, or that of the squares where this is what was given."""
    from press.proof.decision.zero import equal

    plain = large - small
    if squared and equal(plain, more).kind != "proved":
        return large**2 - small**2
    return plain


def _ordered(pair: Pair) -> tuple[Any, Any, bool]:
    relation = _TURNED.get(pair.relation, pair.relation)
    if relation not in ("<=", "<"):
        raise MeaningError(f"the relation {pair.relation} is no inequality", "Use check(…) for an equality")
    small, large = (pair.left, pair.right) if relation == pair.relation else (pair.right, pair.left)
    return small, large, relation == "<"


def _reason(because: Because, pair: Pair) -> Any:
    found = scalar(valued(because(**dict(pair.indices))))
    if isinstance(found, Array) and pair.entry:
        found = found.entries[tuple(k - 1 for k in pair.entry)]
    if isinstance(found, Array):
        raise MeaningError("because(…) returns a table", "Return a number, or the shape of the sides")
    return resolve([ex.number(found)])[0]


def _must_show(shown: Equation, pair: Pair, more: Any, strict: bool) -> None:
    if not (positive(more) if strict else nonnegative(more)):
        sign = "positive" if strict else "not negative"
        raise Undecided(
            f"{headline(shown, pair, 'is not decided')}\n    as displayed    {shown.shown}\n"
            f"    no counterexample was found, and it does not show that {more} is {sign}\n"
            "    give because=…, the difference (or that of the squares) as a sum of squares"
        )


def _search(shown: Equation, pair: Pair, small: Any, large: Any, strict: bool, context: Context) -> None:
    """Look for a real point at which the inequality fails."""
    small, large = resolve([ex.number(small), ex.number(large)])
    for seed in range(_POINTS):
        where = draw([small, large], seed, scale=9 if seed % 2 else 40)
        try:
            a, b = Real(where)(small), Real(where)(large)
        except (Undefined, ZeroDivisionError, OverflowError, ValueError):
            continue
        if _beyond(a, b, strict):
            raise Refuted(
                f"{headline(shown, pair, 'is false')}\n    as displayed    {shown.shown}\n"
                f"    counterexample  {point(where, context.met)}\n"
                f"    gives           smaller side = {figure(a)}, larger side = {figure(b)}"
            )
        if not walking.symbols([small, large]):
            return


def _beyond(a: Any, b: Any, strict: bool) -> bool:
    """Whether a ≤ b fails, or a < b, by more than the digits can err."""
    with mpmath.workdps(DIGITS):
        slack = mpmath.mpf(10) ** (10 - DIGITS) * (1 + abs(a) + abs(b))
        return bool(a > b + slack or (strict and a >= b - slack))


def lowest(shown: Equation, names: dict[str, Any], because: Because) -> Verdict:
    """Return the verdict on a display that names the place of a minimum."""

    def claims(scope: Scope, chains: list[Tree], context: Context) -> list[Pair]:
        if len(chains) != 1 or len(chains[0].parts) != 2 or chains[0].parts[1].kind != "argmin":
            raise MeaningError("the display names no place of a minimum", r"Write \hat{w} = \argmin_{w} g(w)")
        place, wanted = chains[0].parts
        variable, body = wanted.parts
        key = scope.key(variable)
        if key is None:
            raise MeaningError(f"{written(variable)} has no declared meaning", "Declare it free", variable.at)
        there = Scope({**scope.names, key: Evaluator(scope).value(place)})
        excess = Evaluator(scope).value(body) - Evaluator(there).value(body)
        scope.used |= {key}
        return [_excess(shown, Pair("=", excess, ex.ZERO), because)]

    return judge(shown, names, claims)


def _excess(shown: Equation, pair: Pair, because: Because) -> Pair:
    more = _reason(because, pair)
    _must_show(shown, pair, more, strict=False)
    if not walking.symbols([more]):
        raise Vacuous("the excess does not depend on the variable")
    return Pair("=", pair.left, more)
