"""Judging an equation: decide it at the given sizes, then look for an argument for all."""

from __future__ import annotations

import itertools
from dataclasses import replace
from typing import Any

from press.proof.algebra import text
from press.proof.calculus import resolve
from press.proof.dialect import Tree
from press.proof.errors import Vacuous
from press.proof.forall import entries, for_all_sizes
from press.proof.run import Case, Claims, Run, displayed, trees
from press.proof.settle import settle
from press.proof.source import Equation
from press.proof.verdict import Verdict


def judge(equation: Equation, names: dict[str, Any], claims: Claims = displayed) -> Verdict:
    """Return the verdict on a display: on all its equalities, or on the claims that stand for it."""
    case = Case(equation, names, trees(equation, names), claims)
    _not_vacuous(case.chains)
    run = case.run()
    run.scope.must_be_used()
    if claims is displayed:
        _not_given_away(case.chains, run)
    grades = [settle(equation, pair, run) for pair in run.pairs]
    if "sampled" in grades:
        return Verdict(equation.label, "sampled", entries(run) + ", right on every branch that was met")
    return _where(for_all_sizes(case, run), run)


def _where(found: Verdict, run: Run) -> Verdict:
    """Add what must not be zero: what an expansion divides by, the chance of a condition."""
    assumed = list(dict.fromkeys(map(text, resolve(run.context.nonzero))))
    said = f"{found.detail}; where {', '.join(assumed)} is not zero" if assumed else found.detail
    return replace(found, detail=said)


def _not_vacuous(chains: list[Tree]) -> None:
    if not any(chain.relations for chain in chains):
        raise Vacuous("the display holds no relation")
    for chain in chains:
        for left, right in itertools.pairwise(chain.parts):
            if left == right:
                raise Vacuous("both sides are the same text: nothing is claimed")


def _not_given_away(chains: list[Tree], run: Run) -> None:
    """Refuse a name whose value was made the other side itself."""
    bare = [c for c in chains if c.relations and c.parts[0].kind in ("name", "star", "layer", "iterate")]
    computed = [p for p in run.pairs if p.left.op not in ("symbol", "number")]
    if bare and computed and len(chains) == 1 and all(p.left is p.right for p in run.pairs):
        raise Vacuous("the value given for the left side is the right side itself", "")
