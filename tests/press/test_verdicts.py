"""Proof cells in a book: what is planted in a page fails, with words that say what and where."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from press.book import read_book
from press.cli import main
from press.errors import Exit, PressError
from press.run.kernel import execute
from press.run.runner import Runner
from press.verdicts.fresh import fresh_equations
from press.verdicts.gather import Found, gather
from press.verdicts.rules import citations, complaints, strangers
from tests.press import tiny
from tests.press.tiny import cell, page

LOAD = cell("%load_ext press.proof", tags="[proof]")
MODEL = '''def double(x):
    """Return twice x."""
    return 2 * x'''


def shown(tex: str, label: str) -> str:
    return f"$$\n{tex}\n$$ ({label})"


def proof(*lines: str) -> str:
    return cell("\n".join(["%%proof", *lines]), tags="[proof]")


COST = shown(r"g(\mathbf{w}) = \frac{1}{n} \lVert \mathbf{y} - \mathbf{X} \mathbf{w} \rVert^2", "eq-cost")
GRADIENT = r"\nabla g(\mathbf{w}) = \frac{2}{n} \mathbf{X}^\top \left( \mathbf{X} \mathbf{w} - \mathbf{y} \right)"
HIDDEN = r"\delta^{(l)} = w^{(l+1)} \delta^{(l+1)} \phi'(z^{(l)})"
SETUP = (
    "n, p = sizes(n=3, p=2)",
    'X, y, w = mat("X", n, p), vec("y", n), vec("w", p)',
    'define("eq-cost", X=X, y=y, w=w, g=unknown("g", p))',
    'g = function("eq-cost", "w", X=X, y=y)',
    'check("eq-gradient", X=X, y=y, w=w, g=g)',
)
NETWORK = (
    'phi, rest = unknown("phi"), unknown("rest")',
    'z, weight, bias = num("z"), num("weight"), num("bias")',
    "above = lambda z: rest(weight * phi(z) + bias)",
    "behind = rest.prime()(weight * phi(z) + bias)",
    'slope = jacobian(lambda v: table(above(v[0]), above(v[0])), table(z, num("other")))[0, 0]',
    'delta, weights = family({"l": slope, "l+1": behind}), family({"l+1": weight, "l": num("v")})',
    'check("eq-hidden", delta=delta, w=weights, z=family({"l": z, "l+1": num("u")}), phi=phi)',
)


def prove(root: Path, *parts: str, capsys: pytest.CaptureFixture[str]) -> tuple[Exit, str]:
    """Write a book of one page, decide its equations; return the exit code and what was said."""
    tiny.write_book(root, {"a/page": page(*parts)})
    code = main(["--root", str(root), "prove"])
    printed = capsys.readouterr()
    return code, printed.out + printed.err


def test_a_page_that_is_right(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    parts = (COST, shown(GRADIENT, "eq-gradient"), LOAD, proof(*SETUP), shown(HIDDEN, "eq-hidden"), proof(*NETWORK))
    code, text = prove(tmp_path, *parts, capsys=capsys)
    assert code is Exit.FINE, text
    counts = dict(line.rsplit("  ", 1) for line in text.splitlines() if "  " in line)
    assert {name.strip(): int(n) for name, n in counts.items() if n.strip().isdigit()} == {
        "proved for all sizes": 2,
        "proved at these sizes": 0,
        "checked on sampled points": 0,
        "definition": 1,
        "cited": 0,
        "arithmetic by hand": 0,
    }
    rows = json.loads((tmp_path / "_build/press/verdicts.json").read_text(encoding="utf-8"))
    assert [(row["label"], row["page"]) for row in rows] == [
        ("eq-cost", "a/page"), ("eq-gradient", "a/page"), ("eq-hidden", "a/page")
    ]  # fmt: skip


PLANTED = {
    "a flipped sign": (GRADIENT.replace("- \\mathbf{y}", "+ \\mathbf{y}"), "is false"),
    "a lost transpose": (GRADIENT.replace(r"^\top", ""), "Is a transpose missing"),
    "factor 2": (GRADIENT.replace(r"\frac{2}{n}", r"\frac{1}{n}"), "a factor 2 is missing on the right"),
}


@pytest.mark.parametrize("what", PLANTED)
def test_planted_in_a_gradient(what: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    tex, words = PLANTED[what]
    code, text = prove(tmp_path, COST, shown(tex, "eq-gradient"), LOAD, proof(*SETUP), capsys=capsys)
    assert code is Exit.CLAIM_FAILED
    assert "book/a/page.md:10: equation: ✗ eq-gradient" in text and words in text
    assert "as displayed" in text and text.count("eq-gradient") == 1  # said once


NETWORKS = {
    "phi for its derivative": (HIDDEN.replace("\\phi'", r"\phi"), "is false"),
    "layer l for l+1": (HIDDEN.replace("w^{(l+1)}", "w^{(l)}"), "is false"),
}


@pytest.mark.parametrize("what", NETWORKS)
def test_planted_in_a_network(what: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    tex, words = NETWORKS[what]
    code, text = prove(tmp_path, shown(tex, "eq-hidden"), LOAD, proof(*NETWORK), capsys=capsys)
    assert code is Exit.CLAIM_FAILED
    assert "✗ eq-hidden" in text and words in text and "counterexample" in text


DISGUISES = {
    "a value typed twice": (
        r"s = \sum_{i=1}^{n} u_i",
        ("n, = sizes(n=3)", 'u = vec("u", n)', 'check("eq-test", u=u, s=later(lambda: ones(n) @ u))'),
        "the right side itself",
    ),
    "a value from its own display": (
        r"s = \sum_{i=1}^{n} u_i",
        ("n, = sizes(n=3)", 'u = vec("u", n)', 'check("eq-test", u=u, s=later(lambda: rhs("eq-test", u=u)))'),
        "is used to prove",
    ),
    "the same text twice": (r"x = x", ('check("eq-test", x=num("x"))',), "the same text"),
}


@pytest.mark.parametrize("what", DISGUISES)
def test_x_is_x_in_disguise(what: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    tex, lines, words = DISGUISES[what]
    code, text = prove(tmp_path, shown(tex, "eq-test"), LOAD, proof(*lines), capsys=capsys)
    assert code is Exit.CLAIM_FAILED and "proves nothing" in text and words in text


def test_a_definition_whose_shapes_do_not_fit(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lines = ("n, p = sizes(n=3, p=2)", 'define("eq-test", y_hat=vec("y_hat", n), X=mat("X", n, p), w=vec("w", n))')
    display = shown(r"\hat{\mathbf{y}} = \mathbf{X} \mathbf{w}", "eq-test")
    code, text = prove(tmp_path, display, LOAD, proof(*lines), capsys=capsys)
    assert code is Exit.CLAIM_FAILED and "cannot multiply n × p by n × 1" in text


def test_every_failure_of_a_page_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    parts = (shown("x + 1 = x", "eq-one"), shown("2 x = 3 x", "eq-two"), shown("1 + 1 = 3", "num-three"), LOAD)
    lines = ('x = num("x")', 'check("eq-one", x=x)', 'check("eq-two", x=x)')
    code, text = prove(tmp_path, *parts, proof(*lines), capsys=capsys)
    assert code is Exit.CLAIM_FAILED
    assert all(label in text for label in ("eq-one", "eq-two", "num-three")) and "no-verdict" not in text


def test_a_cell_that_fails_otherwise_names_its_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    parts = (shown("x + 1 = 1 + x", "eq-one"), LOAD, proof('x = num("x")', 'check("eq-one", x=y)'))
    code, text = prove(tmp_path, *parts, capsys=capsys)
    assert code is Exit.CLAIM_FAILED and "page.md:19: equation: NameError: name 'y' is not defined" in text


def test_labels_and_verdicts_are_one_to_one(tmp_path: Path) -> None:
    displays = [shown("x = y", "eq-one"), shown("x = z", "eq-two"), shown("x = t", "eq-three")]
    tiny.write_book(tmp_path, {"a/page": page(*displays)})
    here = read_book(tmp_path).page("a/page")
    found = [Found("eq-one", "definition", ""), Found("eq-one", "cited", "", {"key": "none1900"})]
    found += [Found("eq-two", "agrees", ""), Found("eq-four", "definition", "")]
    problems = list(complaints(here, found, failed={"eq-three"}))
    assert [(p.code, p.message.split()[-1]) for p in problems] == [
        ("two-verdicts", "verdicts"), ("no-verdict", "verdict"), ("stray-verdict", "page")
    ]  # fmt: skip
    assert [p.code for p in citations(here, found, {"some1900"})] == ["citation"]
    assert not list(citations(here, found, {"none1900"}))


def test_a_proof_cell_can_run_alone(tmp_path: Path) -> None:
    cells = [
        cell("data = 3"),
        LOAD,
        proof("a = num('a')", "f = lambda b: b + a + data + own(a)"),
        cell("1", tags="[proof]"),
    ]
    tiny.write_book(tmp_path, {"a/page": page(*cells)})
    problems = list(strangers(read_book(tmp_path).page("a/page"), {"own"}))
    assert [(p.code, p.message.split()[0]) for p in problems] == [("proof-name", "data"), ("proof-mark", "this")]


def test_names_of_a_proof_cell_are_its_own(tmp_path: Path) -> None:
    """In a kernel: the page's x stays what it is, the page's functions are lent, verdicts are harvested."""
    displays = (shown("f(x) = 2 x", "eq-double"), shown("x + x = f(x)", "eq-sum"))
    cells = (
        cell("x, f, check = 5, 6, 7"), cell("def lines():\n    return 1"), cell(MODEL, "model"), LOAD,
        proof('x = num("x")', 'define("eq-double", f=unknown("f"), x=x)', "assert lines() == 1", "lines = 2"),
        proof('f = function("eq-double", "x")', 'check("eq-sum", f=f, x=x)'),
        proof('agree("eq-double", double(1.5), code=double, x=1.5)', "assert lines == 2"),
        cell("print(x, f, check, lines(), 'num' in globals())"),
    )  # fmt: skip
    tiny.write_book(tmp_path, {"a/page": page(*displays, *cells)})
    book = read_book(tmp_path)
    here, runner = book.page("a/page"), Runner(book)
    run = execute(here, "key", runner.before(here), fresh_equations(book, here))
    assert run.outputs[-1][0]["text"] == "5 6 7 1 False\n"
    found = gather(here, run)
    assert [(each.label, each.grade) for each in found] == [
        ("eq-double", "definition"), ("eq-sum", "all-sizes"), ("eq-double", "agrees")
    ]  # fmt: skip
    assert found[-1].argument["code"] == "double" and not list(complaints(here, found))


def test_a_false_equation_stops_the_run(tmp_path: Path) -> None:
    tiny.write_book(
        tmp_path, {"a/page": page(shown("x + 1 = x", "eq-one"), LOAD, proof('check("eq-one", x=num("x"))'))}
    )
    book = read_book(tmp_path)
    here, runner = book.page("a/page"), Runner(book)
    with pytest.raises(PressError) as caught:
        execute(here, "key", runner.before(here), fresh_equations(book, here))
    (problem,) = caught.value.problems
    assert (problem.code, problem.line) == ("equation", 6) and "✗ eq-one is false" in problem.message


def test_equations_ship_with_the_package(tmp_path: Path) -> None:
    pages = {"a/one": page(shown("x = 1", "eq-b"), shown("x = 2", "eq-a")), "a/two": page(shown("x = 3", "eq-c"))}
    book = read_book(tiny.write_book(tmp_path, pages))
    whole = tiny.tangle_book(book).files["mlcode/_equations.jsonl"]
    assert [json.loads(line)["label"] for line in str(whole).splitlines()] == ["eq-a", "eq-b", "eq-c"]
    before = fresh_equations(book, book.page("a/one")).read_text(encoding="utf-8")
    assert [json.loads(line)["label"] for line in before.splitlines()] == ["eq-b", "eq-a"]  # none of later pages
