r"""Arithmetic by hand: displays of numbers alone, decided without a proof cell.

`=` is decided exactly. `\approx` holds where the left side, rounded to the last digit that the
right side prints, is the right side: they differ by half a unit of that digit at most.
"""

from __future__ import annotations

import itertools
from fractions import Fraction

from press.proof import expressions as ex
from press.proof.decision.real import Real
from press.proof.dialect import Tree, parse
from press.proof.dialect.grammar import SHOWN
from press.proof.dialect.tree import written
from press.proof.errors import MeaningError, ProofError, Refuted, Vacuous
from press.proof.message import figure
from press.proof.run import sides_entries
from press.proof.source import Equation, macros


def arithmetic(shown: Equation) -> int:
    """Decide every relation of a display; return how many. Raises ProofError where one is false."""
    chains = parse(shown.tex, lambda tree: False, macros())
    links = [
        (relation, *pair)
        for chain in chains
        for relation, pair in zip(chain.relations, itertools.pairwise(chain.parts), strict=True)
    ]
    if not links:
        raise Vacuous("the display holds no relation")
    for relation, left, right in links:
        _holds(relation, left, right)
    return len(links)


def _holds(relation: str, left: Tree, right: Tree) -> None:
    if left == right:
        raise Vacuous("both sides are the same text: nothing is claimed")
    if relation not in ("=", "~"):
        raise MeaningError(f"the relation {SHOWN[relation]} between numbers", r"Write = or \approx", right.at)
    for a, b in sides_entries(left, right):
        if relation == "~":
            _near(a, b, right)
        elif not _same(a, b):
            raise Refuted(f"{written(left)} is {_text(a)}, not {_text(b)}")


def _same(a: ex.Expression, b: ex.Expression) -> bool:
    from press.proof.decision.zero import equal

    return equal(a, b).kind == "proved"


def _near(a: ex.Expression, b: ex.Expression, right: Tree) -> None:
    printed = right.parts[0].text if right.kind == "minus" else right.text
    if right.kind not in ("number", "minus") or not printed:
        raise MeaningError(r"right of \approx stands no plain number", "Print its digits", right.at)
    unit = Fraction(1, 10 ** len(printed.partition(".")[2]))
    if abs(Real({})(a) - Real({})(b)) > Real({})(ex.number(unit / 2)) * (1 + 1e-12):
        raise Refuted(f"the left side is {_text(a)}, which does not round to {_text(b)}")


def _text(value: ex.Expression) -> str:
    return str(value.data) if value.op == "number" else figure(Real({})(value))


def problem(shown: Equation) -> str:
    """Return what is wrong with a display of arithmetic, "" where it is right."""
    try:
        arithmetic(shown)
    except ProofError as error:
        return f"{shown.label}: {error}".rstrip(".")
    return ""
