"""Edits of the package flow back into the chapters, exactly or not at all; cover."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from press.book import read_book
from press.cli import main
from press.errors import Exit, PressError
from press.tangle import tangle_book
from press.tangle.cover import uncovered
from press.tangle.provenance import MAP
from press.tangle.render import Rendered
from tests.press.tiny import IMPORT_EXTENDS, cell, page, write_book

PAGES = {
    "a/one": page(
        "Prose.",
        cell("import numpy as np\n\n# a limit\nLIMIT = 10\n\n\ndef f(x):\n    return np.sum(x)\n\n\ndef g(x):\n    return f(x) + LIMIT", "m", name="first"),
        cell('class A:\n    """A thing."""\n\n    n = 1\n\n    def s(self):\n        raise NotImplementedError\n\n    def k(self):\n        return 1', "m"),
    ),
    "a/two": page(
        cell(f"{IMPORT_EXTENDS}\nfrom mlcode.m import A, f"),
        cell('# how\n@extends(A)\ndef s(self):\n    """Say."""\n    x = """\nleft\n"""\n    return x', "m"),
        cell("@extends(A)\nclass A:\n    def new(self):\n        return 2", "m", name="second"),
        cell("def h(x):\n    return f(x)", "p/n"),
    ),
}  # fmt: skip


@pytest.fixture
def book(tmp_path: Path) -> Path:
    write_book(tmp_path, PAGES)
    assert run(tmp_path, "tangle") == Exit.FINE
    return tmp_path


def run(root: Path, *words: str) -> Exit:
    return main(["--root", str(root), *words])


def edit(root: Path, old: str, new: str, path: str = "mlcode/m.py") -> None:
    text = (root / path).read_text()
    assert old in text
    (root / path).write_text(text.replace(old, new))


def chapters(root: Path) -> dict[str, str]:
    return {str(path.relative_to(root)): path.read_text() for path in sorted((root / "book").rglob("*.md"))}


def in_chapters(old: str, new: str) -> dict[str, str]:
    """Return the pages with one text in the place of another."""
    found = {f"book/{slug}.md": text.replace(old, new) for slug, text in PAGES.items()}
    assert found != {f"book/{slug}.md": text for slug, text in PAGES.items()}
    return found


@pytest.mark.parametrize(
    ("old", "new", "was", "now"),
    [
        ("np.sum(x)", "np.mean(x)", "np.sum(x)", "np.mean(x)"),
        ("# a limit\n", "# a limit\n# of two lines\n", "# a limit\n", "# a limit\n# of two lines\n"),
        ("        x = ", "        y = 3\n        x = ", "    x = ", "    y = 3\n    x = "),
        ("\nleft\n", "\nright\n", "\nleft\n", "\nright\n"),
        ('"""Say."""', '"""Say more."""', '"""Say."""', '"""Say more."""'),
        ("    # how\n", "    # how so\n", "# how\n", "# how so\n"),
        ("        return 2", "        return 2\n\n    def newer(self):\n        return 3", "        return 2", "        return 2\n\n    def newer(self):\n        return 3"),
        ("    return f(x) + LIMIT\n", "    return f(x) + LIMIT\n\n\ndef i(x):\n    return x\n", "    return f(x) + LIMIT\n", "    return f(x) + LIMIT\n\n\ndef i(x):\n    return x\n"),
        ("def g(x):", "@np.vectorize\ndef g(x):", "def g(x):", "@np.vectorize\ndef g(x):"),
        ("    n = 1\n\n", "", "    n = 1\n\n", ""),
    ],
)  # fmt: skip
def test_an_edit_reaches_its_cell(old: str, new: str, was: str, now: str, book: Path) -> None:
    if "def i" in new:  # then the header says more as well
        edit(book, '"f", "g"]', '"f", "g", "i"]')
    edit(book, old, new)
    assert run(book, "stitch") == Exit.FINE
    expected = in_chapters(was, now)
    assert {path: chapters(book)[path] for path in expected} == expected
    assert run(book, "check") == Exit.FINE
    assert run(book, "tangle") == Exit.FINE


def test_edits_of_several_modules_and_pages_at_once(book: Path) -> None:
    edit(book, "LIMIT = 10", "LIMIT = 11")
    edit(book, "return 2", "return 22")
    edit(book, "return f(x)", "return f(x) * 2", "mlcode/p/n.py")
    assert run(book, "stitch") == Exit.FINE
    texts = chapters(book)
    assert "LIMIT = 11" in texts["book/a/one.md"]
    assert "return 22" in texts["book/a/two.md"]
    assert "return f(x) * 2" in texts["book/a/two.md"]
    assert run(book, "check") == Exit.FINE


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        ("mlcode/m.py", "import numpy as np\n", "import numpy as np\nimport math\n"),
        ("mlcode/m.py", '"""A module.', '"""Another.'),
        ("mlcode/m.py", "return f(x) + LIMIT", "return f(x) + nowhere"),
        ("mlcode/m.py", "return f(x) + LIMIT", "return (f(x) + LIMIT"),
        ("mlcode/m.py", "# a limit\n", "\n\n# a limit\n"),
        ("mlcode/m.py", "    def k(self):", "    def s(self):"),
        ("mlcode/m.py", "        return 1\n", "        return 1\n```\n"),
        ("mlcode/m.py", "LIMIT = 10", ":name: LIMIT"),
        ("mlcode/m.py", "LIMIT = 10", "LIMIT = 10\r"),
        ("mlcode/p/__init__.py", "h", "hh"),
        ("mlcode/__init__.py", "0.0.0", "0.0.1"),
    ],
)
def test_what_would_not_come_back_the_same_is_refused(path: str, old: str, new: str, book: Path) -> None:
    edit(book, old, new, path)
    before, text = chapters(book), (book / path).read_bytes()
    assert run(book, "stitch") == Exit.STITCH_REFUSED
    assert chapters(book) == before
    assert (book / path).read_bytes() == text


def test_a_changed_chapter_and_a_changed_module_are_refused(book: Path) -> None:
    edit(book, "LIMIT = 10", "LIMIT = 11")
    edit(book, "# a limit", "# the limit", "book/a/one.md")
    assert run(book, "stitch") == Exit.STITCH_REFUSED


def test_a_refusal_names_the_line(book: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = (book / "mlcode/m.py").read_text()
    line = text[: text.index("class A")].count("\n")  # a blank one, above the class, of no cell
    lines = text.split("\n")
    lines[line - 1] = "# mine"
    (book / "mlcode/m.py").write_text("\n".join(lines))
    assert run(book, "stitch") == Exit.STITCH_REFUSED
    assert f"mlcode/m.py:{line}: stitch-refused: the edit is not inside one cell" in capsys.readouterr().err


def test_nothing_to_stitch(book: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(book, "stitch") == Exit.FINE
    assert capsys.readouterr().out.endswith("nothing to stitch\n")


def mutate(text: str, chance: random.Random) -> str:
    """Return a module after a small, careless edit."""
    lines = text.split("\n")
    here = chance.randrange(len(lines))
    match chance.randrange(6):
        case 0:
            del lines[here]
        case 1:
            lines.insert(here, lines[chance.randrange(len(lines))])
        case 2:
            lines.insert(here, chance.choice(["# a note", "    # a note", "", "        y = 1", "    y = 1"]))
        case 3:
            lines[here] = lines[here].replace("x", "z").replace("1", "3")
        case 4:
            lines[here] += "  # so"
        case _:
            lines[here : here + 2] = reversed(lines[here : here + 2])
    return "\n".join(lines)


def test_random_edits_come_back_exactly_or_not_at_all(book: Path, capsys: pytest.CaptureFixture[str]) -> None:
    chance = random.Random(7)
    path, taken, refused = book / "mlcode/m.py", 0, 0
    start, before, map_before = path.read_text(), chapters(book), (book / MAP).read_bytes()
    for _ in range(400):
        text = start
        for _ in range(chance.choice([1, 1, 2])):
            text = mutate(text, chance)
        path.write_text(text)
        done = run(book, "stitch")
        assert path.read_text() == text  # the edit itself is never touched
        if done == Exit.FINE and text != start:
            assert run(book, "check") == Exit.FINE
            for line_before, line_after in zip(options(before), options(chapters(book)), strict=True):
                assert line_before == line_after
            taken += 1
            for name, content in before.items():
                (book / name).write_text(content)
            (book / MAP).write_bytes(map_before)
        else:
            assert done in (Exit.FINE, Exit.STITCH_REFUSED)
            assert chapters(book) == before
            refused += text != start
    capsys.readouterr()
    assert taken > 50
    assert refused > 60


def options(texts: dict[str, str]) -> list[str]:
    return [line for text in texts.values() for line in text.split("\n") if line.startswith((":", "```"))]


def test_cover_counts_and_finds_no_exception(book: Path, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    assert run(book, "cover") == Exit.FINE
    assert "shown in chapters" in capsys.readouterr().out


def test_cover_sees_a_line_that_no_chapter_shows(book: Path) -> None:
    found = read_book(book)
    modules = tangle_book(found).modules
    assert uncovered(found, modules) == []
    module = modules["mlcode/m.py"]
    for old, new in (("return np.sum(x)", "return np.sum(x) "), ("LIMIT = 10\n", "LIMIT = 10\nmore = 1\n")):
        changed = {"mlcode/m.py": Rendered(module.text.replace(old, new), module.placed)}
        problems = uncovered(found, changed)
        assert problems
        assert {each.code for each in problems} == {"uncovered"}


def test_cover_fails_on_an_exception(book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from press.tangle import cover
    from press.tangle.complaints import problem

    monkeypatch.setattr(cover, "uncovered", lambda *_: [problem("mlcode/m.py", 3, "uncovered", text="x")])
    with pytest.raises(PressError) as caught:
        cover.cover(book, [])
    assert caught.value.exit_code == Exit.CLAIM_FAILED
