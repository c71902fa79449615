r"""Expectations: what \E[…], \Var[…], \Cov[…, …] and \Pr[…] mean is declared by a distribution.

A random variable is a symbol; its distribution says which values it takes, and how often:

    x, E = num("x"), expectation(x, over=m)
    check("eq-variance-by-squares", x=x, E=E, Var=variance(E))

That is any distribution on m values with any probabilities. As an identity between sums over
them holds for every m that the argument for all sizes reaches, it holds for every distribution
with finitely many values.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from press.proof import expressions as ex
from press.proof.arrays import scalar, total
from press.proof.calculus import resolve, substitute
from press.proof.declare import Size, vec
from press.proof.errors import MeaningError
from press.proof.meaning.values import valued
from press.proof.special import probabilities

Operator = Callable[..., Any]


def expectation(*variables: ex.Expression, over: Size | None = None, like: Any = None) -> Operator:
    """Declare E for random variables: any distribution on a number of outcomes, or one of SymPy's.

    With `over`, the variables take a value each at every outcome, jointly; the outcomes have
    any probabilities. With `like`, a random symbol of `sympy.stats`, the one variable has its
    distribution.
    """
    if (over is None) == (like is None):
        raise MeaningError("the distribution is not clear", "Give over=m, or like=Normal('x', 0, 1)")
    if not variables or any(getattr(v, "op", "") != "symbol" for v in variables):
        raise MeaningError("a random variable must be declared free", 'Declare it: x = num("x")')
    if like is not None:
        return _of_sympy(variables, like)
    return _over_outcomes(variables, over)  # type: ignore[arg-type]


def _over_outcomes(variables: tuple[ex.Expression, ...], over: Size) -> Operator:
    weights = probabilities(f"probability of {variables[0].data.name}", over)
    outcomes = [vec(f"{variable.data.name} at", over) for variable in variables]

    def expect(value: Any) -> Any:
        body = ex.number(scalar(valued(value)))
        columns = [valued(each) for each in outcomes]
        terms = [
            weight * substitute([body], {v: column[k] for v, column in zip(variables, columns, strict=True)})[0]
            for k, weight in enumerate(valued(weights))
        ]
        return total(terms, over.name)

    return expect


def _of_sympy(variables: tuple[ex.Expression, ...], like: Any) -> Operator:
    from press.proof.algebra import from_sympy, to_sympy

    if len(variables) != 1:
        raise MeaningError("one random symbol for several variables", "Give over=m for a joint distribution")

    def expect(value: Any) -> Any:
        import sympy.stats

        body = to_sympy(resolve([ex.number(scalar(valued(value)))])[0])
        return from_sympy(sympy.stats.E(body.subs(to_sympy(variables[0]), like)))

    return expect


def variance(E: Operator) -> Operator:
    """Declare Var by its definition: the expectation of the squared distance from the expectation."""
    return lambda value: E((value - E(value)) ** 2)


def covariance(E: Operator) -> Operator:
    """Declare Cov by its definition."""
    return lambda a, b: E((a - E(a)) * (b - E(b)))


def probability(E: Operator) -> Operator:
    """Declare Pr: the expectation of 1 where the event holds, else 0."""
    return lambda event: E(event)
