"""Linear models."""

from mlcode.linear_model.least_squares import (
    ROUNDING,
    LinearRegression,
    centre,
    fit_line,
    line_cost,
    two_lists,
)

__all__ = [
    "ROUNDING",
    "LinearRegression",
    "centre",
    "fit_line",
    "line_cost",
    "two_lists",
]
