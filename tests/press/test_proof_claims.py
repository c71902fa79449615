"""Claims beyond equality: orders, limits, sets, distributions, conditions, bounds by convexity."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
import pytest
import sympy as sp
import sympy.stats as st

from press.proof import (
    ProofError,
    bound,
    check,
    define,
    expectation,
    law,
    mat,
    minimum,
    num,
    order,
    probability,
    sizes,
    subset,
    unknown,
    vec,
    verdict,
)
from press.proof.source import give

L = "eq-claim"
n, p = sizes(n=4, p=3)
(m,) = sizes(m=2)
x, y, a, b, h, z = num("x"), num("y"), num("a"), num("b"), num("h"), num("z", positive=True)
u, v, w, s = vec("u", n), vec("v", n), vec("w", p), vec("s", p)
X = mat("X", n, p)
f, G = unknown("f"), unknown("G", p)
BIG, SMALL, B = order(h), order(h, smaller=True), subset("B", n)
E = expectation(x, y, over=m)
NORMAL = law(lambda mean, variance: st.Normal("normal", mean, sp.sqrt(variance)))
TWO = expectation(x, y, like=(st.Normal("x", 0, 1), st.Normal("y", 1, 2)))
Row = tuple[str, Callable[[], None]]


@pytest.fixture(autouse=True)
def fresh() -> Iterator[None]:
    verdict.collected.clear()
    yield


def c(**names: Any) -> Callable[[], None]:
    return lambda: check(L, **names)


def d(**names: Any) -> Callable[[], None]:
    return lambda: define(L, **names)


def le(because: Any = None, touching: Any = None, **names: Any) -> Callable[[], None]:
    return lambda: bound(L, because, touching=touching, **names)


def low(because: Any = None, convex: bool = True, **names: Any) -> Callable[[], None]:
    return lambda: minimum(L, because, convex=convex, **names)


TAYLOR = r"g(\mathbf{w} + \mathbf{s}) = g(\mathbf{w}) + \nabla g(\mathbf{w})^\top \mathbf{s} + "
HESSIAN = r"\mathbf{s}^\top \nabla^2 g(\mathbf{w}) \mathbf{s} + O(\lVert \mathbf{s} \rVert^3)"
BAYES = r"\Pr[x > 1 \mid y > 1] = \frac{\Pr[y > 1 \mid x > 1] \Pr[x > 1]}"
TOTAL = r"\E[x \mid y > 0] \Pr[y > 0] + \E[x \mid y \le 0] \Pr[y \le 0] = \E[x]"

TRUE: list[Row] = [
    (r"\frac{f(x + h) - f(x - h)}{2h} = f'(x) + O(h^2)", c(f=f, x=x, h=h, O=BIG)),
    (r"\frac{f(x + h) - f(x)}{h} = f'(x) + O(h)", c(f=f, x=x, h=h, O=BIG)),
    (r"\frac{f(x + h) - f(x)}{h} = f'(x) + o(1)", c(f=f, x=x, h=h, o=SMALL)),
    (r"\sin h = h - \frac{h^3}{6} + O(h^5)", c(h=h, O=BIG)),
    (r"\log(1 + h) = h - \frac{1}{2} h^2 + O(h^3)", c(h=h, O=BIG)),
    (r"\sqrt{1 + h} = 1 + \frac{h}{2} - O(h^2)", c(h=h, O=BIG)),
    (r"\frac{1}{h - h^2} = \frac{1}{h} + 1 + O(h)", c(h=h, O=BIG)),
    (TAYLOR + r"O(\lVert \mathbf{s} \rVert^2)", c(g=G, w=w, s=s, O=order(s))),
    (TAYLOR + r"\frac{1}{2}" + HESSIAN, c(g=G, w=w, s=s, O=order(s))),
    (r"\lim_{h \to 0} \frac{f(x + h) - 2 f(x) + f(x - h)}{h^2} = f''(x)", c(f=f, x=x, h=h)),
    (r"\lim_{h \to x} \frac{f(h) - f(x)}{h - x} = f'(x)", c(f=f, x=x, h=h)),
    (r"\lim_{h \to 0} \frac{e^{a h} - 1}{h} = a", c(a=a, h=h)),
    (r"\mathbf{X} \in \mathbb{R}^{n \times p}", d(X=X)),
    (r"\mathbf{w} \in \mathbb{R}^p", d(w=w)),
    (r"x \in \mathbb{R}", d(x=x)),
    (r"u_i \in \{0, 1\}", d(u=u, i=n)),
    (r"\mathrm{sign}(x) \in \{-1, 0, 1\}", c(x=x)),
    (r"\frac{1}{1 + e^{-x}} \in (0, 1)", le(x=x)),
    (r"x^2 \in [0, \infty)", le(x=x)),
    (r"a x + b \sim \mathcal{N}(b, a^2)", c(x=x, a=a, b=b, E=expectation(x, like=st.Normal("x", 0, 1)), N=NORMAL)),
    (r"x + y \sim \mathcal{N}(1, 5)", c(x=x, y=y, E=TWO, N=NORMAL)),
    (r"x \sim \mathcal{N}(0, 1)", d(x=x, N=NORMAL)),
    (r"\E[x y + x^2] = 1", c(x=x, y=y, E=TWO)),
    (BAYES + r"{\Pr[y > 1]}", c(x=x, y=y, Pr=probability(E))),
    (TOTAL, c(x=x, y=y, E=E, Pr=probability(E))),
    (r"\Pr[x > 1, y > 1] = \Pr[x > 1 \mid y > 1] \Pr[y > 1]", c(x=x, y=y, Pr=probability(E))),
    (r"\sum_{j < i} u_j + u_i + \sum_{j > i} u_j = \sum_j u_j", c(u=u, i=n, j=n)),
    (r"\sum_{j \le i} u_j + \sum_{j > i} u_j = \sum_{j \ge 1} u_j", c(u=u, i=n, j=n)),
    (r"\sum_{j=1}^{i-1} u_j + \sum_{j=i}^{n} u_j = \sum_{j=1}^{n} u_j", c(u=u, i=n)),
    (r"s_i = \sum_{j < i} u_j", d(u=u, i=n, j=n, s=vec("s", n))),
    (r"\sum_{i \in \mathcal{B}} (u_i + v_i) = \sum_{i \in \mathcal{B}} u_i + \sum_{i \in \mathcal{B}} v_i", c(B=B, u=u, v=v)),
    (r"\frac{1}{\lvert \mathcal{B} \rvert} \sum_{i \in \mathcal{B}} (u_i - x) = \frac{1}{\lvert \mathcal{B} \rvert} \sum_{i \in \mathcal{B}} u_i - x", c(B=B, u=u, x=x)),
    (r"x \le \lvert x \rvert", le(x=x)),
    (r"\min(x, y) \le x", le(x=x, y=y)),
    (r"\frac{z}{1 + z} < 1", le(z=z)),
    (r"(x + y)^2 = x^2 + 2 x y + y^2 \le 2 x^2 + 2 y^2", le(lambda: (x - y) ** 2, x=x, y=y)),
    (r"x \le x^2 + 1 \le x^4 + 2", le((lambda: (x - 0.5) ** 2 + 0.75, lambda: (x**2 - 0.5) ** 2 + 0.75), x=x)),
    (r"e^x \ne 0", le(x=x)),
    (r"x^2 + 1 \ne x", le(lambda: (x - 0.5) ** 2 + 0.75, x=x)),
    (r"e^x \ge 1 + x", le(touching={"x": 0}, x=x)),
    (r"\log z \le z - 1", le(touching={"z": 1}, z=z)),
    (r"\log(1 + e^x) \ge \log 2 + \frac{x}{2}", le(touching={"x": 0}, x=x)),
    (
        r"\lVert \mathbf{u} \rVert^2 \ge \lVert \mathbf{v} \rVert^2 + 2 \mathbf{v}^\top (\mathbf{u} - \mathbf{v})",
        le(lambda u: 2 * (u @ u), {"u": v}, u=u, v=v),
    ),
    (r"1 = \operatorname*{arg\,min}_{z} (z - \log z)", low(z=z)),
    (r"1 = \operatorname*{arg\,max}_{z} (\log z - z)", low(z=z)),
    (r"\frac{1}{2} = \operatorname*{arg\,min}_{x} (x - \frac{1}{2})^2", low(None, convex=False, x=x)),
    (r"\lvert x \rvert = \begin{cases} x & 0 < x \\ 0 & x = 0 \\ -x & x < 0 \end{cases}", c(x=x)),
    (r"\max(x, y) = \begin{cases} x & x > y \\ y & x \le y \end{cases}", c(x=x, y=y)),
    (r"\frac{\lvert x \rvert}{x} = \begin{cases} 1 & x > 0 \\ -1 & x < 0 \end{cases}", c(x=x)),
    (r"f(x) := x^2", d(f=f, x=x)),
    (r"f(\mathbf{u}) := 2 \mathbf{u}", d(f=unknown("f", n, n), u=u)),
    (r"\lim_{h \to 0} h f(x) = 0", c(h=h, f=f, x=x)),
    (r"\lim_{h \to 0} h^2 f(x + h) = 0", c(h=h, f=f, x=x)),
    (r"\log(1 - \frac{1}{1 + e^{-x}}) = -\log(1 + e^x)", c(x=x)),
    (r"\log(\cosh x + \sinh x) = x", c(x=x)),
    (r"\int_0^1 x f'(a) \, dx = \frac{1}{2} f'(a)", c(x=x, a=a, f=f)),
    (r"\E[f'(a) + x] = f'(a)", c(x=x, a=a, f=f, E=expectation(x, like=st.Normal("x", 0, 1)))),
    (r"x^2 - 2 x f'(x) + f'(x)^2 \ge 0", le(lambda: (x - f.prime()(x)) ** 2, f=f, x=x)),
    (r"\frac{d}{dx} \lvert x \rvert = \begin{cases} 1 & x > 0 \\ -1 & x < 0 \end{cases}", c(x=x)),
    (r"f(x + h) = O(1)", c(f=f, x=x, h=h, O=BIG)),
    (r"2 x \sim \mathcal{U}(0, 2)", c(x=x, E=expectation(x, like=st.Uniform("x", 0, 1)), U=law(lambda p, q: st.Uniform("u", p, q)))),
    (r"\E[e^{a x}] = e^{a^2 / 2}", c(x=x, a=a, E=expectation(x, like=st.Normal("x", 0, 1)))),
    (r"\lim_{h \to 0} \frac{x}{z + h} = \frac{x}{z}", c(x=x, h=h, z=z)),
]  # fmt: skip

FALSE: list[tuple[str, Callable[[], None], str]] = [
    (r"\frac{f(x + h) - f(x - h)}{2h} = f'(x) + O(h^3)", c(f=f, x=x, h=h, O=BIG), "is false"),
    (r"\frac{f(x + h) - f(x - h)}{2h} = f'(x) + O(h)", c(f=f, x=x, h=h, O=BIG), "a higher order can be claimed"),
    (r"\frac{f(x + h) - f(x)}{h} = f'(x) + o(h)", c(f=f, x=x, h=h, o=SMALL), "is false"),
    (r"\frac{f(x + h) - f(x)}{2h} = f'(x) + O(h)", c(f=f, x=x, h=h, O=BIG), "is false"),
    (r"\log(1 + h) = h - x O(h^2)", c(h=h, x=x, O=BIG), "no term of its own"),
    (r"\sqrt{O(h)} = 1 + h", c(h=h, O=BIG), "no term of its own"),
    (r"O(h) = O(h^2)", c(h=h, O=BIG), "two orders"),
    (r"1 + h + O(h^2) = e^h + O(h^2)", c(h=h, O=BIG), "on both sides"),
    (r"e^h = 1 + O(h^2 + h)", c(h=h, O=BIG), "no power of what vanishes"),
    (r"e^h = 1 + O(x)", c(h=h, x=x, O=BIG), "no power of what vanishes"),
    (r"\lvert h \rvert = 1 + O(h)", c(h=h, O=BIG), "has a corner"),
    (r"\log h = 1 + O(h)", c(h=h, O=BIG), "at zero"),
    (TAYLOR + HESSIAN, c(g=G, w=w, s=s, O=order(s)), "is false"),
    (r"\lim_{h \to 0} \frac{f(x + h) - f(x)}{h^2} = f''(x)", c(f=f, x=x, h=h), "grow without end"),
    (r"\lim_{h \to 0} \frac{f(x + h) - f(x - h)}{h} = f'(x)", c(f=f, x=x, h=h), "is false"),
    (r"\lim_{h \to 0} \frac{\sqrt{h^2}}{h} = 1", c(h=h), "not the same from both sides"),
    (r"\mathbf{X} \in \mathbb{R}^{p \times n}", d(X=X), "other order"),
    (r"\mathbf{w} \in \mathbb{R}^n", d(w=w, n=n), "p × 1"),
    (r"\mathbf{w} \in \mathbb{R}^p", c(w=w), "Use define"),
    (r"\mathbf{w} \in \mathbb{R}", d(w=w), "a number"),
    (r"x \in \mathbb{Q}", d(x=x), "is no set"),
    (r"x \in [0, \infty]", le(x=x), "infinity belongs to no interval"),
    (r"x \in (0, 1", le(x=x), "not closed"),
    (r"x^2 \in (0, \infty)", le(x=x), "is not decided"),
    (r"x^2 + 1 \in (0, 2)", le(x=x), "is false"),
    (r"x \in \{0, 1\}", c(x=x), "is false"),
    (r"\mathbf{u} \in \{0, 1\}", c(u=u), "with an index"),
    (r"a x + b \sim \mathcal{N}(b, a)", c(x=x, a=a, b=b, E=expectation(x, like=st.Normal("x", 0, 1)), N=NORMAL), "no such distribution at a ="),
    (r"z x + b \sim \mathcal{N}(b, z)", c(x=x, z=z, b=b, E=expectation(x, like=st.Normal("x", 0, 1)), N=NORMAL), "is false"),
    (r"x + y \sim \mathcal{N}(1, 3)", c(x=x, y=y, E=TWO, N=NORMAL), "is false"),
    (r"x y \sim \mathcal{N}(1, 3)", c(x=x, y=y, E=TWO, N=NORMAL), "no sum of multiples"),
    (r"x \sim y", c(x=x, y=y, E=TWO), "no distribution"),
    (r"x \sim \mathcal{N}(0, 1)", c(x=x, N=NORMAL), "has no distribution"),
    (BAYES + r"{\Pr[x > 1]}", c(x=x, y=y, Pr=probability(E)), "is false"),
    (r"\Pr[x > 1, y > 1] = \Pr[x > 1] \Pr[y > 1]", c(x=x, y=y, Pr=probability(E)), "is false"),
    (r"\E[x \mid y] = x", c(x=x, y=y, E=E), "no event stands"),
    (r"\Var[x \mid y > 1] = 0", c(x=x, y=y, Var=E), "under a condition"),
    (r"\sum_{j < i} u_j + \sum_{j > i} u_j = \sum_j u_j", c(u=u, i=n, j=n), "is false"),
    (r"\sum_{j < 1} u_j = 0", c(u=u, j=n), "empty for all indices"),
    (r"\max_{j < i} u_j = u_i", c(u=u, i=n, j=n), "is empty"),
    (r"\sum_{i \in \mathcal{B}} 1 = n", c(B=B, n=n), "is false"),
    (r"\prod_{i \in \mathcal{B}} u_i = 1", c(B=B, u=u), "over a set"),
    (r"\max(x, y) \le x", le(x=x, y=y), "is false"),
    (r"(x + y)^2 = x^2 + x y + y^2 \le 2 x^2 + 2 y^2", le(lambda: (x - y) ** 2, x=x, y=y), "is false"),
    (r"x = x + 0 \cdot y", le(x=x, y=y), "holds no inequality"),
    (r"x \ne 1", le(x=x), "is false"),
    (r"x \le x^2 + 1 \le x^4 + 2", le((lambda: (x - 0.5) ** 2 + 0.75,), x=x), "one for each"),
    (r"e^x \ge 1 + x", le(touching={"x": 1}, x=x), "is false"),
    (r"e^x > 1 + x", le(touching={"x": 0}, x=x), "where the sides touch"),
    (r"e^x \ge 1 + x", le(touching={"y": 0}, x=x), "touching="),
    (r"\frac{1}{x^2} \ge 3 - 2 x", le(touching={"x": 1}, x=x), "is false"),
    (r"\frac{1}{x^2} + 100 (x - 1)^2 \ge 3 - 2 x", le(touching={"x": 1}, x=x), "may have no value"),
    (r"\lvert x \rvert \ge 0 \cdot x", le(touching={"x": 0}, x=x), "corners"),
    (r"\log z \le z - 1", le(touching={"z": x}, z=z, x=x), "need not be"),
    (r"\frac{x^2}{1 + x^2} \ge 0 \cdot x", le(touching={"x": 0}, x=x), "is not decided"),
    (r"\frac{1}{3} = \operatorname*{arg\,min}_{x} (x - \frac{1}{2})^2", low(x=x), "is false"),
    (r"1 = \operatorname*{arg\,max}_{z} (z - \log z)", low(z=z), "is not decided"),
    (r"1 = \operatorname*{arg\,min}_{x} 2", low(x=x), "does not depend"),
    (r"\lvert x \rvert = \begin{cases} x & x > 0 \\ -x & x < 0 \end{cases}", c(x=x), "right = no value"),
    (r"\max(0, x) = \begin{cases} x & x > 1 \\ 0 & x \le 0 \end{cases}", c(x=x), "right = no value"),
    (r"\max(x, y) = \begin{cases} x & x > y \\ y & x \le z \end{cases}", c(x=x, y=y, z=z), "does not show"),
    (r"\max(0, x) = \begin{cases} x & x > 0 \\ x & x \le 0 \end{cases}", c(x=x), "is false"),
    (r"\max(x, y) = \begin{cases} x & x > y \\ 2 y & x \le y \end{cases}", c(x=x, y=y), "is false"),
    (r"\mathbf{u} \propto \mathbf{0}", c(u=u), "proportional to zero"),
    (r"f(a) := x^2", d(f=f, a=a, x=x), "not in the right side"),
    (r"f(x) := x \mathbf{u}", d(f=f, x=x, u=u), "the left side is scalar"),
    (r"f(\mathbf{u}) := 2 \mathbf{u}", d(f=unknown("f", n), u=u), "the left side is scalar"),
    (r"x = 1", c(x=sizes(q=7)), "a comma after one alone"),
    (r"\begin{bmatrix} 1 \\ 0 \\ 1 \end{bmatrix} \propto \begin{bmatrix} 1 \\ 0 \\ 2 \end{bmatrix}", c(), "is false"),
    (r"\begin{bmatrix} x \\ 0 \\ y \end{bmatrix} \propto \begin{bmatrix} a \\ 0 \\ b \end{bmatrix}", c(x=x, y=y, a=a, b=b), "is false"),
    (r"\frac{d}{dx} \lvert x + 5 \rvert \ge 0", le(x=x), "is false"),
    (r"\frac{d}{dx} \max(0, -x - 5) \ge 0", le(x=x), "is false"),
    (r"\frac{d}{dx} \max(x, -5) \ge 1", le(x=x), "is false"),
    (r"x < 5", lambda: bound(L, sampled=True, x=x), "is false"),
    (r"x^2 \ge 50 \cdot \mathbf{1}[x > 5]", le(touching={"x": 0}, x=x), ""),
    (r"x^2 \ge \mathbf{1}[x = \frac{1}{3}]", le(touching={"x": 0}, x=x), "corners"),
    (r"0 = \operatorname*{arg\,min}_{x} (x^2 - 50 \cdot \mathbf{1}[x > 5])", low(x=x), ""),
    (r"\frac{x}{2} = \operatorname*{arg\,min}_{x} x^2", low(None, convex=False, x=x), "depends on x itself"),
    (r"-1 = \operatorname*{arg\,min}_{z} (z + 1)^2", low(None, convex=False, z=z), "need not be"),
    (r"0 = \operatorname*{arg\,min}_{z} z^2", low(None, convex=False, z=z), "need not be"),
    (r"\frac{1}{2} = \operatorname*{arg\,min}_{k} (k - \frac{1}{2})^2", low(k=num("k", integer=True)), "whole number"),
    (r"x = \begin{cases} x & x > 0 \end{cases}", c(x=x), "right = no value"),
    (r"x = \begin{cases} x & x < 1 \\ x & x > 4 \end{cases}", c(x=x), "right = no value"),
    (r"\max(x^2, 3) = \begin{cases} 3 & x^2 < 3 \\ x^2 & x^2 > 3 \end{cases}", c(x=x), "does not show"),
    (r"\lim_{x \to 0} \mathbf{1}[x = 0] = 1", c(x=x), "jumps"),
    (r"\lim_{x \to 0} \mathbf{1}[x > a] = 0", c(x=x, a=a), "jumps"),
    (r"\frac{s_1^2 s_2}{s_1^4 + s_2^2} = O(\lVert \mathbf{s} \rVert)", c(s=s, O=order(s)), "not smooth"),
    (r"\lim_{h \to 0} \log(h - 1) = \log(-1)", c(h=h), ""),
    (r"1 + h \tan(\frac{\pi}{2} + h) = 1 + O(h)", c(h=h, O=BIG), "at a pole"),
    (r"\sqrt{-1 - x^2} \ge 0", le(x=x), "has no value"),
    (r"\log(-1 - x^2) \le -5", lambda: bound(L, sampled=True, x=x), "has no value"),
    (r"1 = 2", d(), "names nothing"),
    (r"x + 1 = x", d(x=x), "nothing is defined"),
    (r"1 \in \{0, 2\}", d(), "names nothing"),
    (r"x \in [1, 0]", d(x=x), "holds nothing"),
    (r"5 h \le h + 1 + O(h^2)", le(h=h, O=BIG), "in an inequality"),
    (r"\mathbf{u} = \mathbf{v} + \mathbf{v} O(h)", c(u=u, v=v, h=h, O=BIG), "in a vector"),
    (r"\lim_{x \to \infty} e^{-a x} = 0", c(x=x, a=a), "SymPy"),
    (r"\Pr[x > y] = \frac{1}{2}", c(x=x, y=y, Pr=probability(TWO)), ""),
    (r"x \in \{0, 5\} \in \{1\}", c(x=x), "Membership ends a chain"),
    (r"x \in \{\mathbf{u}\}", c(x=x, u=u), "in a set of numbers"),
]  # fmt: skip


@pytest.mark.parametrize(("tex", "run"), TRUE)
def test_what_is_true_is_accepted(tex: str, run: Callable[[], None]) -> None:
    give({L: tex})
    run()
    assert next(each.grade for each in verdict.collected) in ("all-sizes", "these-sizes", "definition")


@pytest.mark.parametrize(("tex", "run", "words"), FALSE)
def test_what_is_false_is_refused(tex: str, run: Callable[[], None], words: str) -> None:
    give({L: tex})
    with pytest.raises(ProofError) as refusal:
        run()
    assert words in " ".join(str(refusal.value).split())
    assert not verdict.collected


def test_an_order_speaks_for_all_sizes() -> None:
    """Taylor's theorem holds for every number of weights, and says by which argument."""
    give({L: TAYLOR + r"\frac{1}{2}" + HESSIAN})
    check(L, g=G, w=w, s=s, O=order(s))
    assert verdict.collected[0].grade == "all-sizes"
    assert verdict.collected[0].argument["degrees"] == {"p": 2}


@pytest.mark.parametrize("power", range(1, 6))
@pytest.mark.parametrize("seed", range(8))
def test_expansions_agree_with_sympy(seed: int, power: int) -> None:
    """Of a random analytic function the terms are SymPy's; one more, changed, is refused."""
    rng = np.random.default_rng(seed)
    k, q, r = (int(i) for i in rng.integers(1, 5, 3))
    inside = rng.choice([rf"\sin({k} h)", rf"e^{{{k} h}}", rf"\log(1 + {k} h)", rf"\frac{{h}}{{1 + {k} h}}"])
    tex = rf"\cos({q} h) {inside} + {r} h^2"
    t = sp.Symbol("h")
    read = {"s": sp.sin(k * t), "e": sp.exp(k * t), "l": sp.log(1 + k * t), "f": t / (1 + k * t)}
    body = sp.cos(q * t) * read[inside.lstrip("\\")[0]] + r * t**2
    terms = sp.Poly(sp.series(body, t, 0, 9).removeO(), t).all_coeffs()[::-1]
    power = next(k for k in range(power, len(terms)) if terms[k] != 0)  # an order that is not too low
    left = sum((coefficient * t**i for i, coefficient in enumerate(terms[:power])), sp.Integer(0))
    give({L: f"{tex} = {sp.latex(left)} + O(h^{power})"})
    check(L, h=h, O=BIG)
    verdict.collected.clear()
    give({L: f"{tex} = {sp.latex(left + t ** (power - 1))} + O(h^{power})"})
    with pytest.raises(ProofError):
        check(L, h=h, O=BIG)


LAW = r"e^{5 \log n} - 20 e^{4 \log n} + 155 e^{3 \log n} - 580 e^{2 \log n} + 1044 n = 720"


@pytest.mark.parametrize("tex", [r"\sin \frac{420 \pi}{n} = 0", r"\cos \frac{840 \pi}{n} = 1"])
def test_what_a_wave_makes_true_at_some_sizes_is_not_said_of_all(tex: str) -> None:
    """True for n from 2 to 7, and false later: waves at numbers are no argument for all sizes."""
    give({L: tex})
    check(L, n=n)
    assert verdict.collected[0].grade == "these-sizes"


def test_powers_written_as_exponentials_count_with_their_degree() -> None:
    """(n − 2)(n − 3) … (n − 6) is zero at five sizes: its degree asks for a sixth."""
    give({L: LAW})
    with pytest.raises(ProofError, match="is false"):
        check(L, n=n)
