"""The sidebar: chapters in bold, their pages indented; a chapter taken up again is named again."""

from __future__ import annotations

import posixpath
from collections.abc import Callable
from functools import partial
from typing import Any

from bs4 import BeautifulSoup, Tag
from sphinx.application import Sphinx

from press.weave.state import state


def setup(app: Sphinx) -> None:
    app.connect("html-page-context", name_chapters, priority=502)  # the theme's own run at 500, 501


def name_chapters(app: Sphinx, pagename: str, template: str, context: dict[str, Any], doctree: Any) -> None:
    """Let the theme's list of pages pass through ``arranged``."""
    made = context.get("generate_toctree_html")
    if made is None:
        return
    indexes = {page.chapter: page.title for page in state(app).book.pages if page.slug == f"{page.chapter}/index"}
    context["generate_toctree_html"] = partial(_arranged, made, pagename, indexes)


def _arranged(made: Callable[..., Any], pagename: str, indexes: dict[str, str], kind: str, **options: Any) -> Any:
    # The theme keeps what it made; a copy of it is changed.
    return arranged(BeautifulSoup(str(made(kind, **options)), "html.parser"), pagename, indexes)


def arranged(soup: BeautifulSoup, pagename: str, indexes: dict[str, str]) -> BeautifulSoup:
    """Return the list with its chapters marked.

    The book takes some chapters in turns. Where a page follows one of another chapter, the
    name of its own chapter is put before it. ``indexes`` gives the title of each chapter
    that has a page of its own.
    """
    current = ""
    part: Tag | None = None
    for item in soup.select("li.toctree-l1"):
        if item.parent is not part:  # under its caption, a part begins anew
            current, part = "", item.parent
        link = item.find("a")
        place = _place(str(link["href"]), pagename) if link else ""
        chapter, _, name = place.removeprefix("book/").rpartition("/")
        if chapter not in indexes:
            current = ""
            continue
        if name == "index":
            _mark(item, "press-chapter")
        else:
            _mark(item, "press-page")
            if chapter != current:
                item.insert_before(_again(soup, chapter, indexes[chapter], pagename))
        current = chapter
    return soup


def _mark(item: Tag, name: str) -> None:
    item["class"] = " ".join([*item.get_attribute_list("class"), name])


def _place(href: str, pagename: str) -> str:
    """Return the name of the page to which a link of another leads."""
    if href.startswith("#"):
        return pagename
    return posixpath.normpath(posixpath.join(posixpath.dirname(pagename), href)).removesuffix(".html")


def _again(soup: BeautifulSoup, chapter: str, title: str, pagename: str) -> Tag:
    """Return the entry that names a chapter once more."""
    item = soup.new_tag("li", attrs={"class": "toctree-l1 press-chapter"})
    way = posixpath.relpath(f"book/{chapter}/index.html", posixpath.dirname(pagename) or ".")
    link = soup.new_tag("a", attrs={"class": "reference internal", "href": way})
    link.string = f"{title}, continued"
    item.append(link)
    return item
