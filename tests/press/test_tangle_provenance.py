"""The map, and what the site and the runner read from it."""

from __future__ import annotations

import json
from pathlib import Path

from press.tangle import Place, Tangled
from press.tangle.provenance import MAP, recorded
from tests.press.tiny import IMPORT_EXTENDS, cell, page, tangle

PAGES = {
    "a/first": page(
        cell("X = 1\n\n\ndef g():\n    return X", "m"),
        cell('class A:\n    """A."""\n\n    n = X\n\n    def f(self):\n        raise NotImplementedError\n\n    def k(self):\n        return g()', "m"),
    ),
    "a/second": page(
        cell(f"{IMPORT_EXTENDS}\nfrom mlcode.m import A, X, g"),
        cell("@extends(A)\nclass A:\n    def f(self):\n        return 1\n\n    def new(self):\n        return X", "m"),
        cell("A().f()"),
        cell("def g():\n    return X + 1", "m", replaces="g"),
        cell("@extends(A)\nclass A:\n    def k(self):\n        return 2", "m", replaces="A.k"),
        cell("class B(A):\n    def h(self):\n        return g()", "p/n"),
    ),
    "a/third": page(cell("from mlcode.p import B\n\nB().h()"), cell("[B for B in [1]]\n\n\ndef use():\n    return B"), cell("B()")),
}  # fmt: skip


def rows(tangled: Tangled) -> list[dict[str, object]]:
    return [json.loads(line) for line in str(tangled.files[MAP]).splitlines()]


def test_the_map_has_a_sorted_line_for_each_definition_and_file(tmp_path: Path) -> None:
    tangled = tangle(tmp_path, PAGES)
    lines = str(tangled.files[MAP]).splitlines()
    assert lines == sorted(lines)
    found = {row["definition"]: row for row in rows(tangled) if "definition" in row}
    assert set(found) == {
        "mlcode.growing.extends", "mlcode.m.X", "mlcode.m.g", "mlcode.m.A", "mlcode.m.A.n", "mlcode.m.A.f",
        "mlcode.m.A.k", "mlcode.m.A.new", "mlcode.p.n.B", "mlcode.p.n.B.h",
    }  # fmt: skip
    assert found["mlcode.m.A"]["pages"] == ["a/first", "a/second"]
    assert found["mlcode.m.A.k"]["supersedes"] == ["a/first#A.k"]
    assert found["mlcode.m.g"]["supersedes"] == ["a/first#g"]
    assert found["mlcode.m.g"]["uses"] == ["mlcode.m.X"]
    assert found["mlcode.p.n.B"]["uses"] == ["mlcode.m.A"]
    assert found["mlcode.m.A.new"]["uses"] == ["mlcode.m.X"]
    files = recorded(str(tangled.files[MAP]))
    assert files.keys() == tangled.files.keys() - {MAP}


def test_prose_and_new_cells_before_it_do_not_change_the_map(tmp_path: Path) -> None:
    pages = {**PAGES, "a/first": PAGES["a/first"].replace("# A page\n", "# A page\n\nMore.\n\n" + cell("1 + 1") + "\n")}
    assert tangle(tmp_path / "one", PAGES).files == tangle(tmp_path / "two", pages).files


def test_the_digest_of_a_definition_is_that_of_its_text(tmp_path: Path) -> None:
    before = tangle(tmp_path / "one", PAGES).live
    changed = {**PAGES, "a/first": PAGES["a/first"].replace("X = 1", "X = 2")}
    after = tangle(tmp_path / "two", changed).live
    assert {name for name in before if before[name].digest != after[name].digest} == {"mlcode.m.X"}


def test_reachable_follows_uses_and_members(tmp_path: Path) -> None:
    tangled = tangle(tmp_path, PAGES)
    assert list(tangled.reachable(["mlcode.m.g"])) == ["mlcode.m.X", "mlcode.m.g"]
    assert set(tangled.reachable(tangled.imported["a/third"])) == set(tangled.live) - {"mlcode.growing.extends"}
    assert tangled.reachable([]) == tangled.reachable(["mlcode.none"]) == {}


def test_a_class_does_not_lean_on_itself(tmp_path: Path) -> None:
    code = "class A:\n    def again(self):\n        return A(), B\n\n\nclass B:\n    x = 1"
    live = tangle(tmp_path, {"a/page": page(cell(code, "m"))}).live
    assert live["mlcode.m.A.again"].uses == ("mlcode.m.B",)


def test_definitions_know_what_came_before_and_after(tmp_path: Path) -> None:
    tangled = tangle(tmp_path, PAGES)
    old, new = (each for each in tangled.definitions if each.short == "g")
    assert (old.superseded_by, new.supersedes) == (new.place, (old.place,))
    stub, full = (each for each in tangled.definitions if each.short == "A.f")
    assert (stub.verb, full.verb) == ("adds", "extends")
    assert [each.verb for each in tangled.definitions if each.short in ("g", "A.k")] == [
        "adds", "adds", "replaces", "replaces",
    ]  # fmt: skip
    assert tangled.places("mlcode.m.A") == [Place("a/first", 2), Place("a/second", 2), Place("a/second", 5)]
    assert tangled.places("mlcode.none") == []


def test_a_class_replaced_whole_takes_its_members_along(tmp_path: Path) -> None:
    first = {key: PAGES[key] for key in ("a/first",)}
    tangled = tangle(
        tmp_path, {**first, "a/last": page(cell("class A:\n    def f(self):\n        return 1", "m", replaces="A"))}
    )
    gone = {each.short for each in tangled.definitions if each.superseded_by}
    assert gone == {"A", "A.n", "A.f", "A.k"}
    assert {each.short for each in tangled.live.values() if each.module == "mlcode.m"} == {"X", "g", "A", "A.f"}


def test_uses_are_cells_of_pages(tmp_path: Path) -> None:
    used = tangle(tmp_path, PAGES).used_in
    assert used["mlcode.p.n.B"] == (Place("a/third", 1), Place("a/third", 2), Place("a/third", 3))
    assert used["mlcode.m.A"] == (Place("a/second", 3), Place("a/second", 6))
    assert "mlcode.growing.extends" not in used


def test_notes_say_what_a_cell_does(tmp_path: Path) -> None:
    tangled = tangle(tmp_path, PAGES)
    notes = tangled.notes("a/first", 1)
    assert [(note.verb, note.name) for note in notes] == [("adds", "X"), ("adds", "g")]
    assert notes[1].links == (("· superseded in", Place("a/second", 4)),)
    (note,) = tangled.notes("a/first", 2)
    assert note.links == (("▼ continued in", Place("a/second", 2)), ("· used in", Place("a/second", 3)))
    filled, added = tangled.notes("a/second", 2)
    assert (filled.name, filled.links) == ("A.f", ())
    assert added.links == (("▲ begun in", Place("a/first", 2)), ("▼ continued in", Place("a/second", 5)))
    (note,) = tangled.notes("a/second", 4)
    assert note.verb == "replaces"
    assert note.links[0] == ("▲ begun in", Place("a/first", 1))
    (note,) = tangled.notes("a/second", 6)
    assert note.links == (("· used in", Place("a/third", 1)),)
    assert tangled.notes("a/third", 1) == []
