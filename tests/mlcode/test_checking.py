"""Measured gradients, and the check of a derivation against them."""

from __future__ import annotations

import re

import numpy as np
import pytest
import scipy.optimize
from hypothesis import given, settings
from hypothesis import strategies as st

from mlcode.optimize import gradient_check, numerical_gradient

RNG = np.random.default_rng(0)


def quartic(theta: np.ndarray) -> float:
    return float((theta**4 + 3 * theta).sum())


def quartic_gradient(theta: np.ndarray) -> np.ndarray:
    return 4 * theta**3 + 3


@pytest.mark.parametrize("shape", [(), (1,), (5,), (2, 3), (2, 1, 3)])
def test_any_shape(shape: tuple[int, ...]) -> None:
    theta = RNG.normal(size=shape)
    found = numerical_gradient(quartic, theta)
    assert found.shape == shape and np.allclose(found, quartic_gradient(theta), rtol=1e-8)
    assert gradient_check(quartic, quartic_gradient, theta) < 1e-7


def test_a_parabola_is_exact_with_any_step() -> None:
    A, y = RNG.normal(size=(20, 4)), RNG.normal(size=20)
    w = RNG.normal(size=4)
    exact = 2 * A.T @ (A @ w - y) / 20
    for eps in (1.0, 100.0):
        found = numerical_gradient(lambda w: ((y - A @ w) ** 2).mean(), w, eps)
        assert np.allclose(found, exact, rtol=1e-12)


def test_agrees_with_scipy() -> None:
    theta = np.array([-1.2, 1.0, 0.5])
    theirs = scipy.optimize.approx_fprime(theta, scipy.optimize.rosen)
    exact = scipy.optimize.rosen_der(theta)
    ours = numerical_gradient(scipy.optimize.rosen, theta)
    assert np.allclose(ours, theirs, rtol=1e-6)
    assert abs(ours - exact).max() < abs(theirs - exact).max()
    assert gradient_check(scipy.optimize.rosen, scipy.optimize.rosen_der, theta) < 1e-6


@pytest.mark.parametrize("factor", [2.0, -1.0, 0.0, 1 + 1e-4, np.nan, np.inf])
def test_names_the_wrong_entry(factor: float) -> None:
    theta = RNG.normal(size=(3, 4)) + 3

    def wrong(theta: np.ndarray) -> np.ndarray:
        slopes = quartic_gradient(theta)
        slopes[1, 2] *= factor
        return slopes

    with pytest.raises(AssertionError, match=re.escape("entry [1, 2]: the gradient says")) as error:
        gradient_check(quartic, wrong, theta)
    assert f"ratio {factor:.4g}"[:7] in str(error.value)


def test_a_small_entry_does_not_hide_behind_a_large_one() -> None:
    scales = np.array([1e6, 1.0])

    def cost(theta: np.ndarray) -> float:
        return float(1e-3 * (scales * theta**2).sum())

    with pytest.raises(AssertionError, match=re.escape("entry [1]")):
        gradient_check(cost, lambda t: 1e-3 * np.array([2e6 * t[0], t[1]]), np.array([0.9, 0.8]))


def test_entries_that_are_zero_are_compared_with_rounding() -> None:
    def cost(theta: np.ndarray) -> float:  # does not depend on theta[1]
        return float(np.exp(theta[0]) + 0.1 * np.sqrt(7) * theta[0] ** 2)

    def slopes(theta: np.ndarray) -> list[float]:
        return [float(np.exp(theta[0]) + 0.2 * np.sqrt(7) * theta[0]), 1e-14]

    assert gradient_check(cost, slopes, [0.3, 0.7]) < 1e-6
    with pytest.raises(AssertionError, match=re.escape("entry [1]")):
        gradient_check(cost, lambda t: [slopes(t)[0], 1e-3], [0.3, 0.7])


@settings(deadline=None, max_examples=50)
@given(st.integers(-200, 200), st.integers(0, 10**6))
def test_units_of_the_cost_do_not_matter(power: int, seed: int) -> None:
    rng = np.random.default_rng(seed)
    theta, unit = rng.uniform(0.5, 2, size=3), 10.0**power
    right = gradient_check(lambda t: unit * quartic(t), lambda t: unit * quartic_gradient(t), theta)
    assert right < 1e-6
    with pytest.raises(AssertionError):
        gradient_check(lambda t: unit * quartic(t), lambda t: 1.001 * unit * quartic_gradient(t), theta)


def test_long_sums_raise_no_false_alarm() -> None:
    X, y = RNG.normal(size=(20_000, 3)), RNG.integers(2, size=20_000)

    def cost(w: np.ndarray) -> float:
        return float((np.logaddexp(0, X @ w) - y * (X @ w)).mean())

    def gradient(w: np.ndarray) -> np.ndarray:
        return X.T @ (1 / (1 + np.exp(-X @ w)) - y) / len(y)

    for scale in (0.0, 1e-3, 1.0, 5.0):
        assert gradient_check(cost, gradient, scale * RNG.normal(size=3)) < 1e-6


def test_refusals() -> None:
    with pytest.raises(ValueError, match=r"theta is \(2,\), its gradient \(\)"):
        gradient_check(lambda t: 0.0, lambda t: 0.0, [1.0, 2.0])
    with pytest.raises(ValueError, match=r"theta is \(0,\)"):
        gradient_check(lambda t: 0.0, lambda t: [], [])
    for cost in (lambda t: np.nan, lambda t: np.inf, lambda t: np.array([1.0])):
        with pytest.raises(ValueError, match="the cost must return one finite number"):
            gradient_check(cost, lambda t: 1.0, 3.0)
    with pytest.raises(AssertionError, match="differences say inf"):
        gradient_check(lambda t: np.inf if t > 3 else t, lambda t: 1.0, 3.0)
    for theta, eps in (
        *((1.0, eps) for eps in (0.0, -0.1, np.nan, 1e-17, np.inf, 1e308)),
        *((theta, 0.1) for theta in (np.nan, np.inf, [1.0, -np.inf])),
    ):
        with pytest.raises(ValueError, match="eps above 0 and not lost beside theta"):
            gradient_check(abs, np.sign, theta, eps=eps)
        with pytest.raises(ValueError, match="eps above 0 and not lost beside theta"):
            numerical_gradient(abs, theta, eps)


def test_complex_numbers_are_refused() -> None:
    with pytest.raises(ValueError, match="theta must be real"):
        gradient_check(abs, np.sign, np.array([1j]))
    with pytest.raises(ValueError, match="theta must be real"):
        numerical_gradient(abs, np.array([1j]))
    with pytest.raises(ValueError, match="the gradient must be real"):
        gradient_check(lambda w: w @ w, lambda w: 2 * w + 1j, np.ones(2))
    with pytest.raises(ValueError, match="the cost must be real"):
        gradient_check(lambda w: w @ w + 0j, lambda w: 2 * w, np.ones(2))


def test_a_cost_that_hides_its_slopes_is_refused() -> None:
    theta = np.array([1.0, 2.0])
    for gradient in (lambda t: 2 * t, lambda t: 0 * t):
        with pytest.raises(ValueError, match="rounding hides the slopes"):
            gradient_check(lambda t: 1e12 + (t**2).sum(), gradient, theta)
    assert gradient_check(lambda t: 1e3 + (t**2).sum(), lambda t: 2 * t, theta) < 1e-6
    with pytest.raises(AssertionError, match=r"ratio 1\.00005"):
        gradient_check(lambda t: (t**3).sum(), lambda t: 3 * 1.00005 * t**2, theta)


def test_at_a_lowest_cost_of_zero_nothing_is_judged() -> None:
    for slopes in (lambda w: 2 * w, lambda w: -5 * w):
        with pytest.raises(ValueError, match="rounding hides the slopes"):
            gradient_check(lambda w: w @ w, slopes, np.zeros(2))
    with pytest.raises(ValueError, match="rounding hides the slopes"):  # right, and not accused
        gradient_check(lambda w: w @ w, lambda w: 2 * w, [1e-17, 1e-17 / 3])
    with pytest.raises(AssertionError, match="the gradient says 1, differences say 0"):
        gradient_check(lambda w: w @ w, lambda w: w + 1, np.zeros(2))


@pytest.mark.parametrize("height", [0.0, 1.0, -3.0])
def test_a_constant_cost_is_not_judged(height: float) -> None:
    with pytest.raises(ValueError, match="rounding hides the slopes"):
        gradient_check(lambda w: height, lambda w: 0 * w, np.ones(2))


def test_false_alarms_that_the_page_names() -> None:
    X, truth = RNG.normal(size=(20, 3)), np.array([0.3, -1.7, 2.2])
    y = X @ truth

    def gradient(w: np.ndarray) -> np.ndarray:
        return X.T @ (X @ w - y) / 10

    with pytest.raises(AssertionError):  # near an exact fit the cost is all cancellation
        gradient_check(lambda w: ((X @ w - y) ** 2).mean(), gradient, truth + 1e-12)
    assert gradient_check(lambda w: ((X @ w - y) ** 2).mean(), gradient, truth + 1e-3) < 1e-6
    with pytest.raises(AssertionError):  # seven digits
        gradient_check(lambda w: np.float32(((X @ w - y) ** 2).mean()), gradient, truth + 1)
    with pytest.raises(AssertionError, match=r"ratio 1\.00001"):  # the step grows with theta
        gradient_check(np.sin, np.cos, 1e3)
    assert gradient_check(np.sin, np.cos, 1e3, eps=1e-7) < 1e-6


def test_theta_is_left_alone() -> None:
    theta = np.array([1.0, 2.0])

    def grabbing(t: np.ndarray) -> float:
        value = float(t.sum())
        t *= 0
        return value

    def greedy(t: np.ndarray) -> np.ndarray:
        t += 1
        return np.ones(2)

    assert gradient_check(grabbing, greedy, theta) < 1e-6
    assert np.array_equal(theta, [1, 2])


def test_large_entries_take_a_longer_step() -> None:
    assert gradient_check(lambda t: t**2, lambda t: 2 * t, 1e12) < 1e-6
    assert gradient_check(lambda t: (t - 1e9) ** 2, lambda t: 2 * (t - 1e9), 1e9 + 3) < 1e-6
