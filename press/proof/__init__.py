"""Equations that are decided by machine, read from the page itself.

A proof cell declares what the names of a display mean, and hands its label to a verb:

    n, p = sizes(n=3, p=2)
    X, y, w = mat("X", n, p), vec("y", n), vec("w", p)
    g = function("eq-cost", "w", X=X, y=y)
    check("eq-gradient", X=X, y=y, w=w, g=g)
"""

from press.proof.declare import (
    eye,
    family,
    later,
    mat,
    num,
    ones,
    orthogonal,
    probabilities,
    sizes,
    symmetric,
    unit,
    unknown,
    vec,
)
from press.proof.errors import DialectError, MeaningError, ProofError, Refuted, Undecided, Vacuous
from press.proof.verbs import agree, check, cite, define, entries, function, residual, rhs

__all__ = [
    "DialectError",
    "MeaningError",
    "ProofError",
    "Refuted",
    "Undecided",
    "Vacuous",
    "agree",
    "check",
    "cite",
    "define",
    "entries",
    "eye",
    "family",
    "function",
    "later",
    "mat",
    "num",
    "ones",
    "orthogonal",
    "probabilities",
    "residual",
    "rhs",
    "sizes",
    "symmetric",
    "unit",
    "unknown",
    "vec",
]
