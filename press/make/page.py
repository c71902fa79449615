"""`press page PAGE`: the author's loop. Tangle, run, exercises, rules, and a view."""

from __future__ import annotations

import argparse
import time
from pathlib import Path

from press.book import read_book
from press.errors import Exit
from press.exercises import verdict
from press.make.book import SITE, build_site
from press.rules.verbs import check, surroundings
from press.run.runner import Runner
from press.run.verbs import chosen
from press.tangle.verbs import tangle
from press.text import complain, say


def page(root: Path, arguments: list[str]) -> Exit:
    """Bring one page up to date, and say what is wrong with it."""
    parser = argparse.ArgumentParser(prog="press page", description=__doc__)
    parser.add_argument("page", metavar="PAGE", help="chapter/slug, as in linear-regression/one-feature")
    parser.add_argument("--no-view", action="store_true", help="do not weave the site")
    options = parser.parse_args(arguments)
    began = time.perf_counter()
    if (code := tangle(root, [])) is not Exit.FINE:
        return code
    runner = Runner(read_book(root))
    (here,) = chosen(runner.book, [options.page])
    run = runner.ensure(here)
    found = check(here, surroundings(runner.book), run) + verdict.problems(here, run.exercises)
    complain(sorted(found))
    say(f"{here.slug}: ran in {run.seconds:.1f} s, {len(found)} problems")
    if not options.no_view and (code := build_site(root)) is not Exit.FINE:
        return code
    say(f"{SITE}/book/{here.slug}.html ({time.perf_counter() - began:.0f} s)")
    return Exit.CLAIM_FAILED if found else Exit.FINE
