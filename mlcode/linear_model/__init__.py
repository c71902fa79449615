"""Linear models."""

from mlcode.linear_model.least_squares import LinearRegression, fit_line, line_cost

__all__ = ["LinearRegression", "fit_line", "line_cost"]
