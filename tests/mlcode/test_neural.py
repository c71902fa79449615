"""Networks: forward against scikit-learn, gradients against PyTorch's stored ones and differences."""

from __future__ import annotations

import warnings
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.special import expit
from sklearn.neural_network import MLPClassifier

from mlcode.datasets import load
from mlcode.linear_model import cross_entropy, softmax
from mlcode.neural import (
    RELU,
    SIGMOID,
    Activation,
    Layers,
    backward,
    batches,
    forward,
    gradients,
    pack,
    random_network,
    relu,
    share_miss,
    sigmoid,
    train,
    unpack,
)
from mlcode.optimize import gradient_check

RNG = np.random.default_rng(0)
TANH: Activation = (np.tanh, lambda A: 1 - A**2)
ROOT = Path(__file__).resolve().parents[2]


def data(n: int, p: int, K: int, rng: np.random.Generator = RNG) -> tuple[np.ndarray, np.ndarray]:
    return rng.normal(size=(n, p)), np.eye(K)[rng.integers(K, size=n)]


def test_sigmoid_far_out_without_a_warning() -> None:
    Z = np.array([-800.0, -40, -1, 0, 1, 40, 800])
    assert np.allclose(sigmoid(Z), expit(Z), rtol=1e-15, atol=0)
    assert sigmoid(np.array(0.0)) == 0.5


def test_by_hand() -> None:
    layers = [(np.array([[1.0]]), np.array([-2.0])), (np.array([[2.0]]), np.array([-1.0]))]
    found = gradients(layers, np.array([[2.0]]), np.array([[1.0]]), SIGMOID, lambda Z, Y: sigmoid(Z) - Y)
    (w1, b1), (w2, b2) = found
    assert (w1[0, 0], b1[0], w2[0, 0], b2[0]) == (-0.5, -0.25, -0.25, -0.5)


def test_the_lamp_of_three_switches() -> None:
    lamp = [(np.ones((3, 3)), np.array([0.0, -1, -2])), (np.array([[1.0, -2, 2]]), np.zeros(1))]
    X = np.array([[a, b, c] for a in (0, 1) for b in (0, 1) for c in (0, 1)])
    assert np.array_equal(forward(lamp, X)[-1][:, 0], X.sum(axis=1) % 2)


def test_forward_against_scikit_learn() -> None:
    X, Y = data(60, 5, 3)
    names = {"relu": relu, "logistic": sigmoid, "tanh": np.tanh}
    for name, bend in names.items():
        theirs = MLPClassifier((7, 4), activation=name, max_iter=3, random_state=0)
        with warnings.catch_warnings(action="ignore"):
            theirs.fit(X, Y.argmax(axis=1))
        layers = [(W.T, b) for W, b in zip(theirs.coefs_, theirs.intercepts_, strict=True)]
        assert np.allclose(softmax(forward(layers, X, bend)[-1]), theirs.predict_proba(X), atol=1e-14)


def test_one_step_of_scikit_learn() -> None:
    """All rows in one batch: their step is ours, whatever the order of the rows."""
    X, Y = data(50, 6, 4)
    settings = {"solver": "sgd", "momentum": 0, "alpha": 0, "batch_size": 50, "learning_rate_init": 0.5}
    theirs = MLPClassifier((5, 3), random_state=0, **settings)
    theirs.partial_fit(X, Y.argmax(axis=1), classes=np.arange(4))
    start = [(W.T.copy(), b.copy()) for W, b in zip(theirs.coefs_, theirs.intercepts_, strict=True)]
    theirs.partial_fit(X, Y.argmax(axis=1))
    ours = train(start, X, Y, RNG, step=0.5, batch_size=50)
    for (W, b), their_W, their_b in zip(ours, theirs.coefs_, theirs.intercepts_, strict=True):
        assert np.allclose(W, their_W.T, atol=1e-13) and np.allclose(b, their_b, atol=1e-13)


def test_the_stored_gradients_of_pytorch() -> None:
    stored = load("torch_gradients")
    layers = unpack(np.cos(np.arange(74)), random_network([6, 5, 4, 3], RNG))
    X, Y = np.sin(np.arange(48)).reshape(8, 6), np.eye(3)[np.arange(8) % 3]
    for column, activation in (("relu", RELU), ("sigmoid", SIGMOID), ("tanh", TANH)):
        assert abs(pack(gradients(layers, X, Y, activation)) - stored[column]).max() < 1e-14
    squared = gradients(layers, X, Y, TANH, lambda Z, Y: 2 * (Z - Y))
    assert abs(pack(squared) - stored["squared"]).max() < 1e-14
    assert list(stored["parameter"][[0, 30, 35, 73]]) == ["W1[1,1]", "b1[1]", "W2[1,1]", "b3[3]"]


def test_the_script_beside_pytorch_stands_outside_of_make_test() -> None:
    script = (ROOT / "tools" / "torch_gradients.py").read_text("utf-8")
    assert "torch_gradients.csv" in script and "test-torch" in (ROOT / "Makefile").read_text("utf-8")
    pages = (ROOT / "book").glob("*/*.md")
    assert not [p.name for p in pages if "import torch" in p.read_text("utf-8")]


@settings(deadline=None, max_examples=30)
@given(
    st.lists(st.integers(1, 5), min_size=2, max_size=5),
    st.integers(1, 6),
    st.integers(0, 10**6),
    st.sampled_from([SIGMOID, TANH]),
)
def test_gradients_pass_their_check(sizes: list[int], n: int, seed: int, activation: Activation) -> None:
    rng = np.random.default_rng(seed)
    layers = [(W, rng.normal(size=b.shape)) for W, b in random_network(sizes, rng)]
    X, Y = data(n, sizes[0], sizes[-1], rng)

    def cost(theta: np.ndarray) -> float:
        return float(cross_entropy(forward(unpack(theta, layers), X, activation[0])[-1], Y).mean())

    def gradient(theta: np.ndarray) -> np.ndarray:
        return pack(gradients(unpack(theta, layers), X, Y, activation))

    if sizes[-1] == 1:  # one class is certain: the cost is 0 everywhere, and gradient_check refuses
        assert not gradient(pack(layers)).any()
    else:
        gradient_check(cost, gradient, pack(layers), tol=1e-5)


@settings(deadline=None, max_examples=30)
@given(st.lists(st.integers(1, 6), min_size=2, max_size=5), st.integers(2, 6), st.integers(0, 10**6))
def test_a_batch_is_the_mean_of_its_samples(sizes: list[int], n: int, seed: int) -> None:
    rng = np.random.default_rng(seed)
    layers = random_network(sizes, rng)
    X, Y = data(n, sizes[0], sizes[-1], rng)
    each = [pack(gradients(layers, X[i : i + 1], Y[i : i + 1])) for i in range(n)]
    assert np.allclose(pack(gradients(layers, X, Y)), np.mean(each, axis=0), atol=1e-12)
    assert np.array_equal(pack(unpack(pack(layers), layers)), pack(layers))


def test_a_planted_slip_is_caught() -> None:
    X, Y = data(9, 4, 3)
    layers = random_network([4, 6, 5, 3], RNG)

    def wrong(theta: np.ndarray) -> np.ndarray:  # phi for phi'
        at: Layers = unpack(theta, layers)
        A = forward(at, X, np.tanh)
        return pack(backward(at, A, share_miss(A[-1], Y) / 9, lambda A: A))

    def cost(theta: np.ndarray) -> float:
        return float(cross_entropy(forward(unpack(theta, layers), X, np.tanh)[-1], Y).mean())

    with pytest.raises(AssertionError, match="ratio"):
        gradient_check(cost, wrong, pack(layers))


def test_parameters_of_another_number_are_refused_and_layers_are_new() -> None:
    like = random_network([3, 4, 2], RNG)
    theta = pack(like)
    for wrong in (theta[:-1], np.append(theta, 1.0), theta.reshape(1, -1)):
        with pytest.raises(ValueError, match=r"not .26,."):
            unpack(wrong, like)
    layers = unpack(theta, like)
    layers[0][0][0, 0] += 1
    assert np.array_equal(theta, pack(like))


def test_shapes_that_do_not_fit_are_refused_in_words() -> None:
    X, Y = data(6, 3, 2)
    layers = random_network([3, 4, 2], RNG)
    for wrong_X, wrong_Y in ((X[0], Y[0]), (X, Y.argmax(axis=1)), (X, Y[:1]), (X, Y[:, :1])):
        with pytest.raises(ValueError, match="a row a sample"):
            gradients(layers, wrong_X, wrong_Y)
    for wrong_X, wrong_Y, size in ((X, np.vstack([Y, Y]), 4), (X[:0], Y[:0], 4), (X, Y, 0)):
        with pytest.raises(ValueError, match="rows of X"):
            train(layers, wrong_X, wrong_Y, RNG, batch_size=size)


def test_whole_numbers_train_as_floats_and_bend_as_floats() -> None:
    X, Y = data(6, 3, 2)
    whole = [(np.ones((2, 3), dtype=int), np.zeros(2, dtype=int))]
    floats = [(W.astype(float), b.astype(float)) for W, b in whole]
    first, second = (train(at, X, Y, np.random.default_rng(0)) for at in (whole, floats))
    assert np.array_equal(pack(first), pack(second)) and whole[0][0].dtype == int
    small = np.array([0, 1, 200], dtype=np.uint8)
    assert np.allclose(sigmoid(small), expit(small.astype(float)), rtol=1e-15)


def test_random_start() -> None:
    (W, b), (V, c) = random_network([300, 200, 10], np.random.default_rng(1))
    assert W.shape == (200, 300) and V.shape == (10, 200) and not b.any() and not c.any()
    assert abs(W.std() / (2 / 300) ** 0.5 - 1) < 0.01 and abs(V.std() / 0.1 - 1) < 0.05


def test_batches_hold_each_row_once() -> None:
    X = np.arange(10.0).reshape(10, 1)
    parts = list(batches(X, -X, np.random.default_rng(0), 4))
    assert [len(x) for x, _ in parts] == [4, 4, 2]
    rows = np.concatenate([x for x, _ in parts])
    assert sorted(rows.ravel()) == list(range(10)) and not np.array_equal(rows, X)
    assert all(np.array_equal(x, -y) for x, y in parts)


def test_training_leaves_its_start_and_repeats() -> None:
    X, Y = data(40, 3, 2)
    start = random_network([3, 8, 2], RNG)
    before = pack(start)
    first, second = (train(start, X, Y, np.random.default_rng(5), 0.5, 20) for _ in range(2))
    assert np.array_equal(pack(start), before) and np.array_equal(pack(first), pack(second))
    assert cross_entropy(forward(first, X)[-1], Y).mean() < cross_entropy(forward(start, X)[-1], Y).mean()
    assert np.array_equal(X, X.copy()) and train(start, X, Y, RNG, n_epochs=0)[0][0] is not start[0][0]


def test_equal_units_stay_equal_and_zeros_stay() -> None:
    X, Y = data(30, 3, 2)
    twins = [(np.ones((2, 3)), np.ones(2)), (np.ones((2, 2)), np.zeros(2))]
    (W, b), _ = train(twins, X, Y, RNG, 0.1, 5, sweep=lambda *at: gradients(*at, activation=SIGMOID))
    assert np.allclose(W[0], W[1]) and np.isclose(b[0], b[1]) and not np.allclose(W, 1)
    zeros = unpack(0 * pack(twins), twins)
    found = gradients(zeros, X, Y)
    assert not pack(found)[:-2].any() and found[-1][1].any()


def test_the_digits_are_those_of_scikit_learn() -> None:
    from sklearn.datasets import load_digits

    ours, theirs = load("digits"), load_digits()
    table = np.array([[int(c, 17) for c in image] for image in ours["ink"]])
    assert np.array_equal(table, theirs.data) and np.array_equal(ours["digit"], theirs.target)
