"""Data sets: verified, and then out of reach."""

from __future__ import annotations

import copy
import pickle
from importlib.resources import files
from typing import Any

import numpy as np
import pytest

from mlcode import datasets
from mlcode.datasets import Dataset, card, load, verified

NAMES = sorted(each.name[:-4] for each in (files("mlcode") / "data").iterdir() if each.name.endswith(".csv"))


@pytest.mark.parametrize("name", NAMES)
def test_every_data_set_is_the_one_on_its_card_and_cannot_be_written(name: str) -> None:
    data, known = load(name), card(name)
    assert sorted(data) == sorted(known["columns"])
    for title in data:
        assert title in data and data[title].shape == (known["rows"],)
        with pytest.raises(ValueError, match="read-only"):
            data[title][0] = data[title][1]
        with pytest.raises(ValueError, match="WRITEABLE"):
            data[title].flags.writeable = True
    with pytest.raises(TypeError):
        data.columns[title] = data[title]  # type: ignore[index]


@pytest.mark.parametrize("copied", [copy.copy, copy.deepcopy, lambda data: pickle.loads(pickle.dumps(data))])
def test_a_data_set_can_be_copied_and_sent(copied: Any) -> None:
    data = load("hubble")
    other = copied(data)
    assert type(other) is Dataset and other.name == "hubble" and list(other) == list(data)
    assert all(np.array_equal(other[title], data[title]) for title in data)
    with pytest.raises(TypeError):
        other.columns["name"] = data["name"]
    for title in other:
        with pytest.raises(ValueError, match="read-only"):
            other[title][2] = other[title][1]
        with pytest.raises(ValueError, match="WRITEABLE"):
            other[title].flags.writeable = True


def test_a_data_set_keeps_no_array_that_others_may_write() -> None:
    mine = np.array([1.0, 2.0])
    data = Dataset("d", {"a": mine[::-1]})
    mine[0] = 9
    assert data["a"].tolist() == [2, 1]


def test_an_unknown_name_is_answered_by_the_names_there_are() -> None:
    with pytest.raises(FileNotFoundError, match="no data set 'hubbel', only cavendish, digits, forbes, hubble"):
        load("hubbel")
    with pytest.raises(KeyError, match="no 'speed' in hubble, only"):
        load("hubble")["speed"]


@pytest.mark.parametrize("change", ["rows", "header"])
def test_rows_and_names_are_those_on_the_card(change: str, monkeypatch: pytest.MonkeyPatch) -> None:
    known = copy.deepcopy(card("cavendish"))
    if change == "rows":
        known["rows"] += 1
    else:
        known["columns"]["date"] = {"meaning": "?", "unit": "text"}
    monkeypatch.setattr(datasets, "card", lambda name: known)
    with pytest.raises(ValueError, match="not the names or rows on the card"):
        load("cavendish")


def test_a_doubled_name_a_quoted_line_break_an_empty_cell_and_one_other_byte() -> None:
    known: dict[str, Any] = {"title": "t", "rows": 1, "columns": {"a": {"unit": "text"}, "b": {"unit": "m"}}}
    with pytest.raises(ValueError, match="not the names"):
        datasets._rows("a,a\n1,2\n", known)
    assert datasets._rows('a,b\n"1\n2",3\n', known) == (["a", "b"], [["1\n2", "3"]])
    assert np.isnan(datasets._column(("", "2"), "m")).tolist() == [True, False]
    with pytest.raises(ValueError, match="not the file on the card"):
        verified(b"other", {"title": "t", "sha256": "0" * 64})


def test_a_table_is_numbers_side_by_side() -> None:
    data = Dataset("d", {"a": np.array([1.0, 2.0]), "b": np.array(["1", "2"])})
    assert data.table("a", "a").tolist() == [[1, 1], [2, 2]]
    for names in ((), ("a", "b")):
        with pytest.raises(ValueError, match="a table needs columns of numbers"):
            data.table(*names)
    assert data == data and data != Dataset("d", dict(data.columns))
