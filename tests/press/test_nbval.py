"""`press nbval`: a notebook that prints something else than is stored fails."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from press.book import read_book
from press.cli import main
from press.errors import Exit
from press.run.record import Run
from press.run.runner import Runner
from tests.press import small
from tests.press.small import page
from tests.press.tiny import cell

DRAW = "import matplotlib.pyplot as plt\n\nfig, ax = plt.subplots(figsize=(1, 1))"
PAGES = {
    "a/first": page(cell("def half(x):\n    return x / 2", "halves")),
    "a/right": page(
        cell("from mlcode.halves import half\n\nhalf(3)"),
        cell("import time\n\ntime.perf_counter()", tags="[timing]"),
        cell("object()"),
        cell(DRAW, figure="fig-one", alt="An empty picture."),
    ),
    "a/wrong": page(cell("from mlcode.halves import half\n\nhalf(3)"), cell("print(0.1 + 0.2)")),
    "a/words": page("Words."),
}


def result(text: str) -> list[dict[str, Any]]:
    return [{"output_type": "execute_result", "metadata": {}, "data": {"text/plain": text}, "execution_count": 1}]


SVG = {"output_type": "display_data", "metadata": {}}
SVG["data"] = {"image/svg+xml": "<svg>other bytes</svg>", "text/plain": "<Figure size 100x100 with 1 Axes>"}
STORED = {
    "a/first": [[]],
    "a/right": [result("1.5"), result("123.4"), result("<object at 0x7f0000000000>"), [SVG]],
    "a/wrong": [result("1.5"), [{"output_type": "stream", "name": "stdout", "text": "0.3\n"}]],
    "a/words": [],
    "tools/growing": [[]],
}


def test_a_wrong_stored_number_fails_and_nothing_else_does(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """Timings, pictures and addresses are left out; the package is the book's own, finished."""
    small.write_book(tmp_path, PAGES)
    assert main(["--root", str(tmp_path), "tangle"]) is Exit.FINE
    runner = Runner(read_book(tmp_path))
    for each in runner.book.pages:
        runner.store.put(Run(each.slug, runner.key(each), STORED[each.slug], {}))
    assert main(["--root", str(tmp_path), "nbval"]) is Exit.CLAIM_FAILED
    said = capfd.readouterr().out
    assert "1 failed, 7 passed" in said
    assert "a/wrong.ipynb::Cell 1" in said and "0.30000000000000004" in said
    assert "a/right.ipynb::Cell" not in said
