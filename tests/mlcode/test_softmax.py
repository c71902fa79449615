"""Softmax regression: exact answers, agreement with libraries, and what must hold for any data."""

from __future__ import annotations

import os

os.environ["SCIPY_ARRAY_API"] = "1"

import collections
import pickle
import sys
import warnings
from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd
import pytest
import scipy.special
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from sklearn.base import clone, is_classifier
from sklearn.datasets import load_breast_cancer, load_digits, load_iris, load_wine
from sklearn.ensemble import BaggingClassifier, StackingClassifier, VotingClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import log_loss
from sklearn.model_selection import GridSearchCV, cross_val_score
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler
from sklearn.utils import get_tags
from sklearn.utils.estimator_checks import check_estimator, estimator_checks_generator

from mlcode.base import Classifier
from mlcode.datasets import load
from mlcode.linear_model import (
    SoftmaxRegression,
    cross_entropy,
    log_sum_exp,
    lowest_cost,
    newton_step,
    softmax,
    softmax_cost,
    softmax_gradient,
    softmax_hessian,
)
from mlcode.optimize import gradient_check, numerical_gradient
from mlcode.validation import check_labels
from tests.mlcode.test_contract import OF_ALL

SPECIES = ["Adelie", "Chinstrap", "Gentoo"]


@pytest.fixture(scope="module")
def birds() -> tuple[np.ndarray, np.ndarray]:
    penguins = load("penguins")
    known = np.isfinite(penguins["bill_length"])
    return penguins.table("bill_length", "bill_depth")[known], penguins["species"][known]


# --- the functions

SCORES = arrays(float, st.tuples(st.integers(1, 4), st.integers(1, 5)), elements=st.floats(-1e5, 1e5))


def test_by_hand() -> None:
    z = np.log([1.0, 2.0, 3.0])
    assert np.allclose(softmax(z), [1 / 6, 1 / 3, 1 / 2])
    assert np.isclose(log_sum_exp(z), np.log(6))
    assert np.isclose(cross_entropy(z, [0, 0, 1]), np.log(2))
    assert np.allclose(numerical_gradient(lambda z: cross_entropy(z, [0, 0, 1]), z), [1 / 6, 1 / 3, -1 / 2])


@settings(deadline=None)
@given(SCORES)
def test_agreement_with_scipy(Z: np.ndarray) -> None:
    assert np.allclose(softmax(Z), scipy.special.softmax(Z, axis=-1))
    assert np.allclose(log_sum_exp(Z), scipy.special.logsumexp(Z, axis=-1))
    assert np.all(log_sum_exp(Z) >= Z.max(axis=-1))
    assert np.all(log_sum_exp(Z) <= Z.max(axis=-1) + np.log(Z.shape[-1]) + 1e-9)


@settings(deadline=None)
@given(SCORES, st.floats(-1e5, 1e5))
def test_a_shift_does_nothing(Z: np.ndarray, u: float) -> None:
    assert np.allclose(softmax(Z + u), softmax(Z), atol=1e-9)


def test_no_score_overflows() -> None:
    with warnings.catch_warnings(action="error"):
        assert np.allclose(softmax([1e308, 0]), [1, 0])
        assert log_sum_exp([-1000.0, -1000.0]) == -1000 + np.log(2)
        assert cross_entropy([1000.0, 0.0], [0, 1]) == 1000
        assert np.allclose(softmax([1.0, 0.0, -np.inf]), [*softmax([1.0, 0.0]), 0])
        assert softmax(np.zeros((2, 3, 4))).shape == (2, 3, 4) and log_sum_exp(np.zeros((2, 3, 4))).shape == (2, 3)


@pytest.mark.parametrize(
    ("Z", "Y", "loss"),
    [
        ([1e16, 1e16], [1, 0], np.log(2)),
        ([1e13 + 3, 1e13], [1, 0], np.log1p(np.exp(-3))),
        ([40.0, 0.0], [1, 0], np.exp(-40)),
        ([0.0, 1.0, -np.inf], [1, 0, 0], np.log1p(np.e)),
        ([-1e16, -1e16, -1e16], [0, 0, 1], np.log(3)),
        ([7.0], [1], 0.0),
        ([[1e16, 1e16], [0, 0]], [[1, 0], [0, 1]], np.log(2)),
        ([1.0, 2.0], [0.5, 0.5], np.logaddexp(-0.5, 0.5)),
    ],
)
def test_only_differences_of_scores_cost(Z: Any, Y: Any, loss: float) -> None:
    with warnings.catch_warnings(action="error"):
        assert np.allclose(cross_entropy(Z, Y), loss, rtol=1e-12, atol=0)


@pytest.mark.parametrize(
    ("Z", "total"),
    [
        ([-np.inf, -np.inf], -np.inf),
        ([[-np.inf, -np.inf], [0.0, -np.inf]], [-np.inf, 0.0]),
        ([], -np.inf),
        (np.zeros((2, 0)), [-np.inf, -np.inf]),
        ([np.inf, 0.0], np.inf),
        ([np.inf, np.inf, -np.inf], np.inf),
    ],
)
def test_log_sum_exp_of_infinities_and_of_nothing(Z: Any, total: Any) -> None:
    with warnings.catch_warnings(action="error"):
        assert np.array_equal(log_sum_exp(Z), total)
    assert np.isnan(log_sum_exp([np.nan, 0.0]))


@pytest.mark.parametrize(
    ("Z", "Y"),
    [
        (np.random.default_rng(0).normal(size=(3, 3)), [0, 1, 2]),  # the numbers of the classes, as many as classes
        (np.random.default_rng(0).normal(size=(3, 3)), [0, 1, 0]),  # add up to one, as a one-hot row does
        ([1000.0, 0.0], [2, 0]),
        ([1000.0, 0.0], [0, 0]),
        ([1000.0, 0.0], [-1, 2]),
        (np.zeros((4, 3)), np.eye(3)),
        ([[0.0, 1.0]], [1, 0]),
        ([0.0, 1.0], [1, np.nan]),
    ],
)
def test_what_is_not_one_hot_is_refused(Z: Any, Y: Any) -> None:
    with pytest.raises(ValueError, match=r"one-hot, of the shape of Z: np.eye\(n_classes\)\[y\]"):
        cross_entropy(Z, Y)


def test_one_hot_of_any_kind() -> None:
    Z = np.random.default_rng(0).normal(size=(2, 3, 4))
    codes = np.array([[0, 1, 3], [2, 2, 0]])
    wanted = log_loss(codes.ravel(), softmax(Z).reshape(6, 4), labels=range(4)) * 6
    for kind in (float, int, bool, np.float32):
        assert np.isclose(cross_entropy(Z, np.eye(4)[codes].astype(kind)).sum(), wanted)


def problem(K: int = 4, q: int = 3, n: int = 30) -> tuple[np.ndarray, ...]:
    rng = np.random.default_rng(0)
    W, X = rng.normal(size=(K, q)), rng.normal(size=(n, q))
    return W, X, np.eye(K)[rng.integers(K, size=n)], rng.uniform(size=q)


def test_gradient_and_hessian_against_differences() -> None:
    W, X, Y, lam = problem()
    gradient_check(lambda W: softmax_cost(W, X, Y, lam), lambda W: softmax_gradient(W, X, Y, lam), W)
    H = softmax_hessian(W, X, lam)
    slopes = [
        numerical_gradient(lambda W, at=at: softmax_gradient(W, X, Y, lam).ravel()[at], W).ravel() for at in range(12)
    ]
    assert np.allclose(H, slopes) and np.allclose(H, H.T) and np.linalg.eigvalsh(H).min() > 0
    level = np.ones((4, 1)) * [1.0, 2, 3]  # the same for every class
    assert np.allclose(softmax_hessian(W, X, 0 * lam) @ level.ravel(), 0)


def test_a_newton_step_lowers_the_cost_also_from_far_away() -> None:
    _, X, Y, lam = problem()
    for far in (1, 30, 1000):
        W = far * np.random.default_rng(1).normal(size=(4, 3))
        assert softmax_cost(W + newton_step(W, X, Y, lam), X, Y, lam) < softmax_cost(W, X, Y, lam)


def test_the_lowest_cost_is_a_lowest_cost() -> None:
    _, X, Y, lam = problem()
    W, n_iter = lowest_cost(X, Y, lam, 100, 1e-10)
    rng, least = np.random.default_rng(2), softmax_cost(W, X, Y, lam)
    assert n_iter < 10 and all(softmax_cost(W + 0.01 * rng.normal(size=W.shape), X, Y, lam) > least for _ in range(100))
    with pytest.warns(UserWarning, match="not at the bottom after 2 steps"):
        lowest_cost(X, Y, lam, 2, 1e-10)


def test_the_warning_points_at_the_line_that_called_fit(birds: Any) -> None:
    with pytest.warns(UserWarning, match="not at the bottom") as caught:
        SoftmaxRegression(max_iter=1).fit(*birds)
    assert caught[0].filename == __file__


# --- the contract

OF_CLASSIFIERS = """
    classifier_data_not_an_array classifiers_classes classifiers_one_label classifiers_one_label_sample_weights
    classifiers_regression_target classifiers_train decision_proba_consistency supervised_y_2d supervised_y_no_nan
""".split()
TWICE_OR_MORE = {"estimators_pickle": 2, "classifiers_train": 3}
MACHINES = [SoftmaxRegression(), SoftmaxRegression(C=np.inf)]

pytestmark = pytest.mark.filterwarnings("ignore:.*does not inherit from.*:UserWarning")
with warnings.catch_warnings(action="ignore"):
    CHECKS = [pair for machine in MACHINES for pair in estimator_checks_generator(machine, mark=None)]


def name_of(part: Any) -> str:
    return repr(part) if isinstance(part, Classifier) else getattr(part, "func", part).__name__


@pytest.mark.parametrize(("machine", "check"), CHECKS, ids=name_of)
def test_every_check_of_scikit_learn(machine: Any, check: Callable[[Any], None]) -> None:
    check(machine)


def test_no_check_vanishes_or_is_skipped() -> None:
    with warnings.catch_warnings(action="ignore"):
        results = check_estimator(SoftmaxRegression(), on_fail=None, on_skip=None)
    expected = {f"check_{name}": TWICE_OR_MORE.get(name, 1) for name in OF_ALL + OF_CLASSIFIERS}
    assert collections.Counter(result["check_name"] for result in results) == expected
    assert {result["status"] for result in results} == {"passed"} and len(results) == 55


def test_tags_say_what_the_machine_is() -> None:
    tags = get_tags(SoftmaxRegression())
    assert tags.estimator_type == "classifier" and is_classifier(SoftmaxRegression())
    assert tags.target_tags.required and not tags.target_tags.multi_output
    assert tags.classifier_tags.multi_class and not tags.classifier_tags.poor_score


def test_a_base_classifier_predicts_nothing() -> None:
    with pytest.raises(NotImplementedError):
        Classifier().predict([[1.0]])


def test_score_refuses_the_shape_slip(birds: Any) -> None:
    X, y = birds
    machine = SoftmaxRegression().fit(X, y)
    assert machine.score(X, y) == (machine.predict(X) == y).mean()
    with pytest.raises(ValueError, match=r"y has shape \(342, 1\), not \(342,\)"):
        machine.score(X, y[:, None])


@pytest.mark.parametrize(
    ("y", "error", "words"),
    [
        (None, ValueError, "requires y"),
        ([0.5, 1.0, 2.0], ValueError, "Unknown label type: continuous"),
        ([0.0, np.nan, 1.0], ValueError, "y contains NaN or infinity"),
        (np.array([0.5, 1.0, 2.0], object), ValueError, "Unknown label type: continuous"),
        ([1, "a", 2], ValueError, "mixes text"),
        (np.array(["a", None, "b"], object), ValueError, "mixes text"),
        (np.array(["a", np.nan, "b"], object), ValueError, "mixes text"),
        ([1j, 0, 1], ValueError, "Complex data not supported"),
        (np.array(["2020-01-01"] * 3, dtype="M8[D]"), ValueError, "nor dates"),
        (np.ma.masked_array([0, 1, 1], [True, False, False]), TypeError, "sparse or masked"),
        ([0, 1], ValueError, r"X has 3 rows, but y the shape \(2,\)"),
        ([[0, 1], [1, 0], [0, 0]], ValueError, r"y the shape \(3, 2\)"),
    ],
)
def test_the_door_for_labels_refuses(y: Any, error: type[Exception], words: str) -> None:
    with pytest.raises(error, match=words):
        check_labels([[0.0], [1.0], [2.0]], y)


def test_the_door_for_labels_keeps_their_kind(monkeypatch: pytest.MonkeyPatch) -> None:
    X = [[0.0], [1.0], [2.0]]
    for y in (
        ["b", "a", "b"],
        [True, False, True],
        [7, -1, 7],
        [2.0, 1.0, 2.0],
        np.array(["b", "a", "b"], object),
        np.array([2, 1, 2], object),
    ):
        _, classes, codes = check_labels(X, y)
        assert list(codes) == [1, 0, 1] and list(classes) == sorted(set(y))
    frame = pd.Series(["b", "a", "b"], dtype="category")
    assert list(SoftmaxRegression().fit(X, frame).classes_) == ["a", "b"]
    from sklearn.exceptions import DataConversionWarning

    with pytest.warns(DataConversionWarning, match="column-vector y was passed"):
        check_labels(X, [["b"], ["a"], ["b"]])
    monkeypatch.delitem(sys.modules, "sklearn.exceptions")
    with pytest.warns(UserWarning, match="column-vector y was passed") as caught:
        check_labels(X, [["b"], ["a"], ["b"]])
    assert caught[0].category is UserWarning


@pytest.mark.parametrize("settings", [{"C": 0}, {"C": -1.0}, {"C": np.nan}, {"max_iter": 0}, {"tol": -1}, {"tol": 0}])
def test_settings_are_judged_in_fit_and_a_refused_fit_leaves_no_trace(settings: dict[str, Any]) -> None:
    machine = SoftmaxRegression(**settings)
    with pytest.raises(ValueError, match="C, max_iter and tol are positive"):
        machine.fit([[0.0], [1.0]], [0, 1])
    assert vars(machine) == SoftmaxRegression().get_params() | settings
    good = SoftmaxRegression().fit([[0.0], [1.0]], ["a", "b"])
    before = good.predict_proba([[0.3]])
    for X, y in (([[1.0, 2.0]], ["a", "b"]), ([[1.0, 2.0]], [0.5]), ([[np.nan]], ["a"])):
        with pytest.raises(ValueError):
            good.fit(X, y)
        assert np.array_equal(good.predict_proba([[0.3]]), before) and good.n_features_in_ == 1


# --- the fit


@pytest.mark.parametrize("source", [load_iris, load_wine, load_breast_cancer])
@pytest.mark.parametrize("C", [0.01, 1.0, 100.0])
def test_agreement_with_scikit_learn(source: Any, C: float) -> None:
    X, y = source(return_X_y=True)
    X = StandardScaler().fit_transform(X)
    two = len(set(y)) == 2  # the library prices the difference of our two rows
    theirs = LogisticRegression(C=C * (1 + two), solver="newton-cg", tol=1e-10, max_iter=1000).fit(X, y)
    ours = SoftmaxRegression(C=C).fit(X, y)
    assert abs(ours.predict_proba(X) - theirs.predict_proba(X)).max() < 1e-6
    if two:
        assert np.allclose(ours.coef_[1] - ours.coef_[0], theirs.coef_[0], atol=1e-5)
    else:
        assert np.allclose(ours.coef_, theirs.coef_, atol=1e-5)
    assert np.allclose(ours.coef_.sum(axis=0), 0, atol=1e-7)  # the rows add up to zero


def test_digits() -> None:
    X, y = load_digits(return_X_y=True)  # three columns are constant
    machine = SoftmaxRegression(C=0.01).fit(X[:900], y[:900])
    theirs = LogisticRegression(C=0.01, solver="newton-cg", tol=1e-10, max_iter=1000).fit(X[:900], y[:900])
    assert machine.n_iter_ <= 10 and abs(machine.predict_proba(X) - theirs.predict_proba(X)).max() < 1e-6
    assert machine.score(X[900:], y[900:]) > 0.9 and np.allclose(machine.coef_[:, 0], 0)


def test_penguins(birds: Any) -> None:
    X, y = birds
    machine = SoftmaxRegression(C=np.inf).fit(X, y)
    P = machine.predict_proba(X)
    assert (machine.predict(X) == y).sum() == 330 and list(machine.classes_) == SPECIES
    assert np.isclose(log_loss(y, P), 0.0700167550, atol=1e-9)
    assert np.allclose(P.sum(axis=0), [151, 68, 123])
    residual = P - (y[:, None] == SPECIES)
    assert np.allclose(residual.T @ X, 0, atol=1e-4)  # against each column as well
    assert np.allclose(P[X[:, 0] == 58], [[0, 0.443, 0.557]], atol=5e-4)


def test_units_and_zeros_of_the_features_change_nothing_without_a_penalty(birds: Any) -> None:
    X, y = birds
    P = SoftmaxRegression(C=np.inf).fit(X, y).predict_proba(X)
    for unit, zero in ((1e-9, 0), (1e9, 0), (1e150, 0), (1, 1e6), ([1e-6, 1e6], 0)):
        moved = X * unit + zero
        again = SoftmaxRegression(C=np.inf).fit(moved, y).predict_proba(moved)
        assert np.allclose(again, P, atol=1e-5)


def test_a_tiny_unit_does_not_silence_the_other_columns(birds: Any) -> None:
    X, y = birds
    both = SoftmaxRegression(C=1.0).fit(X * [1, 1e-9], y)  # too dear to be used
    alone = SoftmaxRegression(C=1.0).fit(X[:, :1], y)
    assert np.allclose(both.predict_proba(X * [1, 1e-9]), alone.predict_proba(X[:, :1]), atol=1e-6)


def test_constant_and_repeated_columns(birds: Any) -> None:
    X, y = birds
    more = np.column_stack([X, np.full(342, 0.1), X[:, 0]])
    for C in (1.0, np.inf):
        machine = SoftmaxRegression(C=C).fit(more, y)
        assert np.allclose(machine.coef_[:, 2], 0) and np.allclose(machine.coef_[:, 0], machine.coef_[:, 3])
    assert np.allclose(machine.predict_proba(more), SoftmaxRegression(C=C).fit(X, y).predict_proba(X), atol=1e-6)


def test_one_class_and_one_sample() -> None:
    machine = SoftmaxRegression().fit([[1.0], [2.0]], ["a", "a"])
    assert list(machine.predict([[9.0]])) == ["a"] and machine.predict_proba([[9.0]]) == 1
    assert SoftmaxRegression().fit([[1.0]], ["a"]).score([[5.0]], ["a"]) == 1


def test_separation_is_no_trap() -> None:
    X, y = [[0.0], [1.0], [2.0], [3.0]], [0, 0, 1, 1]
    with warnings.catch_warnings(action="error"):
        for C in (1.0, 1e6, np.inf):
            machine = SoftmaxRegression(C=C).fit(X, y)
            assert machine.score(X, y) == 1 and np.isfinite(machine.coef_).all()


def test_one_class_parted_from_all_others_is_enough_to_run_away(birds: Any) -> None:
    X, y = [[0.0], [1.0], [2.0], [3.0], [4.0]], [0, 0, 1, 2, 1]  # 1 and 2 cannot be parted
    lengths = []
    with warnings.catch_warnings(action="error"):  # as the docstring says, none
        for tol in (1e-4, 1e-8):
            machine = SoftmaxRegression(C=np.inf, tol=tol).fit(X, y)
            lengths.append(np.linalg.norm(machine.coef_))
            assert machine.score(X, y) == 0.8
    assert lengths[1] > 1.5 * lengths[0]
    ends = [np.linalg.norm(SoftmaxRegression(C=np.inf, tol=tol).fit(*birds).coef_) for tol in (1e-4, 1e-8)]
    assert np.isclose(*ends, rtol=1e-2)  # here there is a lowest cost


def test_scores_beyond_all_numbers_are_refused(birds: Any) -> None:
    machine = SoftmaxRegression().fit(*birds)
    with np.errstate(all="ignore"), pytest.raises(ValueError, match="the table of scores contains NaN or infinity"):
        machine.predict_proba([[1e308, 1e308]])
    assert np.isclose(machine.predict_proba([[1e300, 1e300]]).sum(), 1)


def test_the_smallest_settings(birds: Any) -> None:
    P = SoftmaxRegression(C=1e-299).fit(*birds).predict_proba(birds[0])
    assert np.allclose(P, np.array([151, 68, 123]) / 342)  # the biases are free
    with pytest.raises(ValueError, match="C over 1e-300"):
        SoftmaxRegression(C=1e-320).fit(*birds)


def test_searches_pipelines_and_ensembles(birds: Any) -> None:
    X, y = birds
    pipeline = make_pipeline(StandardScaler(), SoftmaxRegression())
    search = GridSearchCV(pipeline, {"softmaxregression__C": [1e-4, 1, 100]}, scoring="neg_log_loss").fit(X, y)
    assert search.best_params_["softmaxregression__C"] > 1e-4 and search.best_estimator_.score(X, y) > 0.95
    assert cross_val_score(SoftmaxRegression(), X, y).mean() > 0.9
    for meta in (
        BaggingClassifier(SoftmaxRegression(), random_state=0),
        VotingClassifier([("a", SoftmaxRegression()), ("b", SoftmaxRegression(C=9))], voting="soft"),
        StackingClassifier([("a", SoftmaxRegression())], SoftmaxRegression()),
    ):
        assert meta.fit(X, y).score(X, y) > 0.95


def test_copies_and_pickles(birds: Any) -> None:
    X, y = birds
    fitted = SoftmaxRegression(C=3).fit(X, y)
    assert repr(fitted) == "SoftmaxRegression(C=3, max_iter=100, tol=1e-08)" and not hasattr(clone(fitted), "classes_")
    assert np.array_equal(pickle.loads(pickle.dumps(fitted)).predict(X), fitted.predict(X))
