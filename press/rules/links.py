"""Rules of links: roles, references and links lead somewhere."""

from __future__ import annotations

from collections.abc import Iterator

from press.book import headings, links, roles
from press.book.resolve import way
from press.book.vocabulary import ROLES, did_you_mean
from press.rules.base import Context, Finding


def references(context: Context) -> Iterator[Finding]:
    """Roles, links and labels lead somewhere."""
    page, around = context.page, context.around
    for role in roles(page):
        if role.name not in ROLES:
            yield role.line, "unknown-role", f"there is no role {{{role.name}}}", did_you_mean(role.name, ROLES)
        elif role.name in ("eq", "numref") and around.labels.get(role.content) is None:
            yield (
                role.line,
                "unknown-label",
                f"there is no label {role.content!r}",
                did_you_mean(role.content, around.labels.by_name),
            )
        elif role.name.startswith("cite:"):
            for key in role.content.split(","):
                if key.strip() not in around.citations:
                    yield role.line, "citation", f"{key.strip()!r} is not in book/references.bib", "Add its entry"
    for link in links(page):
        if (fault := _fault(context, link.text, link.target)) is not None:
            yield link.line, *fault


def _fault(context: Context, text: str, target: str) -> tuple[str, str, str] | None:
    if text == "!":
        return "image", f"the image {target}", "Figures are drawn by cells"
    if target.startswith(("http://", "https://", "mailto:")):
        return None
    path, _, anchor = target.partition("#")
    if not path:
        known = {heading.anchor for heading in headings(context.page)} | set(context.around.labels.by_name)
        return (
            None
            if anchor in known
            else ("link", f"nothing here is called #{anchor}", did_you_mean(anchor, known, "#{}"))
        )
    page = next((page for page in context.around.book.pages if f"{way(context.page.slug, page.slug)}.md" == path), None)
    if page is None:
        return "link", f"{path} is not a page of the book", "Link to chapter/slug.md, relative to this page"
    names = (
        {heading.anchor for heading in headings(page)}
        | {cell.name for cell in page.cells}
        | set(context.around.labels.by_name)
    )
    return (
        None
        if not anchor or anchor in names
        else ("link", f"{path} has no heading #{anchor}", did_you_mean(anchor, [n for n in names if n], "#{}"))
    )
