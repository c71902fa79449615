"""Figures as inline SVG in the reader's theme."""

from __future__ import annotations

import ast
import html
import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.transforms.post_transforms import SphinxPostTransform

from press.weave.state import state

PICTURES = "mlcode/pictures/"
_NAMED = ("INK", "MUTED", "FAINT", "PAPER")  # each has a variable of its own; those of COLORS are numbered
_ID = re.compile(r"""\bid="([^"]+)"|url\(#([^)]+)\)|href="#([^"]+)\"""")
_COLOUR = re.compile(r"#[0-9a-fA-F]{6}\b")
_METADATA = re.compile(r"<metadata>.*?</metadata>\s*", re.DOTALL)
_FACE = re.compile(r"font-family: ([^;\"]*)")
_FACES = {"Press Sans": "var(--press-plain)", "Press Serif": "var(--press-text)", "STIXGeneral": "var(--press-signs)"}
_SIZE = re.compile(r'(<svg[^>]*?) width="([\d.]+)pt" height="([\d.]+)pt"')


class InlineSvg(SphinxPostTransform):
    """Replace the images that cells drew by their SVG, so that CSS reaches them."""

    default_priority = 200  # after MyST-NB has chosen among the MIME types
    formats = ("html", "epub")

    def run(self, **kwargs: Any) -> None:
        themed = palette(state(self.app).tangled.files)
        images = [each for each in self.document.findall(nodes.image) if _is_drawn(each["uri"])]
        for number, image in enumerate(images, 1):
            text = Path(self.app.srcdir, image["uri"].lstrip("/")).read_text(encoding="utf-8")
            svg = inline(text, image.get("alt", ""), f"f{number}", themed)
            image.replace_self(nodes.raw("", svg, format="html"))


def _is_drawn(uri: str) -> bool:
    return "jupyter_execute" in uri and uri.endswith(".svg")


def palette(files: Mapping[str, str | bytes]) -> dict[str, str]:
    """Return the colours of the book's pictures, as the book defines them, and the CSS variable of each."""
    found: dict[str, str] = {}
    for path, text in files.items():
        if path.startswith(PICTURES) and path.endswith(".py"):
            for name, value in _constants(str(text)):
                if name == "COLORS":
                    found |= {colour.lower(): f"--fig-{n}" for n, colour in enumerate(value)}
                elif name in _NAMED:
                    found[value.lower()] = f"--fig-{name.lower()}"
    return found


def _constants(source: str) -> Iterator[tuple[str, Any]]:
    """Yield the names of a module that stand for literals, each with its value."""
    for node in ast.parse(source).body:
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            with suppress(ValueError):
                yield node.targets[0].id, ast.literal_eval(node.value)


def inline(svg: str, alt: str, prefix: str, themed: Mapping[str, str]) -> str:
    """Return an SVG ready to stand in a page: named, unique ids, themed colours."""
    svg = _METADATA.sub("", svg[svg.index("<svg") :])
    svg = _ID.sub(lambda match: _prefixed(match, prefix), svg)
    svg = _COLOUR.sub(lambda match: _in_theme(match[0], themed), svg)
    svg = _FACE.sub(_face, svg)
    svg = _SIZE.sub(r'\1 style="width: \2pt"', svg, count=1)
    label = html.escape(alt, quote=True)
    return svg.replace("<svg ", f'<svg role="img" aria-label="{label}" class="press-svg" ', 1)


def _face(match: re.Match[str]) -> str:
    """Return a face as the style sheet names it; where none is told the picture's own holds."""
    first = match[1].split(",")[0].strip(" '")
    return f"font-family: {_FACES.get(first, match[1])}"


def _in_theme(colour: str, themed: Mapping[str, str]) -> str:
    variable = themed.get(colour.lower())
    return f"var({variable}, {colour})" if variable else colour


def _prefixed(match: re.Match[str], prefix: str) -> str:
    if match[1]:
        return f'id="{prefix}-{match[1]}"'
    return f"url(#{prefix}-{match[2]})" if match[2] else f'href="#{prefix}-{match[3]}"'


def setup(app: Sphinx) -> None:
    app.add_post_transform(InlineSvg)
