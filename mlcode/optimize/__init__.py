"""Finding low ground, and checking the way there."""

from mlcode.optimize.checking import (
    EPS,
    Map,
    complaint,
    gradient_check,
    numerical_gradient,
    relative_errors,
    steps_for,
)

__all__ = [
    "EPS",
    "Map",
    "complaint",
    "gradient_check",
    "numerical_gradient",
    "relative_errors",
    "steps_for",
]
