"""A small book whose equations have every mark, and runs of it whose verdicts are made up."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from press.book import read_book
from press.proof.verdict import GRADES, MIME
from press.run.record import Run
from press.run.runner import Runner
from tests.press import small
from tests.press.small import page
from tests.press.tiny import cell

HALF = 'def half(x):\n    """Return half of x."""\n    return x / 2'
OTHER = 'def half(x):\n    """Return half of x, another way."""\n    return 0.5 * x'
LONG = " + ".join(f"x_{{{n}}} y_{{{n}}}" for n in range(30))
OUTLINE = """
- part: "A part"
  pages:
    - {slug: preface, title: "Preface", kind: frame}
    - {slug: a/early, title: "The early page", kind: frame}
    - {slug: a/late, title: "The late page", kind: frame}
    - {slug: how-it-checks-itself, title: "How it checks itself", kind: frame}
"""


def display(tex: str, label: str) -> str:
    return f"$$\n{tex}\n$$ ({label})"


PROOF = {"tags": "[proof]"}
PAGES = {
    "preface": page("Welcome.", title="Preface"),
    "a/early": page(
        cell(HALF, "halves"),
        display("h(x) = \\frac{x}{2}", "eq-half"),
        display(f"a = {LONG}", "eq-long"),
        display("a = b", "eq-sampled"),
        cell("%load_ext press.proof", **PROOF),
        cell('%%proof\ndefine("eq-half")\ncheck("eq-long")\ncheck("eq-sampled")', **PROOF),
        cell("%%proof\nnothing = 1", **PROOF),
        title="The early page",
    ),
    "a/late": page(
        display("c = d", "eq-cited"),
        display("e = f", "eq-fixed"),
        cell("%load_ext press.proof", **PROOF),
        cell('%%proof\ncite("eq-cited")\ncheck("eq-fixed")', **PROOF),
        cell('%%proof\nagree("eq-half")', **PROOF),
        "Prose between the folds.",
        cell(OTHER, "halves", replaces="half"),
        display("1 + 1 = 2", "num-right"),
        display("1 + 1 = 3", "num-wrong"),
        display("k = l", "eq-forgotten"),
        title="The late page",
    ),
    "how-it-checks-itself": page(
        "```{grade-table}\n```", "## What each mark means", "```{equation-list}\n```", title="How it checks itself"
    ),
}  # fmt: skip
DECIDES = {"eq-half": "definition", "eq-long": "all-sizes", "eq-sampled": "sampled"}
# By page and cell: label, grade, detail, argument.
VERDICTS: dict[str, dict[int, list[tuple[str, str, str, dict[str, Any]]]]] = {
    "a/early": {3: [(label, grade, f"a detail of {grade}", {}) for label, grade in DECIDES.items()]},
    "a/late": {
        2: [("eq-cited", "cited", "hubble1929: <too> *long*", {}), ("eq-fixed", "these-sizes", "x_y has a size", {})],
        3: [("eq-half", "agrees", "to 1e-09", {"code": "half"})],
    },
}
WORDS = {
    "eq-half": GRADES["definition"],
    "eq-long": GRADES["all-sizes"],
    "eq-sampled": GRADES["sampled"],
    "eq-cited": GRADES["cited"],
    "eq-fixed": GRADES["these-sizes"],
    "num-right": "arithmetic by hand",
    "num-wrong": "not decided",
    "eq-forgotten": "not decided",
}


def write(root: Path) -> Path:
    return small.write_book(root, PAGES, outline=OUTLINE, tools=False)


def keep_runs(root: Path, verdicts: Any = None) -> None:
    """Put a run of every page into the store, as if its proof cells had decided."""
    runner = Runner(read_book(root))
    given = VERDICTS if verdicts is None else verdicts
    for each in runner.book.pages:
        outputs = [[_output(*row) for row in given.get(each.slug, {}).get(one.index, [])] for one in each.running]
        runner.store.put(Run(each.slug, runner.key(each), outputs, {}, [], 1.0))


def _output(label: str, grade: str, detail: str, argument: dict[str, Any]) -> dict[str, Any]:
    verdict = {"label": label, "grade": grade, "detail": detail, "argument": argument}
    return {"output_type": "display_data", "metadata": {}, "data": {MIME: verdict, "text/plain": f"✓ {label}"}}
