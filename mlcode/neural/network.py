"""Networks of layers: a random start, and the way forward.

Tangled from these pages of the book, which derive it:

- book/neural-networks/fully-connected.md
- book/neural-networks/backpropagation.md
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import numpy as np

from mlcode.neural.activations import relu

__all__ = ["Bend", "Layers", "forward", "pack", "random_network", "unpack"]

Layers = list[tuple[np.ndarray, np.ndarray]]  # W (units, inputs), b (units,)
Bend = Callable[[np.ndarray], np.ndarray]


def forward(layers: Layers, X: np.ndarray, bend: Bend = relu) -> list[np.ndarray]:
    """Weigh, add the biases, bend, layer by layer; the last layer does not bend.

    `X` is (n_samples, n_features). Returns X, the activations of each hidden
    layer, and the scores of the last: one table a layer, one row a sample.
    Derived on the page neural-networks/fully-connected.
    """
    if not layers:
        raise ValueError("a network has one layer at least")
    A = [X]
    for W, b in layers[:-1]:
        A.append(bend(A[-1] @ W.T + b))  # (n_samples, units)
    W, b = layers[-1]
    return [*A, A[-1] @ W.T + b]


def random_network(sizes: list[int], rng: np.random.Generator) -> Layers:
    """Draw weights of variance two over the number of inputs; biases are zero.

    `sizes` holds the number of inputs, of units in each hidden layer, of outputs.
    Derived on the page neural-networks/fully-connected.
    """
    if len(sizes) < 2 or min(sizes) < 1:
        raise ValueError(f"sizes {sizes}: two at least, and none below 1")
    return [
        (rng.normal(size=(units, inputs)) * (2 / inputs) ** 0.5, np.zeros(units))
        for inputs, units in pairwise(sizes)
    ]


def pack(layers: Layers) -> np.ndarray:
    """Put all weights and biases, layer by layer, into one list.

    Derived on the page neural-networks/backpropagation.
    """
    if not layers:
        raise ValueError("a network has one layer at least")
    return np.concatenate([table.ravel() for pair in layers for table in pair])


def unpack(theta: np.ndarray, like: Layers) -> Layers:
    """Cut a list of parameters into new layers, of the shapes of other layers.

    Derived on the page neural-networks/backpropagation.
    """
    ends = np.cumsum([0, *(table.size for pair in like for table in pair)])
    if np.shape(theta) != (ends[-1],):
        raise ValueError(f"theta is {np.shape(theta)}, not ({ends[-1]},)")
    parts = iter(np.split(np.array(theta, dtype=float), ends[1:-1]))  # a copy
    return [(next(parts).reshape(W.shape), next(parts)) for W, _ in like]
