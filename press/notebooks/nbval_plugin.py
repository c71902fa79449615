"""Two settings that nbval takes only from a plugin."""

from __future__ import annotations

from typing import Any


def pytest_collectstart(collector: Any) -> None:
    """Leave pictures out of the comparison: their bytes are the site's concern."""
    if hasattr(collector, "skip_compare"):
        collector.skip_compare += ("image/svg+xml",)
