"""Traps: statements that look right and are not, each refused for the right reason; and true ones that a weak checker refuses."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from press.proof import (
    ProofError,
    bound,
    check,
    define,
    entries,
    expectation,
    family,
    function,
    induct,
    later,
    mat,
    mean,
    minimum,
    num,
    orthogonal,
    probabilities,
    sizes,
    symmetric,
    unknown,
    variance,
    vec,
    verdict,
)  # fmt: skip
from press.proof.source import give

n, p, K, m = sizes(n=3, p=2, K=4, m=5)
X, y, w, A, B, C, S = (
    mat("X", n, p),
    vec("y", n),
    vec("w", p),
    mat("A", m, n),
    mat("B", n, p),
    mat("C", n, n),
    symmetric("S", n),
)
u, v, z, d = vec("u", n), vec("v", n), vec("z", K), vec("d", n, positive=True)
x, t, a, b, c, h = num("x"), num("t"), num("a", positive=True), num("b", positive=True), num("c"), num("h")
phi, f, loss = unknown("phi"), unknown("f", 2), unknown("l", K)
give({
    "eq-cost": r"g(\mathbf{w}) = \frac{1}{n} \lVert \mathbf{y} - \mathbf{X}\mathbf{w} \rVert^2",
    "eq-softmax": r"p_k = \frac{e^{z_k}}{\sum_{j=1}^{K} e^{z_j}}",
    "eq-sigmoid": r"\sigma(z) = \frac{1}{1 + e^{-z}}",
})  # fmt: skip
g, sigma = function("eq-cost", "w", X=X, y=y), function("eq-sigmoid", "z")
P = entries("eq-softmax", {"k": K}, z=z)
LS = {"X": X, "y": y, "w": w, "g": g}
E = expectation(x, over=m)

# (display, names, a part of the message)
FALSE: list[tuple[str, dict[str, Any], str]] = [
    # algebra that is taught wrong
    (r"(x + t)^2 = x^2 + t^2", {"x": x, "t": t}, "is false"),
    (r"\sqrt{x^2} = x", {"x": x}, "counterexample"),
    (r"\sqrt{a + b} = \sqrt{a} + \sqrt{b}", {"a": a, "b": b}, "is false"),
    (r"\log(a + b) = \log a + \log b", {"a": a, "b": b}, "is false"),
    (r"\log x^2 = 2 \log x", {"x": x}, "counterexample"),
    (r"(x^2)^{\frac{1}{2}} = x", {"x": x}, "is false"),
    (r"\frac{x^2 - 1}{x - 1} = x - 1", {"x": x}, "is false"),
    (r"\frac{1}{a + b} = \frac{1}{a} + \frac{1}{b}", {"a": a, "b": b}, "is false"),
    (r"e^{x t} = e^x e^t", {"x": x, "t": t}, "is false"),
    (r"e^{x + t} = e^x + e^t", {"x": x, "t": t}, "is false"),
    (r"a^{x + 1} = a^x + a", {"x": x, "a": a}, "is false"),
    (r"\lvert x + t \rvert = \lvert x \rvert + \lvert t \rvert", {"x": x, "t": t}, "is false"),
    (r"\max(0, x) = x", {"x": x}, "is false"),
    (r"\max(0, x)^2 = x^2", {"x": x}, "is false"),
    (r"\cos(x + t) = \cos x \cos t + \sin x \sin t", {"x": x, "t": t}, "is false"),
    (r"\tan x = \frac{\cos x}{\sin x}", {"x": x}, "is false"),
    (r"\sigma(z) = 1 + \sigma(-z)", {"z": x, "sigma": sigma}, "is false"),
    (r"\tanh z = \sigma(2 z) - 1", {"z": x, "sigma": sigma}, "is false"),
    # derivatives
    (r"\frac{d}{dx} x^3 = 3 x", {"x": x}, "is false"),
    (r"\frac{d}{dx} a^x = x a^{x - 1}", {"x": x, "a": a}, "is false"),
    (r"\frac{d}{dx} \phi(2 x) = \phi'(2 x)", {"x": x, "phi": phi}, "a factor 2 is missing on the right"),
    (r"\frac{d}{dx} \phi(x)^2 = 2 \phi(x)", {"x": x, "phi": phi}, "is false"),
    (r"\phi''(x) = \phi'(x)^2", {"x": x, "phi": phi}, "is false"),
    (r"\frac{\partial f(x, t)}{\partial x} = \frac{\partial f(x, t)}{\partial t}", {"x": x, "t": t, "f": f}, "is false"),
    (r"\sigma'(z) = \sigma(z) (1 + \sigma(z))", {"z": x, "sigma": sigma}, "is false"),
    (r"\nabla g(\mathbf{w}) = \frac{2}{n} \mathbf{X}^\top (\mathbf{y} - \mathbf{X}\mathbf{w})", LS, "a sign is wrong"),
    (r"\nabla g(\mathbf{w}) = 2 \mathbf{X}^\top (\mathbf{X}\mathbf{w} - \mathbf{y})", LS, "is a factor n or 1/n missing"),
    (r"\nabla g(\mathbf{w}) = \frac{2}{n} (\mathbf{X}\mathbf{w} - \mathbf{y})^\top \mathbf{X}", LS, "Is a transpose missing"),
    (r"\nabla g(\mathbf{w}) = \frac{2}{n} \mathbf{X} (\mathbf{X}\mathbf{w} - \mathbf{y})", LS, "cannot multiply n × p by n × 1"),
    (r"\nabla^2 g(\mathbf{w}) = \frac{2}{n} \mathbf{X} \mathbf{X}^\top", {"X": X, "w": w, "g": g}, "the left side is p × p, the right side n × n"),
    (r"\frac{\partial p_k}{\partial z_j} = p_k (\mathbf{1}[k = j] - p_k)", {"p": P, "z": z, "k": K, "j": K}, "is false"),
    (r"\frac{\partial p_k}{\partial z_j} = - p_k p_j", {"p": P, "z": z, "k": K, "j": K}, "at k = 1, j = 1"),
    # tables
    (r"(\mathbf{A}\mathbf{B})^\top = \mathbf{A}^\top \mathbf{B}^\top", {"A": A, "B": B}, "cannot multiply"),
    (r"\mathbf{C}\mathbf{S} = \mathbf{S}\mathbf{C}", {"C": C, "S": S}, "is false"),
    (r"\mathbf{u}^\top \mathbf{v} = \mathbf{u} \mathbf{v}^\top", {"u": u, "v": v}, "the left side is scalar"),
    (r"\mathbf{C} = \mathbf{C}^\top", {"C": C}, "row and column exchanged"),
    (r"\mathrm{tr}(\mathbf{C}\mathbf{S}) = \mathrm{tr}(\mathbf{C}) \, \mathrm{tr}(\mathbf{S})", {"C": C, "S": S}, "is false"),
    (r"\det (2 \mathbf{C}) = 2 \det \mathbf{C}", {"C": C}, "is false"),
    (r"\lVert \mathbf{u} + \mathbf{v} \rVert^2 = \lVert \mathbf{u} \rVert^2 + \lVert \mathbf{v} \rVert^2", {"u": u, "v": v}, "is false"),
    (r"\mathbf{u} \odot \mathbf{v} = \mathbf{u}^\top \mathbf{v}", {"u": u, "v": v}, "the left side is n × 1"),
    (r"\mathbf{u}^\top \mathbf{v} = \sum_{i=1}^{n} u_i v_{i + 1}", {"u": u, "v": v}, "outside of n × 1"),
    (r"\sum_{i=1}^{n} u_i v_i = \sum_{i=1}^{n} u_i \sum_{i=1}^{n} v_i", {"u": u, "v": v}, "bound twice"),
    (r"\sum_{i=1}^{n} u_i v_i = \sum_{i=1}^{n} u_i \sum_{j=1}^{n} v_j", {"u": u, "v": v}, "is false"),
    (r"\sum_{i=2}^{n} u_i = \sum_{i=1}^{n} u_i", {"u": u}, "is false"),
    (r"\bar{u} = \sum_{i=1}^{n} u_i", {"u": u, "u_mean": mean(u)}, "is a factor n or 1/n missing"),
    (r"\mathbf{Q} \mathbf{Q} = \mathbf{I}", {"Q": orthogonal("Q", n)}, "is false"),
    # meaning
    (r"\mathbf{w} = x \mathbf{w} + x", {"w": w, "x": x}, "cannot add p × 1 and scalar"),
    (r"\mathbf{x} = 2 x", {"x": x}, "A number is not bold"),
    (r"u = 2 v", {"u": u, "v": v}, "Write a vector or a table in bold"),
    (r"e^{\mathbf{u}} = \mathbf{v}", {"u": u, "v": v}, "an exponent"),
    (r"q = x", {"x": x}, "has no declared meaning"),
    (r"x = t", {"x": x, "t": t}, "counterexample"),
    (r"x + 0 = x", {"x": x, "t": t}, "declared, and not in the equation"),
    (r"a / b c = a c / b", {"a": a, "b": b, "c": c}, "ambiguous"),
    (r"\sin x t = t \sin x", {"x": x, "t": t}, "ambiguous"),
    (r"\mathbf{A}^T = \mathbf{A}", {"A": C}, r"Write \top"),
    (r"\begin{aligned} & (x + t)^2 \\ & = x^2 + t^2 \end{aligned}", {"x": x, "t": t}, "is false"),
    (r"x^2, x + 0 = x", {"x": x}, "holds no relation"),
    (r"x \approx t", {"x": x, "t": t}, "is no equality"),
    (r"x \le x + 1", {"x": x}, "is no equality"),
    (r"w^{(l)} = w^{(l+1)}", {"w": family({"l": x, "l+1": t})}, "is false"),
    (r"w^{(l)} = w^{(l-1)}", {"w": family({"l": x, "l+1": t})}, "is not declared at l-1"),
    # chance
    (r"\E[x^2] = \E[x]^2", {"x": x, "E": E}, "is false"),
    (r"\Var[2 x] = 2 \Var[x]", {"x": x, "Var": variance(E)}, "a factor 2 is missing on the right"),
    (r"\E[\frac{1}{x}] = \frac{1}{\E[x]}", {"x": x, "E": E}, "is false"),
]  # fmt: skip

TRUE: list[tuple[str, dict[str, Any]]] = [
    (r"\begin{aligned} & (x + t)^2 \\ & = x^2 + 2 x t \\ & + t^2 \end{aligned}", {"x": x, "t": t}),
    (r"\sqrt{a} \sqrt{b} = \sqrt{a b}", {"a": a, "b": b}),
    (r"\frac{a}{\sqrt{a}} = \sqrt{a}", {"a": a}),
    (r"\sqrt{x^4} = x^2", {"x": x}),
    (r"\lvert x \rvert = \max(x, -x)", {"x": x}),
    (r"\max(x, t) = \frac{x + t + \lvert x - t \rvert}{2}", {"x": x, "t": t}),
    (r"\max(0, x) - \max(0, -x) = x", {"x": x}),
    (r"\log \frac{a}{b} = \log a - \log b", {"a": a, "b": b}),
    (r"\log \sqrt{a} = \frac{1}{2} \log a", {"a": a}),
    (r"e^{x \log a} = a^x", {"x": x, "a": a}),
    (r"a^{x} b^{x} = (a b)^x", {"x": x, "a": a, "b": b}),
    (r"\log (1 + e^x) = x + \log (1 + e^{-x})", {"x": x}),
    (r"\tanh x = \frac{e^{2 x} - 1}{e^{2 x} + 1}", {"x": x}),
    (r"\cosh^2 x - \sinh^2 x = 1", {"x": x}),
    (r"\sin (2 x) = 2 \sin x \cos x", {"x": x}),
    (r"\tan x \cos x = \sin x", {"x": x}),
    (r"\frac{d}{dx} \log (1 + e^x) = \sigma(x)", {"x": x, "sigma": sigma}),
    (r"\frac{d}{dx} \lvert x \rvert^3 = 3 x \lvert x \rvert", {"x": x}),
    (r"\frac{d}{dx} x^x = x^x (1 + \log x)", {"x": a}),
    (r"\frac{d}{dx} \phi(\phi(x)) = \phi'(\phi(x)) \phi'(x)", {"x": x, "phi": phi}),
    (r"\frac{\partial^2 f(x, t)}{\partial x \partial t} = \frac{\partial^2 f(x, t)}{\partial t \partial x}", {"x": x, "t": t, "f": f}),
    (r"\nabla g(\mathbf{w}) = \frac{2}{n} \sum_{i=1}^{n} (\mathbf{x}_i^\top \mathbf{w} - y_i) \mathbf{x}_i", LS),
    (r"\nabla_{\mathbf{u}} \lVert \mathbf{u} \rVert^2 = 2 \mathbf{u}", {"u": u}),
    (r"\nabla_{\mathbf{u}} (\mathbf{u}^\top \mathbf{C} \mathbf{u}) = (\mathbf{C} + \mathbf{C}^\top) \mathbf{u}", {"u": u, "C": C}),
    (r"\nabla_{\mathbf{C}} (\mathbf{u}^\top \mathbf{C} \mathbf{v}) = \mathbf{u} \mathbf{v}^\top", {"u": u, "v": v, "C": C}),
    (r"\frac{\partial}{\partial z_j} \log \sum_{k=1}^{K} e^{z_k} = p_j", {"p": P, "z": z, "j": K}),
    (r"\sum_{k=1}^{K} \frac{\partial p_k}{\partial z_j} = 0", {"p": P, "z": z, "j": K}),
    (r"\mathbf{u}^\top \mathbf{C} \mathbf{v} = \mathbf{v}^\top \mathbf{C}^\top \mathbf{u}", {"u": u, "v": v, "C": C}),
    (r"\mathrm{tr}(\mathbf{A} \mathbf{C} \mathbf{A}^\top) = \mathrm{tr}(\mathbf{A}^\top \mathbf{A} \mathbf{C})", {"A": A, "C": C}),
    (r"(\mathbf{C}\mathbf{S})^{-1} = \mathbf{S}^{-1} \mathbf{C}^{-1}", {"S": S, "C": C}),
    (r"\det (\mathbf{C} \mathbf{S}) = \det \mathbf{C} \det \mathbf{S}", {"C": C, "S": S}),
    (r"\mathrm{diag}(\mathbf{d})^{-1} \mathbf{d} = \mathbf{1}", {"d": d}),
    (r"\mathbf{u}^\top \mathrm{diag}(\mathbf{v}) \mathbf{u} = \mathbf{v}^\top (\mathbf{u} \odot \mathbf{u})", {"u": u, "v": v}),
    (r"\lVert \mathbf{Q} \mathbf{u} \rVert = \lVert \mathbf{u} \rVert", {"Q": orthogonal("Q", n), "u": u}),
    (r"\sum_{i=1}^{n} \sum_{j=1}^{n} (u_i - u_j)^2 = 2 n \sum_{i=1}^{n} u_i^2 - 2 \left( \sum_{i=1}^{n} u_i \right)^2", {"u": u}),
    (r"\sum_{i=1}^{n} (u_i - \bar{u}) = 0", {"u": u, "u_mean": mean(u)}),
    (r"\sum_{j \ne i} u_j = \sum_{j=1}^{n} u_j - u_i", {"u": u, "i": n, "j": n}),
    (r"\sum_{k=1}^{K} p_k \log p_k = \sum_{k=1}^{K} p_k z_k - \log \sum_{k=1}^{K} e^{z_k}", {"p": P, "z": z}),
    (r"\E[(x - \E[x])^2] = \Var[x]", {"x": x, "E": E, "Var": lambda value: E(value**2) - E(value) ** 2}),
    (r"\Var[t x + 1] = t^2 \Var[x]", {"x": x, "t": t, "Var": variance(E)}),
    (r"\int_0^1 x^t \, dx = \frac{1}{t + 1}", {"x": x, "t": num("t", positive=True)}),
    (r"\lim_{h \to 0} \frac{(x + h)^3 - x^3}{h} = 3 x^2", {"x": x, "h": h}),
    (r"\mathbf{u} + x \mathbf{u} \propto \mathbf{u}", {"u": u, "x": x}),
    (r"w^{(l)} \cdot 2 = w^{(l+1)}", {"w": family({"l": x, "l+1": x + x})}),
]  # fmt: skip


@pytest.fixture(autouse=True)
def fresh() -> None:
    verdict.collected.clear()


def refused(tex: str, verb: Callable[[], None]) -> str:
    give({"eq-trap": tex})
    with pytest.raises(ProofError) as caught:
        verb()
    return str(caught.value)


@pytest.mark.parametrize(("tex", "names", "words"), FALSE, ids=[row[0] for row in FALSE])
def test_false(tex: str, names: dict[str, Any], words: str) -> None:
    assert words in refused(tex, lambda: check("eq-trap", **names))


@pytest.mark.parametrize(("tex", "names"), TRUE, ids=[row[0] for row in TRUE])
def test_true(tex: str, names: dict[str, Any]) -> None:
    give({"eq-trap": tex})
    check("eq-trap", **names)
    assert verdict.collected[-1].grade in ("all-sizes", "these-sizes")


# true at small sizes, or near zero, and false further out: never "for all sizes"
FAR = [
    (r"\sqrt{(n - 20)^2} = 20 - n", {}),
    (r"\sqrt{(n - 100)^2} u_1 = (100 - n) u_1", {"u": u}),
    (r"\max(n, 50) u_1 = 50 u_1", {"u": u}),
    (r"\lvert n - 50 \rvert u_1 = (50 - n) u_1", {"u": u}),
    (r"\sum_{i=1}^{n} u_i \sqrt{(n - 100)^2} = \sum_{i=1}^{n} u_i (100 - n)", {"u": u}),
    (r"\sum_{l=1}^{L} 1 = 4", {"L": 4}),
    (r"L x = 4 x", {"L": 4, "x": x}),
    (r"\sum_{l=1}^{L} u_l = u_1 + u_2", {"u": vec("u", 2), "L": 2}),
]  # fmt: skip


@pytest.mark.parametrize(("tex", "names"), FAR, ids=[row[0] for row in FAR])
def test_what_holds_at_small_sizes_only_is_not_proved_for_all(tex: str, names: dict[str, Any]) -> None:
    give({"eq-trap": tex})
    check("eq-trap", names={"n": n, **names} if "L" not in names else names)
    assert verdict.collected[-1].grade == "these-sizes"


@pytest.mark.parametrize(
    "tex", [r"\lvert x - 1000 \rvert = 1000 - x", r"\max(x, 1000) = 1000", r"\sqrt{(x - 2000)^2} = 2000 - x"]
)
def test_branches_far_from_zero_are_met(tex: str) -> None:
    assert "is false" in refused(tex, lambda: check("eq-trap", x=x))


VERBS: list[tuple[str, Callable[[], None], str]] = [
    (r"2 x t \le x^2 + t^2 - 1", lambda: bound("eq-trap", x=x, t=t, because=lambda: (x - t) ** 2), "counterexample"),
    (r"x \le x^2", lambda: bound("eq-trap", x=x, because=lambda: x**2), "counterexample"),
    (r"x < x^2 + 1", lambda: bound("eq-trap", x=x), "give because=…"),
    (r"2 x t \le x^2 + t^2", lambda: bound("eq-trap", x=x, t=t, because=lambda: (x + t) ** 2), "is false"),
    (r"2 x t \le x^2 + t^2", lambda: bound("eq-trap", x=x, t=t, because=lambda: x**2 - 2 * x * t + t**2), "does not show"),
    (r"0 < x^2", lambda: bound("eq-trap", x=x, because=lambda: x**2), "counterexample"),
    (r"x = t", lambda: bound("eq-trap", x=x, t=t), "holds no inequality"),
    (r"\hat{w} = \argmin_{w} (w - c)^2", lambda: minimum("eq-trap", w=h, w_hat=c + 1, c=c, because=lambda: (h - c) ** 2), "is false"),
    (r"\hat{w} = \argmin_{w} c^2", lambda: minimum("eq-trap", w=h, w_hat=c, c=c, because=lambda: c**2), "is false"),
    (r"\hat{w} = (w - c)^2", lambda: minimum("eq-trap", w=h, w_hat=c, c=c, because=lambda: (h - c) ** 2), "names no place of a minimum"),
    (r"w^{[t]} = c^t w^{[0]}", lambda: induct("eq-trap", over="t", first=x, step=lambda w: c * w + 1, w=family({0: x}), c=c), "is false"),
    (r"w^{[t]} = c^t w^{[0]}", lambda: induct("eq-trap", over="t", first=x + 1, step=lambda w: c * w, w=family({0: x}), c=c), "at t = 0"),
    (r"w = c^t", lambda: induct("eq-trap", over="t", first=x, step=lambda w: c * w, w=x, c=c), "is no value at step t"),
    (r"\mathbf{y} = \mathbf{X} \mathbf{w} + x", lambda: define("eq-trap", X=X, w=w, y=y, x=x), "cannot add"),
    (r"\mathbf{y} = \mathbf{X} \mathbf{w} + \mathbf{y}", lambda: define("eq-trap", X=X, w=w, y=y), "defined by itself"),
]  # fmt: skip


@pytest.mark.parametrize(("tex", "verb", "words"), VERBS, ids=[f"{k}: {row[0]}" for k, row in enumerate(VERBS)])
def test_false_for_other_verbs(tex: str, verb: Callable[[], None], words: str) -> None:
    assert words in refused(tex, verb)


TRUE_VERBS: list[tuple[str, Callable[[], None]]] = [
    (r"2 x t \le x^2 + t^2", lambda: bound("eq-trap", x=x, t=t, because=lambda: (x - t) ** 2)),
    (r"\mathbf{u}^\top \mathbf{v} \le \lVert \mathbf{u} \rVert", lambda: bound(
        "eq-trap", u=later(lambda: u.value), v=unit_of(u), because=lambda: later(lambda: 0 * u[0]))),
    (r"\sqrt{a b} \le \frac{a + b}{2}", lambda: bound("eq-trap", a=a, b=b, because=lambda: (a - b) ** 2 / 4)),
    (r"0 \le p_k", lambda: bound("eq-trap", p=probabilities("p", K), k=K)),
    (r"0 < \cosh x", lambda: bound("eq-trap", x=x)),
    (r"\hat{w} = \argmin_{w} (w - c)^2 + c", lambda: minimum("eq-trap", w=h, w_hat=c, c=c, because=lambda: (h - c) ** 2)),
    (r"w^{[t]} = c^t w^{[0]}", lambda: induct("eq-trap", over="t", first=x, step=lambda w: c * w, w=family({0: x}), c=c)),
]  # fmt: skip


def unit_of(vector: Any) -> Any:
    """The vector itself, made one long: the inner product with it is the length."""
    return later(lambda: vector.value / (vector @ vector) ** 0.5)


@pytest.mark.parametrize(("tex", "verb"), TRUE_VERBS, ids=[row[0] for row in TRUE_VERBS])
def test_true_for_other_verbs(tex: str, verb: Callable[[], None]) -> None:
    give({"eq-trap": tex})
    verb()
    assert verdict.collected[-1].grade in ("all-sizes", "these-sizes")


def test_there_are_enough() -> None:
    assert len(FALSE) + len(VERBS) >= 60 and len(TRUE) + len(TRUE_VERBS) >= 40
