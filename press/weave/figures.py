"""Figures as inline SVG in the reader's theme."""

from __future__ import annotations

import hashlib
import html
import re
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.transforms.post_transforms import SphinxPostTransform

# The colours of `mlcode.pictures`, and the variable that the theme gives each.
COLOURS = {
    "#1b1f24": "ink",
    "#5f6b7a": "muted",
    "#d5dae1": "faint",
    "#ffffff": "paper",
}
_ID = re.compile(r"""\bid="([^"]+)"|url\(#([^)]+)\)|href="#([^"]+)\"""")
_METADATA = re.compile(r"<metadata>.*?</metadata>\s*", re.DOTALL)
_SIZE = re.compile(r'(<svg[^>]*?) width="([\d.]+)pt" height="([\d.]+)pt"')


class InlineSvg(SphinxPostTransform):
    """Replace the images that cells drew by their SVG, so that CSS reaches them."""

    default_priority = 200  # after MyST-NB has chosen among the MIME types
    formats = ("html", "epub")

    def run(self, **kwargs: Any) -> None:
        for image in list(self.document.findall(nodes.image)):
            uri = image["uri"]
            if "jupyter_execute" in uri and uri.endswith(".svg"):
                path = Path(self.app.srcdir, uri.lstrip("/"))
                text = path.read_text(encoding="utf-8")
                image.replace_self(nodes.raw("", inline(text, image.get("alt", "")), format="html"))


def inline(svg: str, alt: str) -> str:
    """Return an SVG ready to stand in a page: named, unique ids, themed colours."""
    prefix = "f" + hashlib.sha256(svg.encode()).hexdigest()[:8]
    svg = _METADATA.sub("", svg[svg.index("<svg") :])
    svg = _ID.sub(lambda match: _prefixed(match, prefix), svg)
    for colour, variable in COLOURS.items():
        svg = re.sub(re.escape(colour), f"var(--fig-{variable}, {colour})", svg, flags=re.IGNORECASE)
    svg = _SIZE.sub(r'\1 style="width: \2pt"', svg, count=1)
    label = html.escape(alt, quote=True)
    return svg.replace("<svg ", f'<svg role="img" aria-label="{label}" class="press-svg" ', 1)


def _prefixed(match: re.Match[str], prefix: str) -> str:
    if match[1]:
        return f'id="{prefix}-{match[1]}"'
    return f"url(#{prefix}-{match[2]})" if match[2] else f'href="#{prefix}-{match[3]}"'


def setup(app: Sphinx) -> None:
    app.add_post_transform(InlineSvg)
