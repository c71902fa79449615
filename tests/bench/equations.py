"""The time that the book's equations take: by page, and the slowest of each page."""

from __future__ import annotations

import sys
from pathlib import Path

from press.book import read_book
from press.run.runner import Runner
from press.text import say, table
from press.verdicts.fresh import fresh_equations
from press.verdicts.prove import job, run_alone

# Seconds, after the import of press.proof: what an equation may take, and all of a page.
ONE, PAGE, BOOK = 3.0, 5.0, 1.0


def main() -> int:
    """Print the table; fail where a limit is broken."""
    runner = Runner(read_book(Path.cwd()))
    rows = []
    for page in runner.book.pages:
        work = job(runner, page)
        if work["cells"]:
            found = run_alone(page, work, runner.after(page), fresh_equations(runner.book, page))
            label, longest = max(found["spent"], key=lambda each: each[1])
            rows.append((page.slug, len(found["spent"]), found["import"], found["seconds"], label, longest))
    head = ("page", "verdicts", "import s", "s", "slowest", "s")
    say(table(head, [(a, b, round(c, 2), round(d, 2), e, round(f, 2)) for a, b, c, d, e, f in rows]))
    mean = sum(row[3] for row in rows) / max(len(rows), 1)
    say(f"\n{mean:.2f} s a page (limit {BOOK}), beside {max(row[2] for row in rows):.2f} s for the import at most")
    return int(mean > BOOK or any(row[3] > PAGE or row[5] > ONE for row in rows))


if __name__ == "__main__":
    sys.exit(main())
