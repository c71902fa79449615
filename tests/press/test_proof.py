"""The checker of equations: what it must accept, what it must refuse, and with which words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest

from press.proof import (
    DialectError,
    MeaningError,
    ProofError,
    Refuted,
    Undecided,
    Vacuous,
    agree,
    check,
    cite,
    define,
    entries,
    eye,
    family,
    function,
    gradient,
    later,
    mat,
    num,
    ones,
    orthogonal,
    probabilities,
    residual,
    rhs,
    sizes,
    symmetric,
    unit,
    unknown,
    vec,
    verdict,
)
from press.proof.source import give

n, p, K, m, q = sizes(n=3, p=2, K=4, m=5, q=6)
X, y, w, u, v = mat("X", n, p), vec("y", n), vec("w", p), vec("u", n), vec("v", n)
A, B, C, S = mat("A", m, q), mat("B", q, n), mat("C", n, n), symmetric("S", p)
x, t, z, a, c = num("x"), num("t"), num("z"), num("a", positive=True), num("c", positive=True)
s, s2 = vec("z", K), vec("s", K)
phi, loss = unknown("phi"), unknown("loss", K)
COST = r"g(\mathbf{w}) = \frac{1}{n} \lVert \mathbf{y} - \mathbf{X}\mathbf{w} \rVert^2"
SIGMOID = r"\sigma(z) = \frac{1}{1 + e^{-z}}"
SOFTMAX = r"p_k = \frac{e^{z_k}}{\sum_{j=1}^{K} e^{z_j}}"
give({"eq-cost": COST, "eq-sigmoid": SIGMOID, "eq-softmax": SOFTMAX})
g, sigma, P = function("eq-cost", "w", X=X, y=y), function("eq-sigmoid", "z"), entries("eq-softmax", {"k": K}, z=s)


@pytest.fixture(autouse=True)
def fresh() -> Iterator[None]:
    verdict.collected.clear()
    yield


def grade(tex: str, **names: Any) -> str:
    give({"eq-test": tex})
    check("eq-test", **names)
    return verdict.collected[-1].grade


ALL_SIZES = {
    r"\mathbf{u}^\top \mathbf{v} = \sum_{i=1}^{n} u_i v_i": {"u": u, "v": v},
    r"\lVert \mathbf{u} + \mathbf{v} \rVert^2 = \lVert \mathbf{u} \rVert^2 + 2 \mathbf{u}^\top \mathbf{v} + \lVert \mathbf{v} \rVert^2": {"u": u, "v": v},
    r"\mathbf{u}^\top \left( \mathbf{v} - \frac{\mathbf{u}^\top \mathbf{v}}{\mathbf{u}^\top \mathbf{u}} \mathbf{u} \right) = 0": {"u": u, "v": v},
    r"\left(\mathbf{A}\mathbf{B}\right)^\top = \mathbf{B}^\top \mathbf{A}^\top": {"A": A, "B": B},
    r"\left(\mathbf{A}\mathbf{B}\right) \mathbf{u} = \mathbf{A} \left(\mathbf{B}\mathbf{u}\right)": {"A": A, "B": B, "u": u},
    r"\nabla g(\mathbf{w}) = \frac{2}{n} \mathbf{X}^\top \left( \mathbf{X}\mathbf{w} - \mathbf{y} \right)": {"X": X, "y": y, "w": w, "g": g},
    r"\nabla^2 g(\mathbf{w}) = \frac{2}{n} \mathbf{X}^\top \mathbf{X}": {"X": X, "w": w, "g": g},
    r"g(\mathbf{w}) = \frac{1}{n} \sum_{i=1}^{n} \left( y_i - \mathbf{x}_i^\top \mathbf{w} \right)^2": {"X": X, "y": y, "w": w, "g": g},
    r"\frac{\partial g(\mathbf{w})}{\partial w_j} = \frac{2}{n} \sum_{i=1}^{n} x_{ij} \left( \mathbf{x}_i^\top \mathbf{w} - y_i \right)": {"X": X, "y": y, "w": w, "g": g, "j": p},
    r"\sigma'(z) = \sigma(z) \left( 1 - \sigma(z) \right)": {"z": z, "sigma": sigma},
    r"1 - \sigma(z) = \sigma(-z)": {"z": z, "sigma": sigma},
    r"\tanh z = 2 \sigma(2 z) - 1": {"z": z, "sigma": sigma},
    r"\frac{\partial p_k}{\partial z_j} = p_k \left( \mathbf{1}[k = j] - p_j \right)": {"p": P, "z": s, "k": K, "j": K},
    r"\sum_{k=1}^{K} p_k = 1": {"p": P},
    r"\log a^2 = 2 \log a": {"a": a},
    r"\log (a c) = \log a + \log c": {"a": a, "c": c},
    r"\sqrt{a} \sqrt{c} = \sqrt{a c}": {"a": a, "c": c},
    r"\sqrt{x^2} = \lvert x \rvert": {"x": x},
    r"\cos (x - t) = \cos x \cos t + \sin x \sin t": {"x": x, "t": t},
    r"\cos^2 x + \sin^2 x = 1": {"x": x},
    r"\frac{\partial}{\partial x} \phi(x)^2 = 2 \phi(x) \phi'(x)": {"x": x, "phi": phi},
    r"e^{x + t} = e^x e^t": {"x": x, "t": t},
    r"a^{x + 1} = a \cdot a^x": {"x": x, "a": a},
    r"\frac{d^3}{d x^3} x^4 = 24 x": {"x": x},
    r"\int_0^1 x^2 \, dx = \frac{1}{3}": {"x": x},
    r"\lim_{x \to 0} \frac{\sin x}{x} = 1": {"x": x},
    r"\begin{bmatrix} 1 & -x \\ 0 & 1 \end{bmatrix} \begin{bmatrix} t \\ 1 \end{bmatrix} = \begin{bmatrix} t - x \\ 1 \end{bmatrix}": {"x": x, "t": t},
    r"\mathrm{tr}(\mathbf{u} \mathbf{v}^\top) = \mathbf{v}^\top \mathbf{u}": {"u": u, "v": v},
    r"\mathbf{w}^\top \mathbf{S} \mathbf{w} = \left( \mathbf{S} \mathbf{w} \right)^\top \mathbf{w}": {"S": S, "w": w},
    r"\bar{y} = \frac{\mathbf{1}^\top \mathbf{y}}{\mathbf{1}^\top \mathbf{1}}": {"y": y, "ones": ones(n), "y_mean": later(lambda: rhs("eq-mean", y=y))},
    r"\lVert \mathbf{u} \rVert^2 = 1": {"u": unit("u", n)},
    r"\sum_{k=1}^{K} p_k (1 - p_k) = 1 - \sum_{k=1}^{K} p_k^2": {"p": probabilities("p", K)},
    r"\begin{aligned} (x + t)^2 &= x^2 + 2 x t + t^2 \\ &= x (x + 2 t) + t^2 \end{aligned}": {"x": x, "t": t},
}  # fmt: skip
give({"eq-mean": r"\bar{y} = \frac{1}{n} \sum_{i=1}^{n} y_i"})


@pytest.mark.parametrize("tex", ALL_SIZES)
def test_true_for_all_sizes(tex: str) -> None:
    assert grade(tex, **ALL_SIZES[tex]) == "all-sizes"


def test_true_at_these_sizes() -> None:
    inverse = {"C": C, "u": u}
    assert grade(r"\mathbf{C} \left( \mathbf{C}^{-1} \mathbf{u} \right) = \mathbf{u}", **inverse) == "these-sizes"
    assert "inverse" in verdict.collected[-1].detail
    assert grade(r"\mathbf{Q}^\top \mathbf{Q} = \mathbf{I}", Q=orthogonal("Q", n)) == "these-sizes"
    assert grade(r"\det (\mathbf{C}^\top) = \det (\mathbf{C})", C=C) == "these-sizes"
    assert grade(r"\prod_{i=1}^{n} e^{u_i} = e^{\sum_{i=1}^{n} u_i}", u=u) == "these-sizes"


def test_the_argument_is_kept() -> None:
    grade(r"\mathbf{u}^\top \mathbf{v} = \sum_{i=1}^{n} u_i v_i", u=u, v=v)
    argument = verdict.collected[-1].argument
    assert argument["degrees"] == {"n": 1} and argument["evaluations"] == 2
    assert len(argument["tested"]) == 3 and min(t["n"] for t in argument["tested"]) > 3


FALSE = {
    "a sign": (r"\nabla g(\mathbf{w}) = \frac{2}{n} \mathbf{X}^\top \left( \mathbf{y} - \mathbf{X}\mathbf{w} \right)", {"X": X, "y": y, "w": w, "g": g}, "a sign is wrong"),
    "a factor 2": (r"\nabla g(\mathbf{w}) = \frac{1}{n} \mathbf{X}^\top \left( \mathbf{X}\mathbf{w} - \mathbf{y} \right)", {"X": X, "y": y, "w": w, "g": g}, "a factor 2 is missing"),
    "a factor n": (r"\nabla g(\mathbf{w}) = 2 \mathbf{X}^\top \left( \mathbf{X}\mathbf{w} - \mathbf{y} \right)", {"X": X, "y": y, "w": w, "g": g}, "1/n"),
    "a transpose": (r"\mathbf{C}^\top = \mathbf{C}", {"C": C}, "transpose"),
    "a prime": (r"\frac{\partial}{\partial x} \phi(x)^2 = 2 \phi(x) \phi(x)", {"x": x, "phi": phi}, "counterexample"),
    "a domain": (r"\log x^2 = 2 \log x", {"x": x}, "no value"),
    "a root": (r"\sqrt{x^2} = x", {"x": x}, "counterexample"),
    "a sum of logs": (r"\log (a + c) = \log a + \log c", {"a": a, "c": c}, "counterexample"),
    "order": (r"\mathbf{C} \mathbf{S} = \mathbf{S} \mathbf{C}", {"C": C, "S": symmetric("S", n)}, "counterexample"),
    "a branch": (r"\max(0, x) = x", {"x": x}, "counterexample"),
    "a limit of a sum": (r"\sum_{i=1}^{n} u_i = \sum_{i=2}^{n} u_i", {"u": u}, "counterexample"),
    "softmax": (r"\frac{\partial p_k}{\partial z_j} = p_k \left( 1 - p_j \right)", {"p": P, "z": s, "k": K, "j": K}, "k ="),
    "one index": (r"p_k = p_j", {"p": P, "k": K, "j": K}, "counterexample"),
}  # fmt: skip


@pytest.mark.parametrize("what", FALSE)
def test_false_is_refuted_with_a_counterexample(what: str) -> None:
    tex, names, word = FALSE[what]
    with pytest.raises(Refuted, match="is false") as caught:
        grade(tex, **names)
    assert word in str(caught.value) and "as displayed" in str(caught.value)
    assert not verdict.collected


REFUSED = {
    r"\mathbf{X} \mathbf{y} = \mathbf{w}": ({"X": X, "y": y, "w": w}, MeaningError, "cannot multiply n × p by n × 1"),
    r"\mathbf{X} \mathbf{w} = \mathbf{w}": ({"X": X, "w": w}, MeaningError, "the left side is n × 1"),
    r"\mathbf{y} + 1 = \mathbf{y}": ({"y": y}, MeaningError, "cannot add"),
    r"\mathbf{y}^2 = \mathbf{y}": ({"y": y}, MeaningError, "a power of n × 1"),
    r"y = 1": ({"y": y}, MeaningError, "in bold"),
    r"\mathbf{x} = 1": ({"x": x}, MeaningError, "is bold"),
    r"x = t": ({"x": x}, MeaningError, "t has no declared meaning"),
    r"y_5 = 0": ({"y": y}, MeaningError, "outside of"),
    r"\log \mathbf{y} = 0": ({"y": y}, MeaningError, "function of one number"),
    r"x \approx t": ({"x": x, "t": t}, MeaningError, "no equality"),
    r"x = x": ({"x": x}, Vacuous, "same text"),
    r"x + t": ({"x": x, "t": t}, Vacuous, "no relation"),
    r"x = x + t - t": ({"x": x, "t": t, "a": a}, Vacuous, "a: declared"),
    r"x = \text{anything}": ({"x": x}, DialectError, "outside of the display"),
    r"x = \ln a": ({"x": x, "a": a}, DialectError, r"\log"),
    r"\mathbf{X}^T = \mathbf{X}": ({"X": X}, DialectError, r"\top"),
    r"x = a / c t": ({"x": x, "a": a, "c": c, "t": t}, DialectError, "ambiguous"),
    r"x = \log a t": ({"x": x, "a": a, "t": t}, DialectError, "ambiguous"),
    r"x = \sin^{-1} t": ({"x": x, "t": t}, DialectError, "ambiguous"),
    r"x = \foo t": ({"x": x, "t": t}, DialectError, "not in the dialect"),
    r"x = (t": ({"x": x, "t": t}, DialectError, "must to close"),
    r"x = t)": ({"x": x, "t": t}, DialectError, "not understood"),
    r"x = \sum_i^n t": ({"x": x, "t": t}, DialectError, "first value"),
    r"x = \frac{t}": ({"x": x, "t": t}, DialectError, "argument"),
    r"": ({}, DialectError, "empty"),
    "x = " + "(" * 200 + "t" + ")" * 200: ({"x": x, "t": t}, DialectError, "nested"),
    "x = " + "t + " * 2000 + "t": ({"x": x, "t": t}, DialectError, "characters"),
}  # fmt: skip


@pytest.mark.parametrize("tex", REFUSED)
def test_refused_with_the_reason(tex: str) -> None:
    names, kind, words = REFUSED[tex]
    with pytest.raises(kind) as caught:
        grade(tex, **names)
    assert words in str(caught.value)


def test_undecided_is_a_failure() -> None:
    with pytest.raises(Undecided, match="counts as a failure"):
        grade(
            r"\arctan x + \arctan t = \arctan \frac{x + t}{1 - x t}",
            x=num("x", positive=True),
            t=-num("t", positive=True),
        )


def test_a_value_made_from_the_equation_proves_nothing() -> None:
    give({"eq-made": r"a = x^2 + t"})
    with pytest.raises(Vacuous, match="from eq-made itself"):
        check("eq-made", a=rhs("eq-made", x=x, t=t), x=x, t=t)
    with pytest.raises(Vacuous, match=r"the right side itself|used to prove"):
        check("eq-made", a=later(lambda: rhs("eq-made", x=x, t=t)), x=x, t=t)


def test_definitions() -> None:
    define("eq-cost", X=X, y=y, w=w)
    define("eq-softmax", z=s, k=K)
    assert [each.grade for each in verdict.collected] == ["definition"] * 2
    give({"eq-loop": r"g(\mathbf{w}) = g(\mathbf{w}) + 1", "eq-shape": r"\mathbf{w} := \mathbf{X} \mathbf{w}"})
    with pytest.raises(ProofError):
        define("eq-loop", w=w, g=g)
    with pytest.raises(ProofError):
        define("eq-shape", w=w, X=X)


def test_backpropagation_through_any_rest_of_the_network() -> None:
    """One layer, any activation, and any smooth function of the next scores for the rest."""
    rest = unknown("rest", K)
    W, b, z_l = mat("W", K, m), vec("b", K), vec("z", m)
    give({
        "eq-forward": r"\mathbf{z}^{(l+1)} = \mathbf{W}^{(l+1)} \phi(\mathbf{z}^{(l)}) + \mathbf{b}^{(l+1)}",
        "eq-hidden": r"\nabla_{\mathbf{z}^{(l)}} \ell(\mathbf{z}^{(l)}) = \left( \left( \mathbf{W}^{(l+1)} \right)^\top"
        r" \boldsymbol{\delta}^{(l+1)} \right) \odot \phi'(\mathbf{z}^{(l)})",
    })  # fmt: skip
    weights, bias, scores = family({"l+1": W}), family({"l+1": b}), family({"l": z_l})
    forward = later(lambda: rhs("eq-forward", W=weights, b=bias, z=scores, phi=phi))

    def whole(h: Any) -> Any:
        return rest(rhs("eq-forward", W=weights, b=bias, z=family({"l": h}), phi=phi))

    delta = gradient(rest, forward)
    names = {"W": weights, "z": scores, "phi": phi, "ell": whole}
    check("eq-hidden", delta=family({"l+1": delta}), **names)
    assert verdict.collected[-1].grade == "all-sizes"
    give({"eq-hidden": r"\nabla_{\mathbf{z}^{(l)}} \ell(\mathbf{z}^{(l)}) = \left( \left( \mathbf{W}^{(l+1)} \right)^\top"
          r" \boldsymbol{\delta}^{(l+1)} \right) \odot \phi(\mathbf{z}^{(l)})"})  # fmt: skip
    with pytest.raises(Refuted):
        check("eq-hidden", delta=family({"l+1": delta}), **names)


def test_the_code_agrees_or_not() -> None:
    rng = np.random.default_rng(0)
    table, targets, weights = rng.normal(size=(50, 4)), rng.normal(size=50), rng.normal(size=4)
    give(
        {
            "eq-grad": r"\nabla g(\mathbf{w}) = \frac{2}{n} \mathbf{X}^\top \left( \mathbf{X}\mathbf{w} - \mathbf{y} \right)"
        }
    )
    check("eq-grad", X=X, y=y, w=w, g=g)
    code = 2 / 50 * table.T @ (table @ weights - targets)
    agree("eq-grad", code, X=table, y=targets, w=weights)
    assert verdict.collected[-1].grade == "agrees"
    with pytest.raises(Refuted, match="differ by"):
        agree("eq-grad", code * 1.001, X=table, y=targets, w=weights)
    with pytest.raises(Refuted, match="shape"):
        agree("eq-grad", code[:3], X=table, y=targets, w=weights)


def test_residuals_and_citations() -> None:
    give({"eq-condition": r"c u \cdot c v = 1"})
    left_over = residual("eq-condition", c=c, u=x, v=t)
    assert "c**2*t*x" in str(left_over).replace(" ", "")
    cite("eq-condition", "cleveland1988", "shown there for every pair of slopes")
    with pytest.raises(Vacuous, match="why"):
        cite("eq-condition", "cleveland1988", "known")
    with pytest.raises(MeaningError, match="Did you mean eq-condition"):
        check("eq-conditions")


@pytest.mark.parametrize("wrong", [{"n": 3, "p": 3}, {"n": 1}])
def test_sizes_that_agree_by_accident_are_refused(wrong: dict[str, int]) -> None:
    with pytest.raises(MeaningError):
        sizes(**wrong)


def test_entries_and_rows_of_the_tables_of_a_layer() -> None:
    W, Z = mat("W", K, m), mat("Z", n, K)
    weights, scores = family({"l": W}), family({"l": Z})
    tex = r"\sum_{k=1}^{m} w_{jk}^{(l)} u_k = \left( \mathbf{W}^{(l)} \mathbf{u} \right)^\top \mathbf{e}_j"
    assert grade(tex, W=weights, u=vec("u", m), j=K, e=eye(K)) == "all-sizes"
    assert grade(r"(\mathbf{z}_i^{(l)})^\top \mathbf{u} = \sum_{k=1}^{K} z_{ik}^{(l)} u_k", Z=scores, u=vec("u", K), i=n) == "all-sizes"  # fmt: skip


def test_the_code_agrees_with_a_layer_and_a_derivative() -> None:
    give(
        {
            "eq-batch": r"\mathbf{D}^{(l)} = \mathbf{A}^{(l-1)} \left( \mathbf{W}^{(l)} \right)^\top \odot \tau'(\mathbf{Z}^{(l)})"
        }
    )
    give({"eq-tau": r"\tau(z) = \tanh z"})
    tau = function("eq-tau", "z")
    define("eq-batch", D=family({"l": mat("D", n, K)}), Z=family({"l": mat("Z", n, K)}), A=family({"l-1": mat("A", n, m)}), W=family({"l": mat("W", K, m)}), tau=tau)  # fmt: skip
    rng = np.random.default_rng(0)
    Z_l, A_l, W_l = rng.normal(size=(7, 3)), rng.normal(size=(7, 2)), rng.normal(size=(3, 2))
    code = A_l @ W_l.T * (1 - np.tanh(Z_l) ** 2)
    agree("eq-batch", code, Z=family({"l": Z_l}), A=family({"l-1": A_l}), W=family({"l": W_l}), tau=tau)
    with pytest.raises(Refuted):
        agree("eq-batch", code + 1e-6, Z=family({"l": Z_l}), A=family({"l-1": A_l}), W=family({"l": W_l}), tau=tau)
