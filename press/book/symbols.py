"""Which symbols of the notation a page is the first to use."""

from __future__ import annotations

import re
from collections.abc import Iterator

from press.book.model import Page
from press.book.prose import equations, formulas
from press.notation import Symbol, symbols

# A font command with its letter is one token: the p of \mathrm{p} is not the symbol p.
_TOKEN = re.compile(
    r"\\(?:mathbf|mathrm|mathcal|mathbb|boldsymbol|operatorname\*?|text|begin|end)\s*\{[^{}]*\}|\\[A-Za-z]+|\\.|[^\s]"
)

Tokens = tuple[str, ...]
_ACCENTS = (("\\hat",), ("\\tilde",), ("\\bar",), ("_",))


def tokens(tex: str) -> Tokens:
    """Split LaTeX into tokens, blanks and braces around single tokens aside."""
    return tuple(token.replace(" ", "") for token in _TOKEN.findall(tex) if token not in ("{", "}"))


def used(page: Page) -> Iterator[Tokens]:
    """Yield the tokens of each formula of a page, displays and inline ones."""
    for equation in equations(page):
        yield tokens(equation.tex)
    for formula in formulas(page):
        yield tokens(formula)


def first_uses(pages: list[Page]) -> dict[str, list[tuple[list[str], Symbol]]]:
    """Return, by page, the forms that no earlier page has used, with their rows."""
    seen: set[str] = set()
    found: dict[str, list[tuple[list[str], Symbol]]] = {}
    for page in pages:
        if page.kind == "frame":  # the notation page shows all of them
            continue
        texts = list(used(page))
        rows = []
        for row in symbols():
            forms = [
                form for form in row.latex if form not in seen and _in_scope(row, page) and _holds(texts, tokens(form))
            ]
            seen.update(forms)
            if forms:
                rows.append((forms, row))
        found[page.slug] = rows
    return found


def _in_scope(symbol: Symbol, page: Page) -> bool:
    return symbol.scope in ("book", page.chapter)


def _holds(texts: list[Tokens], form: Tokens) -> bool:
    return any(_at(text, start, form) for text in texts for start in range(len(text) - len(form) + 1))


def _at(text: Tokens, start: int, form: Tokens) -> bool:
    """Whether a form stands at a place, whole: an index or an accent makes another symbol."""
    end = start + len(form)
    alone = text[end : end + 1] != ("_",) and text[start - 1 : start] not in _ACCENTS
    return text[start:end] == form and (alone or form[0] in ("\\hat", "\\tilde", "\\bar", "\\sum"))
