"""Minima and maxima: by how much every other place is worse, or by convexity."""

from __future__ import annotations

from typing import Any

from press.proof import expressions as ex
from press.proof.compare import Pair
from press.proof.context import Context
from press.proof.convex import stands_free
from press.proof.dialect import Tree
from press.proof.dialect.tree import written
from press.proof.errors import MeaningError, Vacuous
from press.proof.inequality import Because, Inequality
from press.proof.judge import judge
from press.proof.meaning.evaluate import Evaluator
from press.proof.meaning.scope import Scope
from press.proof.source import Equation
from press.proof.verdict import Verdict


def lowest(shown: Equation, names: dict[str, Any], because: Because | None, convex: bool) -> Verdict:
    """Return the verdict on a display that names the place of a minimum, or of a maximum."""

    def claims(scope: Scope, chains: list[Tree], context: Context) -> list[Pair]:
        if len(chains) != 1 or len(chains[0].parts) != 2 or chains[0].parts[1].kind not in ("argmin", "argmax"):
            raise MeaningError("the display names no place of a minimum", r"Write \hat{w} = \argmin_{w} g(w)")
        place, wanted = chains[0].parts
        variable, body = wanted.parts
        key = scope.key(variable)
        if key is None:
            raise MeaningError(f"{written(variable)} has no declared meaning", "Declare it free", variable.at)
        best = Evaluator(scope).value(place)
        stands_free(scope, key, best)
        excess = Evaluator(scope).value(body) - Evaluator(Scope({**scope.names, key: best})).value(body)
        if wanted.kind == "argmax":
            excess = -excess
        scope.used |= {key}
        claim = Inequality(shown, Pair("<=", ex.ZERO, excess), ex.ZERO, excess, strict=False)
        if convex:
            return _depends(claim.by_convexity(scope, {key: best}, because))
        return _depends([claim.by_difference(because)])

    return judge(shown, names, claims)


def _depends(pairs: list[Pair]) -> list[Pair]:
    if all(pair.right.op == "number" and pair.right.data == 0 for pair in pairs):
        raise Vacuous("the excess does not depend on the variable")
    return pairs
