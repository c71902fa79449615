"""Judging an equation: decide it at the given sizes, then look for an argument for all."""

from __future__ import annotations

import itertools
from typing import Any

from press.proof.arrays import Array
from press.proof.calculus import resolve
from press.proof.decision.real import Real, Undefined, draw
from press.proof.decision.roots import other_signs, radicands
from press.proof.decision.sizes import NoArgument, degree
from press.proof.decision.zero import equal, needs_real_points
from press.proof.declare import Declared
from press.proof.dialect import Tree
from press.proof.errors import MeaningError, Refuted, Undecided, Vacuous
from press.proof.expressions import ZERO
from press.proof.message import headline, refuted
from press.proof.run import Case, Claims, Pair, Run, displayed, trees
from press.proof.source import Equation
from press.proof.verdict import Verdict
from press.proof.walking import walk

GRID = 60  # evaluations that an argument for all sizes may take
WORK = 30_000  # expressions that it may look at: a limit in seconds would depend on the machine
_POINTS = 500  # expressions that take as long as the real points of one pair
_LARGER = 3  # sizes at which the argument is tested in numbers
_SPOTS = 6


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
        return Verdict(equation.label, "sampled", _entries(run) + ", right on every branch that was met")
    return _for_all_sizes(case, run)


def settle(equation: Equation, pair: Pair, run: Run) -> str:
    """Decide one pair: "proved" or "sampled". Raises Refuted or Undecided."""
    if pair.relation not in ("=", ":="):
        raise MeaningError(
            f"the relation {pair.relation} is no equality", "Use bound(…) for an inequality, define(…) for a statement"
        )
    outcome = equal(pair.left, pair.right)
    if outcome.kind == "refuted":
        raise Refuted(refuted(equation, pair, outcome, run.sizes))
    if outcome.kind == "undecided":
        raise Undecided(
            f"{headline(equation, pair, 'is not decided')}\n    as displayed    {equation.shown}\n"
            "    neither a proof nor a point at which the sides differ was found: it counts as a failure"
        )
    return outcome.kind


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


def _entries(run: Run) -> str:
    count = len(run.pairs)
    return f"{count} entr{'y' if count == 1 else 'ies'}"


def _for_all_sizes(case: Case, run: Run) -> Verdict:
    """Give the grade: nothing to size, an argument for all sizes, or these sizes only."""
    equation, fixed = case.equation, _fixed(case.names, run)
    if not run.sizes and not fixed:
        return Verdict(equation.label, "all-sizes", "nothing in it has a size")
    shown = ", ".join(f"{name} = {value}" for name, value in sorted(run.sizes.items()))
    try:
        if fixed:
            raise NoArgument(fixed)
        argument = _argue(case, run)
    except NoArgument as reason:
        if not _numbers(case.names):
            _elsewhere(case, run)
        detail = f"{_entries(run)}" + (f" with {shown}" if shown else "")
        return Verdict(equation.label, "these-sizes", f"{detail} ({reason})", {"reason": str(reason)})
    degrees = ", ".join(f"{d} in sums over {name}" for name, d in sorted(argument["degrees"].items()) if d)
    count = argument["evaluations"]
    why = f"degree {degrees}; zero at {count} sizes" if degrees else "nothing in it sums over a size"
    return Verdict(equation.label, "all-sizes", why, argument)


def _fixed(names: dict[str, Any], run: Run) -> str:
    """Return why the sizes are not free, if they are not."""
    if given := _numbers(names):
        return given
    if "" in run.context.blocked:
        return run.context.blocked[""]
    for name, value in names.items():
        if isinstance(value, Declared) and any(isinstance(s, int) and s > 1 for s in (value.rows, value.columns)):
            return f"{name} has a fixed size"
        if isinstance(value, Array) and max(value.entries.shape) > 1:
            return f"{name} was computed at a fixed size"
    return next((f"{reason}" for size, reason in run.context.blocked.items() if size in run.sizes), "")


def _numbers(names: dict[str, Any]) -> str:
    """Return which names were given plain numbers."""
    return ", ".join(f"{name} = {value}" for name, value in names.items() if isinstance(value, int))


def _elsewhere(case: Case, run: Run) -> None:
    """Where no argument speaks for all sizes, what is true at these must at least be true at the next ones."""
    if not run.sizes:
        return
    try:
        other = case.run({name: value + 1 for name, value in run.sizes.items()})
        if sum(_work(pair) for pair in other.pairs) <= WORK:
            for pair in other.pairs:
                settle(case.equation, pair, other)
    except (MeaningError, Vacuous, Undecided):
        return  # it has no meaning there, or is too hard


def _argue(case: Case, run: Run) -> dict[str, Any]:
    """Decide the equation at as many sizes as the degree asks for, and test larger ones."""
    degrees = _degrees(run)
    first = {name: max(2, run.context.literals.get(name, 0) + 1) for name in run.sizes}
    ranges = [range(first[name], first[name] + degrees[name] + 1) for name in degrees]
    count, work = 1, 0
    for each in ranges:
        count *= len(each)
    if count > GRID:
        raise NoArgument(f"the degree asks for {count} sizes")
    for done, values in enumerate(itertools.product(*ranges)):
        at = dict(zip(degrees, values, strict=True))
        other = case.run(at)
        here = sum(_work(pair) for pair in other.pairs)
        work += here
        if work + here * (count - done - 1) > WORK:  # those to come are larger still
            raise NoArgument("deciding it at all sizes asked for takes too long")
        for pair in other.pairs:
            if settle(case.equation, pair, other) != "proved":
                raise NoArgument("branches")
            _whatever_signs(pair, degrees)
    tested = _larger(case, {name: each[-1] for name, each in zip(degrees, ranges, strict=True)})
    return {"degrees": degrees, "from": first, "evaluations": count, "tested": tested}


def _whatever_signs(pair: Pair, sizes: dict[str, int]) -> None:
    """Which root is meant may change with a size: the equation must hold for both."""
    difference = resolve([pair.left - pair.right])[0]
    under = radicands([difference], sizes)
    for turned in other_signs(difference, under):
        if equal(turned, ZERO).kind != "proved":
            raise NoArgument("the sign of a root may depend on a size")


def _work(pair: Pair) -> int:
    """Return how much deciding a pair takes, about: real points cost more than those of the field."""
    nodes = walk([pair.left, pair.right])
    return len(nodes) + _POINTS * needs_real_points(nodes)


def _degrees(run: Run) -> dict[str, int]:
    differences = resolve([pair.left - pair.right for pair in run.pairs])
    return {name: degree(differences, name) for name in sorted(run.sizes)}


def _larger(case: Case, last: dict[str, int]) -> list[dict[str, int]]:
    """Compare the sides in numbers, derivatives by differences, at three larger sizes."""
    tested = []
    for step in range(1, _LARGER + 1):
        at = {name: value + step + k for k, (name, value) in enumerate(last.items())}
        run = case.run(at)
        stride = max(1, len(run.pairs) // _SPOTS)
        for seed, pair in enumerate(run.pairs[::stride]):
            _same_number(case.equation, pair, run, seed)
        tested.append(at)
    return tested


def _same_number(equation: Equation, pair: Pair, run: Run, seed: int) -> None:
    for attempt in range(20):
        where = draw([pair.left, pair.right], 1000 * seed + attempt, scale=12)
        try:
            a, b = Real(where)(pair.left), Real(where)(pair.right)
        except (Undefined, ZeroDivisionError, OverflowError, ValueError):
            continue
        if abs(a - b) > 1e-9 * (1 + abs(a) + abs(b)):
            raise Refuted(f"{headline(equation, pair, 'holds at small sizes and fails')} with {run.sizes}: {a} and {b}")
        return
    raise NoArgument("no numbers at larger sizes")
