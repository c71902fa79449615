"""A real browser on the built site, opened from disk."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from press.book import read_book
from press.make.tools import chromium

ROOT = Path(__file__).parents[2]
SITE = ROOT / "_build" / "html"
SLUGS = [page.slug for page in read_book(ROOT).pages]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    assert (SITE / "index.html").exists(), "there is no site yet: run `make book` first"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=["--no-sandbox"])
        yield browser
        browser.close()


class Visit:
    """A page of the site in the browser, with what it asked for and complained of."""

    def __init__(self, page: Page):
        self.page = page
        self.requests: list[str] = []
        self.errors: list[str] = []
        page.on("request", lambda request: self.requests.append(request.url))
        page.on("pageerror", lambda error: self.errors.append(str(error)))

    def open(self, path: str) -> Visit:
        file, _, query = path.partition("?")
        self.page.goto((SITE / file).as_uri() + (f"?{query}" if query else ""))
        return self

    @property
    def foreign(self) -> list[str]:
        return [url for url in self.requests if not url.startswith(("file:", "data:", "blob:", "http://127.0.0.1"))]


@pytest.fixture
def visit(browser: Browser) -> Iterator[Visit]:
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    yield Visit(context.new_page())
    context.close()


@pytest.fixture
def phone(browser: Browser) -> Iterator[Visit]:
    context = browser.new_context(viewport={"width": 390, "height": 844}, color_scheme="dark")
    yield Visit(context.new_page())
    context.close()
