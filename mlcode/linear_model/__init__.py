"""Linear models."""

from mlcode.linear_model.least_squares import (
    ROUNDING,
    LinearRegression,
    centre,
    fit_line,
    line_cost,
    two_lists,
)
from mlcode.linear_model.softmax_regression import (
    SoftmaxRegression,
    cross_entropy,
    log_sum_exp,
    lowest_cost,
    newton_step,
    softmax,
    softmax_cost,
    softmax_gradient,
    softmax_hessian,
)

__all__ = [
    "ROUNDING",
    "LinearRegression",
    "SoftmaxRegression",
    "centre",
    "cross_entropy",
    "fit_line",
    "line_cost",
    "log_sum_exp",
    "lowest_cost",
    "newton_step",
    "softmax",
    "softmax_cost",
    "softmax_gradient",
    "softmax_hessian",
    "two_lists",
]
