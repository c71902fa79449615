"""`press mutate [PAGE …]`: change every checked equation in many ways; 99 % must be noticed."""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from press.book import Page, read_book
from press.errors import Exit, PressError, fail
from press.run.kernel import environment
from press.run.runner import AT_ONCE, Runner
from press.run.verbs import chosen
from press.text import complain, say, table
from press.verdicts.fresh import fresh_equations
from press.verdicts.prove import job
from press.verdicts.rules import derived

_FROM_EACH = 25  # mutants that an equation has, about
LEAST = 0.99  # of the mutants that are not equal to their original
Rows = list[dict[str, Any]]


def mutate(root: Path, arguments: list[str]) -> Exit:
    """Test the checker on the book's own equations."""
    parser = argparse.ArgumentParser(prog="press mutate", description=__doc__)
    parser.add_argument("pages", nargs="*", metavar="PAGE", help="chapter/slug; all pages where none is named")
    parser.add_argument("--about", type=int, metavar="N", help="try about so many, drawn from all (default: all)")
    parser.add_argument("--seed", type=int, default=0, help="which ones are drawn")
    options = parser.parse_args(arguments)
    runner = Runner(read_book(root))
    pages = [page for page in chosen(runner.book, options.pages) if any("proof" in cell.tags for cell in page.cells)]
    share = _share(pages, options.about) if options.about else 1.0
    prepared = [(page, runner, share, options.seed) for page in pages]
    with ThreadPoolExecutor(AT_ONCE) as pool:
        rows = [row for of_page in pool.map(lambda each: _run(*each), prepared) for row in of_page]
    return _report(rows)


def _share(pages: list[Page], about: int) -> float:
    return min(1.0, about / (_FROM_EACH * max(1, sum(len(derived(page)) for page in pages))))


def _run(page: Page, runner: Runner, share: float, seed: int) -> Rows:
    package, equations = runner.after(page), fresh_equations(runner.book, page)
    done = subprocess.run(
        [sys.executable, "-m", "press.mutate.inside"],
        input=json.dumps({**job(runner, page), "share": share, "seed": seed}),
        capture_output=True,
        text=True,
        check=False,
        env=environment(package, equations),
        cwd=package,
    )
    if done.returncode:
        last = (done.stderr.strip().splitlines() or ["no message"])[-1]
        raise PressError(fail(page.path, 0, "mutate", f"the process ended: {last}").problems, Exit.CLAIM_FAILED)
    rows: Rows = json.loads(done.stdout.splitlines()[-1])
    return rows


def _report(rows: Rows) -> Exit:
    bad = [row for row in rows if row["fate"] == "survived" or row["fate"].startswith("crash")]
    complain([f"{row['label']}: {row['operator']}: {row['fate']}: {row['as']}" for row in bad])
    counts = {name: Counter(_kind(row["fate"]) for row in rows if row["operator"] == name) for name in _names(rows)}
    head = ("operator", "mutants", "refuted", "refused", "equal", "survived")
    say(table(head, [(name, c.total(), *(c[kind] for kind in head[2:])) for name, c in counts.items()]))
    real = [row for row in rows if row["fate"] != "equal"]
    share = 1 - len(bad) / max(len(real), 1)
    say(f"\n{len(rows)} mutants of {len({row['label'] for row in rows})} equations: {share:.2%} of {len(real)} noticed")
    return Exit.FINE if share >= LEAST and rows else Exit.CLAIM_FAILED


def _names(rows: Rows) -> list[str]:
    return sorted({row["operator"] for row in rows})


def _kind(fate: str) -> str:
    if fate in ("equal", "survived"):
        return fate
    if fate.startswith("crash"):
        return "survived"
    return "refuted" if fate == "Refuted" else "refused"  # shapes, indices, names that are left unused
