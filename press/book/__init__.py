"""The one reader of chapters."""

from press.book.exercises import exercises
from press.book.model import (
    Block,
    Cell,
    Equation,
    Exercise,
    Heading,
    Link,
    Page,
    Prose,
    Role,
    Value,
)
from press.book.prose import equations, headings, links, roles, values
from press.book.toc import Book, Entry, find_root, read_book

__all__ = [
    "Block",
    "Book",
    "Cell",
    "Entry",
    "Equation",
    "Exercise",
    "Heading",
    "Link",
    "Page",
    "Prose",
    "Role",
    "Value",
    "equations",
    "exercises",
    "find_root",
    "headings",
    "links",
    "read_book",
    "roles",
    "values",
]
