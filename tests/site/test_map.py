"""The map of the book: what it says of a page is what the outline says."""

from __future__ import annotations

from press.book import read_book
from tests.site.conftest import ROOT, SITE, Visit

OUTLINE = read_book(ROOT).outline
HERE = "linear-regression/least-squares"


def above(slug: str) -> set[str]:
    """Return all pages on which a page builds."""
    found = set(OUTLINE[slug].needs)
    return found.union(*(above(need) for need in found))


def shown(visit: Visit, kind: str) -> set[str]:
    return set(visit.page.locator(f".press-map li.{kind}").evaluate_all("items => items.map(i => i.dataset.page)"))


def test_a_page_shows_what_it_builds_on_and_what_builds_on_it(visit: Visit) -> None:
    visit.open("book/welcome.html")
    rest = visit.page.locator(".press-map-said").inner_text()
    visit.page.locator(f'.press-map li[data-page="{HERE}"] a').focus()
    below = {slug for slug in OUTLINE if HERE in above(slug)}
    assert shown(visit, "press-needed") == above(HERE)
    assert shown(visit, "press-leads") == below
    assert len(below) > 20
    said = visit.page.locator(".press-map-said").inner_text()
    assert f"builds on {len(above(HERE))} pages; {len(below)} pages build on it" in said
    visit.page.locator(f'.press-map li[data-page="{HERE}"] a').blur()
    assert visit.page.locator(".press-map-said").inner_text() == rest
    assert shown(visit, "press-needed") == set()


def test_every_page_has_its_place_and_every_written_one_a_link(visit: Visit) -> None:
    visit.open("book/welcome.html")
    assert visit.page.locator(".press-map li").count() == len(OUTLINE)
    links = visit.page.locator(".press-map li a").evaluate_all("links => links.map(a => a.getAttribute('href'))")
    assert len(links) == len(read_book(ROOT).pages)
    assert all((SITE / "book" / link).exists() for link in links)


def test_the_first_page_shows_all_in_one_screen(visit: Visit) -> None:
    visit.open("book/welcome.html")
    for what in ("figure svg", ".press-showcase .katex-display", ".press-showcase pre"):
        box = visit.page.locator(what).first.bounding_box()
        assert box and box["y"] + box["height"] <= 900, what
    assert visit.page.locator(".press-showcase .press-mark-all-sizes").count() == 1
