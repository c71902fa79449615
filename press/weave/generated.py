"""Markdown that the press writes into pages: masthead, tables, cards, maps, API."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterable
from itertools import groupby
from typing import Any

from press.book import Entry, Page
from press.notation import Symbol
from press.weave.api import api
from press.weave.listings import equation_list, grade_table
from press.weave.notation import notation_table
from press.weave.state import State, state


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


MAKERS: dict[str, Callable[..., str]] = {
    "masthead": masthead,
    "data-card": data_card,
    "notation-table": notation_table,
    "grade-table": grade_table,
    "equation-list": equation_list,
    "api": api,
}
