"""What the package looks like: imports, order, comments, `__all__`, `__init__` files."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.press.tiny import IMPORT_EXTENDS, card, cell, module, page, tangle, write_book

GROW = cell(IMPORT_EXTENDS)


def test_a_module_is_docstring_imports_all_and_definitions(tmp_path: Path) -> None:
    text = module(
        tmp_path,
        "optimize/first",
        cell("import numpy as np\nimport math\nimport unused"),
        cell("# how far to go\nRATE = 0.1  # small", "optimize/first"),
        cell(
            'def step(w, g, rate=RATE):\n    """Take a step."""\n    # downhill\n    return w - rate * np.asarray(g)',
            "optimize/first",
        ),
        cell("def _length(w):\n    return math.hypot(*w)", "optimize/first"),
    )
    assert (
        text
        == '''"""A module.

Tangled from these pages of the book, which derive it:

- book/a/page.md
"""

from __future__ import annotations

import math

import numpy as np

__all__ = ["RATE", "step"]

# how far to go
RATE = 0.1  # small


def step(w, g, rate=RATE):
    """Take a step."""
    # downhill
    return w - rate * np.asarray(g)


def _length(w):
    return math.hypot(*w)
'''
    )


def test_imports_come_from_any_cell_of_the_page_and_only_where_needed(tmp_path: Path) -> None:
    pages = {
        "a/first": page(cell("import numpy as np\n\n\ndef f(x):\n    return np.sum(x)", "p/m")),
        "a/second": page(
            cell("from mlcode.p import f\nfrom mlcode.p.m import f as again\nfrom os import path, sep"),
            cell("def g(x):\n    return f(x) + len(sep)", "q/n"),
            cell("def h(x):\n    return again(x)", "q/n"),
        ),
    }
    text = str(tangle(tmp_path, pages).files["mlcode/q/n.py"])
    assert "from os import sep\n\nfrom mlcode.p.m import f\nfrom mlcode.p.m import f as again\n" in text
    assert "numpy" not in text


def test_submodules_of_one_package_are_all_imported(tmp_path: Path) -> None:
    text = module(
        tmp_path, "m", cell("import os.path\nimport xml.dom\nimport xml.sax"), cell("def f():\n    return xml.dom", "m")
    )
    assert "import xml.dom\nimport xml.sax\n" in text
    assert "import os" not in text


def test_names_in_annotations_are_imported_quoted_ones_too(tmp_path: Path) -> None:
    text = module(
        tmp_path,
        "m",
        cell("from typing import Any, Literal, Self\nfrom numpy.typing import ArrayLike"),
        cell(
            'def f(x: "ArrayLike", how: Literal["Self"] = "Self") -> list[Any]:\n'
            "    def g(y: dict[str, int]) -> None: ...\n\n    return [g]",
            "m",
        ),
    )
    assert "from typing import Any, Literal\n\nfrom numpy.typing import ArrayLike\n" in text


def test_every_part_of_a_signature_is_read(tmp_path: Path) -> None:
    text = module(
        tmp_path,
        "m",
        cell("from typing import Any, Final, Never\nfrom os import sep\nfrom math import e, pi, tau"),
        cell(
            "def f(\n    a, /, b=e, *args: 'Any', c, d=pi, **options: 'Final'\n) -> 'Never':\n"
            "    return lambda x, *y, k, z=tau, **more: (x, y, k, z, more, sep)",
            "m",
        ),
    )
    assert "from math import e, pi, tau\nfrom os import sep\nfrom typing import Any, Final, Never\n" in text


def test_names_bound_inside_are_not_taken_for_global_ones(tmp_path: Path) -> None:
    text = module(
        tmp_path,
        "m",
        cell("from math import e as a, pi as b, tau as c\nfrom os import sep as d, linesep as g"),
        cell("X = tuple(a for a in (b,) for c in (a,) if c) if (lambda d, *, g=None: d) else None", "m"),
    )
    assert "from math import pi as b\n" in text
    assert "import os" not in text
    assert "tau" not in text


def test_blank_lines_between_constants_are_kept_or_made(tmp_path: Path) -> None:
    cells = "A = 1\nB = 2\n\nC = 3", "D = 4", "def f():\n    return 1\n\n\nE = 5"
    text = module(tmp_path, "m", *(cell(each, "m") for each in cells))
    assert text.endswith("\n\nA = 1\nB = 2\n\nC = 3\n\nD = 4\n\n\ndef f():\n    return 1\n\n\nE = 5\n")


def test_a_line_may_be_as_long_as_the_limit(tmp_path: Path) -> None:
    line = f"X = {'1' * 84}"
    assert len(line) == 88
    assert line in module(tmp_path, "m", cell(line, "m"))


def test_constants_may_be_annotated_and_may_be_functions(tmp_path: Path) -> None:
    text = module(
        tmp_path,
        "m",
        cell("from math import tau\nfrom typing import Any"),
        cell("LIMIT: Any = 3\n\nTURNS = lambda x: x * tau", "m"),
    )
    assert "from math import tau\nfrom typing import Any\n" in text
    assert text.endswith("LIMIT: Any = 3\n\nTURNS = lambda x: x * tau\n")


def test_a_stub_is_filled_in_place_and_the_decorator_is_gone(tmp_path: Path) -> None:
    text = module(
        tmp_path,
        "m",
        GROW,
        cell(
            'class A:\n    """A."""\n\n    def f(self):\n        """Later."""\n        raise NotImplementedError\n\n    x = 1',
            "m",
        ),
        cell("# above\n@extends(A)\ndef f(self):\n    return 1", "m"),
    )
    assert text.endswith('class A:\n    """A."""\n\n    # above\n    def f(self):\n        return 1\n\n    x = 1\n')
    assert "extends" not in text


def test_extensions_keep_comments_blank_lines_and_strings(tmp_path: Path) -> None:
    text = module(
        tmp_path,
        "m",
        GROW,
        cell("class A:\n    pass", "m"),
        cell(
            '@extends(A)\ndef f(self):\n    """Say\n\n    much.\n    """\n    x = """\nleft\n"""\n\n'
            '    y = f"""\n{self}\n  in"""\n    return x, y',
            "m",
        ),
        cell(
            "@extends(A)\nclass A:\n    # fields\n    a = 1\n    b = 2\n\n    @property\n    def c(self):\n        return 3",
            "m",
        ),
    )
    body = text[text.index("class A") :]
    assert body == (
        'class A:\n    def f(self):\n        """Say\n\n        much.\n        """\n        x = """\nleft\n"""\n\n'
        '        y = f"""\n{self}\n  in"""\n        return x, y\n\n'
        "    # fields\n    a = 1\n    b = 2\n\n    @property\n    def c(self):\n        return 3\n"
    )


def test_replaces_supersedes_functions_constants_classes_and_methods(tmp_path: Path) -> None:
    pages = {
        "a/first": page(
            cell("X = 1\n\n\ndef f():\n    return X", "m"),
            cell("class A:\n    def g(self):\n        return 1\n\n    def h(self):\n        return 1", "m"),
        ),
        "a/second": page(
            cell(f"{IMPORT_EXTENDS}\nfrom mlcode.m import A, X"),
            cell("def f():\n    return X + 1", "m", replaces="f"),
            cell("Y = X", "m"),
            cell("@extends(A)\nclass A:\n    def g(self):\n        return 2", "m", replaces="A.g"),
        ),
    }
    text = str(tangle(tmp_path, pages).files["mlcode/m.py"])
    assert text.index("return X + 1") < text.index("class A")  # in the place of the old one
    assert text.count("def f") == text.count("def g") == 1
    assert "return 2\n\n    def h" in text


def test_init_files_show_public_names(tmp_path: Path) -> None:
    pages = {
        "a/page": page(
            cell("LIMIT = 1\n\n\nclass Model:\n    x = LIMIT\n\n\ndef fit():\n    return Model", "p/two"),
            cell("def _hidden():\n    return 1", "p/one"),
            cell("def deep():\n    return 1", "p/inner/three"),
        )
    }
    files = tangle(tmp_path, pages).files
    assert files["mlcode/p/__init__.py"] == (
        '"""A module."""\n\nfrom mlcode.p.two import LIMIT, Model, fit\n\n__all__ = ["LIMIT", "Model", "fit"]\n'
    )
    assert files["mlcode/p/inner/__init__.py"].endswith('__all__ = ["deep"]\n')  # type: ignore[arg-type]
    assert files["mlcode/py.typed"] == ""
    assert files["mlcode/__init__.py"].endswith('__version__ = "0.0.0"\n')  # type: ignore[arg-type]


def test_the_version_is_that_of_the_project(tmp_path: Path) -> None:
    write_book(tmp_path, {})
    (tmp_path / "pyproject.toml").write_text('[project]\nversion = "1.2"\n')
    assert '__version__ = "1.2"' in str(tangle(tmp_path, {}).files["mlcode/__init__.py"])


def test_data_and_cards_are_copied_byte_for_byte(tmp_path: Path) -> None:
    data = {
        "a.csv": b"x\r\n\xff\n",
        "a.toml": card(b"x\r\n\xff\n"),
        "b.npy": b"\x00",
        "b.toml": card(b"\x00") + b'file = "b.npy"\n',
    }
    files = tangle(tmp_path, {}, data=data).files
    assert {path[12:]: content for path, content in files.items() if path.startswith("mlcode/data/")} == data


def test_a_page_without_tangled_cells_leaves_no_trace(tmp_path: Path) -> None:
    files = tangle(tmp_path, {"a/page": page(cell("%matplotlib inline\nx = !ls\nprint(x)"), "Prose.")}).files
    assert sorted(files) == [
        "mlcode/__init__.py", "mlcode/_provenance.jsonl", "mlcode/growing.py", "mlcode/py.typed",
    ]  # fmt: skip


def test_solutions_checks_and_mistakes_are_not_the_package(tmp_path: Path) -> None:
    text = module(
        tmp_path,
        "m",
        cell("def f():\n    return 1", "m"),
        cell("def f():\n    return 2", tags="[mistake]"),
        cell("def check_f(answer):\n    assert answer() == 1", tags="[check]"),
    )
    assert "return 2" not in text
    assert "check_f" not in text


RICH = {
    "a/first": page(
        cell(
            "import math\nfrom collections.abc import Callable, Iterable, Iterator, Mapping, MutableMapping, Sequence"
        ),
        cell("import numpy as np\n\nLONG_NAME_OF_A_CONSTANT = 1\nANOTHER = 2\n\nTHIRD = 3", "p/a10"),
        cell("Rule = Callable[[Iterable, Iterator, Mapping], MutableMapping]\nFew = Sequence[float]", "p/a9"),
        cell(
            'class Model:\n    """A model."""\n\n    rate: float = 0.1\n    depth: int = 2\n\n    def fit(self):\n        ...',
            "p/a9",
        ),
        cell("class Bare:\n    x = 1", "p/a9"),
        cell("class Empty:\n    pass", "p/a9"),
        cell("def use(x):\n    return np.sum(x) + math.pi", "p/a9"),
        cell("_hidden = 1", "p/a9"),
        cell("@np.vectorize\ndef twice(x):\n    return 2 * x", "p/a9"),
    ),
    "a/second": page(
        cell(
            f"{IMPORT_EXTENDS}\nfrom mlcode.p import Bare, Empty, Model, twice\nfrom mlcode.p.a10 import ANOTHER as SECOND"
        ),
        cell("@extends(Model)\ndef fit(self):\n    # inner\n    return twice(SECOND)", "p/a9"),
        cell(
            "@extends(Model)\nclass Model:\n    size = 3\n    # a comment\n    shape = 4\n\n    @staticmethod\n    def g():\n        return 1",
            "p/a9",
        ),
        cell("@extends(Empty)\nclass Empty:\n    y = 1", "p/a9"),
        cell("# said first\n@extends(Bare)\ndef f(self):\n    return self.x", "p/a9"),
    ),
}


@pytest.mark.parametrize("command", [["format", "--check", "--diff", "--line-length", "88"], ["check"]])
def test_ruff_has_nothing_to_say(command: list[str], tmp_path: Path) -> None:
    for path, content in tangle(tmp_path, RICH).files.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(str(content))
    rules = ["--isolated", "--target-version", "py311"]
    rules += ["--select", "E,F,W,I,UP,B,SIM,C4,RUF,PIE,RET,PTH", "--ignore", "E501"] if command == ["check"] else []
    ruff = [sys.executable, "-m", "ruff", *command, *rules, "--no-cache", "mlcode"]
    done = subprocess.run(ruff, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_the_package_can_be_imported(tmp_path: Path) -> None:
    for path, content in tangle(tmp_path, RICH).files.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(str(content))
    code = "from mlcode.p import *; assert Model().fit() == 4; assert Bare().f() == 1; assert Model.shape == 4"
    subprocess.run([sys.executable, "-c", code], cwd=tmp_path, check=True)
