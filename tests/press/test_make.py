"""The verbs around the book: new, status, book, test, serve."""

from __future__ import annotations

import functools
import http.client
import http.server
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from press.book import read_book
from press.book.toc import read_outline
from press.book.vocabulary import KINDS
from press.cli import main
from press.errors import Exit, PressError
from press.make import book, serve, test
from press.make.new import entered
from press.make.serve import Built, Handler
from press.make.test import Stage, stages
from press.make.times import BY_PAGE, FIXED, Times, read
from press.rules.verbs import check, surroundings
from press.run.record import Run
from press.run.runner import Runner
from tests.press import small
from tests.press.small import page
from tests.press.tiny import cell

PICTURES = '''def book_style():
    """Set the style."""


def canvas():
    """Return an empty picture."""
    import matplotlib.pyplot as plt

    return plt.subplots(figsize=(1, 1))


def line(ax, x, y):
    """Draw a line."""
    ax.plot(x, y)'''
OUTLINE = """
- part: "One"
  pages:
    - {slug: preface, title: "Preface", kind: frame}
    - {slug: pictures/drawing, title: "Drawing", kind: frame}
    - {slug: a/end, title: "The end of one", kind: frame}
- part: "Two"
  pages:
    - {slug: b/first, title: "First", kind: frame}
    - {slug: b/second, title: "Second", kind: frame}
- part: "Drafts"
  pages:
""" + "".join(
    f'    - {{slug: drafts/{kind}, title: "A {kind}", kind: {kind}, needs: [pictures/drawing]}}\n' for kind in KINDS
)
DRAWING = page("## Lines", cell(PICTURES, "pictures/plots"), title="Drawing")


def write(root: Path) -> Path:
    pages = {"preface": page(title="Preface"), "pictures/drawing": DRAWING}
    return small.write_book(root, pages, tools=False, outline=OUTLINE)


def press(root: Path, *words: str) -> Exit:
    return main(["--root", str(root), *words])


def test_a_new_page_of_each_kind_keeps_the_rules(tmp_path: Path) -> None:
    root = write(tmp_path)
    for kind in KINDS:
        assert press(root, "new", f"drafts/{kind}", "--kind", kind) is Exit.FINE
    assert press(root, "rules") is Exit.FINE
    book = read_book(root)
    assert [each.slug for each in book.pages][2:] == [f"drafts/{kind}" for kind in KINDS]


def test_a_new_page_runs(tmp_path: Path) -> None:
    root = write(tmp_path)
    assert press(root, "new", "drafts/method") is Exit.FINE
    assert press(root, "page", "drafts/method", "--no-view") is Exit.FINE
    here = read_book(root).page("drafts/method")
    run = Runner(read_book(root)).ready(here)
    assert run is not None and "image/svg+xml" in run.outputs[0][-1]["data"]
    assert check(here, surroundings(read_book(root)), run) == []


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["drafts/mothod"], "not-in-outline"),
        (["drafts/method", "--kind", "primer"], "kind"),
        (["pictures/drawing"], "page-exists"),
    ],
)
def test_a_page_that_cannot_be_new(
    words: list[str], code: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert press(write(tmp_path), "new", *words) is Exit.UNREADABLE
    assert f" {code}: " in capsys.readouterr().err


TOC = "format: jb-book\nroot: book/preface\nparts:\n  - caption: One\n    chapters:\n      - file: book/pictures/drawing\n"
TWO = "  - caption: Two\n    chapters:\n      - file: book/b/second\n"


@pytest.mark.parametrize(
    ("toc", "slug", "written", "after"),
    [
        (TOC, "a/end", ["preface", "pictures/drawing"], "      - file: book/pictures/drawing\n"),
        (TOC + TWO, "a/end", ["preface", "pictures/drawing", "b/second"], "      - file: book/pictures/drawing\n"),
        (TOC + TWO, "b/first", ["preface", "pictures/drawing", "b/second"], "  - caption: Two\n    chapters:\n"),
        (TOC, "b/first", ["preface", "pictures/drawing"], "      - file: book/pictures/drawing\n"),
        (TOC.replace("pictures/drawing", "a/end"), "pictures/drawing", ["preface", "a/end"], "    chapters:\n"),
        ("format: jb-book\nroot: book/preface\n", "a/end", ["preface"], "root: book/preface\nchapters:\n"),
    ],
)
def test_a_new_page_stands_where_the_outline_has_it(
    toc: str, slug: str, written: list[str], after: str, tmp_path: Path
) -> None:
    outline = read_outline(write(tmp_path), [])
    result = entered(toc, outline[slug], outline, written)
    indent = after.split("-")[0] if "- file" in after else "  " if toc.count("\n") == 2 else "      "
    assert after + f"{indent}- file: book/{slug}\n" in result
    assert result.replace(f"{indent}- file: book/{slug}\n", "").replace("\nchapters:\n", "\n") == toc


def test_a_page_before_the_root_is_refused(tmp_path: Path) -> None:
    outline = read_outline(write(tmp_path), [])
    with pytest.raises(PressError, match="would be the first page"):
        entered(TOC, outline["preface"], outline, ["pictures/drawing"])


def test_status_shows_pages_and_the_budget(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = write(tmp_path)
    runner = Runner(read_book(root))
    here = runner.book.page("pictures/drawing")
    runner.store.put(Run(here.slug, runner.key(here), [[]], {}, [], 2.5))
    assert press(root, "status", "--check") is Exit.FINE
    head, _, drawing, *rest = capsys.readouterr().out.split("\n")
    assert head.split() == [
        "page",
        "kind",
        "words",
        "cells",
        "longest",
        "equations",
        "exercises",
        "no",
        "alt",
        "run",
        "s",
    ]
    assert drawing.split() == ["pictures/drawing", "frame", "2", "1", "6", "0", "0", "0", "2.5"]
    assert "no times yet: they come with make test" in rest


@pytest.mark.parametrize(
    ("by_page", "fixed", "code"),
    [
        (50.0, 1200.0, Exit.FINE),
        (50.1, 0.0, Exit.CLAIM_FAILED),
        (0.0, 1200.1, Exit.CLAIM_FAILED),
    ],
)
def test_status_fails_above_the_budget(
    by_page: float, fixed: float, code: Exit, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = write(tmp_path)  # of two pages
    times = Times()
    times.add(BY_PAGE, "runs", by_page - 1)
    times.add(BY_PAGE, "the book", 1)
    times.add(FIXED, "tools", fixed)
    times.write(root)
    assert press(root, "status") is Exit.FINE
    assert press(root, "status", "--check") is code
    rows = [line.split() for line in capsys.readouterr().out.split("\n")]
    assert ["the", "book", "0.5"] in rows and ["tools", str(fixed)] in rows
    assert ["budget", "25.0", "1200.0"] in rows


@pytest.mark.parametrize("content", ["", "{", "[]", '{"by page": 3}'])
def test_times_that_cannot_be_read_are_none(content: str, tmp_path: Path) -> None:
    (tmp_path / "_build/press").mkdir(parents=True)
    (tmp_path / "_build/press/times.json").write_text(content)
    assert read(tmp_path) is None


def run_stages(root: Path, monkeypatch: pytest.MonkeyPatch, found: list[Stage], *words: str) -> Exit:
    monkeypatch.setattr(test, "stages", lambda: found)
    return test.test(root, list(words))


def python(code: str) -> list[str]:
    return [sys.executable, "-S", "-c", code]


BUSY = python("import time\nwhile time.process_time() < 0.3: pass")


def test_all_stages_run_also_after_one_has_failed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    found = [Stage("first", python("raise SystemExit(3)"), quick=True), Stage("last", python("open('done', 'w')"))]
    assert run_stages(tmp_path, monkeypatch, found) is Exit.CLAIM_FAILED
    said = capsys.readouterr().out
    assert "first  FAILED (3)" in said and "last   passed" in said
    assert "stages: 1 passed, 1 failed" in said
    assert (tmp_path / "done").exists()


def test_the_stages_times_are_kept_for_the_budget(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    nested = python(f"import subprocess; subprocess.run({BUSY!r})")
    asks = python("assert 'grows' in open('_build/press/times.json').read()")
    idle = python("import time; time.sleep(0.3)")
    found = [Stage("grows", nested), Stage("fixed", BUSY, grows=FIXED), Stage("idle", idle), Stage("last", asks)]
    assert run_stages(tmp_path, monkeypatch, found) is Exit.FINE
    times = read(tmp_path)
    assert times is not None
    assert 0.3 <= times.stages[BY_PAGE]["grows"] < 3 and 0.3 <= times.stages[FIXED]["fixed"] < 3
    assert times.stages[BY_PAGE]["idle"] < 0.3


def test_quick_stages_alone_leave_no_times(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found = [Stage("slow", python("raise SystemExit(1)")), Stage("quick", python(""), quick=True)]
    assert run_stages(tmp_path, monkeypatch, found, "--quick") is Exit.FINE
    assert read(tmp_path) is None


def test_everything_that_ci_checks_is_a_stage() -> None:
    """Removing a check should not pass unseen."""
    commands = [" ".join(stage.command[2:]) for stage in stages()]
    for words in (
        "ruff format",
        "ruff check",
        "mypy press",
        "press check",
        "press cover",
        "press rules",
        "tests/press",
    ):
        assert any(words in command for command in commands), words
    for words in ("tests/mlcode", "press run", "press book", "press nbval", "tests/site", "press status --check"):
        assert any(words in command for command in commands), words
    assert commands[-1] == "press status --check"
    assert not any("-lax" in command for command in commands)


def test_a_book_whose_package_is_not_what_it_says_is_not_built(tmp_path: Path) -> None:
    root = write(tmp_path)
    assert press(root, "tangle") is Exit.FINE
    with (root / "mlcode/pictures/plots.py").open("a") as file:
        file.write("# by hand\n")
    assert press(root, "book") is Exit.CLAIM_FAILED
    assert not (root / "_build").exists()


@pytest.fixture
def served(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[http.client.HTTPConnection]:
    (tmp_path / "index.html").write_text("<body>The book</body>")
    (tmp_path / "part").mkdir()
    (tmp_path / "part/index.html").write_text("<body>A part</body>")
    (tmp_path / "style.css").write_text("body {}</body>")
    monkeypatch.setattr(Built, "number", 7)
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Handler, directory=str(tmp_path)))
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    connection = http.client.HTTPConnection("127.0.0.1", server.server_address[1])
    yield connection
    connection.close()
    server.shutdown()
    server.server_close()
    thread.join()


def answer(connection: http.client.HTTPConnection, path: str) -> tuple[int, str]:
    connection.request("GET", path)
    response = connection.getresponse()
    return response.status, response.read().decode()


@pytest.mark.parametrize("path", ["/", "/index.html", "/index.html?q=1"])
def test_pages_are_served_with_lines_that_reload_them(path: str, served: http.client.HTTPConnection) -> None:
    status, text = answer(served, path)
    assert status == 200
    assert text.startswith("<body>The book<script>") and text.endswith("</script></body>")
    assert '"/__built"' in text and "location.reload" in text


def test_other_files_are_served_as_they_are(served: http.client.HTTPConnection) -> None:
    assert answer(served, "/style.css") == (200, "body {}</body>")


def test_the_number_of_builds_is_told(served: http.client.HTTPConnection) -> None:
    assert answer(served, "/__built") == (200, "7")


def test_what_is_not_there_is_not_found(served: http.client.HTTPConnection) -> None:
    assert answer(served, "/none.html")[0] == 404
    assert answer(served, "/part/none")[0] == 404
    assert answer(served, "/../../../etc/passwd")[0] == 404


def test_a_folder_has_a_slash_so_that_its_links_lead_right(served: http.client.HTTPConnection) -> None:
    assert answer(served, "/part")[0] == 301
    assert "A part" in answer(served, "/part/")[1]


def test_a_save_is_seen_and_a_broken_page_ends_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Three looks at the folder: nothing new, a page saved, a page removed."""
    page = tmp_path / "book/a/page.md"
    page.parent.mkdir(parents=True)
    page.write_text("one")
    looks = iter([lambda: None, lambda: page.write_text("two, longer"), page.unlink, None])

    def sleep(seconds: float) -> None:
        step = next(looks)
        if step is None:
            raise KeyboardInterrupt
        step()

    builds: list[Path] = []
    monkeypatch.setattr(serve.time, "sleep", sleep)
    monkeypatch.setattr(serve, "_build", builds.append)
    with pytest.raises(KeyboardInterrupt):
        serve._watch(tmp_path)
    assert builds == [tmp_path, tmp_path]
    assert capsys.readouterr().out == "changed: book/a/page.md\nchanged: a file was removed\n"


def test_a_build_counts_only_when_it_succeeds(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(Built, "number", 0)
    monkeypatch.setattr(serve, "python", lambda module, verb: python("raise SystemExit(1)"))
    serve._build(tmp_path)
    assert Built.number == 0 and "mend it and save again" in capsys.readouterr().out
    monkeypatch.setattr(serve, "python", lambda module, verb: python(""))
    serve._build(tmp_path)
    assert Built.number == 1


def test_a_build_that_fails_is_not_built_upon(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What it left is trusted by no later build; what a whole one left is."""
    page, codes = tmp_path / "_build/html/index.html", [0, 0, 1, 0]
    seen: list[bool] = []

    def weave(command: list[str], root: Path) -> tuple[int, str]:
        seen.append(page.exists())
        page.parent.mkdir(parents=True, exist_ok=True)
        page.touch()
        return codes[len(seen) - 1], ""

    monkeypatch.setattr(book, "_run", weave)
    exits = [book.build_site(tmp_path) for _ in codes]
    assert exits == [Exit.FINE, Exit.FINE, Exit.CLAIM_FAILED, Exit.FINE]
    assert seen == [False, True, True, False]
