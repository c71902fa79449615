"""The header of a page: notebook, Colab, Binder; and no script of a third party."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Any

from markupsafe import Markup
from sphinx.application import Sphinx

from press.weave.state import state

NOTEBOOKS_BRANCH = "notebooks"
BINDER_BRANCH = "binder"


def setup(app: Sphinx) -> None:
    app.connect("html-page-context", buttons, priority=502)  # the theme's own run at 500, 501
    app.connect("html-page-context", without_third_parties, priority=900)
    app.connect("builder-inited", add_filter)
    app.connect("build-finished", without_icon_files)


def buttons(app: Sphinx, pagename: str, template: str, context: dict[str, Any], doctree: Any) -> None:
    """Add the group of notebook buttons to the header of a page of the book."""
    bar = context.get("header_buttons")
    if bar is None or doctree is None or not pagename.startswith("book/"):
        return
    slug = pagename.removeprefix("book/")
    if not state(app).book.page(slug).running:  # nothing to run
        return
    items = [
        _link(
            "Download .ipynb",
            "The executed notebook of this page",
            "download",
            context["pathto"](f"notebooks/{slug}.ipynb", 1),
        )
    ]
    if repository := _repository(app):
        items += _launchers(repository, slug)
    bar.insert(
        0,
        {
            "type": "group",
            "tooltip": "Notebook",
            "icon": "fas fa-book-open",
            "label": "notebook-buttons",
            "buttons": items,
        },
    )


def _repository(app: Sphinx) -> str:
    """Return owner/name, from the environment or the configuration; empty where neither is set."""
    url = str(app.config.html_theme_options.get("repository_url", ""))
    return os.environ.get("GITHUB_REPOSITORY") or url.removeprefix("https://github.com/").strip("/")


def _launchers(repository: str, slug: str) -> list[dict[str, str]]:
    colab = f"https://colab.research.google.com/github/{repository}/blob/{NOTEBOOKS_BRANCH}/{slug}.ipynb"
    fetch = f"https%3A%2F%2Fgithub.com%2F{repository.replace('/', '%2F')}%26branch%3D{NOTEBOOKS_BRANCH}"
    path = f"lab%2Ftree%2F{repository.rpartition('/')[2]}%2F{slug.replace('/', '%2F')}.ipynb"
    binder = (
        f"https://mybinder.org/v2/gh/{repository}/{BINDER_BRANCH}?urlpath=git-pull%3Frepo%3D{fetch}%26urlpath%3D{path}"
    )
    return [
        _link("Open in Colab", "Run this page in Google Colab", "rocket", colab),
        _link("Launch Binder", "Run this page on Binder", "cloud", binder),
    ]


def _link(text: str, tooltip: str, icon: str, url: str) -> dict[str, str]:
    return {
        "type": "link",
        "text": text,
        "tooltip": tooltip,
        "icon": f"fas fa-{icon}",
        "label": text.lower().replace(" ", "-"),
        "url": url,
    }


_UNWANTED = ("thebe", "THEBE_JS_URL")
_ICON_SCRIPT = re.compile(r"<script[^>]*fontawesome\.js[^>]*></script>\s*")


def without_third_parties(app: Sphinx, pagename: str, template: str, context: dict[str, Any], doctree: Any) -> None:
    """Drop scripts that call other sites, or that the page does not need."""
    scripts = context.get("script_files", [])
    scripts[:] = [script for script in scripts if not any(word in _described(script) for word in _UNWANTED)]


def add_filter(app: Sphinx) -> None:
    """Give our template its filter; only builders of pages have templates."""
    environment = getattr(getattr(app.builder, "templates", None), "environment", None)
    if environment is not None:
        environment.filters["without_icon_script"] = without_icon_script


def without_icon_script(head: str) -> Markup:
    """Drop 1.5 MB of script: the style sheet has all the icons."""
    return Markup(_ICON_SCRIPT.sub("", str(head)))  # noqa: S704 - the theme's own text


def without_icon_files(app: Sphinx, exception: Exception | None) -> None:
    for path in Path(app.outdir, "_static", "scripts").glob("fontawesome.js*"):
        path.unlink()


def _described(script: Any) -> str:
    return f"{getattr(script, 'filename', script)} {dict(getattr(script, 'attributes', {})).get('body', '')}"
