"""Large made-up books: chapters of forty cells, half of them tangled."""

from __future__ import annotations

import random
from pathlib import Path

from tests.press.tiny import cell, page, write_book

FUNCTIONS, CLASSES, EXTENSIONS, ORDINARY = 13, 2, 5, 20
_WORDS = "the line of least squares falls through points that errors move away from it and back".split()


def write_large_book(root: Path, chapters: int) -> Path:
    """Write a book of so many chapters, each of about 43 kB."""
    pages = {f"part-{number // 10}/chapter-{number}": _chapter(number) for number in range(chapters)}
    return write_book(root, pages)


def _chapter(number: int) -> str:
    chance = random.Random(number)
    parts = [cell(_imports(number))]
    parts += [_function(number, n) for n in range(FUNCTIONS)]
    parts += [_class(number, n) for n in range(CLASSES)]
    parts += [_extension(number, n) for n in range(EXTENSIONS)]
    parts[14:14] = [_use(number, n) for n in range(ORDINARY - 1)]
    mixed: list[str] = []
    for part in parts:
        mixed += [part, _prose(chance)]
    return page(*mixed)


def _imports(number: int) -> str:
    lines = ["import math", "", "import numpy as np", "", "from mlcode.growing import extends"]
    if number:
        lines.append(f"from mlcode.part{(number - 1) // 10}.chapter{number - 1} import step_{number - 1}_0")
    return "\n".join(lines)


def _function(number: int, n: int) -> str:
    before = f"step_{number}_{n - 1}" if n else f"step_{number - 1}_0" if number else "math.sqrt"
    return cell(
        f'''# The {n}th step of chapter {number}.
def step_{number}_{n}(x, rate=0.1, *, steps=10):
    """Return x after a step of the method.

    The rate is what the page says.
    """
    total = np.zeros_like(x)  # (n,)
    for k in range(steps):
        # each step leans on the one before
        total = total + rate * k * np.asarray(x)
        if k > 5 and np.linalg.norm(total) > 1e6:
            raise ValueError(f"step {{k}} diverges: {{total!r}}")
    weights = [a * b for a, b in zip(x, total, strict=True)]
    return {before}(total.sum()) + sum(weights)''',
        _module(number),
        name=f"step-{number}-{n}",
    )


def _class(number: int, n: int) -> str:
    return cell(
        f'''class Model_{number}_{n}:
    """A model of chapter {number}."""

    # how fast it learns
    rate: float = 0.1

    def __init__(self, size, *, depth=2):
        self.size = size
        self.depth = depth  # of the tree

    def fit(self, X, y):
        """Not yet."""
        raise NotImplementedError

    @property
    def n_parameters(self):
        return self.size * self.depth''',
        _module(number),
    )


def _extension(number: int, n: int) -> str:
    owner = f"Model_{number}_{n % CLASSES}"
    if n < CLASSES:
        head = f"@extends({owner})\ndef fit(self, X, y):"
        body = f'    """Fit it."""\n    # one pass\n    self.w_ = step_{number}_{n}(X.sum(axis=0))\n    return self'
    else:
        head = f"@extends({owner})\nclass {owner}:"
        body = f"    def predict_{n}(self, X):\n        return X @ self.w_ + super().__hash__() * 0"
    return cell(f"{head}\n{body}", _module(number))


def _use(number: int, n: int) -> str:
    return cell(f"values_{n} = step_{number}_{n % FUNCTIONS}(np.arange({n + 3}.0))\nprint(values_{n})\nvalues_{n}")


def _module(number: int) -> str:
    return f"part{number // 10}/chapter{number}"


def _prose(chance: random.Random) -> str:
    return "\n".join(" ".join(chance.choices(_WORDS, k=18)) + "." for _ in range(7))
