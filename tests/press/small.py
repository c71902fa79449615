"""Small whole books: what tiny ones have not, such as a configuration and exercises."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from tests.press import tiny
from tests.press.tiny import cell

ROOT = Path(__file__).parents[2]
FRONT = """---
file_format: mystnb
kernelspec: {name: python3, display_name: Python 3}
kind: frame
promise: You will see a small page.
---
# A small page
"""
CONFIG = ("_config.yml", "pyproject.toml")


def page(*parts: str, title: str = "A small page", front: str = FRONT) -> str:
    """Return a page of the least kind, with cells, blocks and prose."""
    return front.replace("A small page", title) + "\n" + "\n\n".join(parts) + "\n"


def block(what: str, text: str, /, *, fence: str = "```", **options: str) -> str:
    rows = [f":{key}: {value}" for key, value in options.items()]
    return "\n".join([f"{fence}{{{what}}}", *rows, text, fence])


def exercise(
    name: str,
    check: str = "",
    answer: str = "",
    *mistakes: str,
    kind: str = "derive",
    hint: bool = True,
    solution: bool = True,
) -> str:
    """Return an exercise with its parts, in order."""
    parts = [block("exercise", "A question.", name=name, kind=kind, minutes="5")]
    parts += [cell(check, tags="[check]")] if check else []
    parts += [block("hint", "A first step.")] if hint else []
    parts += [block("solution", "The working.")] if solution and not answer else []
    parts += [cell(answer, tags="[solution]")] if answer else []
    parts += [cell(each, tags="[mistake]") for each in mistakes]
    return "\n\n".join(parts)


def write_book(root: Path, pages: Mapping[str, str], **options: object) -> Path:
    """Write a book with the real one's configuration, its package tangled."""
    tiny.write_book(root, pages, **options)  # type: ignore[arg-type]
    for name in CONFIG:
        (root / name).write_bytes((ROOT / name).read_bytes())
    (root / "book/references.bib").write_text(BIBLIOGRAPHY, encoding="utf-8")
    return root


BIBLIOGRAPHY = """@article{hubble1929,
  author = {Hubble, Edwin},
  title = {A relation between distance and radial velocity},
  journal = {PNAS},
  year = {1929}
}
@book{two2000,
  author = {One, Ann and Two, Bo},
  title = {Two},
  publisher = {P},
  year = {2000}
}
@book{three2001,
  author = {M{\\"u}ller, Ann and Two, Bo and Three, Cy},
  title = {Three},
  publisher = {P},
  year = {2001}
}
"""
