"""One small book for each thing that can be wrong with tangled cells."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from tests.press.tiny import IMPORT_EXTENDS, card, cell, page

GROW = cell(IMPORT_EXTENDS)
CLASS = cell('class A:\n    """A thing."""\n\n    def f(self):\n        return 1', "m")
DATACLASS = cell("from dataclasses import dataclass\n\n\n@dataclass\nclass A:\n    x: int", "m")


@dataclass(frozen=True)
class Case:
    """A book with one fault: its code, and the text that stands on the line it names."""

    code: str
    at: str
    pages: Mapping[str, str]
    options: Mapping[str, object] = field(default_factory=dict)
    name: str = ""


def one(code: str, at: str, *parts: str, name: str = "", **options: object) -> Case:
    """A fault of one page."""
    return Case(code, at, {"a/page": page(*parts)}, options, name or code)


def two(code: str, at: str, first: str, second: str, name: str = "") -> Case:
    """A fault between two pages."""
    return Case(code, at, {"a/first": page(first), "a/second": page(second)}, {}, name or code)


def grown(code: str, at: str, *parts: str, name: str = "", first: str = CLASS) -> Case:
    """A fault of an extension of a class."""
    return one(code, at, GROW, first, *parts, name=name)


def extend(body: str, head: str = "@extends(A)\nclass A:", target: str = "m", **options: str) -> str:
    return cell(f"{head}\n{body}", target, **options)


METHOD = "    def g(self):\n        return 2"

CASES = [
    # where a cell goes
    one("target-outside", ":tangle:", cell("X = 1", "../evil.py")),
    one("target-outside", ":tangle:", cell("X = 1", "mlcode/../evil.py"), name="a way out inside"),
    one("target-outside", ":tangle:", cell("X = 1", "/evil.py"), name="an absolute path"),
    one("target-outside", ":tangle:", cell("X = 1", "press/evil.py"), name="another folder"),
    one("target-case", ":tangle:", cell("X = 1", "m"), cell("Y = 1", "mlcode/M.py")),
    one("target-case", ":tangle:", cell("Y = 1", "MLcode/m.py"), name="the folder's case"),
    one("target-form", ":tangle:", cell("X = 1", "mlcode/__init__.py")),
    one("target-form", ":tangle:", cell("X = 1", "mlcode/class.py"), name="a keyword"),
    one("target-form", ":tangle:", cell("X = 1", "mlcode/a-b.py"), name="a hyphen"),
    one("target-form", ":tangle:", cell("X = 1", "mlcode/data.py"), name="the data folder"),
    one("target-form", ":tangle:", cell("X = 1", "mlcode/x/aux.py"), name="a device of Windows"),
    one("module-and-package", ":tangle: mlcode/a/b.py", cell("X = 1", "a"), cell("Y = 1", "a/b")),
    one("module-and-package", ":tangle: mlcode/a.py", cell("Y = 1", "a/b/c"), cell("X = 1", "a"), name="the other way"),
    # what a tangled cell holds
    one("tangled-tag", ":tags:", cell("X = 1", "m", tags="[hide-input]")),
    one("tangled-tag", ":tags:", cell("X = 1", "m", tags="[solution]"), name="a solution"),
    one("tangled-figure", ":figure:", cell("X = 1", "m", figure="fig-x", alt="A picture.")),
    one("tangled-nothing", "```{code-cell}", cell("", "m")),
    one("tangled-magic", "%timeit", cell("X = 1\n%timeit X", "m")),
    one("tangled-magic", "!ls", cell("!ls", "m"), name="a shell command"),
    one("tangled-magic", "files = !ls", cell("files = !ls", "m"), name="an assigned command"),
    one("tangled-magic", "np?", cell("np?", "m"), name="a question"),
    one("syntax-error", "def f(:", cell("def f(:\n    pass", "m")),
    one("syntax-error", "def f[T]", cell("def f[T](x: T) -> T:\n    return x", "m"), name="newer than 3.11"),
    one("syntax-error", 'X = "\\d"', cell('X = "\\d"', "m"), name="a warning, and later an error"),
    one("syntax-error", "    nonlocal", cell("def f():\n    nonlocal x", "m"), name="a fault of scopes"),
    one("syntax-error", "f(", cell("f("), name="in an ordinary cell"),
    one("tangled-print", "print", cell("def f():\n    return 1\n\n\nprint(f())", "m")),
    one("tangled-call", "f()", cell("def f():\n    return 1\n\n\nf()", "m")),
    one(
        "tangled-call", "rng =", cell("import numpy as np\n\nrng = np.random.default_rng(0)", "m"), name="in a constant"
    ),
    one("tangled-conditional", "if True", cell("if True:\n    X = 1", "m")),
    one(
        "tangled-conditional",
        "if TYPE_CHECKING",
        cell("from typing import TYPE_CHECKING\n\nif TYPE_CHECKING:\n    import numpy as np", "m"),
        name="imports for types only",
    ),
    one(
        "tangled-conditional",
        "try:",
        cell("try:\n    import numpy as np\nexcept ImportError:\n    np = None", "m"),
        name="imports on trial",
    ),
    one("tangled-statement", "for", cell("for i in range(3):\n    pass", "m")),
    one("tangled-statement", "A, B", cell("A, B = 1, 2", "m"), name="two constants"),
    one("tangled-statement", "__all__", cell('__all__ = ["x"]', "m"), name="what the press writes"),
    one("tangled-statement", '"text"', cell('"text"', "m"), name="a string"),
    one("two-statements", "X = 1;", cell("X = 1; Y = 2", "m")),
    one("two-statements", "    x = 1;", cell("class A:\n    x = 1; y = 2", "m"), name="in a class"),
    one("class-body", "    for", cell("class A:\n    for i in range(3):\n        pass", "m")),
    one("dangling-comment", "# lost", cell("# lost\n\nX = 1", "m")),
    one("dangling-comment", "# lost", cell("X = 1\n\n# lost", "m"), name="at the end"),
    one("dangling-comment", "# lost", cell("# lost\nimport numpy as np\n\nX = np.inf", "m"), name="above an import"),
    one("dangling-comment", "    # lost", cell("class A:\n    # lost\n\n    x = 1", "m"), name="in a class"),
    one("dangling-comment", "    # lost", cell("class A:\n    x = 1\n    # lost", "m"), name="at the end of a class"),
    one("dangling-comment", "    # lost", cell("def f():\n    return 1\n    # lost", "m"), name="after the last line"),
    grown(
        "dangling-comment", "# lost", cell(f"# lost\n@extends(A)\nclass A:\n{METHOD}", "m"), name="above an extension"
    ),
    one("long-line", "X = ", cell("X = " + "1" * 85, "m")),
    grown(
        "long-line",
        "    return",
        cell(f'@extends(A)\ndef g(self):\n    return "{"x" * 72}"', "m"),
        name="long by four columns in the class",
    ),
    # imports
    one("star-import", "from math", cell("from math import *")),
    one("relative-import", "from .m", cell("from .m import x")),
    two(
        "local-import",
        "    from mlcode",
        cell("X = 1", "m"),
        cell("def f():\n    from mlcode.m import X\n\n    return X", "n"),
    ),
    one("foreign-import", "    return scipy", cell("import scipy"), cell("def f():\n    return scipy.pi", "m")),
    one(
        "foreign-import",
        "    import scipy",
        cell("def f():\n    import scipy\n\n    return scipy", "m"),
        name="inside a function",
    ),
    one(
        "foreign-import",
        "    return plt",
        cell("import matplotlib.pyplot as plt"),
        cell("def f():\n    return plt.gca()", "m"),
        name="Matplotlib outside of pictures",
    ),
    one("foreign-import", "X = cgi", cell("import cgi"), cell("X = cgi.maxlen", "m"), name="gone from Python"),
    two("module-import", "import mlcode", cell("X = 1", "m"), cell("import mlcode.m")),
    two("module-import", "from mlcode", cell("X = 1", "m"), cell("from mlcode import m"), name="from the package"),
    two("module-import", "from mlcode", cell("X = 1", "p/m"), cell("from mlcode.p import m"), name="from a subpackage"),
    two("unknown-import", "from mlcode", cell("X = 1", "m"), cell("from mlcode.m import Y")),
    two("unknown-import", "from mlcode", cell("_x = 1", "p/m"), cell("from mlcode.p import _x"), name="a private name"),
    two("unknown-import", "from mlcode", cell("X = 1", "m"), cell("from mlcode.none import Y"), name="no such module"),
    two("early-import", "from mlcode", cell("from mlcode.m import X"), cell("X = 1", "m")),
    two("early-import", "from mlcode", cell("from mlcode.p import X"), cell("X = 1", "p/m"), name="by the subpackage"),
    two(
        "early-import",
        "    from mlcode",
        cell("def f():\n    from mlcode.m import X"),
        cell("X = 1", "m"),
        name="in a function",
    ),
    one("early-import", "from mlcode", cell("X = 1", "m"), cell("from mlcode.m import X"), name="from the same page"),
    one(
        "early-import",
        "from mlcode",
        cell("X = 1", "datasets"),
        cell("from mlcode.datasets import X"),
        name="a tool, on its own page",
    ),
    two(
        "tool-import",
        "    return X",
        cell("X = 1", "m"),
        cell("from mlcode.m import X\n\n\ndef f():\n    return X", "datasets"),
    ),
    # names
    one("undefined-name", "    return nowhere", cell("def f():\n    return nowhere", "m")),
    one("undefined-name", "X = exit", cell("X = exit", "m"), name="only in an interactive Python"),
    one(
        "undefined-name",
        "    return __file__",
        cell("def f():\n    return __file__", "m"),
        name="no file in a notebook",
    ),
    one("undefined-name", "@extends", CLASS, extend(METHOD), name="extends without its import"),
    two(
        "undefined-name",
        "    return g",
        cell("def g():\n    return 1", "m"),
        cell("def f():\n    return g()", "m"),
        name="of another page",
    ),
    one(
        "undefined-name",
        'def f(x: "Nothing")',
        cell('def f(x: "Nothing"):\n    return x', "m"),
        name="in a quoted annotation",
    ),
    one("notebook-variable", "    return rate", cell("rate = 0.1"), cell("def f():\n    return rate", "m")),
    one(
        "notebook-variable",
        "    return rate",
        cell("for rate in range(3):\n    pass"),
        cell("def f():\n    return rate", "m"),
        name="of a loop",
    ),
    one(
        "notebook-variable",
        "    return rate",
        cell("if (rate := 1):\n    pass"),
        cell("def f():\n    return rate", "m"),
        name="of a walrus",
    ),
    one(
        "notebook-variable",
        "    return rate",
        cell("with open('x') as rate:\n    pass"),
        cell("def f():\n    return rate", "m"),
        name="of a with",
    ),
    one(
        "notebook-variable",
        "    return rate",
        cell("try:\n    pass\nexcept ValueError as rate:\n    pass"),
        cell("def f():\n    return rate", "m"),
        name="of an except",
    ),
    one(
        "notebook-variable",
        "    return rate",
        cell("for i in range(3):\n    if i:\n        rate = i"),
        cell("def f():\n    return rate", "m"),
        name="of an inner block",
    ),
    one(
        "notebook-variable",
        "    return rate",
        cell("match 1:\n    case [*rest, {**more}]:\n        pass\n    case rate:\n        pass"),
        cell("def f():\n    return rate", "m"),
        name="of a match",
    ),
    one(
        "notebook-variable",
        "    return sum",
        cell("sum = 3"),
        cell("def f():\n    return sum([1])", "m"),
        name="that hides a builtin",
    ),
    grown(
        "notebook-variable",
        "    return g",
        cell("@extends(A)\ndef g(self):\n    return 1", "m"),
        cell("def f():\n    return g", "m"),
        name="a function that only extends a class",
    ),
    one(
        "two-meanings",
        "    return norm",
        cell("from math import dist as norm"),
        cell("from numpy.linalg import norm"),
        cell("def f(x):\n    return norm(x)", "m"),
    ),
    one(
        "two-meanings",
        "    return n",
        cell("import numpy as n"),
        cell("import numpy.linalg as n"),
        cell("def f(x):\n    return n", "m"),
        name="of a module and a part of it",
    ),
    two(
        "two-meanings",
        "    return norm(x) + 1",
        cell("from math import dist as norm\n\n\ndef f(x):\n    return norm(x)", "m"),
        cell("from numpy.linalg import norm\n\n\ndef g(x):\n    return norm(x) + 1", "m"),
        name="of np in one module",
    ),
    two(
        "two-meanings",
        "    return norm(x) + 1",
        cell("def norm(x):\n    return x", "m"),
        cell("from numpy.linalg import norm\n\n\ndef g(x):\n    return norm(x) + 1", "m"),
        name="a definition and an import",
    ),
    two(
        "alias-at-home",
        "    return ff()",
        cell("def f():\n    return 1", "m"),
        cell("from mlcode.m import f as ff\n\n\ndef g():\n    return ff()", "m"),
    ),
    one("rebound", "f = 3", cell("def f():\n    return 1", "m"), cell("f = 3")),
    one(
        "rebound",
        "from math import f",
        cell("def f():\n    return 1", "m"),
        cell("from math import fabs\nfrom math import floor as f"),
        name="by an import",
    ),
    one("late-name", "def f(x=X)", cell("def f(x=X):\n    return x\n\n\nX = 1", "m")),
    one("late-name", "class A(B)", cell("class A(B):\n    x = 1\n\n\nclass B:\n    x = 2", "m"), name="a base"),
    grown(
        "late-name",
        "    def g(self, x=X)",
        cell("X = 1", "m"),
        extend("    def g(self, x=X):\n        return x"),
        name="folding moves code up",
    ),
    grown(
        "late-name",
        "    def g(self, other=A)",
        extend("    def g(self, other=A):\n        return other"),
        name="the class itself",
    ),
    one(
        "import-cycle",
        "def g()",
        cell("def f():\n    return g()", "m"),
        cell("def g():\n    return f()", "n"),
    ),
    one(
        "import-cycle",
        "def g()",
        cell("def f():\n    return g()", "p/m"),
        cell("def g():\n    return f()", "q/n"),
        name="of packages too",
    ),
    one(
        "package-cycle",
        "def ",
        cell("def x():\n    return y()", "p/one"),
        cell("def y():\n    return 1", "q/two"),
        cell("def z():\n    return x()", "q/zero"),
    ),
    two("name-twice", "def f()", cell("def f():\n    return 1", "p/m"), cell("def f():\n    return 2", "p/n")),
    one("name-of-module", "def m()", cell("def m():\n    return 1", "p/m")),
    # what comes again
    one("redefined", "X = 2", cell("X = 1", "m"), cell("X = 2", "m")),
    two(
        "redefined",
        "def f()",
        cell("def f():\n    return 1", "m"),
        cell("def f():\n    return 2", "m"),
        name="a function",
    ),
    grown("redefined", "    def f(self)", extend("    def f(self):\n        return 3"), name="a method"),
    grown(
        "defined-twice", "    def g(self):  # again", extend(f"{METHOD}\n\n    def g(self):  # again\n        return 3")
    ),
    one("replaces-alone", ":replaces:", cell("X = 1", replaces="X")),
    one("replaces-nothing", ":replaces:", cell("X = 1", "m", replaces="Y")),
    grown("replaces-nothing", ":replaces:", extend(METHOD, replaces="A.h"), name="no such method"),
    # classes that grow
    grown("extends-form", "@extends", extend(METHOD, "@extends(A, 1)\nclass A:")),
    grown("extends-form", "@extends", extend(METHOD, "@extends\nclass A:"), name="not called"),
    grown("extends-form", "@extends", extend(METHOD, "@extends(A)\nclass B:"), name="another name"),
    grown("extends-form", "@extends", extend(METHOD, "@extends(A)\nclass A(object):"), name="a base"),
    grown("extends-form", "@extends", extend(METHOD, "@extends(A)\nclass A(metaclass=type):"), name="a class argument"),
    grown("extends-form", "@extends", extend(f'    """Words."""\n\n{METHOD}'), name="a docstring"),
    grown("extends-form", "@extends", cell("@extends(A)\nclass A: x = 1", "m"), name="on one line"),
    grown(
        "extends-form",
        "@staticmethod",
        cell("@staticmethod\n@extends(A)\ndef g():\n    return 1", "m"),
        name="not first",
    ),
    grown("extends-unknown", "@extends", extend(METHOD, "@extends(B)\nclass B:")),
    one("extends-unknown", "@extends", GROW, cell("def A():\n    return 1", "m"), extend(METHOD), name="a function"),
    Case(
        "extends-unknown",
        "@extends",
        {"a/first": page(CLASS), "a/second": page(GROW, extend(METHOD))},
        {},
        "a class that the page does not import",
    ),
    grown("extends-elsewhere", "@extends", extend(METHOD, target="n")),
    grown("one-line-class", "@extends", extend(METHOD), first=cell("class A: x = 1", "m")),
    grown(
        "cannot-grow",
        "@extends",
        extend(METHOD),
        first=cell("from enum import Enum\n\n\nclass A(Enum):\n    X = 1", "m"),
    ),
    grown(
        "cannot-grow",
        "@extends",
        extend(METHOD),
        first=cell("from functools import total_ordering\n\n\n@total_ordering\nclass A:\n    x = 1", "m"),
        name="a decorator",
    ),
    grown(
        "cannot-grow",
        "@extends",
        extend(METHOD),
        first=cell("class A(metaclass=type):\n    x = 1", "m"),
        name="a metaclass",
    ),
    grown(
        "cannot-grow",
        "@extends",
        extend(METHOD),
        first=cell("from abc import ABC\n\n\nclass A(ABC):\n    x = 1", "m"),
        name="abstract methods, which Python counts",
    ),
    grown(
        "cannot-grow",
        "@extends",
        extend(METHOD),
        first=cell("from typing import Any, Protocol\n\n\nclass A(Protocol[Any]):\n    x = 1", "m"),
        name="a protocol",
    ),
    grown(
        "cannot-grow",
        "@extends",
        extend(METHOD),
        first=cell("class B:\n    y = 1\n\n\nclass A(B, flag=True):\n    x = 1", "m"),
        name="a class argument",
    ),
    grown("late-field", "    y: int", extend("    y: int = 2"), first=DATACLASS),
    grown("late-field", "    y: int", extend("    y: int = 3"), name="of a plain class"),
    grown("late-hook", "    def __init_subclass__", extend("    def __init_subclass__(cls):\n        cls.x = 1")),
    grown("late-hook", "    __slots__", extend('    __slots__ = ("x",)'), name="slots"),
    grown(
        "late-hook",
        "    def __post_init__",
        extend("    def __post_init__(self):\n        self.y = 1"),
        first=DATACLASS,
        name="of a dataclass",
    ),
    grown(
        "late-hook",
        "    def __lt__",
        extend("    def __lt__(self, other):\n        return True"),
        first=DATACLASS.replace("@dataclass", "@dataclass(order=True)"),
        name="an order that the dataclass writes",
    ),
    grown(
        "late-hook",
        "    def __eq__",
        extend("    def __eq__(self, other):\n        return True"),
        first=DATACLASS.replace("@dataclass", "@dataclass(frozen=True)"),
        name="an equality that the dataclass looks for",
    ),
    grown(
        "late-hook",
        "    @abstractmethod",
        cell("from abc import abstractmethod"),
        extend("    @abstractmethod\n    def g(self):\n        return 1"),
        name="an abstract method",
    ),
    grown(
        "half-equal",
        "    def __eq__",
        extend("    def __eq__(self, other):\n        return True"),
        first=cell("class A:\n    def __hash__(self):\n        return 1", "m"),
    ),
    grown(
        "half-equal",
        "    def __hash__",
        extend("    def __hash__(self):\n        return 1"),
        first=cell("class A:\n    def __eq__(self, other):\n        return True", "m"),
        name="the reverse",
    ),
    grown(
        "wrapped-super",
        "    @property",
        extend("    @property\n    def g(self):\n        return super().g()"),
    ),
    grown(
        "wrapped-super",
        "    @classmethod",
        extend("    @classmethod\n    def g(cls):\n        return __class__"),
        name="the cell of the class",
    ),
    grown("lone-decorator", "@extends", cell("@extends(A)\n@staticmethod\ndef g():\n    return 1", "m")),
    grown(
        "late-setter",
        "    @size.setter",
        extend("    @property\n    def size(self):\n        return 1"),
        extend("    @size.setter\n    def size(self, value):\n        self.x = value"),
    ),
    grown(
        "split-property",
        "    @size.setter",
        extend(
            "    @property\n    def size(self):\n        return 1\n\n"
            "    def h(self):\n        return 1\n\n"
            "    @size.setter\n    def size(self, value):\n        self.x = value"
        ),
    ),
    grown(
        "class-attribute",
        "    def g(self, k=n)",
        extend("    def g(self, k=n):\n        return k"),
        first=cell("n = 2\n\n\nclass A:\n    n = 1", "m"),
    ),
    grown(
        "class-attribute",
        "    def f(self, k=n)",
        extend("    n = 2\n\n    def f(self, k=n):\n        return k"),
        first=cell(
            "class A:\n    def f(self):\n        raise NotImplementedError\n\n    def g(self):\n        return 1", "m"
        ),
        name="a stub stands before the attribute",
    ),
    grown(
        "bare-super",
        "    return __class__",
        cell("@extends(A)\ndef g(self):\n    return __class__", "m"),
        name="the cell of the class",
    ),
    grown("bare-super", "    return super()", cell("@extends(A)\ndef g(self):\n    return super().g()", "m")),
    grown("private-name", "    return self.__z", cell("@extends(A)\ndef g(self):\n    return self.__z", "m")),
    grown(
        "private-name",
        "def g(self, __z)",
        cell("@extends(A)\ndef g(self, __z):\n    return 1", "m"),
        name="a parameter",
    ),
    grown("private-name", "def __g(self)", cell("@extends(A)\ndef __g(self):\n    return 1", "m"), name="its own name"),
    grown(
        "private-name",
        "    return self.h(__z=1)",
        cell("@extends(A)\ndef g(self):\n    return self.h(__z=1)", "m"),
        name="a keyword",
    ),
    grown("special-method", "def __eq__", cell("@extends(A)\ndef __eq__(self, other):\n    return True", "m")),
    grown("shadowed-global", "def g(self)", cell("g = 1"), cell("@extends(A)\ndef g(self):\n    return 1", "m")),
    grown("shadowed-global", "def sum(self)", cell("@extends(A)\ndef sum(self):\n    return 1", "m"), name="a builtin"),
    grown(
        "changed-meaning",
        "@extends",
        cell('@extends(A)\ndef g(self):\n    """One \\\n    two."""\n    return 1', "m"),
    ),
    # files beside the pages
    one("no-summary", ":tangle:", cell("X = 1", "m"), summaries='mlcode/growing.py: "Growing."\n'),
    one("summary-form", "", cell("X = 1", "m"), summaries='mlcode/growing.py: "G."\nmlcode/m.py: no stop\n'),
    one("no-card", "", cell("X = 1", "m"), data={"a.csv": b"x\n1\n"}),
    one("no-data", "", cell("X = 1", "m"), data={"a.toml": card(b"x\n1\n")}),
    one("card-form", "", cell("X = 1", "m"), data={"a.csv": b"x\n", "a.toml": b"title"}),
    one("data-digest", "sha256", cell("X = 1", "m"), data={"a.csv": b"x\n1\n", "a.toml": card(b"x\n2\n")}),
]
