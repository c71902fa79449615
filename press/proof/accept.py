"""What every verb does around its own work: look the label up, refuse, place errors, record."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any
from weakref import WeakKeyDictionary

from press.proof import expressions as ex
from press.proof import verdict
from press.proof.arrays import Array
from press.proof.declare import Declared, Family, Size
from press.proof.errors import DialectError, ProofError, Vacuous
from press.proof.source import Equation, equation
from press.proof.verdict import Failure, Verdict

_made_by: WeakKeyDictionary[ex.Expression, set[str]] = WeakKeyDictionary()
shapes: dict[str, dict[Any, tuple[Any, Any]]] = {}  # label: name, or (name, layer): its sides, as declared


def merged(names: dict[str, Any]) -> dict[str, Any]:
    """Take `names={r"\\mathbf{I}": …}` in: for what is no Python name."""
    plain = {name: value for name, value in names.items() if name != "names"}
    return {**plain, **names.get("names", {})}


def place(shown: Equation) -> str:
    """Return page and line of a display, ready to begin a message; "" where they are not known."""
    return f"{shown.page}:{shown.line}: " if shown.line else ""


def located(error: DialectError, shown: Equation) -> DialectError:
    """Return the error with the label, the display, and where in it something was seen."""
    if str(error).startswith("✗"):  # it tells already which display it is about
        return error
    near = f"\n    at              {shown.tex[error.at : error.at + 40].strip()}" if error.at is not None else ""
    text = f"✗ {shown.label}: {error}\n    as displayed    {shown.shown}{near}"
    return type(error)(text)


def record(label: str, names: dict[str, Any], how: Callable[[Equation, dict[str, Any]], Verdict]) -> None:
    """Show the verdict that `how` reaches; raise what speaks against it, or note it where all are wanted."""
    shown, began = equation(label), time.process_time()
    try:
        reach(shown, merged(names), how).show()
    except ProofError as error:
        if verdict.failures is None:
            raise
        verdict.failures.append(Failure(label, shown.page, shown.line, str(error)))
    finally:
        verdict.spent.append((label, time.process_time() - began))


def reach(shown: Equation, names: dict[str, Any], how: Callable[[Equation, dict[str, Any]], Verdict]) -> Verdict:
    """Return the verdict; errors say which display they are about."""
    _remember(shown.label, names)
    try:
        _not_from_itself(shown.label, names)
        return how(shown, names)
    except DialectError as error:
        raise located(error, shown) from None
    except Vacuous as error:
        raise Vacuous(f"✗ {shown.label} proves nothing: {error.args[0]}\n    as displayed    {shown.shown}") from None


def _remember(label: str, names: dict[str, Any]) -> None:
    known = shapes.setdefault(label, {})
    for name, value in names.items():
        for key, member in _members(name, value):
            if isinstance(member, Declared):
                rows, columns = (s.name if isinstance(s, Size) else s for s in (member.rows, member.columns))
                known[key] = (rows, columns)


def _members(name: str, value: Any) -> list[tuple[Any, Any]]:
    """Return what has a shape under a name: itself, or every member of a family."""
    if isinstance(value, Family):
        return [((name, key), member) for key, member in value.items()]
    return [(name, value)]


def _not_from_itself(label: str, names: dict[str, Any]) -> None:
    for name, value in names.items():
        entries = value.entries.flat if isinstance(value, Array) else [value]
        if any(isinstance(e, ex.Expression) and label in _made_by.get(e, ()) for e in entries):
            raise Vacuous(f"{name} was computed from {label} itself")


def note_origin(label: str, value: Any) -> None:
    """Remember that a value came from the right side of a display."""
    for entry in value.entries.flat if isinstance(value, Array) else [value]:
        if isinstance(entry, ex.Expression) and entry.op not in ("symbol", "number"):
            _made_by.setdefault(entry, set()).add(label)
