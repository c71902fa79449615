"""Runs in a process of its own: the proof cells of one page, and nothing else of it."""

from __future__ import annotations

import json
import sys
import time
import traceback
from dataclasses import asdict
from typing import Any


def main(job: str) -> None:
    """Run the cells of a job (JSON), print what was found as the last line."""
    work = json.loads(job)
    begin = time.process_time()
    import press.proof  # noqa: F401 - so that its import is not counted

    ready = time.process_time()
    from press.proof import verdict

    verdict.failures = []
    from press.proof.cells import private_names

    names = private_names()
    exec(work["imports"], names)  # noqa: S102 - the page's own definitions
    faults = [fault for cell in work["cells"] if (fault := _cell(work["path"], cell, names))]
    found = {
        "verdicts": [asdict(each) for each in verdict.collected],
        "failures": [asdict(each) for each in verdict.failures],
        "faults": faults,
        "spent": verdict.spent,
        "seconds": time.process_time() - ready,
        "import": ready - begin,
    }
    print("\n" + json.dumps(found))


def _cell(path: str, cell: dict[str, Any], names: dict[str, Any]) -> tuple[int, str] | None:
    """Run one cell; return the page's line and what went wrong, if anything did."""
    from press.proof import ProofError
    from press.proof.cells import plain

    try:
        code = compile("\n" * (cell["line"] - 1) + plain(cell["source"]), path, "exec")
        exec(code, names)  # noqa: S102 - the book's own text
    except Exception as error:
        frames = [frame for frame in traceback.extract_tb(error.__traceback__) if frame.filename == path]
        line = frames[-1].lineno if frames else getattr(error, "lineno", None)
        text = str(error) if isinstance(error, ProofError) else f"{type(error).__name__}: {error}"
        return line or cell["line"], text
    return None


if __name__ == "__main__":
    main(sys.stdin.read())
