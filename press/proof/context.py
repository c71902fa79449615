"""The sizes at which a formula is evaluated now, and what speaks against other sizes."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field


@dataclass
class Context:
    """One evaluation: the sizes, what was met, which equations are being judged."""

    sizes: dict[str, int] = field(default_factory=dict)
    met: dict[str, int] = field(default_factory=dict)  # sizes that were looked at
    blocked: dict[str, str] = field(default_factory=dict)  # size: why no argument for all of them
    literals: dict[str, int] = field(default_factory=dict)  # size: largest index written as a number
    judging: tuple[str, ...] = ()

    def block(self, size: str | int, reason: str) -> None:
        if isinstance(size, str):
            self.blocked.setdefault(size, reason)

    def literal(self, size: str | int, index: int) -> None:
        if isinstance(size, str):
            self.literals[size] = max(index, self.literals.get(size, 0))


_current: ContextVar[Context | None] = ContextVar("context", default=None)
_outside = Context()


def current() -> Context:
    return _current.get() or _outside


@contextmanager
def at(sizes: dict[str, int], judging: tuple[str, ...] = ()) -> Iterator[Context]:
    """Evaluate what follows at these sizes."""
    before = current()
    context = Context({**before.sizes, **sizes}, judging=before.judging + judging)
    token = _current.set(context)
    try:
        yield context
    finally:
        _current.reset(token)
