"""Lines and planes: exact answers, agreement with libraries, and what must hold for any data."""

from __future__ import annotations

import os

os.environ["SCIPY_ARRAY_API"] = "1"

import statistics
from fractions import Fraction

import numpy as np
import pytest
import scipy.linalg
import scipy.stats
import sklearn.linear_model
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from mlcode.datasets import load
from mlcode.linear_model import LinearRegression, fit_line, line_cost

HAND_X, HAND_Y = np.array([0.0, 1.0, 2.0]), np.array([1.0, 1.0, 4.0])
LONGLEY = ("deflator", "gnp", "unemployed", "armed_forces", "population", "year")


def close(found: object, wanted: object, tolerance: float = 1e-9) -> bool:
    """Say whether arrays agree, relative to the largest entry."""
    found, wanted = np.asarray(found, dtype=float), np.asarray(wanted, dtype=float)
    return found.shape == wanted.shape and bool(
        np.all(abs(found - wanted) <= tolerance * max(1.0, np.abs(wanted).max(initial=0)))
    )


# --- one feature


def test_line_by_hand() -> None:
    assert fit_line(HAND_X, HAND_Y) == (1.5, 0.5)
    assert line_cost(1.5, 0.5, HAND_X, HAND_Y) == 0.5
    assert np.isclose(line_cost(1, 1, HAND_X, HAND_Y), 2 / 3)


def test_hubble() -> None:
    hubble = load("hubble")
    x, y = hubble["distance"], hubble["velocity"]
    w, b = fit_line(x, y)
    assert np.isclose(w, 454.158441) and np.isclose(b, -40.783649)
    assert np.isclose(w * fit_line(y, x)[0], np.corrcoef(x, y)[0, 1] ** 2)
    for slope, intercept in (np.polyfit(x, y, 1), scipy.stats.linregress(x, y)[:2], statistics.linear_regression(x, y)):
        assert np.isclose(w, slope, rtol=1e-12) and np.isclose(b, intercept, rtol=1e-11)


def test_a_line_far_from_zero() -> None:
    for start in (1e6, 1.75e9, 2.0**50):
        assert fit_line(HAND_X + start, HAND_Y)[0] == 1.5


@pytest.mark.parametrize("start", [0.0, 1e6, 1.75e9, 1.75e15, 2.0**52])
def test_a_line_far_from_zero_loses_no_digit(start: float) -> None:
    x, y = np.array([0.0, 1.0, 3.0]), np.array([1.0, 1.0, 4.0])
    exact = 15 / 14  # by hand: deviations -4/3, -1/3, 5/3 and -1, -1, 2
    assert abs(fit_line(x + start, y)[0] / exact - 1) < 1e-15
    assert abs(LinearRegression().fit((x + start)[:, None], y).coef_[0] / exact - 1) < 1e-14


@pytest.mark.parametrize("size", [1e-300, 1e-170, 1.0, 1e160, 1e300])
def test_a_line_of_any_size(size: float) -> None:
    assert np.isclose(fit_line(size * HAND_X, HAND_Y)[0] * size, 1.5, rtol=1e-14)


def test_a_line_beyond_floats_is_refused() -> None:
    large = [1.7e308, 1.6e308]
    for x, y in ((large, [1, 2]), ([1, 2], large), ([0, 1e-300], [0, 1e300])):
        with np.errstate(all="ignore"), pytest.raises(ValueError, match="too large for a float"):
            fit_line(x, y)


def test_what_lists_of_what_is_no_float_raise() -> None:
    refused: list[tuple[list[object], type[Exception]]] = [
        ([{}, 1], TypeError),
        ([1j, 1], TypeError),
        ([10**400, 1], OverflowError),
        (["a", 1], ValueError),
        ([None, 1], ValueError),
    ]
    for y, error in refused:
        with pytest.raises(error):
            fit_line([0, 1], y)  # type: ignore[arg-type]
    with pytest.warns(np.exceptions.ComplexWarning):
        assert fit_line([0, 1], np.array([1 + 1j, 3])) == (2, 1)
    assert fit_line([0, 1], np.ma.masked_array([1, 3], [True, False])) == (2, 1)


def test_equal_x_are_refused() -> None:
    for x in (3.0, 0.1, 1e300):
        with pytest.raises(ValueError, match="all x are equal"):
            fit_line([x] * 3, HAND_Y)


def test_costs_of_many_lines() -> None:
    w, b = np.meshgrid(np.linspace(-1, 3, 5), np.linspace(-2, 2, 4))
    costs = line_cost(w, b, HAND_X, HAND_Y)
    assert costs.shape == (4, 5)
    for place in np.ndindex(4, 5):
        assert np.isclose(costs[place], np.mean((HAND_Y - w[place] * HAND_X - b[place]) ** 2))


numbers = st.floats(-100, 100).map(lambda value: round(value, 3))


@given(st.integers(2, 12).flatmap(lambda n: st.tuples(*[arrays(float, n, elements=numbers)] * 2)), numbers, numbers)
@settings(max_examples=150, deadline=None)
def test_the_bowl(data: tuple[np.ndarray, np.ndarray], w: float, b: float) -> None:
    """The cost of any line is the three terms of the page: two squares and the remainder."""
    x, y = data
    if np.ptp(x) < 0.01:
        return
    w_hat, b_hat = fit_line(x, y)
    residual = y - w_hat * x - b_hat
    size = 1 + np.abs(y).max() + np.abs(w_hat * x).max()
    assert abs(residual.mean()) <= 1e-10 * size
    assert abs(residual @ x) <= 1e-9 * len(x) * size * (1 + np.abs(x).max())
    floor = line_cost(w_hat, b_hat, x, y)
    bowl = (b - (y.mean() - w * x.mean())) ** 2 + x.var() * (w - w_hat) ** 2 + floor
    assert np.isclose(line_cost(w, b, x, y), bowl, rtol=1e-8, atol=1e-8 * size**2)


# --- many features


def test_plane_by_hand() -> None:
    machine = LinearRegression().fit(HAND_X[:, None], HAND_Y)
    assert close(machine.coef_, [1.5]) and close(machine.intercept_, 0.5)
    assert close(machine.predict(HAND_X[:, None]), [0.5, 2, 3.5]) and machine.rank_ == 1
    through_origin = LinearRegression(fit_intercept=False).fit([[1], [2]], [1, 4])
    assert close(through_origin.coef_, [9 / 5]) and through_origin.intercept_ == 0


def longley() -> tuple[np.ndarray, np.ndarray]:
    data = load("longley")
    return data.table(*LONGLEY), data["employed"]


def test_longley_to_twelve_certified_digits() -> None:
    X, y = longley()
    machine = LinearRegression().fit(X, y)
    found = np.array([machine.intercept_, *machine.coef_])
    assert np.abs(found / load("longley_certified")["coefficient"] - 1).max() < 1e-12  # the task: nine digits


def test_the_certified_digits_are_exact() -> None:
    """Solve the normal equations of Longley's table in fractions: rounding alone spoils them."""
    X, y = longley()
    rows = [[Fraction(1), *(Fraction(str(value)) for value in row)] for row in X]
    A = [
        [sum(r[j] * r[k] for r in rows) for k in range(7)] + [sum(r[j] * int(t) for r, t in zip(rows, y, strict=True))]
        for j in range(7)
    ]
    for c in range(7):
        A[c] = [value / A[c][c] for value in A[c]]
        for r in range(7):
            if r != c:
                A[r] = [a - A[r][c] * b for a, b in zip(A[r], A[c], strict=True)]
    exact = np.array([float(row[7]) for row in A])
    assert np.abs(exact / load("longley_certified")["coefficient"] - 1).max() < 1e-14


def test_a_change_of_units_changes_no_prediction() -> None:
    X, y = longley()
    plain = LinearRegression().fit(X, y)
    scale = np.array([1e3, 1e3, 1, 1e-3, 1, 12])
    scaled = LinearRegression().fit(X * scale, y)
    assert scaled.rank_ == 6 and np.allclose(scaled.predict(X * scale), plain.predict(X), rtol=1e-9)
    assert np.allclose(scaled.coef_ * scale, plain.coef_, rtol=1e-7)


SHAPES = {"tall": (40, 4), "square": (5, 5), "wide": (4, 9), "one row": (1, 3), "one column": (7, 1)}


@pytest.mark.parametrize("fit_intercept", [True, False])
@pytest.mark.parametrize("outputs", [(), (1,), (3,)], ids=["1-D", "one", "three"])
@pytest.mark.parametrize("shape", SHAPES.values(), ids=SHAPES)
@pytest.mark.parametrize("weighted", [False, True])
def test_agrees_with_scikit_learn(
    shape: tuple[int, int], outputs: tuple[int, ...], weighted: bool, fit_intercept: bool
) -> None:
    rng = np.random.default_rng(3)
    X, y = rng.normal(size=shape) + 5, rng.normal(size=(shape[0], *outputs))
    weights = rng.uniform(0.1, 3, size=shape[0]) if weighted else None
    ours = LinearRegression(fit_intercept=fit_intercept).fit(X, y, sample_weight=weights)
    theirs = sklearn.linear_model.LinearRegression(fit_intercept=fit_intercept, tol=1e-12)
    theirs.fit(X, y, sample_weight=weights)
    assert close(ours.coef_, theirs.coef_) and close(ours.predict(X), theirs.predict(X))
    assert np.allclose(ours.intercept_, theirs.intercept_)
    if shape[0] > 1:
        assert np.isclose(ours.score(X, y), theirs.score(X, y))


@pytest.mark.parametrize("fit_intercept", [True, False])
def test_rank_deficient_tables_get_the_shortest_weights(fit_intercept: bool) -> None:
    rng = np.random.default_rng(4)
    X = rng.normal(size=(30, 3)) @ rng.normal(size=(3, 6))  # six columns, rank three
    y = rng.normal(size=30)
    ours = LinearRegression(fit_intercept=fit_intercept).fit(X, y)
    theirs = sklearn.linear_model.LinearRegression(fit_intercept=fit_intercept).fit(X, y)
    assert ours.rank_ == 3 and close(ours.coef_, theirs.coef_)
    columns, target = (X - X.mean(0), y - y.mean()) if fit_intercept else (X, y)
    assert close(ours.coef_, scipy.linalg.pinv(columns) @ target)
    no_effect = scipy.linalg.null_space(columns)
    assert close(no_effect.T @ ours.coef_, np.zeros(no_effect.shape[1]))  # nothing wasted


def test_one_column_twice_shares_the_weight() -> None:
    machine = LinearRegression().fit(np.column_stack([HAND_X, HAND_X]), HAND_Y)
    assert close(machine.coef_, [0.75, 0.75]) and machine.rank_ == 1


def test_constant_columns_get_nothing() -> None:
    machine = LinearRegression().fit(np.column_stack([HAND_X, np.full(3, 7.0)]), HAND_Y)
    assert close(machine.coef_, [1.5, 0]) and machine.rank_ == 1


def test_weights_are_repeated_rows() -> None:
    rng = np.random.default_rng(5)
    X, y, often = rng.normal(size=(12, 3)), rng.normal(size=12), rng.integers(0, 4, size=12)
    for fit_intercept in (True, False):
        machine = LinearRegression(fit_intercept=fit_intercept)
        weighted = machine.fit(X, y, sample_weight=often).coef_
        assert close(machine.fit(np.repeat(X, often, axis=0), np.repeat(y, often)).coef_, weighted)
        assert close(machine.fit(X, y, sample_weight=100 * often).coef_, weighted)


def test_data_are_left_alone() -> None:
    X, y, weights = np.arange(12.0).reshape(6, 2) ** 2, np.arange(6.0), np.ones(6)
    copies = X.copy(), y.copy(), weights.copy()
    LinearRegression().fit(X, y, sample_weight=weights).predict(X)
    assert all(np.array_equal(a, b) for a, b in zip((X, y, weights), copies, strict=True))


tables = st.tuples(st.integers(2, 9), st.integers(1, 5)).flatmap(
    lambda shape: st.tuples(arrays(float, shape, elements=numbers), arrays(float, shape[0], elements=numbers))
)


def well_posed(X: np.ndarray) -> bool:
    """Say whether the centred table has full rank with room to spare."""
    d = np.linalg.svd(X - X.mean(axis=0), compute_uv=False)
    return len(d) == X.shape[1] and d[-1] > 1e-4 * d[0] > 0


@given(tables)
@settings(max_examples=150, deadline=None)
def test_residuals_stand_at_right_angles_to_every_column(data: tuple[np.ndarray, np.ndarray]) -> None:
    X, y = data
    machine = LinearRegression().fit(X, y)
    residual = y - machine.predict(X)
    size = 1 + np.linalg.norm(y)
    assert abs(residual.sum()) <= 1e-9 * size * len(y)
    assert np.all(abs(residual @ (X - X.mean(axis=0))) <= 1e-9 * size * (1 + np.abs(X).max()) * len(y))


@given(tables, arrays(float, 5, elements=numbers))
@settings(max_examples=150, deadline=None)
def test_pythagoras(data: tuple[np.ndarray, np.ndarray], other: np.ndarray) -> None:
    X, y = data
    machine = LinearRegression(fit_intercept=False).fit(X, y)
    v = other[: X.shape[1]]
    left = np.sum((y - X @ v) ** 2)
    right = np.sum((y - machine.predict(X)) ** 2) + np.sum((machine.predict(X) - X @ v) ** 2)
    assert np.isclose(left, right, rtol=1e-8, atol=1e-8)


@given(tables, st.floats(0.01, 100), numbers, st.integers(0, 4))
@settings(max_examples=150, deadline=None)
def test_shifting_and_scaling_a_column(
    data: tuple[np.ndarray, np.ndarray], factor: float, shift: float, which: int
) -> None:
    X, y = data
    j = which % X.shape[1]
    moved = X.copy()
    moved[:, j] = factor * X[:, j] + shift
    if not (well_posed(X) and well_posed(moved)):
        return
    before, after = LinearRegression().fit(X, y), LinearRegression().fit(moved, y)
    size = 1 + np.abs(y).max()
    assert np.allclose(before.predict(X), after.predict(moved), rtol=1e-6, atol=1e-6 * size)
    assert np.isclose(before.coef_[j], factor * after.coef_[j], rtol=1e-5, atol=1e-5 * (1 + np.abs(before.coef_).max()))


@given(tables, numbers, st.floats(-10, 10))
@settings(max_examples=100, deadline=None)
def test_shifting_and_scaling_the_target(data: tuple[np.ndarray, np.ndarray], shift: float, factor: float) -> None:
    X, y = data
    before, after = LinearRegression().fit(X, y), LinearRegression().fit(X, factor * y + shift)
    size = 1 + np.abs(y).max() * (1 + abs(factor)) + abs(shift)
    assert np.allclose(after.predict(X), factor * before.predict(X) + shift, rtol=1e-6, atol=1e-6 * size)


@pytest.mark.parametrize("value", [0.1, 7.1, 1e6 + 0.1])
@pytest.mark.parametrize("n", [7, 10_000])
@pytest.mark.parametrize("weighted", [False, True])
def test_no_constant_column_gets_a_weight_from_rounding(value: float, n: int, weighted: bool) -> None:
    rng = np.random.default_rng(7)
    y, other = rng.normal(size=n) * 10 + 100, rng.normal(size=n)
    weights = rng.uniform(0.1, 3, size=n) if weighted else None
    alone = LinearRegression().fit(np.full((n, 1), value), y, sample_weight=weights)
    assert alone.rank_ == 0 and alone.coef_[0] == 0
    beside = LinearRegression().fit(np.column_stack([np.full(n, value), other]), y, sample_weight=weights)
    assert beside.rank_ == 1 and abs(beside.coef_[0]) < 1e-12


@pytest.mark.parametrize("far", [1.0, 1e3, 1e6, 1e9])
@pytest.mark.parametrize("n", [30, 10_000])
def test_a_shifted_copy_of_a_column_is_no_second_direction(far: float, n: int) -> None:
    rng = np.random.default_rng(8)
    x = rng.normal(size=n)
    assert LinearRegression().fit(np.column_stack([x, x + far]), rng.normal(size=n)).rank_ == 1


@pytest.mark.parametrize("constant", [7.0, 1.7e12, 1e300])
def test_a_constant_column_hides_no_other(constant: float) -> None:
    x, z = np.random.default_rng(0).normal(size=(2, 50))
    X = np.column_stack([x, 1e-4 * z, np.full(50, constant)])
    machine = LinearRegression().fit(X, x + z)
    assert machine.rank_ == 2 and machine.score(X, x + z) > 1 - 1e-12


@pytest.mark.parametrize("size", [1e-300, 1e-170, 1.0, 1e160, 1e300])
def test_the_rank_is_that_of_any_size(size: float) -> None:
    t = np.array([1.0, 2, 4, 7])
    machine = LinearRegression().fit(np.column_stack([t, t]) * size, t)
    assert machine.rank_ == 1 and np.allclose(machine.coef_ * size, 0.5)
    other = np.column_stack([t, t**2]) * size
    assert LinearRegression().fit(other, t).rank_ == 2


def test_the_largest_direction_is_never_left_out() -> None:
    x = np.random.default_rng(0).normal(size=50) + 1e17  # of each entry only some bits are left
    x[0] = 0
    assert LinearRegression().fit(x[:, None], x).rank_ == 1


def test_only_the_ratios_of_the_weights_count() -> None:
    rng = np.random.default_rng(6)
    X, y, weights = rng.normal(size=(9, 2)), rng.normal(size=9), rng.uniform(0.1, 1, size=9)
    fitted = LinearRegression().fit(X, y, sample_weight=weights).coef_
    for size in (1e-300, 1e308):
        assert close(LinearRegression().fit(X, y, sample_weight=size * weights).coef_, fitted)
    for all_alike in (3, 1e308, np.full(9, 1e308)):
        machine = LinearRegression().fit(X, y, sample_weight=all_alike)
        assert close(machine.coef_, LinearRegression().fit(X, y).coef_)


def test_a_column_that_is_constant_where_rows_count() -> None:
    X = np.column_stack([[9, 0, 1, 2], [5, 0.1, 0.1, 0.1]])
    machine = LinearRegression().fit(X, [9, *HAND_Y], sample_weight=[0, 1, 1, 1])
    assert machine.rank_ == 1 and close(machine.coef_, [1.5, 0]) and machine.coef_[1] == 0


def test_one_row_lies_flat() -> None:
    machine = LinearRegression().fit([[1, 2]], [3])
    assert not machine.coef_.any() and machine.predict([[9, 9]]) == 3 and machine.score([[1, 2]], [3]) == 1


def test_a_refused_fit_leaves_the_machine_as_it_was() -> None:
    machine = LinearRegression().fit(np.eye(3), HAND_Y)
    with pytest.raises(ValueError, match="sample_weight"):
        machine.fit(HAND_X[:, None], HAND_Y, sample_weight=[-1, 1, 1])
    assert machine.predict(np.eye(3)).shape == (3,)


def test_any_true_setting_fits_the_same_intercept() -> None:
    assert close(LinearRegression(2).fit(HAND_X[:, None], HAND_Y).predict([[0]]), [0.5])  # type: ignore[arg-type]


def test_lines_refuse_what_is_no_list_of_numbers() -> None:
    refused = [
        (HAND_X, HAND_Y[:2], "not one list each"),
        (HAND_X, HAND_Y[:, None], "not one list each"),
        ([], [], "no rows"),
        ([0, 1, np.nan], HAND_Y, "NaN"),
        (HAND_X, [0, 1, np.inf], "infinity"),
    ]
    for x, y, message in refused:
        with pytest.raises(ValueError, match=message):
            fit_line(x, y)
        with pytest.raises(ValueError, match=message):
            line_cost(1, 0, x, y)
    assert line_cost(1, 0, [0, 1], [4_000_000_000, 4_000_000_000]) > 1e19  # no overflow of whole numbers
