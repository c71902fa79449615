"""What can go wrong when an equation is read or judged."""

from __future__ import annotations


class ProofError(Exception):
    """An equation cannot be read, has no meaning, or does not hold."""


class DialectError(ProofError):
    """The LaTeX is outside of the dialect: where, what was seen, what to write."""

    def __init__(self, message: str, hint: str = "", at: int | None = None):
        super().__init__(message, hint, at)
        self.message, self.hint, self.at = message, hint, at

    def __str__(self) -> str:
        return f"{self.message}. {self.hint}." if self.hint else f"{self.message}."


class MeaningError(DialectError):
    """A name is not declared, shapes do not fit, an index is out of range."""


class Refuted(ProofError):
    """The equation is false: the message holds both sides and a counterexample."""


class Undecided(ProofError):
    """Neither a proof nor a counterexample was found: it counts as a failure."""


class Vacuous(ProofError):
    """The check would prove nothing: the same text twice, an empty range, an unused name."""
