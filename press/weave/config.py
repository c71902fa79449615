"""Settings that follow from the book: assets, mathematics, macros, redirects."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import sphinxcontrib.katex as katex
from sphinx.application import Sphinx
from sphinx.config import Config

from press.notation import macros

ASSETS = Path(__file__).parent / "assets"


def setup(app: Sphinx) -> None:
    app.add_config_value("comments_config", {}, "env")  # Jupyter Book sets it for an extension we have not
    app.connect("config-inited", configure)


def configure(app: Sphinx, config: Config) -> None:
    """Put the book's own assets and macros in the place of the stock ones."""
    config.html_static_path.append(str(ASSETS))
    config.html_css_files.append("press.css")
    config.html_js_files.append(("press.js", {"defer": "defer"}))
    config.katex_css_path = "katex/katex.min.css"
    _set_katex(config)
    if repository := os.environ.get("GITHUB_REPOSITORY"):
        config.html_theme_options["repository_url"] = f"https://github.com/{repository}"


def _set_katex(config: Config) -> None:
    """Prerender, and fail on what KaTeX does not know.

    ``sphinxcontrib.katex`` ignores ``katex_options`` when it prerenders, so its
    defaults are changed instead; a macro that it does not know would else print red.
    """
    options: dict[str, Any] = {"throwOnError": True, "strict": "error", "macros": macros()}
    katex.KATEX_DEFAULT_OPTIONS.update(options)
    config.katex_prerender = True
