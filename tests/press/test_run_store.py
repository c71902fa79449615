"""Kept runs, and accepted outputs."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest

from press.book import Page
from press.book.page import read_page
from press.run import accepted
from press.run.record import Run, Store
from tests.press.tiny import cell, page

RUN = Run("a/page", "key", [[{"output_type": "stream", "name": "stdout", "text": "½\n"}]], {"x:.1f": "0.5"}, [], 1.5)


def test_a_kept_run_comes_back_as_it_was(tmp_path: Path) -> None:
    store = Store(tmp_path)
    store.put(RUN)
    assert store.get("a/page", "key") == RUN
    assert store.get("a/page", "another") is None
    assert store.get("another", "key") is None


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"3", b'{"page": "a/page"}', b'{"more": 1}', b"\xff\xfe"])
def test_a_damaged_file_is_as_none(content: bytes, tmp_path: Path) -> None:
    store = Store(tmp_path)
    store.put(RUN)
    (path,) = store.folder.rglob("key.json")
    path.write_bytes(content)
    assert store.get("a/page", "key") is None
    store.put(RUN)
    assert store.get("a/page", "key") == RUN


def test_a_run_of_another_page_or_key_is_as_none(tmp_path: Path) -> None:
    store = Store(tmp_path)
    store.put(RUN)
    (path,) = store.folder.rglob("key.json")
    path.rename(path.with_name("other.json"))
    assert store.get("a/page", "other") is None


def test_the_runs_used_last_are_kept(tmp_path: Path) -> None:
    store = Store(tmp_path)
    for number in range(4):
        store.put(Run("a/page", f"key-{number}", [], {}))
        os.utime(store.folder / "a/page" / f"key-{number}.json", (number, number))
    store.put(Run("b/page", "key-0", [], {}))
    assert store.get("a/page", "key-0") is not None  # and now it is the one used last
    for number in (4, 5):
        store.put(Run("a/page", f"key-{number}", [], {}))
    kept = {path.stem for path in (store.folder / "a/page").iterdir()}
    assert kept == {"key-0", "key-3", "key-4", "key-5"}
    assert store.get("b/page", "key-0") is not None


def read(*parts: str) -> Page:
    return read_page("a/page", "book/a/page.md", page(*parts), [])


def stream(text: str) -> dict[str, Any]:
    return {"output_type": "stream", "name": "stdout", "text": text}


def shown(**data: str) -> dict[str, Any]:
    return {"output_type": "display_data", "data": {key.replace("_", "/"): value for key, value in data.items()}}


SVG = {"output_type": "display_data", "data": {"image/svg+xml": "<svg/>", "text/plain": "<Figure size 640x480>"}}


def test_the_text_of_a_page_is_what_its_cells_print() -> None:
    here = read(cell("1"), cell("2", tags="[timing]"), cell("3"), cell("4", tags="[mistake]"), cell("5"), cell("6"))
    outputs = [
        [stream("one\n"), shown(text_plain="1.5")],
        [stream("took 3 s\n")],
        [SVG],
        [stream("at 0x7f00deadbeef, in /var/ipykernel_12/345.py\n")],
        [],
    ]
    run = Run("a/page", "key", outputs, {"b": "2", "a:.1f": "1.0"})
    assert accepted.text(here, run) == (
        "── cell 1\none\n1.5\n── cell 5\nat ADDRESS, in /var/CELL\n── values\na:.1f = 1.0\nb = 2\n"
    )


def test_a_figure_is_left_out_and_not_what_is_printed_beside_it() -> None:
    run = Run("a/page", "key", [[stream("before\n"), SVG, stream("after\n")]], {})
    assert accepted.text(read(cell("1")), run) == "── cell 1\nbefore\nafter\n"


def test_a_silent_page_has_no_text() -> None:
    assert accepted.text(read(cell("1")), Run("a/page", "key", [[]], {})) == ""


def test_a_changed_number_is_a_problem_that_shows_the_difference(tmp_path: Path) -> None:
    here = read(cell("1"))
    file = tmp_path / "tests/outputs/a/page.txt"
    file.parent.mkdir(parents=True)
    file.write_text("── cell 1\n0.1\n")
    assert accepted.compare(tmp_path, here, Run("a/page", "key", [[stream("0.1\n")]], {})) == []
    (problem,) = accepted.compare(tmp_path, here, Run("a/page", "key", [[stream("0.2\n")]], {}))
    assert problem.code == "output-changed"
    assert "    -0.1\n    +0.2" in problem.message
    assert "press run a/page --accept" in problem.hint


def test_a_page_that_prints_and_was_never_accepted_is_a_problem(tmp_path: Path) -> None:
    (problem,) = accepted.compare(tmp_path, read(cell("1")), Run("a/page", "key", [[stream("0.1\n")]], {}))
    assert "+0.1" in problem.message


def test_outputs_that_belong_to_no_page_are_a_problem(tmp_path: Path) -> None:
    for slug in ("a/page", "a/gone"):
        (tmp_path / "tests/outputs/a").mkdir(parents=True, exist_ok=True)
        (tmp_path / f"tests/outputs/{slug}.txt").touch()
    (problem,) = accepted.stray_problems(tmp_path, [read(cell("1"))])
    assert (problem.path, problem.code) == ("tests/outputs/a/gone.txt", "stray-output")
