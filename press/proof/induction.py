"""Closed forms of iterations, by induction: base and step are both decided."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from press.proof import expressions as ex
from press.proof.arrays import Array, scalar
from press.proof.calculus import substitute
from press.proof.compare import Pair, compared
from press.proof.context import Context
from press.proof.dialect import Tree
from press.proof.dialect.tree import written
from press.proof.errors import MeaningError
from press.proof.judge import judge
from press.proof.meaning.evaluate import Evaluator
from press.proof.meaning.scope import Scope
from press.proof.meaning.values import valued
from press.proof.source import Equation
from press.proof.verdict import Verdict

Step = Callable[[Any], Any]


def by_induction(shown: Equation, names: dict[str, Any], over: str, first: Any, step: Step, start: int) -> Verdict:
    """Return the verdict on a closed form. Raises Refuted where base or step is false."""

    def claims(scope: Scope, chains: list[Tree], context: Context) -> list[Pair]:
        form = _form(chains, over)
        t = ex.symbol(over, integer=True)
        base = compared("=", _at(form, scope, over, ex.number(start)), valued(first), ((over, start),))
        here = _at(form, scope, over, t)
        return base + compared("=", valued(step(here)), _shifted(here, t))

    verdict = judge(shown, {**names, over: ex.symbol(over, integer=True)}, claims)
    words = f"by induction over {over}: base {over} = {start}, step {over} to {over} + 1; {verdict.detail}"
    argument = {**verdict.argument, "induction": {"over": over, "base": start, "step": f"{over} to {over} + 1"}}
    return Verdict(shown.label, verdict.grade, words, argument)


def _form(chains: list[Tree], over: str) -> Tree:
    """Return the closed form: what the display says of the value at a step."""
    left = chains[0].parts[0]
    right = left.kind in ("iterate", "layer") and written(left.parts[1]) == over
    if len(chains) != 1 or len(chains[0].parts) < 2 or not right:
        raise MeaningError(f"{written(left)} is no value at step {over}", f"Write it on the left, with [{over}] above")
    return chains[0].parts[-1]


def _at(form: Tree, scope: Scope, over: str, value: ex.Expression) -> Any:
    inner = Scope({**scope.names, over: value})
    found = scalar(Evaluator(inner).value(form))
    scope.used |= inner.used
    return found


def _shifted(value: Any, t: ex.Expression) -> Any:
    def one(entry: Any) -> Any:
        return substitute([ex.number(entry)], {t: t + 1})[0]

    return value.map(one) if isinstance(value, Array) else one(value)
