"""Derivatives and substitution on scalar expressions."""

from __future__ import annotations

from collections.abc import Callable

from press.proof.expressions import (
    ATAN,
    COS,
    COSH,
    ERF,
    EXP,
    LOG,
    ONE,
    PI,
    SIN,
    SINH,
    TAN,
    TANH,
    ZERO,
    Expression,
    add,
    call,
    exp,
    make,
    mul,
    number,
    power,
    sqrt,
)
from press.proof.kinds import Function
from press.proof.walking import walk

_RULES: dict[Function, Callable[[Expression], Expression]] = {
    EXP: exp,
    LOG: lambda x: 1 / x,
    SIN: lambda x: call(COS, x),
    COS: lambda x: -call(SIN, x),
    TAN: lambda x: 1 + call(TAN, x) ** 2,
    SINH: lambda x: call(COSH, x),
    COSH: lambda x: call(SINH, x),
    TANH: lambda x: 1 - call(TANH, x) ** 2,
    ATAN: lambda x: 1 / (1 + x**2),
    ERF: lambda x: 2 / sqrt(PI) * exp(-(x**2)),
}


def differentiate(node: Expression, by: Expression) -> Expression:
    """Return the derivative by a symbol; sums keep the sizes that they run over."""
    done: dict[Expression, Expression] = {}
    for each in walk([node]):
        done[each] = _derivative(each, by, done)
    return done[node]


def _derivative(node: Expression, by: Expression, done: dict[Expression, Expression]) -> Expression:
    if node is by:
        return ONE
    if node.op in ("number", "symbol", "size", "pi"):
        return ZERO
    if node.op == "add":
        return add((done[a] for a in node.args), node.data)
    if node.op == "mul":
        return add(_product(node, done), node.data)
    if node.op == "power":
        return _power(node, done)
    if node.op == "call":
        return _call(node, done)
    if node.op == "choice":
        return (
            make("choice", tuple(done[a] for a in node.args), node.data)
            if any(done[a] is not ZERO for a in node.args)
            else ZERO
        )
    raise NotImplementedError(f"the derivative of {node.op}")


def _product(node: Expression, done: dict[Expression, Expression]) -> list[Expression]:
    terms = []
    for k, factor in enumerate(node.args):
        if done[factor] is not ZERO:
            others = node.args[:k] + node.args[k + 1 :]
            terms.append(mul((done[factor], *others), node.data))
    return terms


def _power(node: Expression, done: dict[Expression, Expression]) -> Expression:
    base, exponent = node.args
    inner, outer = done[base], done[exponent]
    result = ZERO
    if inner is not ZERO:
        result = exponent * power(base, exponent - 1) * inner
    if outer is not ZERO:
        result = result + node * call(LOG, base) * outer
    return result


def _call(node: Expression, done: dict[Expression, Expression]) -> Expression:
    function: Function = node.data
    if all(done[a] is ZERO for a in node.args):
        return ZERO
    if function.known:
        if function not in _RULES:
            raise NotImplementedError(f"the derivative of {function.name}")
        return mul((_RULES[function](node.args[0]), done[node.args[0]]))
    terms = [
        call(function.by(k), *node.args) * done[argument]
        for k, argument in enumerate(node.args)
        if done[argument] is not ZERO
    ]
    return add(terms, function.size)


def substitute(nodes: list[Expression], values: dict[Expression, Expression]) -> list[Expression]:
    """Replace symbols, everywhere at once; derivatives are worked out first."""
    roots = resolve(nodes)
    done: dict[Expression, Expression] = {}
    for node in walk(roots):
        done[node] = values[node] if node in values else rebuild(node, done)
    return [done[root] for root in roots]


def resolve(nodes: list[Expression]) -> list[Expression]:
    """Work out all derivatives that are asked for."""
    done: dict[Expression, Expression] = {}
    for node in walk(nodes):
        fresh = rebuild(node, done)
        done[node] = differentiate(fresh.args[0], fresh.args[1]) if fresh.op == "derivative" else fresh
    return [done[node] for node in nodes]


def rebuild(node: Expression, done: dict[Expression, Expression]) -> Expression:
    """Return the node over the values that its arguments have in `done`."""
    if not node.args or (node.op != "choice" and all(done[a] is a for a in node.args)):
        return node
    args = tuple(done[a] for a in node.args)
    if node.op == "add":
        return add(args, node.data)
    if node.op == "mul":
        return mul(args, node.data)
    if node.op == "power":
        return power(*args)
    if node.op == "call":
        return call(node.data, *args)
    if node.op == "choice":
        return make("choice", args, _tests(node, done))
    return make(node.op, args, node.data)


def _tests(node: Expression, done: dict[Expression, Expression]) -> tuple[str, tuple[object, ...]]:
    rule, tests = node.data
    if rule != "first":
        return rule, tuple(done[test] for test in tests)
    return rule, tuple(None if t is None else (t[0], done[t[1]], done[t[2]]) for t in tests)


def taylor(node: Expression, by: Expression, order: int) -> list[Expression]:
    """Return the derivatives of orders 0, 1, … at zero of the symbol."""
    found = []
    current = resolve([node])[0]
    for _ in range(order + 1):
        found += substitute([current], {by: number(0)})
        current = differentiate(current, by)
    return found
