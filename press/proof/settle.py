"""One pair of numbers: proved equal, or an error that says why not."""

from __future__ import annotations

from press.proof.compare import Pair
from press.proof.decision.zero import Where, equal
from press.proof.dialect.grammar import SHOWN
from press.proof.errors import MeaningError, Refuted, Undecided
from press.proof.message import headline, refuted
from press.proof.run import Run
from press.proof.source import Equation


def settle(equation: Equation, pair: Pair, run: Run) -> str:
    """Decide one pair: "proved" or "sampled". Raises Refuted or Undecided."""
    if pair.relation not in ("=", ":="):
        raise MeaningError(
            f"the relation {SHOWN[pair.relation]} is no equality",
            "Use bound(…) for an inequality, define(…) for a statement",
        )
    outcome = equal(pair.left, pair.right, Where(tuple(run.context.nonzero), tuple(run.context.holes)))
    if outcome.kind == "refuted":
        raise Refuted(refuted(equation, pair, outcome, run.sizes))
    if outcome.kind == "undecided":
        raise Undecided(
            f"{headline(equation, pair, 'is not decided')}\n    as displayed    {equation.shown}\n"
            "    neither a proof nor a point at which the sides differ was found: it counts as a failure"
        )
    return outcome.kind
