"""Split a chapter into front matter, prose, cells and blocks, line by line.

The scanner is stricter than Markdown: where Jupytext and MyST-NB could read a
line differently, or a reader of the source could, the line is an error.
"""

from __future__ import annotations

import re

from press.book.model import Block, Cell, Part, Prose
from press.book.options import read_options
from press.book.report import Report
from press.book.vocabulary import BLOCKS, did_you_mean

_OPEN = re.compile(r"^(?P<ticks>`{3,})(?P<info>[^`]*)$")
_DIRECTIVE = re.compile(r"^\{(?P<name>[^}]*)\}[ \t]*(?P<argument>.*)$")
# Lines that begin a construct which the parsers treat differently, or which could
# swallow a cell. First match wins.
_SUSPECT = re.compile(
    r"""(?P<indented_fence>[ \t>]+(?:[-*+]|\d+[.)])?[ \t]*(?:`{3,}|~{3,}|:{3,})
      |(?:[-*+]|\d+[.)])[ \t]+(?:`{3,}|~{3,}|:{3,}))
    |(?P<other_fence>~{3,}|:{3,}|`{3,})
    |(?P<block_break>\+\+\+)
    |(?P<html>[ ]{0,3}<(?!https?:))
    |(?P<tab>[ ]*\t)
    |(?P<dollars>[ \t]*\$\$)
    |(?P<underline>[ ]{0,3}(?:=+|-+)[ \t]*$)""",
    re.VERBOSE,
)
_ADVICE = {
    "indented_fence": ("a fence inside a list, a quote or an indented line", "Start it at the left margin"),
    "other_fence": ("this fence opens a block that other tools read differently", "Use three backticks and a plain info string"),
    "block_break": ("a block break is not used in chapters", "Delete the line"),
    "html": ("raw HTML can swallow the lines that follow", "Write Markdown, or a block"),
    "tab": ("a tab at the start of a line", "Use spaces"),
    "dollars": ("a display needs its dollars on lines of their own", "Put $$ alone on the line, and the label after the closing $$"),
    "underline": ("a heading or a rule made of dashes", "Write headings with #, and no rules"),
}  # fmt: skip
_DISPLAY_END = re.compile(r"^\$\$(?: \((?P<label>[^)]*)\))?$")


class Scanner:
    """Reads the body of one page; problems go to the report."""

    def __init__(self, slug: str, report: Report):
        self.slug, self.report = slug, report
        self.cells = 0

    def parts(self, lines: list[str], start: int, inside: str = "") -> tuple[Part, ...]:
        """Split ``lines`` (the first is line ``start``) into parts."""
        found: list[Part] = []
        here = begin = 0
        while here < len(lines):
            line = lines[here]
            if line.startswith("```") and (match := _OPEN.match(line)):
                end = self._closing(lines, here, len(match["ticks"]), start)
                part = self._fenced(match, lines[here + 1 : end], start + here, inside)
                if part is not None:
                    self._prose(found, lines[begin:here], start + begin)
                    found.append(part)
                    begin = end + 1
                here = end + 1
            elif line == "$$":
                here = self._display_end(lines, here, start) + 1
            else:
                self._suspect(lines, here, start)
                here += 1
        self._prose(found, lines[begin:], start + begin)
        return tuple(found)

    @staticmethod
    def _prose(found: list[Part], lines: list[str], first: int) -> None:
        if any(line.strip() for line in lines):
            found.append(Prose(first, tuple(lines)))

    def _closing(self, lines: list[str], opening: int, ticks: int, start: int) -> int:
        """Return the index of the fence that closes the one at ``opening``."""
        for here in range(opening + 1, len(lines)):
            bare = lines[here].strip(" \t")
            if len(bare) >= ticks and not bare.strip("`"):
                if lines[here] != bare:
                    self.report(start + here, "loose-fence", "blanks around a closing fence", "Delete them")
                return here
        self.report(start + opening, "unclosed-fence", "this fence is never closed, and the rest of the chapter would be swallowed", "Close it")  # fmt: skip
        return len(lines)

    def _display_end(self, lines: list[str], opening: int, start: int) -> int:
        for here in range(opening + 1, len(lines)):
            if _DISPLAY_END.match(lines[here]):
                return here
            if not lines[here].strip() or lines[here].startswith("```"):
                break
        self.report(start + opening, "unclosed-display", "this display is not closed before a blank line or a fence", "End it with $$ (eq-name), label after one space")  # fmt: skip
        return opening

    def _suspect(self, lines: list[str], here: int, start: int) -> None:
        line = lines[here]
        match = _SUSPECT.match(line)
        if match is None:
            if "$$" in line:
                self.report(start + here, "dollars", *_ADVICE["dollars"])
            return
        kind = str(match.lastgroup)
        self.report(start + here, kind.replace("_", "-"), *_ADVICE[kind])

    def _fenced(self, match: re.Match[str], body: list[str], fence: int, inside: str) -> Part | None:
        """Return the cell or block in a fence; None for a literal one."""
        info = match["info"]
        directive = _DIRECTIVE.match(info)
        if directive is None:
            if info != info.strip() or "{" in info:
                self.report(
                    fence,
                    "info-string",
                    f"cannot read the info string {info!r}",
                    "Write ```{name} or ```language",
                )
            return None
        if directive["name"] == "code-cell":
            return self._cell(match, directive["argument"], body, fence, inside)
        return self._block(directive, body, fence, inside)

    def _cell(self, match: re.Match[str], language: str, body: list[str], fence: int, inside: str) -> Cell | None:
        if inside:
            self.report(
                fence,
                "nested-cell",
                f"a cell inside {{{inside}}} is never run",
                "Put it after the block",
            )
            return None
        if match["ticks"] != "```" or language != "ipython3":
            self.report(
                fence,
                "cell-fence",
                "a cell begins with ```{code-cell} ipython3, exactly",
                "Write it so",
            )
        self.cells += 1
        options, where, code = read_options(body, fence + 1, self.report)
        return self.report.cell(
            self.slug, self.cells, fence, fence + 1 + code, fence + len(body) + 1, body[code:], options, where
        )

    def _block(self, directive: re.Match[str], body: list[str], fence: int, inside: str) -> Block | None:
        name = directive["name"]
        if name not in BLOCKS:
            self.report(
                fence,
                "unknown-block",
                f"there is no block {{{name}}}",
                did_you_mean(name, BLOCKS, "{{{}}}"),
            )
            return None
        options, where, code = read_options(body, fence + 1, self.report)
        for option in options:
            if option not in BLOCKS[name]:
                hint = did_you_mean(option, BLOCKS[name], ":{}:") if BLOCKS[name] else "It takes none"
                self.report(where[option], "unknown-option", f"{{{name}}} has no option :{option}:", hint)
        first = fence + 1 + code
        parts = self.parts(body[code:], first, inside or name)
        inner = tuple(part for part in parts if not isinstance(part, Cell))
        end = fence + len(body) + 1
        return Block(name, directive["argument"], options, fence, first, end, tuple(body[code:]), inner)
