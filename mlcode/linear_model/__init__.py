"""Linear models."""

from mlcode.linear_model.least_squares import (
    BLOCK,
    ROUNDING,
    LinearRegression,
    fit_line,
    line_cost,
    mean_row,
    triangle,
)

__all__ = [
    "BLOCK",
    "ROUNDING",
    "LinearRegression",
    "fit_line",
    "line_cost",
    "mean_row",
    "triangle",
]
