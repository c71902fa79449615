"""The sizes at which a formula is evaluated now, and what speaks against other sizes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any


@dataclass
class Context:
    """One evaluation: the sizes, what was met, which equations are being judged."""

    sizes: dict[str, int] = field(default_factory=dict)
    met: dict[str, int] = field(default_factory=dict)  # sizes that were looked at
    blocked: dict[str, str] = field(default_factory=dict)  # size: why no argument for all of them
    literals: dict[str, int] = field(default_factory=dict)  # size: largest index written as a number
    nonzero: list[Any] = field(default_factory=list)  # what must not be zero for the display to have a meaning
    holes: list[Any] = field(default_factory=list)  # what is zero where no case holds
    judging: tuple[str, ...] = ()
    made: dict[Any, tuple[Any, Context]] = field(default_factory=dict)  # values computed at these sizes

    def remembered(self, key: Any, make: Callable[[], Any]) -> Any:
        """Return a value, computed once for all that is evaluated at these sizes."""
        if key not in self.made:
            with at({}) as inner:
                self.made[key] = (make(), inner)
        value, inner = self.made[key]
        self.join(inner)
        return value

    def block(self, size: str | int, reason: str) -> None:
        if isinstance(size, str):
            self.blocked.setdefault(size, reason)

    def join(self, inner: Context) -> None:
        """Take over what an evaluation inside of this one has met."""
        self.met |= inner.met
        self.nonzero += inner.nonzero
        self.holes += inner.holes
        for size, reason in inner.blocked.items():
            self.block(size, reason)
        for size, index in inner.literals.items():
            self.literal(size, index)

    def literal(self, size: str | int, index: int) -> None:
        if isinstance(size, str):
            self.literals[size] = max(index, self.literals.get(size, 0))


_current: ContextVar[Context | None] = ContextVar("context", default=None)


def current() -> Context:
    return _current.get() or Context()  # outside of a check nothing is remembered


@contextmanager
def at(sizes: dict[str, int], judging: tuple[str, ...] = ()) -> Iterator[Context]:
    """Evaluate what follows at these sizes."""
    before = current()
    context = Context({**before.sizes, **sizes}, judging=before.judging + judging)
    if not sizes and not judging:
        context.made = before.made  # the sizes are the same
    token = _current.set(context)
    try:
        yield context
    finally:
        _current.reset(token)
