"""Networks of layers, and how they learn."""

from mlcode.neural.activations import (
    RELU,
    SIGMOID,
    Activation,
    relu,
    relu_slope,
    sigmoid,
    sigmoid_slope,
)
from mlcode.neural.backpropagation import (
    Sweep,
    backward,
    batches,
    gradients,
    share_miss,
    step_down,
    train,
)
from mlcode.neural.network import Bend, Layers, forward, pack, random_network, unpack

__all__ = [
    "RELU",
    "SIGMOID",
    "Activation",
    "Bend",
    "Layers",
    "Sweep",
    "backward",
    "batches",
    "forward",
    "gradients",
    "pack",
    "random_network",
    "relu",
    "relu_slope",
    "share_miss",
    "sigmoid",
    "sigmoid_slope",
    "step_down",
    "train",
    "unpack",
]
