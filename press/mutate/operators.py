"""What is done to an equation on purpose: a fixed table, applied to every node of its tree."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from press.proof.dialect.names import is_matrix, is_vector
from press.proof.dialect.tree import Tree

Mutation = Callable[[Tree], Iterator[Tree]]
_TWO = Tree("number", (), "2")
_ONE = Tree("number", (), "1")
_LOOKALIKES = {"i": "j", "j": "k", "k": "j", "u": "v", "v": "u", "w": "v", "x": "y", "y": "x"}


def sign(tree: Tree) -> Iterator[Tree]:
    """+ for −, − for +, a minus lost."""
    if tree.kind in ("add", "subtract"):
        yield Tree("subtract" if tree.kind == "add" else "add", tree.parts, tree.text, tree.at)
    if tree.kind == "minus":
        yield tree.parts[0]


def dropped(tree: Tree) -> Iterator[Tree]:
    """A term or a factor lost."""
    if tree.kind in ("add", "subtract", "odot", "multiply"):
        yield from tree.parts
    if tree.kind == "divide":
        yield tree.parts[0]


def swapped(tree: Tree) -> Iterator[Tree]:
    """The two arguments of what is not symmetric, exchanged."""
    symmetric = tree.kind in ("add", "odot")
    if (len(tree.parts) == 2 and tree.kind in ("subtract", "divide", "multiply")) and not symmetric:
        yield tree.with_parts(tree.parts[1], tree.parts[0])
    if tree.kind == "call" and len(tree.parts) == 3:
        yield tree.with_parts(tree.parts[0], tree.parts[2], tree.parts[1])


def transpose(tree: Tree) -> Iterator[Tree]:
    """A transpose lost, or one too much."""
    if tree.kind == "transpose":
        yield tree.parts[0]
    if tree.kind == "name" and is_matrix(tree.text) and tree.text != r"\mathbf{I}":
        yield Tree("transpose", (tree,), at=tree.at)


def factor(tree: Tree) -> Iterator[Tree]:
    """Another number; a 2 before a term or a sum."""
    if tree.kind == "number":
        yield Tree("number", (), str(int(float(tree.text)) + 1), tree.at)
    if tree.kind in ("sum", "norm", "call", "gradient"):
        yield Tree("multiply", (_TWO, tree), at=tree.at)


def power(tree: Tree) -> Iterator[Tree]:
    """A power lost, or one higher; a root lost."""
    if tree.kind == "power":
        yield tree.parts[0]
        yield tree.with_parts(tree.parts[0], Tree("add", (tree.parts[1], _ONE), at=tree.at))
    if tree.kind == "root":
        yield tree.parts[0]


def index(tree: Tree) -> Iterator[Tree]:
    """Another index, or the next one; two indices exchanged."""
    if tree.kind not in ("sub", "column") or len(tree.parts) < 2:
        return
    if tree.kind == "sub" and len(tree.parts) == 3:
        yield Tree("sub", (tree.parts[0], tree.parts[2], tree.parts[1]), tree.text[::-1], tree.at)
    for place, each in enumerate(tree.parts[1:], 1):
        changed = [Tree("add", (each, _ONE), at=each.at)]
        if each.kind == "name" and each.text in _LOOKALIKES:
            changed.append(Tree("name", (), _LOOKALIKES[each.text], each.at))
        for other in changed:
            parts = (*tree.parts[:place], other, *tree.parts[place + 1 :])
            yield Tree(tree.kind, parts, f"{tree.text}'", tree.at)


def layer(tree: Tree) -> Iterator[Tree]:
    """The layer or the step before, or after."""
    if tree.kind in ("layer", "iterate"):
        base, here = tree.parts
        back = here.parts[0] if here.kind == "add" else Tree("add", (here, _ONE), at=tree.at)
        yield tree.with_parts(base, back)
        yield tree.with_parts(base, Tree("subtract", (here, _ONE), at=tree.at))


def prime(tree: Tree) -> Iterator[Tree]:
    """A derivative lost; a function for another."""
    if tree.kind == "prime":
        yield tree.parts[0]
    if tree.kind == "derivative":
        yield tree.parts[0]
    if tree.kind == "call" and tree.parts[0].kind == "name" and tree.parts[0].text in (r"\sin", r"\cos"):
        other = r"\cos" if tree.parts[0].text == r"\sin" else r"\sin"
        yield tree.with_parts(Tree("name", (), other, tree.at), *tree.parts[1:])


def product(tree: Tree) -> Iterator[Tree]:
    r"""\odot for a product, a product for \odot; a sum for a product over an index."""
    if tree.kind == "odot":
        yield Tree("multiply", tree.parts, at=tree.at)
    if tree.kind == "multiply":
        yield Tree("odot", tree.parts, at=tree.at)
    if tree.kind in ("sum", "product"):
        yield Tree("product" if tree.kind == "sum" else "sum", tree.parts, tree.text, tree.at)


def limit(tree: Tree) -> Iterator[Tree]:
    """The first or the last term of a sum left out."""
    if tree.kind in ("sum", "product") and len(tree.parts) == 3:
        low, high, body = tree.parts
        yield tree.with_parts(Tree("add", (low, _ONE), at=low.at), high, body)
        yield tree.with_parts(low, Tree("subtract", (high, _ONE), at=high.at), body)


def name(tree: Tree) -> Iterator[Tree]:
    """Another letter of the same style."""
    if tree.kind == "name" and (is_vector(tree.text) or len(tree.text) == 1):
        letter = tree.text[-2] if tree.text.endswith("}") else tree.text
        if letter in _LOOKALIKES:
            yield Tree(
                "name",
                (),
                tree.text.replace(f"{{{letter}}}", f"{{{_LOOKALIKES[letter]}}}")
                if "{" in tree.text
                else _LOOKALIKES[letter],
                tree.at,
            )


OPERATORS: dict[str, Mutation] = {
    each.__name__: each
    for each in (sign, dropped, swapped, transpose, factor, power, index, layer, prime, product, limit, name)
}


def mutants(tree: Tree) -> Iterator[tuple[str, Tree]]:
    """Yield the operator and the changed tree, for every operator at every node."""
    for operator, change in OPERATORS.items():
        for changed in change(tree):
            if changed != tree:
                yield operator, changed
    for place, part in enumerate(tree.parts):
        for operator, changed in mutants(part):
            yield operator, tree.with_parts(*tree.parts[:place], changed, *tree.parts[place + 1 :])
