"""Whether it shows in an expression that it is never negative, or always positive."""

from __future__ import annotations

from press.proof.expressions import COSH, EXP, Expression, add, number


def nonnegative(node: Expression) -> bool:
    """Whether it is a sum of squares, or of products of what is not negative."""
    if node.op == "number":
        return bool(node.data >= 0)
    if node.op == "add":
        return all(nonnegative(a) for a in node.args) or _at_an_option(node)
    if node.op == "mul":
        return _paired(node)
    if node.op == "power":
        return _power(node) or positive(node)
    if is_extreme(node, "largest"):
        return any(nonnegative(a) for a in node.args) or _opposite(node)
    if node.op == "choice":
        return all(nonnegative(a) for a in node.args)
    return positive(node)


def positive(node: Expression) -> bool:
    """Whether it is a positive symbol, an exponential, or made of such."""
    if node.op in ("size", "pi"):
        return True
    if node.op == "number":
        return bool(node.data > 0)
    if node.op == "symbol":
        return bool(node.data.positive)
    if node.op == "call":
        return node.data in (EXP, COSH)
    if node.op == "add":
        return any(positive(a) for a in node.args) and all(nonnegative(a) for a in node.args)
    if node.op == "power":
        return positive(node.args[0])
    return node.op in ("mul", "choice") and all(positive(a) for a in node.args)


def _power(node: Expression) -> bool:
    base, exponent = node.args
    if exponent.op != "number":
        return False
    even = exponent.data.denominator == 1 and exponent.data % 2 == 0
    return even or exponent.data.denominator % 2 == 0 or nonnegative(base)  # an even root is a root of what has one


def _paired(node: Expression) -> bool:
    """A product: each factor is not negative, or stands there twice."""
    left: list[Expression] = []
    for factor in node.args:
        if nonnegative(factor):
            continue
        if factor in left:
            left.remove(factor)
        else:
            left.append(factor)
    return not left


def _at_an_option(node: Expression) -> bool:
    """A maximum in a sum is at least each of its values: so |x| − x is at least x − x."""
    for k, term in enumerate(node.args):
        rest = node.args[:k] + node.args[k + 1 :]
        sign, options = _options(term)
        if sign is not None and any(nonnegative(_plus(rest, sign, option)) for option in options):
            return True
    return False


def _options(term: Expression) -> tuple[int | None, tuple[Expression, ...]]:
    """Return the values of a maximum, or of a minimum that is subtracted, with its sign."""
    if is_extreme(term, "largest"):
        return 1, term.args
    inner = term.args[1] if term.op == "mul" and len(term.args) == 2 and term.args[0] is number(-1) else term
    if inner is not term and is_extreme(inner, "smallest"):
        return -1, inner.args
    return None, ()


def _plus(rest: tuple[Expression, ...], sign: int, option: Expression) -> Expression:
    """Return the sum, where the option cancels one of its terms."""
    opposite = -option if sign == 1 else option
    if opposite in rest:
        found = list(rest)
        found.remove(opposite)
        return add(found)
    return add((*rest, option if sign == 1 else -option))


def is_extreme(node: Expression, rule: str) -> bool:
    """Whether it is a maximum or minimum of its values; a derivative of one is chosen by others."""
    return node.op == "choice" and node.data == (rule, node.args)


def _opposite(node: Expression) -> bool:
    """|x| is the larger of x and −x."""
    return len(node.args) == 2 and (node.args[0] is -node.args[1] or node.args[1] is -node.args[0])
