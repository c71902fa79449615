"""Arithmetic in proof cells: `X @ w - y` means the same as in NumPy, at the sizes of the moment."""

from __future__ import annotations

import operator
from typing import Any


class Operand:
    """What stands for a value to be: operators act on the value that it has now."""

    @property
    def value(self) -> Any:
        raise NotImplementedError

    @property
    def T(self) -> Any:
        return _value(self).T

    def __matmul__(self, other: Any) -> Any:
        return operator.matmul(_value(self), _value(other))

    def __rmatmul__(self, other: Any) -> Any:
        return operator.matmul(_value(other), _value(self))

    def __add__(self, other: Any) -> Any:
        return operator.add(_value(self), _value(other))

    def __radd__(self, other: Any) -> Any:
        return operator.add(_value(other), _value(self))

    def __sub__(self, other: Any) -> Any:
        return operator.sub(_value(self), _value(other))

    def __rsub__(self, other: Any) -> Any:
        return operator.sub(_value(other), _value(self))

    def __mul__(self, other: Any) -> Any:
        return operator.mul(_value(self), _value(other))

    def __rmul__(self, other: Any) -> Any:
        return operator.mul(_value(other), _value(self))

    def __truediv__(self, other: Any) -> Any:
        return operator.truediv(_value(self), _value(other))

    def __rtruediv__(self, other: Any) -> Any:
        return operator.truediv(_value(other), _value(self))

    def __pow__(self, other: Any) -> Any:
        return operator.pow(_value(self), _value(other))

    def __neg__(self) -> Any:
        return operator.neg(_value(self))

    def __getitem__(self, index: Any) -> Any:
        return _value(self)[index]

    def __iter__(self) -> Any:
        return iter(_value(self))


def _value(operand: Any) -> Any:
    from press.proof.meaning.values import valued

    return valued(operand)
