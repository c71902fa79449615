"""Marks beside equations, in a reader's browser: they say the grade, and open the check."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import pytest
from bs4 import BeautifulSoup, Tag
from playwright.sync_api import Browser, Page

from press.book import read_book
from press.book.labels import Labels
from press.proof.verdict import GRADES
from press.run.runner import Runner
from press.verdicts.gather import gather
from tests.site.conftest import ROOT, SITE, Visit

BOOK = read_book(ROOT)
RUNNER = Runner(BOOK)
EQUATIONS = {page.slug: [each for each in Labels([page]).all if each.kind == "eq"] for page in BOOK.pages}
WITH = [slug for slug, labels in EQUATIONS.items() if labels]
METHOD = "how-it-checks-itself"
SUMMARY = "document.activeElement.closest('details.fold-proof')?.querySelector('summary') === document.activeElement"


@cache
def soup(slug: str) -> BeautifulSoup:
    return BeautifulSoup((SITE / f"book/{slug}.html").read_text(encoding="utf-8"), "html.parser")


def words(slug: str) -> dict[str, str]:
    """Return what the mark of each equation must say, from the run of its page."""
    page = BOOK.page(slug)
    run = RUNNER.ready(page)
    assert run is not None, "the site is older than the book: run `make book` first"
    grades = {found.label: GRADES[found.grade] for found in gather(page, run) if found.is_grade}
    return {e.name: "arithmetic by hand" if e.name.startswith("num-") else grades[e.name] for e in EQUATIONS[slug]}


@pytest.mark.parametrize("slug", WITH)
def test_each_equation_has_a_mark_with_the_words_of_its_grade(slug: str) -> None:
    for label, wanted in words(slug).items():
        mark = soup(slug).select_one(f'[id="equation-{label}"] .eqno .press-mark')
        assert mark is not None, f"{label} has no mark"
        assert str(mark["aria-label"]).startswith(wanted), label
        assert mark.name == "a", f"the mark of {label} opens nothing"


@pytest.mark.parametrize("slug", WITH)
def test_each_mark_leads_into_a_fold_that_names_its_equation(slug: str) -> None:
    for each in EQUATIONS[slug]:
        if each.name.startswith("num-"):
            continue
        mark = soup(slug).select_one(f'[id="equation-{each.name}"] .eqno a.press-mark')
        assert mark is not None
        cell = soup(slug).find(id=str(mark["href"])[1:])
        assert isinstance(cell, Tag)
        assert cell.select_one(f'.press-verdicts a[href="#equation-{each.name}"]'), each.name
        assert cell.find_parent("details", class_="fold-proof") is not None


def test_the_list_holds_every_label_once() -> None:
    links = soup(METHOD).select("details.fold-listing a[href*='#equation-']")
    listed = sorted(str(link["href"]).partition("#equation-")[2] for link in links)
    assert listed == sorted(each.name for labels in EQUATIONS.values() for each in labels)
    counts = {row.select("td")[1].text: int(row.select("td")[2].text) for row in soup(METHOD).select("tbody tr")}
    tied = counts.pop("the code that computes it")
    assert sum(counts.values()) == len(listed) and 0 < tied < len(listed)


SLUG, LABEL = "linear-regression/one-feature", "eq-cost"  # it has both kinds of marks
PATH, MARK = f"book/{SLUG}.html", f"#equation-{LABEL} a.press-mark"


def fold_of(page: Page) -> str:
    """Return the script expression of the fold to which the mark leads."""
    cell = page.locator(MARK).first.get_attribute("href")
    return f"document.querySelector('{cell}').closest('details')"


def test_a_click_opens_the_fold_and_moves_the_focus_there(visit: Visit) -> None:
    page = visit.open(PATH).page
    fold = fold_of(page)
    assert not page.evaluate(f"{fold}.open")
    page.locator(MARK).first.click()
    assert page.evaluate(f"{fold}.open") and page.evaluate(SUMMARY)
    box = page.evaluate(f"{fold}.querySelector('summary').getBoundingClientRect().toJSON()")
    assert 0 <= box["top"] < 450, "the summary is out of sight"
    page.evaluate(f"{fold}.open = false")
    page.locator(MARK).first.click()
    assert page.evaluate(f"{fold}.open"), "the second click does nothing"
    page.go_back()
    assert page.url.endswith(PATH), "the way back to the equation is lost"


def test_the_keyboard_reaches_marks_and_what_they_open(visit: Visit) -> None:
    page = visit.open(PATH).page
    page.evaluate(f"document.querySelector('#equation-{LABEL}').previousElementSibling.tabIndex = -1")
    page.evaluate(f"document.querySelector('#equation-{LABEL}').previousElementSibling.focus()")
    page.keyboard.press("Tab")
    names = [page.evaluate("document.activeElement.getAttribute('aria-label')")]
    page.keyboard.press("Tab")
    names.append(page.evaluate("document.activeElement.getAttribute('aria-label')"))
    assert names == ["definition: opens the check", "the code that computes it: line_cost"]
    ring = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    assert ring == "solid", "nobody sees where the focus is"
    page.keyboard.press("Enter")
    assert "def line_cost" in page.evaluate("document.activeElement.textContent")
    page.locator(MARK).first.focus()
    page.keyboard.press("Enter")
    assert page.evaluate(SUMMARY)
    page.keyboard.press("Enter")
    assert not page.evaluate(f"{fold_of(page)}.open"), "the summary under the focus is no button"


@pytest.fixture
def bare(browser: Browser) -> Iterator[Page]:
    """A browser in which no script runs."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, java_script_enabled=False)
    yield context.new_page()
    context.close()


def test_without_scripts_the_link_itself_opens_the_fold(bare: Page) -> None:
    bare.goto((SITE / PATH).as_uri())
    lines = bare.locator(f"{bare.locator(MARK).first.get_attribute('href')} .press-verdicts")
    assert not lines.is_visible()
    bare.locator(MARK).first.click()
    lines.wait_for(state="visible", timeout=5_000)


@pytest.mark.parametrize("slug", WITH)
def test_on_a_phone_marks_can_be_tapped_and_nothing_sticks_out(phone: Visit, slug: str) -> None:
    page = phone.open(f"book/{slug}.html").page
    page.evaluate("document.querySelectorAll('details').forEach((each) => { each.open = true; })")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    boxes = page.evaluate(
        "[...document.querySelectorAll('.eqno .press-mark')].map((m) => m.getBoundingClientRect().toJSON())"
    )
    assert len(boxes) >= len(EQUATIONS[slug])
    for box in boxes:
        assert box["width"] >= 24 and box["height"] >= 24, "too small to tap"
        assert box["left"] >= 0 and box["right"] <= 390, "a mark is cut off"
    beside = """[...document.querySelectorAll('div.math')].filter((m) => m.querySelector('.eqno')).every((m) =>
        m.querySelector('.katex-display').getBoundingClientRect().right <= m.querySelector('.eqno').getBoundingClientRect().left)"""
    assert page.evaluate(beside), "a formula runs under its number"


def test_in_print_the_words_are_there_and_the_checks_open(phone: Visit) -> None:
    page = phone.open(PATH).page
    assert not page.locator(f"{MARK} .press-mark-word").first.is_visible()
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.locator(f"{MARK} .press-mark-word").first.is_visible()
    assert page.evaluate(f"{fold_of(page)}.open")
