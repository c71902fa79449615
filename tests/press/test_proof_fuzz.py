"""The parser never crashes and never hangs; the decision accepts no near miss."""

from __future__ import annotations

import random

import pytest

from press.proof.decision.zero import equal
from press.proof.dialect import parse
from press.proof.errors import ProofError
from press.proof.expressions import COS, SIN, TANH, Expression, call, exp, log, number, sqrt, symbol

PIECES = [
    *"abcxyzn0123456789+-=()[]{}_^',.|&/<>", r"\frac", r"\sqrt", r"\sum", r"\prod", r"\nabla", r"\partial", r"\int", r"\lim", r"\to",
    r"\mathbf{w}", r"\mathbf{X}", r"\hat{\mathbf{y}}", r"\top", r"\star", r"\odot", r"\lVert", r"\rVert", r"\log", r"\max", r"\le",
    r"\begin{cases}", r"\end{cases}", r"\begin{bmatrix}", r"\end{bmatrix}", r"\\", r"\mathrm{d}", r"\E", r"\Pr", r"\infty", r"\{", r"\}",
]  # fmt: skip


@pytest.mark.parametrize("seed", range(20))
def test_any_text_is_read_or_refused(seed: int) -> None:
    rng = random.Random(seed)
    for _ in range(150):
        tex = " ".join(rng.choices(PIECES, k=rng.randint(1, 25)))
        try:
            parse(tex, lambda tree: tree.text in "gf")
        except ProofError:
            continue


def expression(rng: random.Random, depth: int) -> Expression:
    if depth == 0:
        return rng.choice([symbol("x"), symbol("y"), symbol("a", positive=True), number(rng.randint(1, 5))])
    left, right = expression(rng, depth - 1), expression(rng, rng.randint(0, depth - 1))
    kind = rng.randint(0, 7)
    if kind < 2:
        return left + right
    if kind < 4:
        return left * right
    if kind == 4:
        return left / (right**2 + 1)
    if kind == 5:
        return exp(number(1) / 3 * call(SIN, left)) * call(COS, right)
    return log(left**2 + 1) if kind == 6 else sqrt(right**2 + 2) * call(TANH, left)


def same(e: Expression, rng: random.Random) -> Expression:
    """Return another way to write the expression."""
    x, other = symbol("x"), expression(rng, 1)
    return rng.choice(
        [
            (e * (1 + other**2) + 0) / (1 + other**2),
            e + x - x * (call(SIN, x) ** 2 + call(COS, x) ** 2),
            e * exp(x + other) * exp(-x) * exp(-other),
            (e**2 - other**2 + 2 * other * e) - e * (e + 2 * other - 1) + other**2,
            e + log((1 + x**2) * 7) - log(1 + x**2) - log(number(7)),
        ]
    )


@pytest.mark.parametrize("seed", range(20))
def test_identities_and_near_misses(seed: int) -> None:
    """100 pairs a seed: what is the same is proved, what differs by little is not."""
    rng = random.Random(seed)
    for _ in range(50):
        e = expression(rng, rng.randint(1, 3))
        again = same(e, rng)
        assert equal(e, again).kind == "proved"
        miss = rng.choice([symbol("x") / 1000, symbol("y") ** 2 * number(1) / 10**6, number(1) / 10**9 * symbol("a")])
        assert equal(e, again + miss).kind != "proved"
