"""The document of the dialect: fresh, and every example in it is read."""

from __future__ import annotations

from pathlib import Path

import pytest

from press.cli import main
from press.errors import Exit
from press.proof import DialectError
from press.proof.dialect import Tree, guide, parse, tokens
from press.proof.source import macros
from press.verdicts.dialect import DOCUMENT

ROOT = Path(__file__).parents[2]
EXAMPLES = [row[1] for rows in guide.ROWS.values() for row in rows]


def is_function(tree: Tree) -> bool:
    while tree.kind == "prime":
        tree = tree.parts[0]
    return tree.kind == "name" and tree.text in guide.FUNCTIONS


@pytest.mark.parametrize("tex", EXAMPLES)
def test_every_example_is_read(tex: str) -> None:
    (chain, *_) = parse(tex, is_function, macros())
    assert chain.relations


@pytest.mark.parametrize("what", sorted(tokens.REFUSED))
def test_what_is_refused_says_what_to_write(what: str) -> None:
    with pytest.raises(DialectError) as caught:
        parse(f"x = {what} y", is_function, macros())
    assert tokens.REFUSED[what] in str(caught.value)


def test_the_document_is_fresh() -> None:
    assert (ROOT / DOCUMENT).read_text(encoding="utf-8") == guide.guide()
    assert main(["--root", str(ROOT), "dialect", "--check"]) is Exit.FINE


def test_a_stale_document_is_noticed(tmp_path: Path) -> None:
    (tmp_path / "_toc.yml").write_text("format: jb-book\nroot: book/a\n", encoding="utf-8")
    assert main(["--root", str(tmp_path), "dialect", "--check"]) is Exit.CLAIM_FAILED
    assert main(["--root", str(tmp_path), "dialect"]) is Exit.FINE
    assert main(["--root", str(tmp_path), "dialect", "--check"]) is Exit.FINE
