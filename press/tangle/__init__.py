"""From chapters to the package: `tangle_book(book)` gives all of it, in memory."""

from press.tangle.build import Tangler, package, tangle_book
from press.tangle.tangled import Definition, Note, Place, Tangled

__all__ = ["Definition", "Note", "Place", "Tangled", "Tangler", "package", "tangle_book"]
