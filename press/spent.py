"""Processor time: what the budget of the tests is measured in."""

from __future__ import annotations

import os


def by_children() -> float:
    """Return the seconds that child processes, once they have ended, have used so far."""
    times = os.times()
    return times.children_user + times.children_system
