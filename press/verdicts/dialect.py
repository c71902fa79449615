"""`press dialect`: write down what LaTeX the checker reads."""

from __future__ import annotations

import argparse
from pathlib import Path

from press.errors import Exit, Problem
from press.files import write_all
from press.proof.dialect.guide import guide
from press.text import complain, say

DOCUMENT = "press/proof/DIALECT.md"


def dialect(root: Path, arguments: list[str]) -> Exit:
    """Write the document, or compare it with what is there."""
    parser = argparse.ArgumentParser(prog="press dialect", description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing; fail where the document is not fresh")
    text = guide()
    if parser.parse_args(arguments).check:
        path = root / DOCUMENT
        if not path.is_file() or path.read_text(encoding="utf-8") != text:
            complain([Problem(DOCUMENT, 0, "drift", "it is not what the dialect is", "Run `python -m press dialect`")])
            return Exit.CLAIM_FAILED
        return Exit.FINE
    say(f"{len(write_all(root, {DOCUMENT: text.encode()}))} files changed")
    return Exit.FINE
