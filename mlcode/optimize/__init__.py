"""Finding low ground, and checking the way there."""

from mlcode.optimize.checking import EPS, Map, gradient_check, numerical_gradient

__all__ = ["EPS", "Map", "gradient_check", "numerical_gradient"]
