"""Settings that follow from the book: assets, repository."""

from __future__ import annotations

import os
from pathlib import Path

from sphinx.application import Sphinx
from sphinx.config import Config

ASSETS = Path(__file__).parent / "assets"
TEMPLATES = Path(__file__).parent / "templates"


def setup(app: Sphinx) -> None:
    app.add_config_value("comments_config", {}, "env")  # Jupyter Book sets it for an extension we have not
    app.connect("config-inited", configure)


def configure(app: Sphinx, config: Config) -> None:
    """Put the book's own assets in the place of the stock ones."""
    config.html_static_path.append(str(ASSETS))
    config.templates_path.append(str(TEMPLATES))
    config.html_copy_source = False  # nobody is sent to it, and it holds the planted mistakes
    config.html_css_files += ["fonts.css", "press.css", "maps.css"]
    config.html_js_files += [(name, {"defer": "defer"}) for name in ("press.js", "map.js")]
    config.katex_css_path = "katex/katex.min.css"
    if repository := os.environ.get("GITHUB_REPOSITORY"):
        config.html_theme_options["repository_url"] = f"https://github.com/{repository}"
