"""`python -m press VERB`: each verb's module is loaded only when the verb is called."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Callable
from pathlib import Path

from press.book.vocabulary import did_you_mean
from press.errors import Exit, PressError

# verb: (module, function(root, arguments) -> Exit, help)
VERBS: dict[str, tuple[str, str, str]] = {
    "tangle": ("press.tangle.verbs", "tangle", "write the package from the chapters"),
    "check": ("press.tangle.verbs", "check", "compare the package with the chapters"),
    "stitch": ("press.tangle.stitch", "stitch", "take edits of the package into the chapters"),
    "cover": ("press.tangle.cover", "cover", "show that each line of the package is in the book"),
    "run": ("press.run.verbs", "run", "run pages, compare what they print, try their exercises"),
    "prove": ("press.verdicts.prove", "prove", "decide the equations alone, and count them by grade"),
    "dialect": ("press.verdicts.dialect", "dialect", "write down what LaTeX the checker reads"),
    "mutate": ("press.mutate.verb", "mutate", "change the equations on purpose, and see that it is noticed"),
    "rules": ("press.rules.verbs", "rules", "check what the page guide makes checkable"),
    "notebooks": ("press.notebooks.verbs", "notebooks", "write the notebook of each page"),
    "nbval": ("press.notebooks.verbs", "nbval", "run each notebook again, and compare"),
    "page": ("press.make.page", "page", "bring one page up to date, and say what is wrong with it"),
    "new": ("press.make.new", "new", "write a page that passes all checks, to be filled"),
    "status": ("press.make.status", "status", "a table of the pages, and the time budget"),
    "book": ("press.make.book", "book", "build the site"),
    "serve": ("press.make.serve", "serve", "show the site, and rebuild what is saved"),
    "test": ("press.make.test", "test", "everything that CI checks"),
    "bench": ("press.make.bench", "bench", "times of the press and of mlcode"),
    "publish": ("press.make.publish", "publish", "lay out what the publishing workflow uploads"),
}
_USAGE = "usage: python -m press [--root DIR] VERB [arguments]"


def main(arguments: list[str] | None = None) -> Exit:
    """Run a verb, and return the exit code."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    try:
        folder = _take_root(words)
        if not words or words[0] in ("-h", "--help"):
            print(_help())
            return Exit.FINE if words else Exit.UNREADABLE
        if words[0] not in VERBS:
            print(f"press: there is no verb {words[0]}. {did_you_mean(words[0], VERBS)}.",
                  file=sys.stderr)  # fmt: skip
            return Exit.UNREADABLE
        return _verb(words[0])(_root(folder), words[1:])
    except PressError as error:
        for problem in error.problems:
            print(problem, file=sys.stderr)
        return error.exit_code


def _take_root(words: list[str]) -> Path | None:
    """Take `--root DIR` out of the words, wherever it stands."""
    for here, word in enumerate(words):
        if word == "--root" and here + 1 < len(words):
            folder = words[here + 1]
            del words[here : here + 2]
            return Path(folder)
        if word.startswith("--root="):
            del words[here]
            return Path(word.removeprefix("--root="))
    return None


def _root(folder: Path | None) -> Path:
    from press.book import find_root

    return find_root((folder or Path.cwd()).resolve())


def _verb(name: str) -> Callable[[Path, list[str]], Exit]:
    module, function, _ = VERBS[name]
    found: Callable[[Path, list[str]], Exit] = getattr(importlib.import_module(module), function)
    return found


def _help() -> str:
    width = max(map(len, VERBS))
    return "\n".join([_USAGE, "", *(f"  {v:{width}}  {VERBS[v][2]}" for v in VERBS)])
