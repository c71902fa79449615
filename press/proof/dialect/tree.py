"""The tree of a formula. `press.proof.meaning` gives each kind its meaning."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace


@dataclass(frozen=True)
class Tree:
    """A part of a formula: its kind, its parts, its text; `at` is its place in the LaTeX."""

    kind: str
    parts: tuple[Tree, ...] = ()
    text: str = ""
    at: int = field(default=0, compare=False)

    def walk(self) -> Iterator[Tree]:
        yield self
        for part in self.parts:
            yield from part.walk()

    def with_parts(self, *parts: Tree) -> Tree:
        return replace(self, parts=parts)

    @property
    def relations(self) -> list[str]:
        """Of a chain: the relations between its sides."""
        return self.text.split()


def written(tree: Tree) -> str:
    """Return a compact form, for messages and for finding names: `W^(l)`, `x_ij`."""
    if tree.kind in ("name", "number"):
        return tree.text
    if tree.kind == "sub":
        return f"{written(tree.parts[0])}_{{{tree.text}}}"
    if tree.kind == "layer":
        return f"{written(tree.parts[0])}^{{({written(tree.parts[1])})}}"
    if tree.kind == "iterate":
        return f"{written(tree.parts[0])}^{{[{written(tree.parts[1])}]}}"
    if tree.kind in ("star", "pm"):
        return written(tree.parts[0]) + {"star": r"^\star", "pm": r"^\pm"}[tree.kind]
    if tree.kind == "prime":
        return written(tree.parts[0]) + "'" * int(tree.text)
    inner = ", ".join(written(part) for part in tree.parts)
    return f"{tree.kind}({inner})"
