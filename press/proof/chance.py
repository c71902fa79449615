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
from dataclasses import dataclass
from typing import Any

from press.proof import expressions as ex
from press.proof.arrays import scalar, total
from press.proof.calculus import differentiate, resolve, substitute
from press.proof.decision.real import draw
from press.proof.decision.simplify import within_seconds
from press.proof.declare import Size, vec
from press.proof.errors import MeaningError
from press.proof.expressions import Expression
from press.proof.meaning.values import valued
from press.proof.special import probabilities
from press.proof.walking import walk

Operator = Callable[..., Any]
_TRIED = 6  # points of a law's parameters


def expectation(*variables: Expression, over: Size | None = None, like: Any = None) -> Operator:
    """Declare E for random variables: any distribution on a number of outcomes, or one of SymPy's.

    With `over`, the variables take a value each at every outcome, jointly; the outcomes have
    any probabilities. With `like`, a random symbol of `sympy.stats` for each variable, they
    have these distributions, and are independent.
    """
    if (over is None) == (like is None):
        raise MeaningError("the distribution is not clear", "Give over=m, or like=Normal('x', 0, 1)")
    if not variables or any(getattr(v, "op", "") != "symbol" for v in variables):
        raise MeaningError("a random variable must be declared free", 'Declare it: x = num("x")')
    if like is not None:
        likes = like if isinstance(like, tuple) else (like,)
        if len(likes) != len(variables):
            raise MeaningError(f"{len(likes)} distributions for {len(variables)} variables", "Give one for each")
        return Independent(dict(zip(variables, likes, strict=True)))
    return _over_outcomes(variables, over)  # type: ignore[arg-type]


def _over_outcomes(variables: tuple[Expression, ...], over: Size) -> Operator:
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


@dataclass(frozen=True)
class Independent:
    """The expectation over independent variables, each with a distribution of SymPy's."""

    laws: dict[Expression, Any]

    def __call__(self, value: Any) -> Expression:
        import sympy.stats

        from press.proof.algebra import from_sympy, to_sympy

        body = to_sympy(resolve([ex.number(scalar(valued(value)))])[0])
        with_laws = body.subs({to_sympy(variable): like for variable, like in self.laws.items()})
        found: Expression = within_seconds(lambda: from_sympy(sympy.stats.E(with_laws)))
        return found

    def moments(self, of: Expression) -> Expression:
        """Return E[e^{t x}] of a sum of multiples of the variables."""
        factors, rest = [], substitute([of], dict.fromkeys(self.laws, ex.ZERO))[0]
        for variable, like in self.laws.items():
            slope = differentiate(of, variable)
            if any(each in self.laws for each in walk([slope])):
                raise MeaningError("the left side is no sum of multiples", "Cite its distribution")
            factors.append(_moments(like, _T * slope))
        return ex.mul([ex.exp(_T * rest), *factors])


def _moments(like: Any, at: Expression) -> Expression:
    """Return the moment-generating function of a random symbol."""
    import sympy as sp
    import sympy.stats

    from press.proof.algebra import from_sympy, to_sympy

    def ask() -> Expression:
        return from_sympy(sp.simplify(sympy.stats.moment_generating_function(like)(to_sympy(at))))

    found: Expression = within_seconds(ask)
    return found


@dataclass(frozen=True)
class Law:
    """A distribution by its moment-generating function, which determines it."""

    moments: Expression  # E[e^{t x}] in the symbol t


_T = ex.symbol("t′", positive=True)  # where such functions agree for these, they agree


def law(make: Callable[..., Any]) -> Callable[..., Law]:
    r"""Declare what stands right of \sim: a random symbol of `sympy.stats` for its parameters.

    `N=law(lambda mu, v: Normal("n", mu, sqrt(v)))` for \mathcal{N}(\mu, \sigma^2).
    """

    def of(*parameters: Any) -> Law:
        from press.proof.algebra import to_sympy

        given = [resolve([ex.number(scalar(valued(p)))])[0] for p in parameters]
        _possible(make, given)
        return Law(_moments(within_seconds(lambda: make(*map(to_sympy, given))), _T))

    return of


def _possible(make: Callable[..., Any], given: list[Expression]) -> None:
    """Refuse parameters for which there is no such distribution, at points of what they depend on."""
    from press.proof.algebra import to_sympy

    for seed in range(_TRIED):
        where = {to_sympy(s): sp_number(v) for s, v in draw(given, seed).items()}
        values = [to_sympy(each).subs(where) for each in given]
        try:
            make(*values)
        except (ValueError, TypeError) as error:
            shown = ", ".join(f"{symbol} = {value}" for symbol, value in where.items())
            raise MeaningError(
                f"there is no such distribution at {shown or values}: {error}", "Declare it positive"
            ) from None


def sp_number(value: Any) -> Any:
    import sympy as sp

    return sp.Rational(value.numerator, value.denominator)


def same_law(E: Any, left: Any, right: Any) -> tuple[str, Any, Any]:
    """Return the claim that a side has a distribution: their moment-generating functions are equal."""
    if not isinstance(right, Law):
        raise MeaningError("the right side is no distribution", "Declare it: N=law(…)")
    if not isinstance(E, Independent):
        raise MeaningError("the left side has no distribution", "Declare it: E=expectation(x, like=…)")
    return "=", E.moments(resolve([ex.number(scalar(valued(left)))])[0]), right.moments


def variance(E: Operator) -> Operator:
    """Declare Var by its definition: the expectation of the squared distance from the expectation."""
    return lambda value: E((value - E(value)) ** 2)


def covariance(E: Operator) -> Operator:
    """Declare Cov by its definition."""
    return lambda a, b: E((a - E(a)) * (b - E(b)))


def probability(E: Operator) -> Operator:
    """Declare Pr: the expectation of 1 where the events hold, all of them, else 0."""
    return lambda *events: E(ex.mul([ex.number(event) for event in events]))
