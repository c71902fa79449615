"""The site of a small book, built once for all tests here."""

from __future__ import annotations

import contextlib
import html
import io
import re
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from press.cli import main
from press.errors import Exit
from press.notation import symbols
from press.weave import generated, mathematics, notation
from press.weave.figures import inline, palette
from press.weave.sidebar import arranged
from tests.press import woven


@dataclass
class Built:
    """What two builds said, and where the site is: the first one failed."""

    root: Path
    complaint: str
    mark_after_failure: bool

    def page(self, slug: str) -> str:
        return (self.root / "_build/html/book" / f"{slug}.html").read_text(encoding="utf-8")

    def article(self, slug: str) -> str:
        """Return the page without the theme's frame."""
        return self.page(slug).partition("<article")[2].partition("</article>")[0]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Built]:
    """Build the book, once with formulas that cannot be set, then mended."""
    root = woven.write(tmp_path_factory.mktemp("woven"))
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("GITHUB_REPOSITORY", raising=False)
        second = root / "book/a/second.md"
        sound = second.read_text()
        second.write_text(woven.BROKEN)
        complaint = failed(root)
        mark = (root / "_build/press/site-complete").exists()
        second.write_text(sound)
        (root / "_build/html/stray.html").write_text("half a page")  # as a broken build may leave it
        build(root)
        yield Built(root, complaint, mark)


def build(root: Path) -> None:
    woven.keep_runs(root)
    assert main(["--root", str(root), "tangle"]) is Exit.FINE
    assert main(["--root", str(root), "book"]) is Exit.FINE


def failed(root: Path) -> str:
    """Build a book that is broken, and return what was said."""
    woven.keep_runs(root)
    assert main(["--root", str(root), "tangle"]) is Exit.FINE
    said = io.StringIO()
    with contextlib.redirect_stderr(said):
        assert main(["--root", str(root), "book"]) is Exit.CLAIM_FAILED
    return said.getvalue()


def test_a_formula_that_cannot_be_set_is_named_with_its_page_and_line(built: Built) -> None:
    lines = woven.BROKEN.split("\n")
    display, inside = lines.index("c = \\nosuchmacro d") + 1, lines.index("This, for $\\unheardof$.") + 1
    assert f"book/a/second.md:{display}: WARNING: in $c = \\nosuchmacro d$: " in built.complaint
    assert re.search(rf"book/a/second.md:({inside}|{inside + 1}): WARNING: in \$\\unheardof\$: ", built.complaint)
    assert "Undefined control sequence: \\nosuchmacro" in built.complaint
    assert str(built.root) not in built.complaint.replace(f"{built.root}\n", "")


def test_after_a_failure_the_next_build_begins_anew(built: Built) -> None:
    assert not built.mark_after_failure
    assert not (built.root / "_build/html/stray.html").exists()
    assert (built.root / "_build/press/site-complete").exists()


def test_figures_are_inline_and_described(built: Built) -> None:
    first, second = built.article("a/first"), built.article("a/second")
    assert re.findall(r'<svg role="img" aria-label="([^"]*)"', first) == ["A &quot;line&quot; that rises."]
    assert re.findall(r'<svg role="img" aria-label="([^"]*)"', second) == ["A line in a fold.", "A line in a solution."]
    assert "<img" not in first + second
    assert "<metadata>" not in first and 'class="press-svg"' in first


def test_ids_are_unique_also_where_one_picture_is_drawn_twice(built: Built) -> None:
    ids = re.findall(r'\bid="([^"]+)"', built.page("a/second"))
    assert len(ids) == len(set(ids))
    figures = re.findall(r'<svg role="img".*?</svg>', built.article("a/second"), re.DOTALL)
    for figure in figures:
        inside = set(re.findall(r'\bid="([^"]+)"', figure))
        named = set(re.findall(r'href="#([^"]+)"', figure)) | set(re.findall(r"url\(#([^)]+)\)", figure))
        assert named and named <= inside


def test_colours_of_the_book_s_style_become_variables(built: Built) -> None:
    (figure,) = re.findall(r'<svg role="img".*?</svg>', built.article("a/first"), re.DOTALL)
    for variable, colour in [
        ("ink", woven.INK),
        ("muted", woven.MUTED),
        ("faint", woven.FAINT),
        ("paper", woven.PAPER),
        *enumerate(woven.COLORS),
    ]:
        assert f"var(--fig-{variable}, {colour})" in figure
        assert not re.search(rf"(?<!, ){colour}", figure)
    assert re.search(rf"(?<!, ){woven.OTHER}", figure)


def test_the_real_style_has_a_variable_for_each_colour_in_the_dark() -> None:
    """The style sheet gives a dark value to each colour that the book's pictures use."""
    root = Path(__file__).parents[2]
    files = {f"mlcode/pictures/{path.name}": path.read_text() for path in (root / "mlcode/pictures").glob("*.py")}
    variables = set(palette(files).values())
    assert {"--fig-ink", "--fig-muted", "--fig-faint", "--fig-paper", "--fig-0", "--fig-5"} <= variables
    css = (root / "press/weave/assets/press.css").read_text()
    dark = "".join(re.findall(r'html\[data-theme="dark"\] \{(.*?)\}', css, re.DOTALL))
    assert variables <= set(re.findall(r"(--fig-[\w]+):", dark))


def test_a_colour_is_replaced_as_a_whole_only() -> None:
    svg = '<svg width="9pt" height="3pt"><path id="a" style="fill: #ABC123; stroke: #abc1234"/><use xlink:href="#a"/></svg>'
    found = inline(svg, 'A "b" <c>', "f1", {"#abc123": "--fig-0"})
    assert found == (
        '<svg role="img" aria-label="A &quot;b&quot; &lt;c&gt;" class="press-svg" style="width: 9pt">'
        '<path id="f1-a" style="fill: var(--fig-0, #ABC123); stroke: #abc1234"/><use xlink:href="#f1-a"/></svg>'
    )


def test_captions_are_numbered_by_page(built: Built) -> None:
    (caption,) = re.findall(r"<figcaption>(.*?)</figcaption>", built.article("a/first"), re.DOTALL)
    assert _plain(caption).startswith("Figure 1. The 7.0 of ")
    captions = re.findall(r"<figcaption>(.*?)</figcaption>", built.article("a/second"), re.DOTALL)
    assert [_plain(each) for each in captions] == ["Figure 1. Two.#", "Figure 2. Three.#"]


def _plain(text: str) -> str:
    return html.unescape(re.sub(r"<[^>]+>", "", text)).strip()


def test_references_lead_to_other_pages_with_their_numbers(built: Built) -> None:
    second = built.article("a/second")
    links = {
        _plain(text): target for target, text in re.findall(r'<a [^>]*href="([^"]*)"[^>]*>(.*?)</a>', second, re.DOTALL)
    }
    assert re.search(r'href="first.html#fig-one"[^>]*>(<[^>]*>)*Figure 1<', second)
    assert re.search(r'href="#fig-two"[^>]*>(<[^>]*>)*Figure 1<', second)
    assert links["Figure 2"] == "#fig-three"
    assert links["Exercise 1"] == "#ex-double"
    assert links["half"] == "first.html#the-half" and links["the end"] == "first.html#an-end"
    assert re.search(r'href="first.html#equation-eq-one"[^>]*>(<[^>]*>)*\(?1', second)
    assert re.search(r'href="#equation-eq-two"[^>]*>(<[^>]*>)*\(?1', second)
    assert "Hubble" in second and "1929" in second and "bibliography.html#" in second
    first = built.page("a/first")
    assert all(f'id="{name}"' in first for name in ("fig-one", "the-half", "an-end", "equation-eq-one", "cell-1"))
    assert all(f'id="{name}"' in second for name in ("fig-three", "ex-double"))


def test_values_are_numbers(built: Built) -> None:
    assert "the end</span></a>, 7.0, " in built.article("a/second")


def test_the_line_of_origin_links_to_where_a_module_goes_on(built: Built) -> None:
    lines = {}
    for slug in ("a/first", "a/second"):
        lines[slug] = re.findall(r'<p class="press-origin">(.*?)</p>', built.article(slug), re.DOTALL)
    half, box = lines["a/first"]
    assert _plain(half) == "mlcode/halves.py · adds half · used in The second page"
    assert 'href="second.html#cell-2"' in half or 'href="second.html#cell-1"' in half
    assert _plain(box).startswith("mlcode/boxes.py · adds Box ▼ continued in The second page")
    assert 'href="second.html#cell-2"' in box
    get, third = lines["a/second"]
    assert "▲ begun in The first page" in _plain(get) and 'href="first.html#cell-2"' in get
    assert _plain(third).startswith("mlcode/halves.py · adds third")


def test_the_masthead_comes_from_the_front_matter(built: Built) -> None:
    first = built.article("a/first")
    masthead = first[: first.index("What is a line?")]
    assert masthead.index("You will halve things.") < masthead.index("halve another")
    assert 'href="../pictures/drawing.html"' in masthead and "bout 20 minutes" in masthead
    assert "<code" in masthead and "half" in masthead and "Box" in masthead
    assert first.count("<summary>Answer</summary>") == 2
    assert 'href="../pictures/drawing.html#a-line"' in first
    assert first.index("<h1>") < first.index("You will halve")
    assert "Preface" in built.article("preface")


def test_maps_link_what_is_written_and_name_what_is_to_come(built: Built) -> None:
    for slug, target in (("preface", "a/first.html"), ("a/index", "first.html")):
        article = built.article(slug)
        assert f'href="{target}"' in article
        assert 'A page to come<span class="visually-hidden"> (to come)</span>' in article
    chapter = built.article("a/index")
    assert "You will halve things." in chapter and "primer · 20 min" in chapter
    assert 'Builds on <a href="../pictures/drawing.html">Drawing</a>' in chapter
    book = built.article("preface")
    assert 'data-page="a/second" data-needs="a/first"' in book
    assert "1 of 2 pages are written" in book


def test_the_showcase_is_what_stands_in_the_book(built: Built) -> None:
    book = built.article("preface")
    box = book[book.index("press-showcase") :]
    assert "a = \\E b" in box  # as the page shows it
    assert "not decided" in box  # nobody proved it
    assert ">half</span>" in box and "Return half" not in box and ">return</span>" in box
    assert 'href="a/first.html' in box


def test_names_in_code_are_split_outside_of_brackets_only() -> None:
    assert notation.coded("X[:, j], X[i, j]") == "`X[:, j]`, `X[i, j]`"
    assert notation.coded("W, b; learned: coef_, intercept_") == "`W`, `b`; learned: `coef_`, `intercept_`"
    assert notation.coded("2 * y - 1") == "`2 * y - 1`" and notation.coded("") == ""


def test_the_table_of_symbols_has_four_columns_and_no_raw_formula() -> None:
    rows = [line.strip("| ") for line in notation.notation_table(None).split("\n")[2:]]
    table = [re.split(r" *\| *", row + " |" * (3 - row.count("|"))) for row in rows]
    assert len(table) == len(symbols()) and {len(row) for row in table} == {4}
    for _, _, shape, code in table:
        assert "_" not in re.sub(r"\$[^$]*\$", "", shape) and not shape.startswith(";")
        assert code.count("`") % 2 == 0
        assert all(each.count(left) == each.count(right) for each in re.findall(r"`([^`]*)`", code)
                   for left, right in ("()", "[]"))  # fmt: skip
    assert any("$m_l$ × $m_{l-1}$" in row for row in rows)


def test_new_symbols_are_told_with_the_meaning_of_the_forms_that_are_there() -> None:
    by_form = {form: row for row in symbols() for form in row.latex if row.scope == "book"}
    any_of = by_form["u"]
    assert generated._told(any_of, ["\\mathbf{u}", "u", "v"]) == [
        "$\\mathbf{u}$: any vectors",
        "$u$, $v$: any numbers or functions",
    ]
    assert generated._told(by_form["r_i"], ["r_i"]) == ["$r_i$: residual, target minus prediction"]
    for row in symbols():
        assert len(row.says) in (0, len(row.latex)), row
        assert len(set(row.latex)) == len(row.latex), row


def folds(article: str) -> list[tuple[str, str]]:
    return re.findall(r"<details[^>]*>\s*<summary>(.*?)</summary>(.*?)</details>", article, re.DOTALL)


def test_answers_solutions_and_figure_code_are_folded(built: Built) -> None:
    second = folds(built.article("a/second"))
    assert [summary for summary, _ in second] == ["See what happens", "Hint", "Solution"]
    seen, _, solution = (text for _, text in second)
    assert 'aria-label="A line in a fold."' in seen and "This, for" in seen  # the cell and the block in one fold
    assert 'aria-label="A line in a solution."' in solution and "double" in solution
    ((summary, code),) = [fold for fold in folds(built.article("a/first")) if fold[0] != "Answer"]
    assert summary == "The code of this figure" and "draw" in code and "<svg" not in code


def test_the_check_is_seen_and_no_mistake_is_anywhere(built: Built) -> None:
    article = built.article("a/second")
    assert "check_double" in re.sub(r"<details.*?</details>", "", _spaceless(article), flags=re.DOTALL)
    for path in (built.root / "_build/html").rglob("*"):
        if path.is_file() and path.suffix in (".html", ".js", ".txt", ".md", ".ipynb"):
            assert "planted" not in path.read_text(encoding="utf-8"), path


def _spaceless(article: str) -> str:
    """Drop the spans of highlighting, so that names stand whole."""
    return re.sub(r"</?span[^>]*>", "", article)


def test_the_api_shows_source_and_where_it_is_derived(built: Built) -> None:
    article = built.article("api/all")
    assert re.findall(r"<h2[^>]*>(.*?)<", article) == ["half", "third", "Box"]
    assert "Derived in <a" in article and ">The first page<" in article
    assert "mlcode.halves.half(x)" in article
    assert 'href="../a/first.html#cell-1"' in article
    box = article[article.index("mlcode.boxes.Box") :]
    assert 'href="../a/first.html#cell-2"' in box and 'href="../a/second.html#cell-2"' in box
    assert "Return half of x." in article and "<summary>Source</summary>" in article


def test_mathematics_is_set_without_scripts(built: Built) -> None:
    first = built.article("a/first")
    assert 'class="katex' in first and "<math " in first and '<mi mathvariant="double-struck">E</mi>' in first
    assert "katex-error" not in first and "\\(" not in first
    assert re.search(r'class="eqno"><span class="press-number">\(1\)', first)


def test_a_stop_stays_with_its_formula(built: Built) -> None:
    held = re.findall(r'<span class="press-held">(.*?)</span>(?=[^<]*<(?!/?span))', built.article("preface"), re.DOTALL)
    assert len(held) == 1 and held[0].endswith("."), "Welcome to $\\E$."


def test_no_page_asks_another_site_or_loads_what_it_does_not_need(built: Built) -> None:
    pages = [path for path in (built.root / "_build/html").rglob("*.html") if "_static" not in path.parts]
    assert len(pages) > 8
    for path in pages:
        text = path.read_text(encoding="utf-8")
        for tag in re.findall(r"<(?:script|link|img|iframe)\b[^>]*>", text):
            assert not re.search(r'(?:src|href)="(?:https?:)?//', tag), f"{path.name}: {tag}"
        for script in re.findall(r"<script.*?</script>", text, re.DOTALL):
            assert not re.search(r"thebe|fontawesome|cdn\.|unpkg\.com|mathjax", script, re.IGNORECASE), script
    assert not list((built.root / "_build/html").rglob("fontawesome*.js*"))


def test_each_page_that_runs_offers_its_notebook(built: Built) -> None:
    assert 'href="../../notebooks/a/second.ipynb"' in built.page("a/second")
    assert (built.root / "_build/html/notebooks/a/second.ipynb").exists()
    assert "notebooks/a/index.ipynb" not in built.page("a/index")
    for slug in ("a/first", "a/second", "preface"):
        assert "colab" not in built.page(slug) and "mybinder" not in built.page(slug)


def stamps(root: Path) -> dict[str, int]:
    return {str(path): path.stat().st_mtime_ns for path in (root / "_build/html").rglob("*.html")}


def test_the_sidebar_sets_pages_under_their_chapter(built: Built) -> None:
    sidebar = built.page("a/second").partition('class="bd-links')[2].partition("</nav>")[0]
    entries = re.findall(r'<li class="([^"]*)"><a class="[^"]*" href="([^"]*)"', sidebar)
    kinds = {href: "chapter" * ("press-chapter" in kind) + "page" * ("press-page" in kind) for kind, href in entries}
    assert kinds["index.html"] == "chapter" and kinds["first.html"] == kinds["#"] == "page"
    assert kinds["../bibliography.html"] == "" and "continued" not in sidebar


def test_a_chapter_that_the_book_takes_up_again_is_named_again() -> None:
    def listed(*names: str) -> str:
        items = (f'<li class="toctree-l1"><a href="{name}">{name}</a></li>' for name in names)
        return f"<p>part</p><ul>{''.join(items)}</ul>"

    html = listed("index.html", "#", "../b/index.html", "../b/one.html", "two.html", "../c/free.html", "three.html")
    soup = arranged(BeautifulSoup(html + listed("four.html"), "html.parser"), "book/a/here", {"a": "First", "b": "B"})
    found = [(link["href"], link.text) for link in soup.select("li.press-chapter > a")]
    again = ("index.html", "First, continued")
    assert found == [("index.html", "index.html"), ("../b/index.html", "../b/index.html"), again, again, again]
    assert [link.text for link in soup.select(".press-page > a")] == [
        "#", "../b/one.html", "two.html", "three.html", "four.html"
    ]  # fmt: skip
    titles = [link.text for link in soup.select("a")]
    assert [titles[titles.index(name) - 1] for name in ("two.html", "three.html", "four.html")] == [again[1]] * 3


def test_a_build_with_nothing_changed_writes_no_page(built: Built) -> None:
    before = stamps(built.root)
    assert main(["--root", str(built.root), "book"]) is Exit.FINE
    after = stamps(built.root)
    assert {path for path in after if after[path] != before.get(path)} <= {
        str(built.root / "_build/html" / name) for name in ("search.html", "genindex.html", "index.html")
    }


def test_a_repository_brings_colab_and_binder(built: Built, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GITHUB_REPOSITORY", "Owner/book")
    assert main(["--root", str(built.root), "book"]) is Exit.FINE
    text = html.unescape(built.page("a/second"))
    assert 'href="https://colab.research.google.com/github/Owner/book/blob/notebooks/a/second.ipynb"' in text
    assert (
        'href="https://mybinder.org/v2/gh/Owner/book/binder?urlpath=git-pull%3Frepo%3Dhttps%3A%2F%2Fgithub.com%2FOwner%2Fbook'
        '%26branch%3Dnotebooks%26urlpath%3Dlab%2Ftree%2Fbook%2Fa%2Fsecond.ipynb"' in text
    )
    assert 'href="../../notebooks/a/second.ipynb"' in text
    assert "colab" not in built.page("a/index")


LATE = """
import socket, sys, time
one = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
time.sleep(0.1)
one.bind(sys.argv[1])
time.sleep(0.2)
one.listen()
one.accept()
"""


def renderer(monkeypatch: pytest.MonkeyPatch, code: str) -> None:
    command = staticmethod(lambda socket: [sys.executable, "-S", "-c", code, str(socket)])
    monkeypatch.setattr(mathematics.katex.KaTeXServer, "build_command", command)


def test_a_renderer_may_take_its_time_to_listen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its socket is a file before anyone listens to it."""
    renderer(monkeypatch, LATE)
    process, connection = mathematics._start(tmp_path, 10)
    connection.close()
    assert process.wait(timeout=10) == 0
    process.communicate()


def test_a_renderer_that_does_not_start_is_said_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    renderer(monkeypatch, "raise SystemExit(1)")
    began = time.monotonic()
    with pytest.raises(mathematics.katex.KaTeXError, match="does not start"):
        mathematics._start(tmp_path, 60)
    assert time.monotonic() - began < 30
