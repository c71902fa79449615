"""Gradients of networks, and a training loop.

Tangled from these pages of the book, which derive it:

- book/neural-networks/backpropagation.md
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np

from mlcode.linear_model.softmax_regression import softmax
from mlcode.neural.activations import RELU, Activation, relu_slope
from mlcode.neural.network import Layers, forward, pack

__all__ = [
    "Sweep",
    "backward",
    "batches",
    "gradients",
    "share_miss",
    "step_down",
    "train",
]


def backward(
    layers: Layers,
    A: list[np.ndarray],
    delta: np.ndarray,
    slope: Callable[[np.ndarray], np.ndarray] = relu_slope,
) -> Layers:
    """Multiply blame by what came up; send blame down each wire, times its weight.

    `A` is what `forward` returned, `delta` the derivative of the cost by the
    scores of the last layer, (n_samples, n_outputs). Returns, for each layer,
    the derivatives by its weights and by its biases.
    Derived on the page neural-networks/backpropagation.
    """
    found = []
    for level in reversed(range(len(layers))):
        found.append((delta.T @ A[level], delta.sum(axis=0)))
        if level > 0:
            delta = (delta @ layers[level][0]) * slope(A[level])
    return found[::-1]


def share_miss(Z: np.ndarray, Y: np.ndarray) -> np.ndarray:
    """Return predicted minus observed: the blame for cross-entropy of softmax.

    Derived on the page neural-networks/backpropagation.
    """
    return softmax(Z) - Y


def gradients(
    layers: Layers,
    X: np.ndarray,
    Y: np.ndarray,
    activation: Activation = RELU,
    top: Callable[[np.ndarray, np.ndarray], np.ndarray] = share_miss,
) -> Layers:
    """Sweep forward, take the blame at the top, sweep back.

    Returns the derivatives of the mean loss by the weights and biases of each
    layer. `top(Z, Y)` is the derivative of the loss of each sample by its scores.
    Derived on the page neural-networks/backpropagation.
    """
    bend, slope = activation
    A = forward(layers, X, bend)
    if np.ndim(X) != 2 or len(X) == 0 or A[-1].shape != np.shape(Y):
        raise ValueError(f"scores {A[-1].shape}, Y {np.shape(Y)}: a row a sample each")
    return backward(layers, A, top(A[-1], Y) / len(X), slope)


Sweep = Callable[[Layers, np.ndarray, np.ndarray], Layers]


def batches(
    X: np.ndarray, Y: np.ndarray, rng: np.random.Generator, size: int
) -> Iterator[tuple[np.ndarray, np.ndarray]]:
    """Shuffle the rows, cut them into batches.

    Derived on the page neural-networks/backpropagation.
    """
    if not 0 < len(X) == len(Y) or size < 1:
        raise ValueError(f"{len(X)} rows of X, {len(Y)} of Y, batches of {size}")
    order = rng.permutation(len(X))
    X, Y = np.asarray(X)[order], np.asarray(Y)[order]
    for start in range(0, len(X), size):
        yield X[start : start + size], Y[start : start + size]


def step_down(layers: Layers, slopes: Layers, step: float) -> None:
    """Move each table by a step against its slopes, in place.

    Derived on the page neural-networks/backpropagation.
    """
    for (W, b), (slope_W, slope_b) in zip(layers, slopes, strict=True):
        W -= step * slope_W
        b -= step * slope_b


def _sound(layers: Layers) -> Layers:
    """Return the layers, or refuse numbers that are not finite."""
    if not np.isfinite(pack(layers)).all():
        raise FloatingPointError("not finite: was the step too long, or the data NaN?")
    return layers


def train(
    layers: Layers,
    X: np.ndarray,
    Y: np.ndarray,
    rng: np.random.Generator,
    step: float = 0.1,
    n_epochs: int = 1,
    batch_size: int = 32,
    sweep: Sweep = gradients,
) -> Layers:
    """Epoch by epoch, step against the gradient of each mini-batch.

    Returns new layers. `X` is (n_samples, n_features), `Y` (n_samples, n_outputs).
    `sweep(layers, X, Y)` returns the derivatives; another activation or loss
    comes in there. Raises FloatingPointError where training ends on a weight that
    is not finite.
    Derived on the page neural-networks/backpropagation.
    """
    layers = [(np.array(W, float), np.array(b, float)) for W, b in layers]
    for _ in range(n_epochs):
        for few_X, few_Y in batches(X, Y, rng, batch_size):
            step_down(layers, sweep(layers, few_X, few_Y), step)
    return _sound(layers)  # what is not finite stays so: one look is enough
