"""Each page of the site, as a reader's browser shows it."""

from __future__ import annotations

import functools
import http.server
import re
import threading
from pathlib import Path

import pytest

from tests.site.conftest import ROOT, SITE, SLUGS, Visit

PAGES = [f"book/{slug}.html" for slug in SLUGS]
# What a page may weigh without the parts that all pages share (uncompressed HTML).
HEAVIEST = 1_500_000


@pytest.mark.parametrize("path", PAGES)
def test_asks_nobody_and_breaks_nowhere(visit: Visit, path: str) -> None:
    visit.open(path)
    assert visit.foreign == [], "a page asks another site for something"
    assert visit.errors == []
    assert visit.page.locator(".katex-error").count() == 0, "a formula was not set"
    assert visit.page.locator("article h1").count() == 1


@pytest.mark.parametrize("path", PAGES)
def test_fits_a_phone_in_the_dark(phone: Visit, path: str) -> None:
    phone.open(path)
    width = phone.page.evaluate("document.documentElement.scrollWidth")
    assert width <= 390, f"the page is {width} pixels wide on a phone of 390"
    assert phone.page.evaluate("document.documentElement.dataset.theme") == "dark"


@pytest.mark.parametrize("path", PAGES)
def test_figures_are_described_and_follow_the_theme(path: str) -> None:
    html = (SITE / path).read_text(encoding="utf-8")
    assert len(html) < HEAVIEST
    for figure in re.findall(r"<svg[^>]*press-svg[^>]*>", html):
        label = re.search(r'aria-label="([^"]*)"', figure)
        assert label and len(label[1]) >= 25, f"a figure has no alt text: {figure[:120]}"
    assert not re.findall(r'<img [^>]*src="[^"]*jupyter_execute', html), "a figure is not inline"
    ids = re.findall(r'\bid="([^"]+)"', html)
    assert len(ids) == len(set(ids)), f"ids given twice: {sorted({i for i in ids if ids.count(i) > 1})[:5]}"


@pytest.mark.parametrize("path", PAGES)
def test_links_lead_somewhere(path: str) -> None:
    html = (SITE / path).read_text(encoding="utf-8")
    here = SITE / path
    for target, anchor in set(re.findall(r'<a [^>]*href="([^"#:]*)(#[^"]*)?"', html)):
        file = (here.parent / target).resolve() if target else here
        file = file / "index.html" if file.is_dir() else file
        assert file.exists(), f"{path}: a link leads to {target}, which is not there"
        if len(anchor) > 1 and file.suffix == ".html":
            assert f'id="{anchor[1:]}"' in file.read_text(encoding="utf-8"), f"{path}: {target}{anchor} is not there"


def test_search_works_from_disk(visit: Visit) -> None:
    visit.open("search.html?q=residual")
    visit.page.wait_for_selector("#search-results li", timeout=10_000)
    assert visit.page.locator("#search-results li").count() >= 2


def test_search_works_served(visit: Visit) -> None:
    class Quiet(http.server.SimpleHTTPRequestHandler):
        def log_message(self, format: str, *args: object) -> None: ...

    handler = functools.partial(Quiet, directory=str(SITE))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        visit.page.goto(f"http://127.0.0.1:{server.server_address[1]}/search.html?q=residual")
        visit.page.wait_for_selector("#search-results li", timeout=10_000)
        assert visit.foreign == []
    finally:
        server.shutdown()
        server.server_close()


def test_theme_switch_recolours_figures(visit: Visit) -> None:
    visit.open("book/pictures/drawing.html")
    colour = "getComputedStyle(document.querySelector('.press-svg')).fill"
    visit.page.evaluate("document.documentElement.dataset.theme = 'light'")
    light = visit.page.evaluate(colour)
    visit.page.evaluate("document.documentElement.dataset.theme = 'dark'")
    assert visit.page.evaluate(colour) != light


def test_folds_open_without_scripts() -> None:
    html = (SITE / "book/linear-regression/one-feature.html").read_text(encoding="utf-8")
    assert "<details" in html and "<summary>Solution</summary>" in html


def test_no_foreign_scripts_in_templates() -> None:
    """A script of another site may stand in no page, and in no asset of ours."""
    for html in SITE.rglob("*.html"):
        for tag in re.findall(r"<(?:script|link|img|iframe)\b[^>]*>", html.read_text(encoding="utf-8")):
            address = re.search(r'(?:src|href)="(https?:)?//', tag)
            assert not address or 'rel="canonical"' in tag, f"{html.relative_to(SITE)}: {tag}"
    for asset in (ROOT / "press/weave/assets").glob("*.*"):
        assert not re.search(r"(?:url\(|import |src=)['\"]?(?:https?:)?//", _text(asset)), asset


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8")
