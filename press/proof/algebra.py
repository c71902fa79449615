"""To SymPy and back: for what it decides, solves, integrates, and prints."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any

from press.proof.choices import absolute, choice, largest, sign, smallest
from press.proof.expressions import ERF, PI, Expression, add, call, exp, known, make, mul, number, power
from press.proof.kinds import Function, Symbol
from press.proof.walking import walk

_SYMPY = {"exp": "exp", "log": "log", "sin": "sin", "cos": "cos", "tan": "tan", "sinh": "sinh", "cosh": "cosh",
          "tanh": "tanh", "atan": "atan", "erf": "erf", "gamma": "gamma"}  # fmt: skip


_unknown: dict[str, Function] = {}  # by SymPy's name: which derivative of which function it is


def to_sympy(node: Expression) -> Any:
    """Return the SymPy expression; unknown functions stay unknown, with their derivatives."""
    done: dict[Expression, Any] = {}
    for each in walk([node]):
        done[each] = _to(each, done)
    return done[node]


def sympy_symbol(data: Symbol) -> Any:
    import sympy as sp

    assumptions = {"positive": True} if data.positive else {"real": True}
    return sp.Symbol(data.name, **assumptions, **({"integer": True} if data.integer else {}))


def _to(node: Expression, done: dict[Expression, Any]) -> Any:
    import sympy as sp

    arguments = [done[a] for a in node.args]
    if node.op == "number":
        return sp.Rational(node.data.numerator, node.data.denominator)
    if node.op == "symbol":
        return sympy_symbol(node.data)
    if node.op == "size":
        return sp.Integer(node.data[1])
    if node.op == "pi":
        return sp.pi
    if node.op == "call":
        return _function(node.data)(*arguments)
    if node.op == "choice":
        return _piecewise(node, done)
    if node.op == "derivative":
        return sp.diff(*arguments)
    return {"add": sp.Add, "mul": sp.Mul, "power": sp.Pow}[node.op](*arguments)


def _function(function: Function) -> Callable[..., Any]:
    import sympy as sp

    if function.known:
        found: Callable[..., Any] = getattr(sp, _SYMPY[function.name])
        return found
    name = function.name + "".join(f"_{k + 1}" for k in function.orders)
    _unknown[name] = function
    return sp.Function(name)  # type: ignore[no-any-return]


def _piecewise(node: Expression, done: dict[Expression, Any]) -> Any:
    import sympy as sp

    rule, tests = node.data
    values = [done[a] for a in node.args]
    if rule != "first" and node.args == tests:
        return _extreme(rule, values)
    if rule != "first":
        compare = sp.Ge if rule == "largest" else sp.Le
        pairs = [(v, sp.And(*(compare(done[t], done[u]) for u in tests))) for v, t in zip(values, tests, strict=True)]
        return sp.Piecewise(*pairs[:-1], (values[-1], True))
    relations = {"<": sp.Lt, "<=": sp.Le, ">": sp.Gt, ">=": sp.Ge, "=": sp.Eq, "!=": sp.Ne}
    return sp.Piecewise(
        *(
            (v, True if t is None else relations[t[0]](done[t[1]], done[t[2]]))
            for v, t in zip(values, tests, strict=True)
        )
    )


def _extreme(rule: str, values: list[Any]) -> Any:
    import sympy as sp

    if rule == "largest" and len(values) == 2 and values[0] == -values[1]:
        return sp.Abs(values[0])
    return (sp.Max if rule == "largest" else sp.Min)(*values)


def from_sympy(value: Any) -> Expression:
    """Return the expression for a scalar of SymPy. Raises ValueError for what has none."""
    import sympy as sp

    if value.is_Rational:
        return number(Fraction(value.p, value.q))
    if value.is_Float:
        return number(float(value))
    if value.is_Symbol:
        return make("symbol", (), Symbol(value.name, bool(value.is_positive), bool(value.is_integer)))
    if value is sp.pi:
        return PI
    if value is sp.E:
        return exp(number(1))
    parts = tuple(from_sympy(a) for a in value.args) if not isinstance(value, sp.Piecewise) else ()
    return _compose(value, parts)


def _compose(value: Any, parts: tuple[Expression, ...]) -> Expression:
    import sympy as sp

    if value.is_Add:
        return add(parts)
    if value.is_Mul:
        return mul(parts)
    if isinstance(value, sp.exp):
        return exp(parts[0])
    if value.is_Pow:
        return power(*parts)
    if isinstance(value, sp.Piecewise):
        return _choice(value)
    if isinstance(value, sp.erfc):
        return 1 - call(ERF, parts[0])
    plain = {sp.Abs: absolute, sp.sign: sign}
    if value.func in plain:
        return plain[value.func](parts[0])
    if value.func in (sp.Max, sp.Min):
        return (largest if value.func is sp.Max else smallest)(parts)
    name = {getattr(sp, theirs): ours for ours, theirs in _SYMPY.items()}.get(value.func)
    if name:
        return call(known(name), *parts)
    if isinstance(value, sp.core.function.AppliedUndef):
        name = value.func.__name__
        return call(_unknown.get(name, Function(name)), *parts)
    raise ValueError(f"{value} of SymPy has no counterpart here")


def _choice(value: Any) -> Expression:
    import sympy as sp

    relations = {sp.StrictLessThan: "<", sp.LessThan: "<=", sp.StrictGreaterThan: ">", sp.GreaterThan: ">=",
                 sp.Equality: "=", sp.Unequality: "!="}  # fmt: skip
    tests: list[Any] = []
    for _, condition in value.args:
        if condition == True:  # noqa: E712 - SymPy's own truth
            tests.append(None)
        elif condition.func in relations:
            tests.append((relations[condition.func], *(from_sympy(side) for side in condition.args)))
        else:
            raise ValueError(f"the condition {condition} has no counterpart here")
    return choice("first", tuple(tests), tuple(from_sympy(v) for v, _ in value.args))


def text(node: Expression, width: int = 160) -> str:
    """Return a readable line, cut where it is long."""
    import sympy as sp

    if len(walk([node])) > 400:
        return "(a long expression)"
    line = str(sp.factor_terms(to_sympy(node)))
    return line if len(line) <= width else line[: width - 1] + "…"
