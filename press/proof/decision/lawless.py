"""Functions of sums, taken as unknown ones: what an argument for all sizes may use of them.

At one size a law such as e^{2 log n} = n² may help an equation along; it says nothing of the
next size. So where sums over a size stand inside of exp, log, sin or a power, the argument for
all sizes sees a function of which nothing is known but that equal arguments give equal values.
Before that a log of a product is split, and e to a log undone: these hold at every size.
"""

from __future__ import annotations

from press.proof import expressions as ex
from press.proof.calculus import rebuild
from press.proof.decision.roots import depends
from press.proof.expressions import Expression
from press.proof.kinds import Function
from press.proof.walking import walk


def lawless(node: Expression, sizes: tuple[str, ...]) -> Expression:
    """Return the expression with unknown functions in the place of those whose arguments depend on a size."""
    done: dict[Expression, Expression] = {}
    for each in walk([node]):
        done[each] = _replaced(rebuild(each, done), sizes)
    return done[node]


def exponentiated(node: Expression, sizes: tuple[str, ...]) -> Expression:
    """Return e to a sum of whole multiples of logs, less 1: a polynomial in what stands under the logs.

    It is zero where the sum is.
    """
    powers: list[Expression] = []
    rest: list[Expression] = []
    for term in _terms(node, sizes):
        times = [part for part in _parts(term, "mul", sizes) if part.op == "number"]
        others = [part for part in _parts(term, "mul", sizes) if part.op != "number"]
        count = times[0] if times else ex.ONE
        alone = len(others) == 1 and others[0].op == "call" and others[0].data == ex.LOG
        if alone and count.data.denominator == 1 and depends(term, sizes):
            powers.append(ex.power(others[0].args[0], count))
        else:
            rest.append(term)
    whole: Expression = ex.mul([*powers, ex.exp(ex.add(rest))]) - 1 if powers else node
    return lawless(whole, sizes)


def _terms(node: Expression, sizes: tuple[str, ...]) -> list[Expression]:
    """Return the terms of a sum of sums, also those behind a minus."""
    if node.op == "add" and node.data not in sizes:
        return [term for each in node.args for term in _terms(each, sizes)]
    if node.op == "mul" and node.data not in sizes and len(node.args) == 2 and node.args[0].op == "number":
        inner = _terms(node.args[1], sizes)
        return [node.args[0] * term for term in inner] if len(inner) > 1 else [node]
    return [node]


def _replaced(node: Expression, sizes: tuple[str, ...]) -> Expression:
    if node.op == "call" and node.data == ex.LOG:
        return ex.add([_log(factor, sizes) for factor in _parts(node.args[0], "mul", sizes)])
    if node.op == "call" and node.data == ex.EXP:
        if not depends(node.args[0], sizes):
            return node
        return ex.mul([_exp(term, sizes) for term in _parts(node.args[0], "add", sizes)])
    if node.op == "call" and node.data.known and any(depends(a, sizes) for a in node.args):
        return ex.call(Function(f"any {node.data.name}"), *node.args)
    if node.op == "power" and node.args[1].op != "number" and any(depends(a, sizes) for a in node.args):
        return ex.call(Function("any power"), *node.args)
    return node


def _parts(node: Expression, op: str, sizes: tuple[str, ...]) -> tuple[Expression, ...]:
    """Return the terms of a sum or the factors of a product, unless it runs over a size."""
    return node.args if node.op == op and node.data not in sizes else (node,)


def _log(factor: Expression, sizes: tuple[str, ...]) -> Expression:
    if factor.op == "power" and factor.args[1].op == "number":
        return ex.mul([factor.args[1], _log(factor.args[0], sizes)])
    if factor.op == "call" and factor.data == ex.EXP:
        return factor.args[0]
    return ex.call(Function("any log"), factor) if depends(factor, sizes) else ex.log(factor)


def _exp(term: Expression, sizes: tuple[str, ...]) -> Expression:
    """Return e to a term; e to minus the log of a sum is one over it."""
    parts = _parts(term, "mul", sizes)
    logs = [part for part in parts if part.op == "call" and part.data == Function("any log")]
    numbers = [part for part in parts if part.op == "number"]
    if len(logs) == 1 and len(parts) == 1 + len(numbers):
        return ex.power(logs[0].args[0], ex.mul(numbers) if numbers else ex.ONE)
    return ex.call(Function("any exp"), term) if depends(term, sizes) else ex.exp(term)
