"""Markdown that the press writes into pages: masthead, tables, cards, maps, API."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from itertools import groupby
from typing import Any

from press.book import Entry, Page
from press.notation import Symbol, symbols
from press.weave.api import api
from press.weave.listings import every_equation, grade_counts
from press.weave.state import State, state

NAMES = ("masthead", "data-card", "notation-table", "chapter-map", "book-map", "grade-counts", "every-equation", "api")
__all__ = [
    "NAMES",
    "api",
    "book_map",
    "chapter_map",
    "data_card",
    "every_equation",
    "grade_counts",
    "masthead",
    "notation_table",
]


def _here(env: Any) -> tuple[State, Page]:
    press = state(env.app)
    return press, press.book.page(env.docname.removeprefix("book/"))


def _root(page: Page) -> str:
    """Return the way from a page up to ``book/``."""
    return "../" * page.slug.count("/")


def masthead(env: Any) -> str:
    """Promise, what the reader will be able to do, prerequisites, minutes, recall."""
    press, page = _here(env)
    front = page.front
    rows = [f"**{front.get('promise', '')}**", ""]
    if front.get("able"):
        rows += ["Afterwards you will be able to", "", *(f"- {each}" for each in front["able"]), ""]
    facts = []
    needs = [_linked(press, page, press.book.outline[need]) for need in _needs(press, page)]
    if needs:
        facts.append("Builds on " + ", ".join(needs))
    if front.get("minutes"):
        facts.append(f"about {front['minutes']} minutes")
    if entering := _entering(press, page):
        facts.append("adds to `mlcode`: " + ", ".join(f"`{name}`" for name in entering))
    if facts:
        rows += [". ".join(_upper(fact) for fact in facts) + ".", ""]
    return "\n".join(rows + _recall(page))


def _upper(text: str) -> str:
    return text[:1].upper() + text[1:]


def _needs(press: State, page: Page) -> tuple[str, ...]:
    entry = press.book.outline.get(page.slug)
    return entry.needs if entry else ()


def _linked(press: State, page: Page, entry: Entry) -> str:
    """Return a link to a page; a page that is still to come is its title."""
    written = any(each.slug == entry.slug for each in press.book.pages)
    return f"[{entry.title}]({_root(page)}{entry.slug}.md)" if written else f"{entry.title} (to come)"


def _entering(press: State, page: Page) -> list[str]:
    """Return what enters the package here: names that a reader may import, or methods of earlier ones."""
    found = [each for each in press.tangled.definitions if each.page == page.slug and each.is_public]
    begun = {each.short for each in found if not each.is_member}
    return list(
        dict.fromkeys(
            each.short
            for each in found
            if each.kind != "constant" and each.short.partition(".")[0] not in begun - {each.short}
        )
    )


def new_symbols(env: Any) -> str:
    """The symbols that this page is the first to use, with their meaning."""
    press, page = _here(env)
    rows = press.first_uses.get(page.slug, [])
    told = "; ".join(each for forms, row in rows for each in _told(row, forms))
    local = [f"${row['latex']}$ (on this page): {row['meaning']}" for row in page.front.get("symbols", ())]
    return f"**New symbols.** {'; '.join([told, *local] if told else local)}." if told or local else ""


def _told(row: Symbol, forms: list[str]) -> list[str]:
    """Return some forms of a row with their meaning; forms of one meaning stand together."""
    if not row.says:
        return [f"{_formulas(forms)}: {_meaning(row, forms)}"]
    said = dict(zip(row.latex, row.says, strict=True))
    return [f"{_formulas(each)}: {meaning}" for meaning, each in groupby(forms, said.__getitem__)]


def _formulas(forms: Iterable[str]) -> str:
    return ", ".join(f"${form}$" for form in forms)


def _meaning(row: Symbol, forms: list[str]) -> str:
    """Return what the row says of some of its forms, where it says one thing of each."""
    for mark in ("; ", ", "):
        parts = row.meaning.split(mark)
        if len(parts) == len(row.latex):
            return mark.join(parts[row.latex.index(form)] for form in forms)
    return row.meaning


def _recall(page: Page) -> list[str]:
    rows: list[str] = []
    for question in page.front.get("recall", ()):
        slug, _, heading = str(question["see"]).partition("#")
        target = f"{_root(page)}{slug}.md" + (f"#{heading}" if heading else "")
        rows += [f"*Do you remember?* {question['ask']}", ""]
        rows += [
            "```{recall}",
            f"{question['answer']} If not: [read this again]({target}).",
            "```",
            "",
        ]
    return rows


def data_card(env: Any, name: str) -> str:
    """The card of a data set, as a table."""
    press, _ = _here(env)
    card = tomllib.loads((press.root / "book" / "data" / f"{name}.toml").read_text(encoding="utf-8"))
    rows = [
        f"**{card['title']}** (`{name}`, {card['rows']} rows)",
        "",
        f"Source: {card['source']}",
        "",
        f"Licence: {card['licence']}",
        "",
    ]
    rows += ["| column | meaning | unit |", "|---|---|---|"]
    rows += [
        f"| `{column}` | {about['meaning']} | {about.get('unit', '')} |" for column, about in card["columns"].items()
    ]
    rows += [
        "",
        "Known problems:",
        "",
        *(f"- {each}" for each in card.get("problems", ["none known"])),
        "",
    ]
    return "\n".join([*rows, f"SHA-256: `{card['sha256'][:16]}…`"])


def notation_table(env: Any) -> str:
    """The table of symbols, from the notation file."""
    rows = ["| symbol | meaning | shape | in code |", "|---|---|---|---|"]
    for symbol in symbols():
        forms = "; ".join(f"${form}$" for form in symbol.latex)
        scope = "" if symbol.scope == "book" else f" ({symbol.scope})"
        shape, code = _indexed(symbol.shape), coded(symbol.code)
        rows.append(f"| {forms} | {symbol.meaning}{scope} | {shape} | {code} |".replace("||", "| |"))
    return "\n".join(rows)


def _indexed(shape: str) -> str:
    """Set the letters of a shape that carry an index, ``m_l`` or ``m_{l−1}``, as formulas."""
    return re.sub(r"\b[A-Za-z]_(?:\{[^}]*\}|\w)", lambda found: f"${found[0].replace('−', '-')}$", shape)


def coded(text: str) -> str:
    """Set names in code as code: ``w; learned: coef_`` holds two, after words that are words."""
    parts = []
    for part in _split(text, "; "):
        *words, names = _split(part, ": ")
        parts.append(": ".join([*words, ", ".join(f"`{name}`" for name in _split(names, ", "))]))
    return "; ".join(parts) if text else ""


def _split(text: str, mark: str) -> list[str]:
    """Split at a mark, but not inside brackets: ``X[:, j]`` is one name."""
    parts, depth = [""], 0
    for place, letter in enumerate(text):
        depth += (letter in "([{") - (letter in ")]}")
        if depth == 0 and text[place - len(mark) + 1 : place + 1] == mark and place >= len(mark) - 1:
            parts[-1] = parts[-1][: len(parts[-1]) - len(mark) + 1]
            parts.append("")
        else:
            parts[-1] += letter
    return parts


def chapter_map(env: Any) -> str:
    """The pages of this chapter, written or to come, with what each promises."""
    press, page = _here(env)
    entries = [entry for entry in press.book.outline.values() if entry.slug.startswith(f"{page.chapter}/")]
    return "\n".join(_entry_row(press, page, entry) for entry in entries if entry.slug != page.slug)


def _entry_row(press: State, page: Page, entry: Entry) -> str:
    written = next((each for each in press.book.pages if each.slug == entry.slug), None)
    promise = f": {written.front.get('promise', '')}" if written else ""
    return f"- {_linked(press, page, entry)} ({entry.kind}){promise}"


def book_map(env: Any) -> str:
    """All pages of the book by part."""
    press, page = _here(env)
    rows: list[str] = []
    for entry in press.book.outline.values():
        if f"**{entry.part}**" not in rows:
            rows += ["", f"**{entry.part}**", ""]
        rows.append(f"- {_linked(press, page, entry)}")
    return "\n".join(rows)
