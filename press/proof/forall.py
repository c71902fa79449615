"""The grade of what is proved at some sizes: an argument for all of them, or these only."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from typing import Any

from press.proof.arrays import Array
from press.proof.calculus import resolve
from press.proof.compare import Pair
from press.proof.decision.lawless import exponentiated, lawless
from press.proof.decision.real import Real, Undefined, draw
from press.proof.decision.roots import other_signs, radicands
from press.proof.decision.sizes import NoArgument, degree
from press.proof.decision.zero import needs_real_points, vanishes_everywhere
from press.proof.declare import Declared
from press.proof.errors import MeaningError, Refuted, Undecided, Vacuous
from press.proof.expressions import Expression
from press.proof.message import headline
from press.proof.run import Case, Run
from press.proof.settle import settle
from press.proof.source import Equation
from press.proof.verdict import Verdict
from press.proof.walking import walk

GRID = 60  # evaluations that an argument for all sizes may take
WORK = 30_000  # expressions that it may look at: a limit in seconds would depend on the machine
_POINTS = 500  # expressions that take as long as the real points of one pair
_LARGER = 3  # sizes at which the argument is tested in numbers
_SPOTS = 6


def for_all_sizes(case: Case, run: Run) -> Verdict:
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
        detail = f"{entries(run)}" + (f" with {shown}" if shown else "")
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


Form = Callable[[Expression, tuple[str, ...]], Expression]


def _argue(case: Case, run: Run) -> dict[str, Any]:
    """Return the argument, by what is a polynomial as it stands, or once its logs are undone."""
    try:
        return _argue_by(lawless, case, run)
    except NoArgument as reason:
        try:
            return _argue_by(exponentiated, case, run)
        except NoArgument:
            raise reason from None


def _argue_by(form: Form, case: Case, run: Run) -> dict[str, Any]:
    """Decide the equation at as many sizes as the degree asks for, and test larger ones."""
    degrees = _degrees(form, run)
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
            _by_polynomials(form, pair, degrees, tuple(other.context.nonzero))
    tested = _larger(case, {name: each[-1] for name, each in zip(degrees, ranges, strict=True)})
    return {"degrees": degrees, "from": first, "evaluations": count, "tested": tested}


def _by_polynomials(form: Form, pair: Pair, sizes: dict[str, int], nonzero: tuple[Any, ...]) -> None:
    """Decide it once more, by nothing that may hold at some sizes only.

    No law of exp, log or a wave of what depends on a size; no help of SymPy; and, as which root
    is meant may change with a size, for both signs of each.
    """
    difference = form(resolve([pair.left - pair.right])[0], tuple(sizes))
    if not vanishes_everywhere(difference, nonzero):
        raise NoArgument("a law of exp or log, or SymPy, decided it")
    for turned in other_signs(difference, radicands([difference], sizes)):
        if not vanishes_everywhere(turned, nonzero):
            raise NoArgument("the sign of a root may depend on a size")


def _work(pair: Pair) -> int:
    """Return how much deciding a pair takes, about: real points cost more than those of the field."""
    nodes = walk([pair.left, pair.right])
    return len(nodes) + _POINTS * needs_real_points(nodes)


def _degrees(form: Form, run: Run) -> dict[str, int]:
    differences = [lawless(each, tuple(run.sizes)) for each in resolve([pair.left - pair.right for pair in run.pairs])]
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


def entries(run: Run) -> str:
    count = len(run.pairs)
    return f"{count} entr{'y' if count == 1 else 'ies'}"
