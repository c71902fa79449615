"""Numbers and references in prose, symbols, docstrings: what site and notebooks share."""

from __future__ import annotations

import pytest

from press.book.labels import Labels
from press.book.model import Page
from press.book.page import read_page
from press.book.prose import links, roles, values, words
from press.book.resolve import resolve
from press.book.symbols import first_uses, tokens
from press.errors import Problem
from press.weave.docstrings import folded, rest_of_docstrings

FRONT = "---\nkind: primer\n---\n# A page\n\n"


def read(body: str, slug: str = "chapter/one") -> Page:
    problems: list[Problem] = []
    page = read_page(slug, f"book/{slug}.md", FRONT + body, problems)
    assert problems == []
    return page


def test_a_value_in_a_block_is_replaced_and_one_in_code_is_not() -> None:
    body = "Slope {value}`w:.1f`.\n\n```{note}\nAgain {value}`w:.1f`.\n```\n\n```text\n{value}`w:.1f`\n```\n\n`` {value}`w` ``"
    page = read(body)
    assert [each.key for each in values(page)] == ["w:.1f", "w:.1f"]
    text = resolve(body, page.slug, Labels([page]), {"w:.1f": "1.5"})
    assert text.count("1.5") == 2
    assert text.count("{value}") == 2


def test_a_code_span_does_not_reach_over_a_blank_line() -> None:
    page = read("A lone ` tick.\n\nThen {value}`a` and a second ` tick.")
    assert [role.content for role in roles(page)] == ["a"]


def test_references_carry_the_number_of_their_page() -> None:
    cell = "```{code-cell} ipython3\n:figure: fig-%s\n1\n```\n"
    one, two = read(cell % "first" + cell % "second"), read("See {numref}`fig-second`.", "other/two")
    text = resolve("See {numref}`fig-second` and {numref}`fig-none`.", "other/two", Labels([one, two]), {})
    assert text == "See [Figure 2](../chapter/one.md#fig-second) and `fig-none`."


def test_words_leave_code_formulas_and_folds_out() -> None:
    page = read("Two words $x = 1$ `code here`.\n\n```{solution}\nnot counted at all\n```\n")
    assert words(page) == len("A page".split()) + 2


def test_links_in_code_are_no_links() -> None:
    page = read("[a](b.md) and `[c](d.md)` and $[e](f)$")
    assert [link.target for link in links(page)] == ["b.md"]


@pytest.mark.parametrize(
    ("tex", "expected"),
    [
        (r"\mathbf{X}^\top", (r"\mathbf{X}", "^", r"\top")),
        (r"\mathrm{p}(x_i)", (r"\mathrm{p}", "(", "x", "_", "i", ")")),
        (r"\frac{1}{n}", (r"\frac", "1", "n")),
    ],
)
def test_tokens(tex: str, expected: tuple[str, ...]) -> None:
    assert tokens(tex) == expected


def test_a_symbol_is_new_once_and_an_index_makes_another() -> None:
    one, two = read("With $w$ and $s_x$."), read("With $w$, $s$ and $\\mathrm{p}(w)$.", "chapter/two")
    found = first_uses([one, two])
    first = [form for forms, _ in found["chapter/one"] for form in forms]
    second = [form for forms, _ in found["chapter/two"] for form in forms]
    assert "w" in first and "s_x" in first and "s" not in first
    assert "w" not in second and "s" in second
    assert "p" not in second, "the density is not the number of features"


def test_a_sum_is_the_same_symbol_with_an_index_below_it() -> None:
    (rows,) = first_uses([read(r"With $\sum_{i=1}^{n} z_i$.")]).values()
    assert [r"\sum"] in [forms for forms, _ in rows]


CODE = '''def f(x):
    """First.

    More.
    """
    return x


class A:
    """Only one line."""'''


def test_the_rest_of_a_docstring_is_found_and_folded() -> None:
    assert rest_of_docstrings(CODE) == [(3, 5)]
    html = folded(CODE, [(3, 5)])
    assert (
        html.index("First.")
        < html.index("<button")
        < html.index('<span class="press-docstring">')
        < html.index("More.")
    )
    assert html.index("</span>") < html.index("return x")


def test_a_cell_with_a_magic_has_no_docstrings() -> None:
    assert rest_of_docstrings("%matplotlib inline\n1") == []
