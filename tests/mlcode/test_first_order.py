"""Gradient descent: by hand, against closed forms, and where it must refuse."""

from __future__ import annotations

import warnings
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mlcode.datasets import load
from mlcode.linear_model import LinearRegression
from mlcode.optimize import gradient_descent

RNG = np.random.default_rng(0)


def test_by_hand() -> None:
    for step, places in ((0.25, [1, 0.5, 0.25]), (0.5, [1, 0, 0]), (1, [1, -1, 1])):
        assert np.array_equal(gradient_descent(lambda w: 2 * w, 1, step, 2), places)


@pytest.mark.parametrize("shape", [(), (1,), (3,), (2, 3)])
def test_shapes(shape: tuple[int, ...]) -> None:
    start = RNG.normal(size=shape)
    places = gradient_descent(lambda w: w, start, 0.5, 4)
    assert places.shape == (5, *shape) and places.dtype == float
    assert np.allclose(places[-1], start / 16) and np.array_equal(places[0], start)
    assert gradient_descent(lambda w: w, start, 0.5, 0).shape == (1, *shape)


@settings(deadline=None, max_examples=40)
@given(st.integers(1, 6), st.integers(0, 10**6), st.floats(0.01, 1.99))
def test_each_axis_has_its_factor(p: int, seed: int, share: float) -> None:
    rng = np.random.default_rng(seed)
    Q, _ = np.linalg.qr(rng.normal(size=(p, p)))
    h, goal = rng.uniform(0.1, 10, size=p), rng.normal(size=p)
    H, step = Q @ np.diag(h) @ Q.T, share / h.max()
    places = gradient_descent(lambda w: H @ (w - goal), np.zeros(p), step, 30)
    factors = (1 - step * h) ** np.arange(31)[:, None]  # (31, p)
    assert np.allclose((places - goal) @ Q, factors * (-goal @ Q), atol=1e-9)


def test_steps_may_depend_on_the_count() -> None:
    h, lengths = np.array([1.0, 100.0]), [1, 0.01]
    places = gradient_descent(lambda w: h * w, [1, 1], lengths.__getitem__, 2)
    assert np.array_equal(places, [[1, 1], [0, -99], [0, 0]])


def test_penguins_reach_least_squares() -> None:
    data = load("penguins")
    known = np.isfinite(data["body_mass"])
    table = data.table("bill_length", "bill_depth", "flipper_length")[known]
    assert table.shape == (342, 3) and np.isfinite(table).all()
    X, y = (table - table.mean(axis=0)) / table.std(axis=0), data["body_mass"][known]
    step = 1 / (2 * np.linalg.norm(X, 2) ** 2 / len(X))
    end = gradient_descent(lambda w: 2 / len(X) * X.T @ (X @ w - y), np.zeros(3), step, 500)[-1]
    assert np.allclose(end, LinearRegression().fit(X, y).coef_, rtol=1e-9)


def test_the_card_of_the_penguins() -> None:
    data = load("penguins")
    assert np.flatnonzero(np.isnan(data["body_mass"])).tolist() == [3, 271]
    assert (data["sex"] == "").sum() == 11
    assert {name: int((data["species"] == name).sum()) for name in ("Adelie", "Chinstrap", "Gentoo")} == {
        "Adelie": 152,
        "Chinstrap": 68,
        "Gentoo": 124,
    }


def test_from_zero_to_the_shortest_answer() -> None:
    X, y = RNG.normal(size=(3, 6)), RNG.normal(size=3)
    step = 1 / (2 * np.linalg.norm(X, 2) ** 2 / 3)
    end = gradient_descent(lambda w: 2 / 3 * X.T @ (X @ w - y), np.zeros(6), step, 5000)[-1]
    assert np.allclose(end, np.linalg.pinv(X) @ y)


def test_start_is_left_alone() -> None:
    start = np.array([1.0, 2.0])

    def greedy(w: np.ndarray) -> np.ndarray:
        w += 1
        return np.zeros(2)

    assert np.array_equal(gradient_descent(greedy, start, 1, 3), [[1, 2]] * 4)
    assert np.array_equal(start, [1, 2])


def test_refusals() -> None:
    with pytest.raises(FloatingPointError, match="not finite: after step 10: too long"):
        gradient_descent(lambda w: w, 1.0, 1e31, 100)
    with pytest.raises(FloatingPointError, match="not finite: the gradient after 0 steps"):
        gradient_descent(lambda w: np.nan, 1.0, 0.1, 3)
    with pytest.raises(ValueError, match=r"the gradient after 0 steps has shape \(\), not \(2,\)"):
        gradient_descent(lambda w: 0.0, [1.0, 2.0], 0.1, 3)
    for start in (np.nan, [1.0, np.inf]):
        with pytest.raises(FloatingPointError, match="not finite: the start"):
            gradient_descent(lambda w: w, start, 0.1, 3)
    for step in ([0.1, 0.2], np.full((2, 2), 0.1), lambda t: [0.1, 0.2]):
        with pytest.raises(ValueError, match=r"step 1 has shape \(2.*\), not \(\)"):
            gradient_descent(lambda w: w, [1.0, 2.0], step, 2)
    for n_steps in (-1, -3):
        with pytest.raises(ValueError, match=f"n_steps is negative: {n_steps}"):
            gradient_descent(lambda w: w, 1.0, 0.1, n_steps)


def test_what_is_no_number_is_refused_by_name() -> None:
    with warnings.catch_warnings(action="error"):  # a complex number does not lose a part with a mere warning
        for step in (None, "a", 1j, np.complex128(1j), lambda t: None):
            with pytest.raises(TypeError, match="no number: step 1"):
                gradient_descent(lambda w: w, [1.0, 2.0], step, 2)
        for gradient in (lambda w: None, lambda w: 1j * w, lambda w: ["a", "b"]):  # the first forgot its `return`
            with pytest.raises(TypeError, match="no number: the gradient after 0 steps"):
                gradient_descent(gradient, [1.0, 2.0], 0.1, 2)
        for start in (None, "a", [1j, 0], np.array([None, 1.0])):
            with pytest.raises(TypeError, match="no number: the start"):
                gradient_descent(lambda w: w, start, 0.1, 2)
        with pytest.raises(FloatingPointError, match="not finite: step 2"):
            gradient_descent(lambda w: w, 1.0, [0.1, np.nan].__getitem__, 2)


@pytest.mark.parametrize("step", [True, 1, np.float32(0.5), np.array(0.5), lambda t: np.int8(1)])
def test_every_kind_of_real_number_is_a_step(step: Any) -> None:
    for start in (1, np.float32(1), np.array([1, 2], dtype=np.uint8), [True, False]):
        assert gradient_descent(lambda w: w, start, step, 2).dtype == float
