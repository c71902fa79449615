"""The Sphinx extension that weaves the site: `extensions = [..., "press.weave"]`."""

from __future__ import annotations

from typing import Any

from sphinx.application import Sphinx

from press.weave import config, directives, docstrings, figures, folds, header, mathematics, origin, sidebar, source


def setup(app: Sphinx) -> dict[str, Any]:
    """Connect every part of the weave."""
    for part in (config, mathematics, source, directives, folds, docstrings, figures, origin, header, sidebar):
        part.setup(app)
    return {"version": "1", "parallel_read_safe": False, "parallel_write_safe": True}
