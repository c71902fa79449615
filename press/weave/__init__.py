"""The Sphinx extension that weaves the site: `extensions = [..., "press.weave"]`."""

from __future__ import annotations

from typing import Any

from sphinx.application import Sphinx

from press.weave import (
    checks,
    config,
    directives,
    docstrings,
    figures,
    folds,
    header,
    maps,
    marks,
    mathematics,
    origin,
    showcase,
    sidebar,
    source,
)


def setup(app: Sphinx) -> dict[str, Any]:
    """Connect every part of the weave."""
    for part in (
        config,
        mathematics,
        source,
        directives,
        folds,
        marks,
        checks,
        docstrings,
        figures,
        origin,
        maps,
        showcase,
        header,
        sidebar,
    ):
        part.setup(app)
    return {"version": "1", "parallel_read_safe": False, "parallel_write_safe": True}
