"""LaTeX into tokens: spaces and sizes of brackets go, synonyms become one."""

from __future__ import annotations

import re
from dataclasses import dataclass

from press.proof.errors import DialectError

LONGEST = 4000  # characters of one display

_TOKEN = re.compile(
    r"\\begin\{(?P<begin>[a-z]+\*?)\}|\\end\{(?P<end>[a-z]+\*?)\}|\\\\|\\[A-Za-z]+\*?|\\.|:=|\d+(?:\.\d+)?|[A-Za-z]|[^\s]"
)
NOTHING = {r"\,", r"\;", r"\:", r"\!", r"\ ", "~", r"\left", r"\right", r"\quad", r"\qquad", r"\displaystyle",
            r"\limits", r"\big", r"\Big", r"\bigg", r"\Bigg", r"\bigl", r"\bigr", r"\Bigl", r"\Bigr", r"\biggl",
            r"\biggr"}  # fmt: skip
SAME = {r"\|": r"\Vert", r"\vert": "|", r"\dfrac": r"\frac", r"\tfrac": r"\frac", r"\leq": r"\le",
         r"\geq": r"\ge", r"\neq": r"\ne", r"\lbrace": r"\{", r"\rbrace": r"\}", r"\lbrack": "[", r"\rbrack": "]",
         r"\mid": "|", "*": r"\star", r"\ast": r"\star", "−": "-", r"\cdots": r"\dots", r"\ldots": r"\dots"}  # fmt: skip
REFUSED = {
    r"\text": "Put words outside of the display",
    r"\mbox": "Put words outside of the display",
    r"\ln": r"Write \log: logarithms are natural",
    r"\bm": r"Write \mathbf or \boldsymbol",
    r"\label": "The label stands after the closing $$",
    r"\tag": "The label stands after the closing $$",
    r"\dots": r"Write the sum or the product with \sum or \prod",
    r"\equiv": "Write = or :=",
    r"\triangleq": "Write :=",
    r"\rightarrow": "Only a limit may hold an arrow",
    r"\forall": "Say for which values it holds outside of the display",
    r"\circ": r"Write the functions inside each other, or \odot",
    r"\%": "Write the share as a fraction",
}


@dataclass(frozen=True)
class Token:
    text: str
    at: int


def tokens(tex: str, macros: dict[str, str]) -> list[Token]:
    """Return the tokens of a display. Raises DialectError for what is refused by name."""
    if len(tex) > LONGEST:
        raise DialectError(f"the display has {len(tex)} characters", f"At most {LONGEST} are read")
    found: list[Token] = []
    for match in _TOKEN.finditer(_without_comments(tex)):
        text, at = match[0], match.start()
        if text in NOTHING or text.strip() == "":
            continue
        if text in REFUSED:
            raise DialectError(f"{text} is not in the dialect", REFUSED[text], at)
        if text in macros:
            found += [Token(each.text, at) for each in tokens(macros[text], {})]
        else:
            found.append(Token(SAME.get(text, text), at))
    return found


def _without_comments(tex: str) -> str:
    return re.sub(r"(?<!\\)%[^\n]*", lambda m: " " * len(m[0]), tex)
