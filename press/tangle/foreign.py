"""What the package may import: NumPy, the standard library; for pictures, Matplotlib."""

from __future__ import annotations

import sys

from press.book import Cell
from press.tangle.bindings import Import
from press.tangle.complaints import Complaints
from press.tangle.model import tool_of

_OTHERS = {"numpy"}
_PICTURES = {"matplotlib", "mpl_toolkits"}
# Modules that left the standard library after the oldest Python of the book.
_GONE = {
    "aifc", "asynchat", "asyncore", "audioop", "cgi", "cgitb", "chunk", "crypt", "distutils",
    "imghdr", "imp", "lib2to3", "mailcap", "msilib", "nis", "nntplib", "ossaudiodev", "pipes",
    "smtpd", "sndhdr", "spwd", "sunau", "telnetlib", "uu", "xdrlib",
}  # fmt: skip


def is_standard(source: Import) -> bool:
    """Whether an allowed import is of the standard library."""
    return source.module.partition(".")[0] not in _OTHERS | _PICTURES


def is_allowed(source: Import, module: str) -> bool:
    """Whether a module of the package may import this: nothing that a reader may not have."""
    root = source.module.partition(".")[0]
    if root in _OTHERS or (root in _PICTURES and tool_of(module) == "pictures"):
        return True
    return root in sys.stdlib_module_names and root not in _GONE


def check_local(cell: Cell, row: int, source: Import, module: str, complaints: Complaints) -> None:
    """Check an import inside a function of a tangled cell."""
    if source.of_book:
        complaints.row(cell, row, "local-import")
    elif not is_allowed(source, module):
        complaints.row(cell, row, "foreign-import", module=module, foreign=source.module)
