"""The blocks of a chapter, as directives."""

from __future__ import annotations

from typing import Any, ClassVar

from docutils import nodes
from docutils.parsers.rst import directives
from docutils.statemachine import StringList
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from press.weave import folds, generated


class Fold(SphinxDirective):
    """A folded block: `{hint}`, `{solution}`, `{reveal}`; what the press writes may name its summary."""

    has_content = True
    optional_arguments = 1
    final_argument_whitespace = True

    def run(self) -> list[nodes.Node]:
        folded = folds.make(self.name, summary="".join(self.arguments))
        self.state.nested_parse(self.content, self.content_offset, folded)
        return [folded]


class Box(SphinxDirective):
    """A block that stands out: `{predict}`, `{remember}`."""

    has_content = True

    def run(self) -> list[nodes.Node]:
        title = {"predict": "Before you read on", "remember": "Remember"}[self.name]
        box = nodes.container(
            "",
            nodes.paragraph("", title, classes=["press-box-title"]),
            classes=["press-box", f"press-{self.name}"],
        )
        self.state.nested_parse(self.content, self.content_offset, box)
        if self.name == "remember" and (symbols := generated.new_symbols(self.env)):
            self.state.nested_parse(StringList([symbols], ""), self.content_offset, box)
        return [box]


class ExerciseBlock(SphinxDirective):
    """The statement of an exercise, with its number, kind and minutes."""

    has_content = True
    option_spec: ClassVar[dict[str, Any]] = {
        "name": directives.unchanged,
        "kind": directives.unchanged,
        "minutes": directives.unchanged,
    }

    def run(self) -> list[nodes.Node]:
        number = self.env.temp_data["press_exercise"] = self.env.temp_data.get("press_exercise", 0) + 1
        title = nodes.paragraph("", f"Exercise {number}", classes=["press-box-title"])
        title += nodes.inline("", f"{self.options['kind']} · {self.options['minutes']} min", classes=["press-effort"])
        box = nodes.container("", title, classes=["press-box", "press-exercise"], ids=[], names=[self.options["name"]])
        self.state.document.note_explicit_target(box, box)
        self.state.nested_parse(self.content, self.content_offset, box)
        return [box]


class Generated(SphinxDirective):
    """A block that the press writes in Markdown: masthead, tables, maps, API."""

    has_content = False
    optional_arguments = 1
    final_argument_whitespace = True

    def run(self) -> list[nodes.Node]:
        container = nodes.container(classes=[f"press-{self.name}"])
        text = generated.MAKERS[self.name](self.env, *self.arguments)
        self.state.nested_parse(StringList(text.split("\n"), ""), self.lineno, container)
        return [container]


def setup(app: Sphinx) -> None:
    for name in ("hint", "solution", "reveal", "recall", "source", "listing"):
        app.add_directive(name, Fold)
    for name in ("predict", "remember"):
        app.add_directive(name, Box)
    app.add_directive("exercise", ExerciseBlock)
    for name in generated.MAKERS:
        app.add_directive(name, Generated)
