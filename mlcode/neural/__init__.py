"""Networks of layers, and how they learn."""

from mlcode.neural.activations import relu, sigmoid
from mlcode.neural.network import Bend, Layers, forward, random_network

__all__ = ["Bend", "Layers", "forward", "random_network", "relu", "sigmoid"]
