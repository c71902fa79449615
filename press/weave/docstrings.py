"""Docstrings folded after their first sentence: the code first, its manual on demand."""

from __future__ import annotations

import ast
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.transforms.post_transforms import SphinxPostTransform

_BUTTON = '<button type="button" class="press-more" aria-expanded="false" aria-label="The whole docstring">…</button>'


class FoldDocstrings(SphinxPostTransform):
    """Render the cells that have longer docstrings, with the rest of each in a span.

    A script folds the spans; without scripts everything is shown.
    """

    default_priority = 300
    formats = ("html",)

    def run(self, **kwargs: Any) -> None:
        for source in list(self.document.findall(_is_source)):
            for block in list(source.findall(nodes.literal_block)):
                if ranges := rest_of_docstrings(block.astext()):
                    block.replace_self(nodes.raw("", self._html(block, ranges), format="html"))

    def _html(self, block: nodes.literal_block, ranges: list[tuple[int, int]]) -> str:
        language = block.get("language", "ipython3")
        html = self.app.builder.highlighter.highlight_block(block.astext(), language, location=block)  # type: ignore[attr-defined]
        return f'<div class="highlight-{language} notranslate">{folded(html, ranges)}</div>'


def _is_source(node: nodes.Node) -> bool:
    return isinstance(node, nodes.container) and node.get("nb_element") == "cell_code_source"


def rest_of_docstrings(code: str) -> list[tuple[int, int]]:
    """Return the lines (from 1, both ends included) of each docstring after its first."""
    try:
        tree = ast.parse(code)
    except SyntaxError:  # a cell with a magic
        return []
    kinds = (ast.FunctionDef, ast.ClassDef)
    bodies = [node.body[0] for node in ast.walk(tree) if isinstance(node, kinds) and ast.get_docstring(node)]
    return sorted((body.lineno + 1, body.end_lineno or 0) for body in bodies if (body.end_lineno or 0) > body.lineno)


def folded(html: str, ranges: list[tuple[int, int]]) -> str:
    """Put lines of highlighted code into spans; each line of it stands on its own."""
    lines = html.split("\n")
    for first, last in reversed(ranges):
        rest = "\n".join(lines[first - 1 : last])
        lines[first - 2 : last] = [f'{lines[first - 2]}{_BUTTON}<span class="press-docstring">\n{rest}</span>']
    return "\n".join(lines)


def setup(app: Sphinx) -> None:
    app.add_post_transform(FoldDocstrings)
