"""Inequalities, by what shows that a difference is not negative."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import mpmath

from press.proof import expressions as ex
from press.proof import walking
from press.proof.calculus import resolve
from press.proof.compare import Pair
from press.proof.context import Context
from press.proof.decision.real import DIGITS, Real, Undefined, draw
from press.proof.decision.search import steep
from press.proof.dialect import Tree
from press.proof.errors import MeaningError, Refuted, Undecided
from press.proof.inequality import Because, Inequality, ordered
from press.proof.judge import judge
from press.proof.meaning.scope import Scope
from press.proof.message import figure, headline, point
from press.proof.run import Case, displayed, trees
from press.proof.settle import settle
from press.proof.source import Equation
from press.proof.verdict import Verdict

_POINTS = 400
_SCALES, _NEAR = (9, 40, 9, 40, 300, 30_000), (9, 40, 9, 40, 100)  # tenths; near, where digits would be lost
_SIZES = 3  # at which an inequality is sampled


@dataclass(frozen=True)
class Reasons:
    """What a proof cell gives for the inequalities of a display, link by link."""

    because: Because | tuple[Because | None, ...] | None = None
    touching: dict[str, Any] | None = None

    def must_be(self, count: int) -> None:
        """Refuse more reasons than inequalities, or fewer."""
        if isinstance(self.because, tuple) and len(self.because) != count:
            raise MeaningError(f"because=… holds {len(self.because)} reasons", "Give one for each inequality")

    def of(self, place: int) -> Because | None:
        """Return what is given for one of the inequalities, counted from 0."""
        return self.because[place] if isinstance(self.because, tuple) else self.because


def bounded(shown: Equation, names: dict[str, Any], reasons: Reasons) -> Verdict:
    """Return the verdict on a display of inequalities, and equalities among them. Raises Refuted or Undecided."""

    def claims(scope: Scope, chains: list[Tree], context: Context) -> list[Pair]:
        pairs = displayed(scope, chains, context)
        links = sorted({pair.link for pair in pairs if not _equality(pair)})
        if not links:
            raise MeaningError("the display holds no inequality", "Use check(…)")
        found: list[Pair] = []
        reasons.must_be(len(links))
        for pair in pairs:
            if _equality(pair):
                found.append(pair)
                continue
            small, large, strict = ordered(pair)
            _search(shown, pair, small, large, strict, context)
            claim = Inequality(shown, pair, small, large, strict)
            if reasons.touching is not None:
                found += claim.by_convexity(scope, reasons.touching, reasons.of(0))
            else:
                found.append(claim.by_difference(reasons.of(links.index(pair.link))))
        return found

    return judge(shown, names, claims)


def sampled(shown: Equation, names: dict[str, Any]) -> Verdict:
    """Return the verdict on inequalities that only points speak for. Raises Refuted."""
    tried, met = [], [_POINTS]
    chains = trees(shown, names)
    for more in range(_SIZES):
        first = Case(shown, names, chains, displayed).run().sizes
        run = Case(shown, names, chains, displayed).run({name: value + more for name, value in first.items()})
        run.scope.must_be_used()
        for pair in run.pairs:
            if _equality(pair):
                settle(shown, pair, run)
            else:
                met.append(_search(shown, pair, *ordered(pair), run.context))
        tried.append(", ".join(f"{name} = {value}" for name, value in sorted(run.sizes.items())))
    where = f", each with {'; '.join(dict.fromkeys(tried))}" if tried[0] else ""
    return Verdict(shown.label, "sampled", f"at {min(met)} points{where}", {"points": min(met)})


def _equality(pair: Pair) -> bool:
    return pair.relation in ("=", ":=")


def _search(shown: Equation, pair: Pair, small: Any, large: Any, strict: bool, context: Context) -> int:
    """Look for a real point at which the inequality fails; return at how many it held."""
    small, large = resolve([ex.number(small), ex.number(large)])
    met, scales = 0, _NEAR if steep([small, large]) else _SCALES
    for seed in range(_POINTS):
        where = draw([small, large], seed, scale=scales[seed % len(scales)])
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
        met += 1
        if not walking.symbols([small, large]):
            return met
    if not met:
        raise Undecided(
            f"{headline(shown, pair, 'has no value')} at any point that was tried: is an assumption missing"
        )
    return met


def _beyond(a: Any, b: Any, strict: bool) -> bool:
    """Whether a ≤ b fails, or a < b, by more than the digits can err."""
    with mpmath.workdps(DIGITS):
        slack = mpmath.mpf(10) ** (10 - DIGITS) * (1 + abs(a) + abs(b))
        return bool(a > b + slack or (strict and a >= b - slack))
