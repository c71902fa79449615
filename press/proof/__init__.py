"""Equations that are decided by machine, read from the page itself.

A proof cell declares what the names of a display mean, and hands its label to a verb:

    %load_ext press.proof

    %%proof
    n, p = sizes(n=3, p=2)
    X, y, w = mat("X", n, p), vec("y", n), vec("w", p)
    g = function("eq-cost", "w", X=X, y=y)
    check("eq-gradient", X=X, y=y, w=w, g=g)
"""

from typing import Any

from press.proof.agreement import agree
from press.proof.chance import covariance, expectation, law, probability, variance
from press.proof.declare import family, later, mat, num, sizes, unknown, vec
from press.proof.errors import DialectError, MeaningError, ProofError, Refuted, Undecided, Vacuous
from press.proof.order import order
from press.proof.sides import entries, function, residual, rhs
from press.proof.special import (
    atan,
    cos,
    diag,
    exp,
    eye,
    gradient,
    inverted,
    jacobian,
    log,
    mean,
    ones,
    orthogonal,
    probabilities,
    sin,
    sqrt,
    subset,
    symmetric,
    table,
    tan,
    triangular,
    unit,
)
from press.proof.verbs import bound, check, cite, define, induct, minimum

__all__ = [
    "DialectError",
    "MeaningError",
    "ProofError",
    "Refuted",
    "Undecided",
    "Vacuous",
    "agree",
    "atan",
    "bound",
    "check",
    "cite",
    "cos",
    "covariance",
    "define",
    "diag",
    "entries",
    "exp",
    "expectation",
    "eye",
    "family",
    "function",
    "gradient",
    "induct",
    "inverted",
    "jacobian",
    "later",
    "law",
    "log",
    "mat",
    "mean",
    "minimum",
    "num",
    "ones",
    "order",
    "orthogonal",
    "probabilities",
    "probability",
    "residual",
    "rhs",
    "sin",
    "sizes",
    "sqrt",
    "subset",
    "symmetric",
    "table",
    "tan",
    "triangular",
    "unit",
    "unknown",
    "variance",
    "vec",
]


def load_ipython_extension(shell: Any) -> None:
    """Make `%%proof` known: what `%load_ext press.proof` calls."""
    from press.proof.cells import register

    register(shell)
