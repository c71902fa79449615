"""For all sizes, from a few: the argument that entitles a proof to say so.

Let E(n) be an expression that is polynomial, of degree at most D, in sums over n rows: in
sums of anything that depends on one row, n itself (a sum of ones) among them. Its finite
difference of order D + 1 vanishes. So if E is zero for all data at D + 1 sizes in a row, it
is zero at every larger size: take the first rows fixed, and add the others one by one.

The machine reads D off the expression: a sum over n adds one, a product adds, a quotient is
cleared. A function of a sum counts as one more symbol, provided that the sizes looked at
also settle which arguments are equal (their degree enters D). Square roots are cleared by
multiplying with the conjugate, which doubles D for each; as that forgets their signs, the
equation must hold for both (`press.proof.decision.roots`). A choice that may depend on n, a
product over n, an inverse, an index that is computed with: no argument, and the verdict speaks
for the sizes tried only.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from press.proof.decision.roots import depends
from press.proof.expressions import Expression
from press.proof.walking import tested, walk

_ROOTS = 2
_ARGUMENTS = 12


class NoArgument(Exception):
    """The degree cannot be bounded; the message says why."""


@dataclass
class _Degree:
    """Degree of the numerator; denominators with their powers."""

    top: int = 0
    bottom: dict[Expression, int] = field(default_factory=dict)


class Degrees:
    """Reads the degree in sums over one size off an expression."""

    def __init__(self, size: str):
        self.size = size
        self.done: dict[Expression, _Degree] = {}
        self.roots: dict[Expression, int] = {}
        self.arguments: dict[Expression, int] = {}

    def bound(self, nodes: list[Expression]) -> int:
        """Return D for the numerators of all nodes. Raises NoArgument."""
        for node in walk(nodes):
            self.done[node] = self._degree(node)
        highest = max((self._cleared(self.done[node]) for node in nodes), default=0)
        if len(self.roots) > _ROOTS:
            raise NoArgument(f"{len(self.roots)} different roots of sums over {self.size}")
        for root in self.roots.values():
            highest = 2 * (highest + root)
        congruence = max(self.arguments.values(), default=0)
        return max(highest, congruence)

    def _cleared(self, degree: _Degree) -> int:
        return degree.top + sum(k * self._top(base) for base, k in degree.bottom.items())

    def _top(self, node: Expression) -> int:
        return self.done[node].top

    def _degree(self, node: Expression) -> _Degree:
        if node.op == "size":
            return _Degree(int(node.data[0] == self.size))
        if node.op == "add":
            return self._sum(node)
        if node.op == "mul":
            return self._product(node)
        if node.op == "power":
            return self._power(node)
        if node.op in ("call", "choice"):
            return self._opaque(node)
        return _Degree()

    def _sum(self, node: Expression) -> _Degree:
        parts = [self.done[a] for a in node.args]
        over = node.data == self.size
        bases: dict[Expression, int] = {}
        for part in parts:
            for base, k in part.bottom.items():
                bases[base] = max(bases.get(base, 0), k)
        if over and any(part.bottom.keys() != bases.keys() for part in parts):
            raise NoArgument(f"a sum over {self.size} of quotients whose denominators are other sums over it")
        top = 0
        for part in parts:
            missing = sum((k - part.bottom.get(base, 0)) * self._top(base) for base, k in bases.items())
            top = max(top, part.top + missing)
        return _Degree(top + over, bases)

    def _product(self, node: Expression) -> _Degree:
        if node.data == self.size:
            raise NoArgument(f"a product over {self.size}")
        bases: dict[Expression, int] = {}
        for a in node.args:
            for base, k in self.done[a].bottom.items():
                bases[base] = bases.get(base, 0) + k
        return _Degree(sum(self.done[a].top for a in node.args), bases)

    def _power(self, node: Expression) -> _Degree:
        base, exponent = node.args
        inner = self.done[base]
        if self._depends(exponent):
            raise NoArgument(f"a power whose exponent depends on {self.size}")
        if not inner.top and not inner.bottom:
            return _Degree()
        if exponent.op != "number":
            return self._root(node, inner)
        k = exponent.data
        if k.denominator != 1:
            return self._root(node, inner)
        if k > 0:
            return _Degree(inner.top * int(k), {b: m * int(k) for b, m in inner.bottom.items()})
        if not inner.top:
            return _Degree(self._cleared(_Degree(0, inner.bottom)) * int(-k))
        top = sum(m * self._top(b) for b, m in inner.bottom.items()) * int(-k)
        return _Degree(top, {base: int(-k)})

    def _root(self, node: Expression, inner: _Degree) -> _Degree:
        if node.args[1].op != "number" or node.args[1].data.denominator != 2:
            return self._opaque(node)
        self.roots[node.args[0]] = self._cleared(inner)
        half = abs(int(2 * node.args[1].data))
        degree = self._cleared(inner) * half
        if node.args[1].data > 0:
            return _Degree(degree)
        return _Degree(0, {node.args[0]: half})

    def _opaque(self, node: Expression) -> _Degree:
        """One more symbol, if the sizes tried settle which arguments are equal."""
        if node.op == "choice" and any(depends(each, (self.size,)) for each in tested(node)):
            raise NoArgument(f"a choice that may depend on {self.size}")
        if node.op == "call" and node.data.size == self.size:
            return _Degree()  # a function of a whole vector: its arguments are compared one by one
        for a in node.args:
            degree = self._cleared(self.done[a])
            if degree:
                self.arguments[a] = degree
        if node.op == "choice" and len(node.args) > 3:
            raise NoArgument(f"a choice among {len(node.args)} values")
        return _Degree()

    def _depends(self, node: Expression) -> bool:
        return any(each.op == "size" and each.data[0] == self.size for each in walk([node])) or self.done[node].top > 0


def degree(nodes: list[Expression], size: str) -> int:
    """Return the degree D of the expressions in sums over the size. Raises NoArgument."""
    return Degrees(size).bound(nodes)
