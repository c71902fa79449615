"""Formulas that KaTeX cannot set fail the build, and say on which page they stand.

A stop after a formula stays on its line.
"""

from __future__ import annotations

import re
import socket
import subprocess
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import sphinxcontrib.katex as katex
from docutils import nodes
from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util import logging
from sphinx.util.math import get_node_equation_number

from press.notation import macros
from press.weave.checks import marks

_logger = logging.getLogger(__name__)
_RENDERER = "press"
_STOP = re.compile(r"[.,;:!?)\]’”]+")
_BREAKABLE = re.compile(r"[=<>+,-]|\\(?:le|ge|ne|in|to|approx|cdot|times|dots|quad)\b")  # KaTeX breaks there
Visit = Callable[[Any, nodes.Element], None]


def setup(app: Sphinx) -> None:
    """Prerender, and fail on what KaTeX does not know.

    ``sphinxcontrib.katex`` ignores ``katex_options`` when it prerenders, so its
    defaults are changed instead; a macro that it does not know would else print red.
    """
    options: dict[str, Any] = {"throwOnError": True, "strict": "error", "macros": macros()}
    katex.KATEX_DEFAULT_OPTIONS.update(options)
    _make_patient()
    app.add_post_transform(KeepStops)
    app.connect("config-inited", _choose)
    inline, block = _located(katex.html_visit_math), _located(display)
    app.add_html_math_renderer(_RENDERER, inline_renderers=(inline, None), block_renderers=(block, None))


class KeepStops(SphinxPostTransform):
    """Hold a short formula and the stop after it together: browsers break a line between them."""

    default_priority = 300
    formats = ("html",)

    def run(self, **kwargs: Any) -> None:
        for formula in list(self.document.findall(nodes.math)):
            after = formula.next_node(descend=False, siblings=True)
            if not isinstance(after, nodes.Text) or _BREAKABLE.search(formula.astext()):
                continue
            if stop := _STOP.match(after.astext()):
                rest = nodes.Text(after.astext()[stop.end() :])
                after.parent.replace(after, rest)
                held = nodes.inline("", "", classes=["press-held"])
                formula.replace_self(held)
                held += [formula, nodes.Text(stop[0])]


def _make_patient() -> None:
    """Let the renderer start on a busy machine."""
    katex.KaTeXServer.start_server_process = staticmethod(_start)
    katex.STARTUP_TIMEOUT = katex.RENDER_TIMEOUT = 60.0


def _start(folder: Path, timeout: float) -> tuple[subprocess.Popen[bytes], socket.socket]:
    """Start the renderer and connect to it, trying again.

    The extension's own way breaks off where the socket's file is there before anyone
    listens; its other way, a port, waits 40 ms for each formula.
    """
    path = folder / "katex.sock"
    command = katex.KaTeXServer.build_command(socket=path)
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=folder)
    end = time.monotonic() + timeout
    while process.poll() is None and time.monotonic() < end:
        connection = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        try:
            connection.connect(str(path))
            return process, connection
        except (FileNotFoundError, ConnectionRefusedError):
            connection.close()
            time.sleep(0.01)
    process.kill()
    process.communicate()  # closes its pipes
    raise katex.KaTeXError("the renderer does not start: is `node` on the path?")


def _choose(app: Sphinx, config: Config) -> None:
    """Take our renderers in the place of the extension's, whose errors name no page."""
    config.html_math_renderer = _RENDERER
    config.katex_prerender = True


def display(translator: Any, node: Any) -> None:
    """Write a display, then its number and its marks: in this order they are read aloud."""
    set_formula = katex.render_latex(node.astext(), {"displayMode": True})
    translator.body.append(translator.starttag(node, "div", CLASS="math"))
    translator.body.append(set_formula)
    if node["number"]:
        number = get_node_equation_number(translator, node)
        translator.body.append(f'<span class="eqno"><span class="press-number">({number})')
        translator.add_permalink_ref(node, "Permalink to this equation")
        translator.body.append("</span>")
        if "decided" in node:
            app = translator.builder.app
            translator.body.append(marks(app, translator.builder.current_docname, node["decided"]))
        translator.body.append("</span>")
    translator.body.append("</div>\n")
    raise nodes.SkipNode


def _located(visit: Visit) -> Visit:
    def guarded(translator: Any, node: nodes.Element) -> None:
        try:
            visit(translator, node)
        except katex.KaTeXError as error:
            _logger.warning("in $%s$: %s", node.astext().strip(), " ".join(str(error).split()), location=node)
            raise nodes.SkipNode from error

    return guarded
