"""What tells symbols and functions apart."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Symbol:
    """A variable: its name as printed, and what is assumed about it."""

    name: str
    positive: bool = False
    integer: bool = False


@dataclass(frozen=True)
class Function:
    """A function: its name, how often it is differentiated by which argument, over which size.

    `known` ones (exp, sin) have rules; of the others only smoothness is assumed.
    """

    name: str
    orders: tuple[int, ...] = ()
    size: str | None = None
    known: bool = False

    def by(self, argument: int) -> Function:
        return Function(self.name, tuple(sorted((*self.orders, argument))), self.size)
