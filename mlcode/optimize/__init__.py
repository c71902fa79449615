"""Finding low ground, and checking the way there."""

from mlcode.optimize.checking import EPS, Map, gradient_check, numerical_gradient
from mlcode.optimize.first_order import Step, gradient_descent

__all__ = [
    "EPS",
    "Map",
    "Step",
    "gradient_check",
    "gradient_descent",
    "numerical_gradient",
]
