"""`press prove [PAGE …]`: decide equations by running proof cells alone."""

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
from press.errors import Exit, Problem
from press.files import write_all
from press.proof.verdict import AGREES, GRADES
from press.run.kernel import environment
from press.run.runner import AT_ONCE, Runner
from press.run.verbs import chosen
from press.text import complain, say, table
from press.verdicts.fresh import fresh_equations
from press.verdicts.gather import Found
from press.verdicts.rules import arithmetic, complaints

VERDICTS = "_build/press/verdicts.json"


def prove(root: Path, arguments: list[str]) -> Exit:
    """Run proof cells, print the count by grade, write verdicts.json."""
    parser = argparse.ArgumentParser(prog="press prove", description=__doc__)
    parser.add_argument("pages", nargs="*", metavar="PAGE", help="chapter/slug; all pages where none is named")
    slugs = parser.parse_args(arguments).pages
    runner = Runner(read_book(root))
    pages = [page for page in chosen(runner.book, slugs) if page.kind]
    jobs = [(page, job(runner, page), runner.after(page), fresh_equations(runner.book, page)) for page in pages]
    with ThreadPoolExecutor(AT_ONCE) as pool:
        results = list(pool.map(lambda each: run_alone(*each), jobs))
    found = [problem for page, result in zip(pages, results, strict=True) for problem in _problems(page, result)]
    complain(sorted(found))
    rows = [row for page, result in zip(pages, results, strict=True) for row in _rows(page, result)]
    if not slugs:
        write_all(root, {VERDICTS: json.dumps(rows, ensure_ascii=False, indent=1).encode()})
    _report(pages, results, rows)
    return Exit.CLAIM_FAILED if found else Exit.FINE


def job(runner: Runner, page: Page) -> dict[str, Any]:
    """Return what a process needs to run the proof cells of a page alone."""
    return {
        "path": page.path,
        "imports": "\n".join(f"from {each.module} import {each.short}" for each in runner.own(page)),
        "cells": [{"line": cell.first, "source": cell.source} for cell in page.running if "proof" in cell.tags],
    }


def run_alone(page: Page, work: dict[str, Any], package: Path, equations: Path) -> dict[str, Any]:
    """Run the proof cells of a job in a process of its own; return what was found."""
    nothing = {"verdicts": [], "failures": [], "faults": [], "spent": [], "seconds": 0.0, "import": 0.0}
    if not work["cells"]:
        return nothing
    done = subprocess.run(
        [sys.executable, "-m", "press.verdicts.alone"],
        input=json.dumps(work),
        capture_output=True,
        text=True,
        check=False,
        env=environment(package, equations),
        cwd=package,
    )
    if done.returncode:
        last = (done.stderr.strip().splitlines() or ["no message"])[-1]
        return {**nothing, "faults": [(work["cells"][0]["line"], f"the process ended: {last}")]}
    result: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return result


def _problems(page: Page, result: dict[str, Any]) -> list[Problem]:
    found = [Problem(page.path, line, "equation", text.rstrip(".")) for line, text in result["faults"]]
    found += [Problem(page.path, each["line"], "equation", each["message"].rstrip(".")) for each in result["failures"]]
    failed = {each["label"] for each in result["failures"]}
    if result["faults"]:  # what stands after them in their cells was not tried
        return found + list(arithmetic(page))
    return found + list(complaints(page, [Found(**each) for each in result["verdicts"]], failed))


def _rows(page: Page, result: dict[str, Any]) -> list[dict[str, Any]]:
    return [{**each, "page": page.slug} for each in result["verdicts"]]


def _report(pages: list[Page], results: list[dict[str, Any]], rows: list[dict[str, Any]]) -> None:
    counts = Counter(row["grade"] for row in rows)
    sums = sum(len(page_sums) for page_sums in map(_sums, pages))
    named = [*((GRADES[grade], counts[grade]) for grade in GRADES if grade != AGREES), ("arithmetic by hand", sums)]
    say(table(("grade", "equations"), named))
    say(f"\n{counts[AGREES]} equations are tied to the code that computes them")
    slow = max(zip(results, pages, strict=True), key=lambda each: float(each[0]["seconds"]), default=None)
    if slow and slow[0]["seconds"]:
        whole = sum(float(each["seconds"]) for each in results)
        say(f"{whole:.1f} s for {len(pages)} pages; the slowest is {slow[1].slug}, {slow[0]['seconds']:.1f} s")


def _sums(page: Page) -> list[str]:
    from press.book import equations

    return [str(each.label) for each in equations(page) if str(each.label).startswith("num-")]
