"""What bends the scores of a layer.

Tangled from these pages of the book, which derive it:

- book/neural-networks/fully-connected.md
- book/neural-networks/backpropagation.md
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

__all__ = [
    "RELU",
    "SIGMOID",
    "Activation",
    "relu",
    "relu_slope",
    "sigmoid",
    "sigmoid_slope",
]


def relu(Z: np.ndarray) -> np.ndarray:
    """Pass what is positive, stop the rest.

    Takes scores of any shape; so do all activations.
    Derived on the page neural-networks/fully-connected.
    """
    return np.maximum(Z, 0)


def sigmoid(Z: np.ndarray) -> np.ndarray:
    """Divide 1 by 1 plus e to the power of minus the score.

    >>> sigmoid(np.array([0.0, -1000.0]))
    array([0.5, 0. ])

    Derived on the page neural-networks/fully-connected.
    """
    Z = np.asarray(Z, dtype=float)
    E = np.exp(-abs(Z))
    return np.where(Z >= 0, 1, E) / (1 + E)


Activation = tuple[
    Callable[[np.ndarray], np.ndarray], Callable[[np.ndarray], np.ndarray]
]


def relu_slope(A: np.ndarray) -> np.ndarray:
    """Return the slope of ReLU from its value: True (1) above 0, else False (0).

    Derived on the page neural-networks/backpropagation.
    """
    return A > 0


def sigmoid_slope(A: np.ndarray) -> np.ndarray:
    """Return the slope of the logistic function from its value.

    It is 0 for scores from 37 on, where the value has been rounded to 1.
    Derived on the page neural-networks/backpropagation.
    """
    return A * (1 - A)


RELU: Activation = (relu, relu_slope)
SIGMOID: Activation = (sigmoid, sigmoid_slope)
