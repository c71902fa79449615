"""The verbs that give an equation its grade: check, define, bound, minimum, induct, cite."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from press.proof.accept import record
from press.proof.bounds import Reasons, bounded
from press.proof.bounds import sampled as by_points
from press.proof.definition import definition
from press.proof.errors import Vacuous
from press.proof.induction import by_induction
from press.proof.judge import judge
from press.proof.lowest import lowest
from press.proof.source import Equation
from press.proof.verdict import CITED, Verdict

_WORDS = 4  # that a reason has at least


def check(label: str, **names: Any) -> None:
    """Prove every equality shown under a label.

    Derivatives that the display asks for are worked out; free indices (`k=K` with a size K)
    run over all their values. Raises Refuted, Undecided, Vacuous, or a DialectError or
    MeaningError where the display cannot be read.
    """
    record(label, names, judge)


def define(label: str, **names: Any) -> None:
    """Accept a definition: it must be in the dialect, its names declared, its shapes fit."""
    record(label, names, definition)


def bound(
    label: str,
    because: Callable[..., Any] | tuple[Callable[..., Any] | None, ...] | None = None,
    *,
    touching: dict[str, Any] | None = None,
    sampled: bool = False,
    **names: Any,
) -> None:
    """Prove the inequalities shown under a label, and the equalities among them.

    `because` returns what the larger side has more, or, where both sides show that they are
    not negative, what its square has more: a sum of squares, or whatever else shows that it is
    not negative. It is called with the values of the free indices; several inequalities take a
    tuple. Without it, the difference itself must show it.

    With `touching={"v": w}` the difference is convex in v and vanishes with its slopes at w;
    `because`, called with a direction u, then returns the second derivative along u. With
    `sampled=True` the search for a counterexample is all, and the grade says so.

    Raises Refuted with a counterexample, else Undecided.
    """
    if sampled:
        record(label, names, by_points)
    else:
        record(label, names, lambda shown, given: bounded(shown, given, Reasons(because, touching)))


def minimum(label: str, because: Callable[..., Any] | None = None, *, convex: bool = False, **names: Any) -> None:
    r"""Prove that a display of the form \hat{w} = \argmin_{w} g(w) names the place of the minimum.

    `because` returns how much g(w) exceeds g(\hat{w}), as a sum of squares: so the minimum is
    global. With `convex=True` it is called with a direction u and returns the second derivative
    along it: where the slopes vanish and that is never negative, the minimum is global, too.
    The same for \argmax. Raises Refuted, Undecided, or Vacuous where the excess does not depend on w.
    """
    record(label, names, lambda shown, given: lowest(shown, given, because, convex))


def induct(label: str, over: str, first: Any, step: Callable[[Any], Any], start: int = 0, **names: Any) -> None:
    r"""Prove a closed form such as w^{[t]} = …, by induction over t.

    `first` is the value at `start`, `step` takes the value at t to that at t + 1. Base and
    step are both decided, the step for a t of which nothing is known but that it is whole.
    """
    record(label, names, lambda shown, given: by_induction(shown, given, over, first, step, start))


def cite(label: str, key: str, reason: str) -> None:
    """Accept a theorem on someone else's word: the key of the citation, and why."""

    def cited(shown: Equation, names: dict[str, Any]) -> Verdict:
        if len(reason.split()) < _WORDS:
            raise Vacuous("say in a few words why it is not proved here")
        return Verdict(label, CITED, f"{key}: {reason}", {"key": key, "tex": shown.shown})

    record(label, {}, cited)
