"""The contract: all of scikit-learn's checks, none skipped, and what these checks do not see."""

from __future__ import annotations

import os

os.environ["SCIPY_ARRAY_API"] = "1"  # before SciPy is imported, or one check is skipped

import collections
import pickle
import subprocess
import sys
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
import sklearn.dummy
import sklearn.linear_model
from sklearn.base import clone, is_regressor
from sklearn.ensemble import AdaBoostRegressor, BaggingRegressor, StackingRegressor
from sklearn.model_selection import GridSearchCV, cross_val_score
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler
from sklearn.utils import get_tags
from sklearn.utils.estimator_checks import check_estimator, estimator_checks_generator

from mlcode.base import Estimator, Regressor, r_squared
from mlcode.dummy import DummyRegressor
from mlcode.linear_model import LinearRegression, fit_line
from mlcode.validation import check_array, check_new_data, check_table, check_training_data, check_weights

MACHINES: list[Any] = [
    DummyRegressor(),
    DummyRegressor(strategy="median"),
    LinearRegression(),
    LinearRegression(fit_intercept=False),
]

# A missing or wrong tag makes checks vanish without a word, so their names are pinned (scikit-learn 1.9.1).
OF_ALL = """
    array_api_input complex_data dict_unchanged do_not_raise_errors_in_init_or_set_params dont_overwrite_parameters
    dtype_object estimator_cloneable estimator_repr estimator_sparse_array estimator_sparse_matrix
    estimator_sparse_tag estimator_tags_renamed estimators_dtypes estimators_empty_data_messages
    estimators_fit_returns_self estimators_nan_inf estimators_overwrite_params estimators_partial_fit_n_features
    estimators_pickle estimators_unfitted f_contiguous_array_estimator fit1d fit2d_1feature fit2d_1sample
    fit2d_predict1d fit_check_is_fitted fit_idempotent fit_score_takes_y get_params_invariance
    methods_sample_order_invariance methods_subset_invariance mixin_order n_features_in n_features_in_after_fitting
    no_attributes_set_in_init non_transformer_estimators_n_iter parameters_default_constructible
    pipeline_consistency positive_only_tag_during_fit readonly_memmap_input requires_y_none set_params
    valid_tag_types
""".split()
OF_REGRESSORS = """
    regressor_data_not_an_array regressor_multioutput regressors_int regressors_no_decision_function
    regressors_train supervised_y_2d supervised_y_no_nan
""".split()
OF_WEIGHTS = """
    all_zero_sample_weights_error sample_weight_equivalence_on_dense_data sample_weights_list
    sample_weights_not_an_array sample_weights_not_overwritten sample_weights_pandas_series sample_weights_shape
""".split()
TWICE_OR_MORE = {"estimators_pickle": 2, "regressors_train": 3}


def expected(machine: Estimator) -> collections.Counter[str]:
    """Return the names of the checks that a machine must meet, each as often as it is run."""
    names = OF_ALL + OF_REGRESSORS + (OF_WEIGHTS if isinstance(machine, LinearRegression) else [])
    return collections.Counter({f"check_{name}": TWICE_OR_MORE.get(name, 1) for name in names})


# scikit-learn remarks that our machines do not inherit from its base class. They are not meant to.
pytestmark = pytest.mark.filterwarnings("ignore:.*does not inherit from.*:UserWarning")
with warnings.catch_warnings(action="ignore"):
    CHECKS = [pair for machine in MACHINES for pair in estimator_checks_generator(machine, mark=None)]


def name_of(part: Any) -> str:
    """Return what a test is called: the machine's call, or the name of the check."""
    return repr(part) if isinstance(part, Estimator) else getattr(part, "func", part).__name__


@pytest.mark.parametrize(("machine", "check"), CHECKS, ids=name_of)
def test_every_check_of_scikit_learn(machine: Any, check: Callable[[Any], None]) -> None:
    check(machine)


@pytest.mark.parametrize("machine", MACHINES, ids=repr)
def test_no_check_vanishes_or_is_skipped(machine: Estimator) -> None:
    with warnings.catch_warnings(action="ignore"):
        results = check_estimator(machine, on_fail=None, on_skip=None)
    assert collections.Counter(result["check_name"] for result in results) == expected(machine)
    assert {result["status"] for result in results} == {"passed"}
    assert len(results) == (60 if isinstance(machine, LinearRegression) else 53)


def test_the_package_never_imports_scikit_learn() -> None:
    program = """
import sys
from mlcode.dummy import DummyRegressor
from mlcode.linear_model import LinearRegression, fit_line
LinearRegression().fit([[0], [1], [2]], [1, 1, 4], sample_weight=[1, 2, 1]).score([[0], [1]], [1, 1])
try:
    DummyRegressor().predict([[0]])
except ValueError:
    pass
assert not {"sklearn", "scipy", "pandas", "matplotlib"} & set(sys.modules), sys.modules.keys()
"""
    subprocess.run([sys.executable, "-c", program], check=True)


# --- holes: nothing in scikit-learn's suite fails when these are broken


@pytest.mark.parametrize("machine", MACHINES, ids=repr)
def test_tags_say_what_the_machine_is(machine: Any) -> None:
    tags = get_tags(machine)
    assert tags.estimator_type == "regressor" and is_regressor(machine)
    assert tags.target_tags.required and tags.target_tags.multi_output
    assert tags.regressor_tags.poor_score is isinstance(machine, DummyRegressor)
    plain = get_tags(Estimator())
    assert plain.estimator_type is None and not plain.target_tags.required


def test_unknown_settings_are_refused_and_change_nothing() -> None:
    machine = LinearRegression()
    with pytest.raises(ValueError, match=r"LinearRegression\(.*\) has no setting 'intercept'"):
        machine.set_params(fit_intercept=False, intercept=2)
    assert machine.fit_intercept is True
    assert machine.set_params(fit_intercept=False) is machine and machine.fit_intercept is False


def test_repr_is_the_call() -> None:
    assert repr(Estimator()) == "Estimator()"
    for machine in MACHINES:
        assert eval(repr(machine)).get_params() == machine.get_params()
    assert repr(DummyRegressor("median")) == "DummyRegressor(strategy='median')"


@pytest.mark.parametrize("machine", MACHINES, ids=repr)
def test_a_missing_y_is_a_value_error(machine: Any) -> None:
    with pytest.raises(ValueError, match="requires y"):
        clone(machine).fit([[1.0], [2.0]], None)


def test_settings_are_judged_in_fit() -> None:
    machine = DummyRegressor(strategy="mode")  # no complaint yet
    with pytest.raises(ValueError, match="no strategy 'mode': mean or median"):
        machine.fit([[1.0]], [1.0])


def test_an_unfitted_machine_says_so_with_and_without_scikit_learn(monkeypatch: pytest.MonkeyPatch) -> None:
    from sklearn.exceptions import NotFittedError

    with pytest.raises(NotFittedError, match="call fit first"):
        LinearRegression().predict([[1.0]])
    monkeypatch.delitem(sys.modules, "sklearn.exceptions")
    with pytest.raises(ValueError, match="call fit first") as caught:
        LinearRegression().predict([[1.0]])
    assert type(caught.value) is ValueError


def test_a_base_regressor_predicts_nothing() -> None:
    with pytest.raises(NotImplementedError):
        Regressor().predict([[1.0]])


# --- the doors


@pytest.mark.parametrize(
    ("values", "error", "words"),
    [
        ([1 + 1j], ValueError, "Complex data not supported, nor dates: y"),
        ([np.nan], ValueError, "y contains NaN or infinity"),
        ([np.inf], ValueError, "y contains NaN or infinity"),
        (["a"], ValueError, "y: could not convert"),
        ([10**400], ValueError, "y: int too large"),
        ([None, 1.0], ValueError, "y contains NaN"),
        (np.array([1j], dtype=object), TypeError, "y: "),
        ([pd.NA, 1.0], TypeError, "y: .*NAType"),
        (np.array(["2020-01-01"], dtype="M8[D]"), ValueError, "nor dates: y"),
        (np.ma.masked_array([1.0, 2.0], [True, False]), TypeError, "y is sparse or masked"),
    ],
)
def test_check_array_refuses(values: Any, error: type[Exception], words: str) -> None:
    with pytest.raises(error, match=words):
        check_array(values, "y")


def test_check_array_loses_the_masks_of_arrays_in_a_list() -> None:
    """Said in its docstring: NumPy reads such a list without them."""
    assert check_array([np.ma.masked_array([1.0, 2.0], [True, False])]).tolist() == [[1, 2]]


def test_check_array_refuses_sparse_tables_and_copies_no_floats() -> None:
    from scipy.sparse import csr_array

    with pytest.raises(TypeError, match="X is sparse or masked"):
        check_array(csr_array(np.eye(2)))
    values = np.ones(3)
    assert check_array(values) is values
    assert check_array([1, 2]).dtype == float


@pytest.mark.parametrize(
    ("X", "words"),
    [([1.0], "1-D. Reshape your data"), (np.ones((0, 2)), r"0 sample\(s\)"), (np.ones((2, 0)), r"0 feature\(s\)")],
)
def test_check_table_refuses(X: Any, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        check_table(X)


def test_training_data_must_match() -> None:
    for y in ([1.0], np.ones((2, 2, 2)), 1.0, np.ones((2, 0))):
        with pytest.raises(ValueError, match="X has 2 rows, but y has the shape"):
            check_training_data(np.ones((2, 1)), y)
    X, y = check_training_data([[1, 2], [3, 4]], [[1], [2]])
    assert X.shape == (2, 2) and y.shape == (2, 1)
    machine = DummyRegressor().fit(X, y)
    with pytest.raises(ValueError, match="X has 3 features, but DummyRegressor is expecting 2 features as input"):
        check_new_data(machine, [[1, 2, 3]])


@pytest.mark.parametrize("machine", MACHINES, ids=repr)
def test_a_refused_fit_leaves_the_machine_as_it_was(machine: Any) -> None:
    from sklearn.exceptions import NotFittedError

    machine = clone(machine)
    refused: list[tuple[Any, Any]] = [([[1.0, 2.0]], [1.0, 2.0]), ([[1.0, 2.0]], [np.nan]), ([[1.0, 2.0]], [[]])]
    for X, y in refused:
        with pytest.raises(ValueError):
            machine.fit(X, y)
        with pytest.raises(NotFittedError, match="call fit first"):
            machine.predict([[1.0, 2.0]])
    machine.fit([[0.0], [1.0], [2.0]], [1.0, 1.0, 4.0])
    before = machine.predict([[5.0]])
    for X, y in refused:
        with pytest.raises(ValueError):
            machine.fit(X, y)
        assert machine.predict([[5.0]]) == before


def test_the_first_line_on_the_page_of_the_contract() -> None:
    """The class as that page leaves it, before its `fit` is replaced."""
    source = (Path(__file__).parents[2] / "book/estimators/contract.md").read_text(encoding="utf-8")
    code = next(part for part in source.split("```") if "class LinearRegression(" in part)
    names: dict[str, Any] = {"Regressor": Regressor, "ArrayLike": Any, "Self": Any, "np": np, "fit_line": fit_line}
    names |= {"check_training_data": check_training_data, "check_new_data": check_new_data}
    exec(code.split("linear-regression\n", 1)[1], names)
    line = names["LinearRegression"]
    for fit_intercept in (False, True):
        ours = line(fit_intercept).fit([[0], [1], [2]], [1, 1, 4])
        theirs = LinearRegression(fit_intercept).fit([[0], [1], [2]], [1, 1, 4])
        assert np.allclose(ours.predict([[7]]), theirs.predict([[7]]))
    assert line(False).fit([[0], [0]], [1, 2]).predict([[3]]) == 0
    for X, y in (([[1], [1]], [1, 2]), ([[1, 2], [3, 4]], [1, 2]), ([[1], [2]], [[1], [2]])):
        with pytest.raises(ValueError):
            ours.fit(X, y)
        assert ours.n_features_in_ == 1 and np.allclose(ours.predict([[7]]), theirs.predict([[7]]))


def test_weights() -> None:
    assert np.array_equal(check_weights(None, 3), np.ones(3))
    assert check_weights([1, 0], 2).dtype == float
    for weights in ([1.0], [[1.0], [1.0]], [1.0, -1.0], [0.0, 0.0], [1.0, np.nan]):
        with pytest.raises(ValueError, match="sample_weight"):
            check_weights(weights, 2)


# --- the score


def test_score_by_hand() -> None:
    X, y = [[0], [1], [2]], [1, 1, 4]
    assert LinearRegression().fit(X, y).score(X, y) == 0.75
    assert DummyRegressor().fit(X, y).score(X, y) == 0


@pytest.mark.parametrize("size", [1e-300, 1e-200, 1.0, 1e200, 1e300])
def test_the_score_of_any_size(size: float) -> None:
    y, y_hat = np.array([1.0, 1, 4]), np.array([0.5, 2, 3.5])
    assert np.isclose(r_squared(size * y, size * y_hat), 0.75, rtol=1e-12)
    assert r_squared(size * y, np.full(3, (size * y).mean())) == 0


def test_score_refuses_the_shape_slip() -> None:
    X, y = np.arange(4.0)[:, None], np.array([1.0, 3, 2, 5])
    machine = LinearRegression().fit(X, y)
    with pytest.raises(ValueError, match=r"y has shape \(4, 1\), prediction \(4,\)"):
        machine.score(X, y[:, None])
    slip = 1 - ((y[:, None] - machine.predict(X)) ** 2).mean() / y.var()
    assert np.isclose(slip, -machine.score(X, y))  # what the refusal is worth


@pytest.mark.parametrize("y", [[2.0, 2, 2], [2.0, 2, 3], [[1.0, 5], [2, 5], [4, 5]]])
def test_score_agrees_with_scikit_learn(y: Any) -> None:
    X = [[0.0], [1], [2]]
    for guess in ([2.0, 2, 2], [1.0, 2, 3]):
        ours, theirs = DummyRegressor(), sklearn.dummy.DummyRegressor()
        fitted = np.broadcast_to(np.reshape(guess, (3, *[1] * (np.ndim(y) - 1))), np.shape(y))
        ours.predict = theirs.predict = lambda X, fitted=fitted: fitted  # type: ignore[method-assign]
        assert np.isclose(ours.score(X, y), theirs.score(X, y))


# --- life among scikit-learn's tools


@pytest.fixture
def data() -> tuple[np.ndarray, np.ndarray]:
    rng = np.random.default_rng(0)
    X = rng.normal(size=(60, 3))
    return X, X @ [1.0, 2, 3] + rng.normal(size=60)


def test_searches_pipelines_and_ensembles(data: tuple[np.ndarray, np.ndarray]) -> None:
    X, y = data
    search = GridSearchCV(
        make_pipeline(StandardScaler(), LinearRegression()),
        {"linearregression": [DummyRegressor(), LinearRegression()], "standardscaler__with_mean": [True, False]},
    ).fit(X, y)
    assert isinstance(search.best_estimator_[-1], LinearRegression)
    theirs = cross_val_score(sklearn.linear_model.LinearRegression(), X, y)
    assert np.allclose(cross_val_score(LinearRegression(), X, y), theirs)
    for meta in (
        BaggingRegressor(LinearRegression(), random_state=0),
        AdaBoostRegressor(LinearRegression(), random_state=0),
        StackingRegressor([("line", LinearRegression()), ("mean", DummyRegressor())], LinearRegression()),
    ):
        assert meta.fit(X, y).score(X, y) > 0.8


@pytest.mark.parametrize("machine", MACHINES, ids=repr)
def test_copies_and_pickles(machine: Any, data: tuple[np.ndarray, np.ndarray]) -> None:
    X, y = data
    fitted = clone(machine).fit(X, y)
    assert clone(fitted).get_params() == machine.get_params() and not hasattr(clone(fitted), "n_features_in_")
    assert np.array_equal(pickle.loads(pickle.dumps(fitted)).predict(X), fitted.predict(X))
    frame = pd.DataFrame(X, columns=["a", "b", "c"])
    assert np.allclose(clone(machine).fit(frame, pd.Series(y)).predict(frame), fitted.predict(X))


@pytest.mark.parametrize("strategy", ["mean", "median"])
@pytest.mark.parametrize("outputs", [(), (1,), (3,)])
def test_dummy_agrees_with_its_namesake(strategy: str, outputs: tuple[int, ...]) -> None:
    rng = np.random.default_rng(1)
    X, y = rng.normal(size=(11, 2)), rng.normal(size=(11, *outputs))
    ours = DummyRegressor(strategy).fit(X, y).predict(X)
    theirs = sklearn.dummy.DummyRegressor(strategy=strategy).fit(X, y).predict(X)
    assert ours.shape == y.shape and np.allclose(ours.ravel(), theirs.ravel())


def test_a_constant_target_is_met_in_spite_of_rounding() -> None:
    X, y = [[0.0], [1], [2]], [0.1, 0.1, 0.1]
    assert DummyRegressor().fit(X, y).score(X, y) == 1
    assert DummyRegressor().fit(X, [1, 1, 4]).score(X, y) == 0
    with pytest.raises(ValueError, match="y contains NaN"):
        DummyRegressor().fit(X, y).score(X, [0.1, np.nan, 0.2])
