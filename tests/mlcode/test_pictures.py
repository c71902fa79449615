"""The drawings: what they refuse, and what they write."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import matplotlib as mpl
import numpy as np
import pytest

mpl.use("agg")

import matplotlib.pyplot as plt

from mlcode import pictures


@pytest.fixture
def ax() -> Iterator[Any]:
    fig, axes = pictures.canvas()
    yield axes
    plt.close(fig)


@pytest.mark.parametrize("kind", [-1, 6, 1.0, np.float64(2), "1", None])
def test_a_kind_is_a_whole_number_from_0_to_5(kind: Any) -> None:
    with pytest.raises(ValueError, match=f"a kind is a whole number from 0 to 5, not {kind}"):
        pictures.look_of(kind)


def test_each_kind_has_a_look_of_its_own_also_under_a_number_of_numpy() -> None:
    looks = [pictures.look_of(kind) for kind in range(6)]
    assert all(len(set(each)) == 6 for each in zip(*looks, strict=True))
    assert pictures.look_of(np.int64(3)) == looks[3]  # type: ignore[arg-type]


def test_words_stand_where_align_says(ax: Any) -> None:
    sides = {"left": "left", "right": "right", "above": "center", "below": "center", "center": "center"}
    for align, side in sides.items():
        pictures.note(ax, 0, 0, "here", align=align)
        assert ax.texts[-1].get_ha() == side and ax.texts[-1].get_va() == "center"
    with pytest.raises(ValueError, match="align is one of left, right, above, below, center, not 'top'"):
        pictures.note(ax, 0, 0, "here", align="top")


def test_a_matrix_shows_its_numbers_and_zero_has_no_sign(ax: Any) -> None:
    pictures.matrix(ax, [[-0.2, 0.2], [-1.6, np.nan], [np.inf, 10]])
    assert [each.get_text() for each in ax.texts] == ["0", "0", "−2", "nan", "inf", "10"]
    pictures.matrix(ax, np.array([[-0.04]]), 1)
    assert ax.texts[-1].get_text() == "0.0"
    pictures.matrix(ax, [[0, 0]])  # nothing to scale the shades by


@pytest.mark.parametrize(("table", "digits"), [([[1.0]], -1), ([1.0], 0), ([[]], 0)])
def test_what_is_no_matrix_is_refused(ax: Any, table: Any, digits: int) -> None:
    with pytest.raises(ValueError, match=r"no matrix to draw: shape \(.*\), -?\d digits"):
        pictures.matrix(ax, table, digits)


def test_columns_of_different_lengths_are_refused_where_there_is_a_label(ax: Any) -> None:
    with pytest.raises(ValueError):
        pictures.line(ax, [1, 2], [1], label="here")
    pictures.scatter(ax, [], [], label="nothing to name")
