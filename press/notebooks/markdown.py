"""Roles and blocks of a chapter as plain Markdown, which every notebook viewer shows."""

from __future__ import annotations

import re
from collections.abc import Callable

from press.book.labels import Labels
from press.book.model import Block, Cell, Page, Prose
from press.book.prose import CODE
from press.book.resolve import chunks, resolve
from press.notebooks.citations import Citations

_LABELLED = re.compile(r"^\$\$ \((?P<label>[\w-]+)\)$", re.MULTILINE)
_PAGE_LINK = re.compile(r"\]\((?P<path>(?:\.\./)*[\w/-]+)\.md(?P<anchor>#[\w-]+)?\)")
_TITLES = {
    "hint": "Hint",
    "solution": "Solution",
    "reveal": "See what happens",
    "predict": "Before you read on",
    "remember": "Remember",
    "note": "Note",
    "warning": "Warning",
    "margin": "Aside",
}
_FOLDED = ("hint", "solution", "reveal")


class Plain:
    """Rewrites the prose and blocks of one page."""

    def __init__(
        self, page: Page, labels: Labels, values: dict[str, str], citations: Citations, link: Callable[[str, str], str]
    ):
        self.page, self.labels, self.values = page, labels, values
        self.citations, self.link = citations, link

    def prose(self, prose: Prose) -> str:
        """Return lines of Markdown without roles, equation labels or site-only links."""
        return self._text("\n".join(prose.lines))

    def caption(self, cell: Cell) -> str:
        """Return the caption of a figure, with the anchor that references lead to."""
        label = self.labels.by_name[str(cell.figure)]
        return f"{_anchor(label.name)}**{label.text}.** {self._text(cell.options.get('caption', ''))}"

    def _text(self, text: str) -> str:
        text = resolve(text, self.page.slug, self.labels, self.values)
        return "\n".join(chunk if literal else self._rewritten(chunk) for literal, chunk in chunks(text))

    def _rewritten(self, text: str) -> str:
        """Return a paragraph: roles as words; equations and links outside of code spans."""
        parts: list[str] = []
        done = 0
        for match in CODE.finditer(text):
            parts += [self._outside(text[done : match.start()]), self._role(match)]
            done = match.end()
        return "".join([*parts, self._outside(text[done:])])

    def _outside(self, text: str) -> str:
        text = _LABELLED.sub(self._tag, text)
        return _PAGE_LINK.sub(lambda match: f"]({self.link(match['path'], match['anchor'] or '')})", text)

    def block(self, block: Block) -> str:
        """Return a block as a quotation, as details, or as a link to the site."""
        inner = "\n\n".join(
            self.prose(part) if isinstance(part, Prose) else self.block(part) for part in block.parts
        ).strip("\n")
        if block.name in _FOLDED:
            return f"<details>\n<summary>{_TITLES[block.name]}</summary>\n\n{inner}\n\n</details>"
        if block.name == "exercise":
            label = self.labels.by_name[block.options["name"]]
            return f"{_anchor(label.name)}**{label.text}** ({block.options['kind']}, {block.options['minutes']} min)\n\n{inner}"
        if block.name in _TITLES:
            return _quoted(f"**{_TITLES[block.name]}**\n\n{inner}")
        what = f"{block.name.replace('-', ' ')} {block.argument}".strip()
        return f"*The {what} stands [on the page]({self.link(self.page.slug.rpartition('/')[2], '')}).*"

    def _role(self, match: re.Match[str]) -> str:
        name, content = match["role"], match["content"].strip()
        if name == "eq":
            label = self.labels.get(content)
            return label.text if label else content
        if name in ("cite:t", "cite:p"):
            return self.citations.written(content.split(","), in_text=name == "cite:t")
        return match[0]

    def _tag(self, match: re.Match[str]) -> str:
        label = self.labels.get(match["label"])
        return f"\\tag{{{label.number}}}\n$$" if label else "$$"


def _anchor(name: str) -> str:
    return f'<a id="{name}"></a>'


def _quoted(text: str) -> str:
    return "\n".join(f"> {line}".rstrip() for line in text.split("\n"))
