"""What SymPy is asked for: whether a difference is zero, forms in which a sign shows. Within seconds."""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from press.proof.algebra import from_sympy, to_sympy
from press.proof.errors import MeaningError
from press.proof.expressions import Expression
from press.proof.walking import walk

_PATIENCE = 10.0  # seconds of processor time for SymPy: a clock would make a verdict depend on the machine's load


def simplifies(difference: Expression) -> bool:
    """Ask SymPy whether the difference is zero, within seconds."""
    import sympy as sp

    with _limit(_PATIENCE) as limit:
        try:
            return bool(sp.simplify(to_sympy(difference)) == 0)
        except (TimeoutError, NotImplementedError, ValueError, RecursionError):
            limit.clear()
    return False


def rewritten(node: Expression) -> Iterator[Expression]:
    """Yield an expression in forms of which one may show its sign: over one denominator, in factors."""
    import sympy as sp

    yield node
    if any(each.op in ("choice", "derivative", "order") for each in walk([node])):
        return
    for form in (sp.together, sp.cancel, sp.factor):
        with _limit(_PATIENCE) as limit:
            try:
                yield from_sympy(form(to_sympy(node)))
            except (TimeoutError, NotImplementedError, ValueError, ZeroDivisionError, RecursionError):
                limit.clear()


def within_seconds(ask: Callable[[], Any]) -> Any:
    """Return what SymPy answers. Raises MeaningError where it takes too long, or finds nothing."""
    with _limit(_PATIENCE) as limit:
        try:
            return ask()
        except (TimeoutError, NotImplementedError, ValueError, TypeError, RecursionError) as error:
            limit.clear()
            said = "took too long" if isinstance(error, TimeoutError) else f"finds nothing that can be used: {error}"
    raise MeaningError(f"SymPy {said}", "Cite it, or declare what it depends on")


@contextmanager
def _limit(seconds: float) -> Iterator[list[float]]:
    """Interrupt what takes longer, where signals can be had (not in a browser or a thread)."""
    usable = hasattr(signal, "setitimer") and threading.current_thread() is threading.main_thread()
    if not usable:
        yield []
        return

    def late(*_: object) -> None:
        raise TimeoutError

    before = signal.signal(signal.SIGVTALRM, late)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        yield []
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)
