"""Which global names a piece of code uses, and which of them at once.

Functions are left to `symtable`, which knows Python's scopes. What runs outside of
functions (defaults, decorators, bases, constants) is walked here: there `symtable`
answers differently from one Python to the next.
"""

from __future__ import annotations

import ast
import symtable
from collections.abc import Iterator

from press.tangle.model import FUNCTIONS, Function, Needs

_COMPREHENSIONS = (ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)
Tables = dict[tuple[str, int], symtable.SymbolTable]


def tables(table: symtable.SymbolTable) -> Tables:
    """Return the scopes right inside a scope, by name and line."""
    return {(child.get_name(), child.get_lineno()): child for child in table.get_children()}


def inner_globals(table: symtable.SymbolTable) -> set[str]:
    """Return the global names that a scope, or a scope inside of it, uses."""
    found = {
        symbol.get_name()
        for symbol in table.get_symbols()
        if symbol.is_global() and (symbol.is_referenced() or symbol.is_assigned())
    }
    for child in table.get_children():
        found |= inner_globals(child)
    return found


def function_needs(
    node: Function,
    known: Tables,
    own: frozenset[str] = frozenset(),
    vanishing: ast.expr | None = None,
) -> Needs:
    """Return what a function needs.

    ``own`` are names bound before it in its class body; ``vanishing`` is a decorator
    that does not reach the package.
    """
    later = inner_globals(known[node.name, node.lineno]) | set(_annotations(node))
    later -= {"__class__"} if vanishing is not None else set()
    return _needs([each for each in _head(node) if each is not vanishing], later, own)


def class_needs(node: ast.ClassDef) -> Needs:
    """Return what the head of a class needs: its decorators and bases."""
    return _needs(_head(node), set(), frozenset())


def whole_class_needs(node: ast.ClassDef, table: symtable.SymbolTable, own: frozenset[str]) -> Needs:
    """Return what a class inside a class needs, taken as a whole."""
    head = _needs(_head(node), inner_globals(table), own)
    at_once = {each.get_name() for each in table.get_symbols() if each.is_global()}
    return Needs(head.names, head.eager | at_once, head.scoped, head.own)


def value_needs(node: ast.stmt, own: frozenset[str] = frozenset()) -> Needs:
    """Return what a constant, or a field of a class, needs."""
    value: ast.expr | None = getattr(node, "value", None)
    annotation: ast.expr | None = getattr(node, "annotation", None)
    later = set(_annotation(annotation)) if annotation is not None else set()
    return _needs([value] if value is not None else [], later, own)


def _needs(at_once: list[ast.expr], later: set[str], own: frozenset[str]) -> Needs:
    eager: set[str] = set()
    for expression in at_once:
        for name, waits in loaded(expression):
            (later if waits else eager).add(name)
    return Needs(
        frozenset(eager - own | later),
        frozenset(eager - own),
        frozenset(eager - own),
        frozenset(eager & own),
    )


def _annotations(node: Function) -> Iterator[str]:
    """Yield the names in a function's annotations, quoted ones too."""
    arguments = node.args
    every = [*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs]
    every += [each for each in (arguments.vararg, arguments.kwarg) if each is not None]
    for expression in [*(each.annotation for each in every), node.returns]:
        if expression is not None:
            yield from _annotation(expression)


def _annotation(expression: ast.expr) -> Iterator[str]:
    stack: list[ast.AST] = [expression]
    while stack:
        node = stack.pop()
        if isinstance(node, ast.Name):
            yield node.id
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield from _quoted(node.value)
        elif isinstance(node, ast.Subscript) and _last(node.value) == "Literal":
            stack.append(node.value)  # the strings in it are values, not names
        else:
            stack.extend(ast.iter_child_nodes(node))


def _quoted(text: str) -> Iterator[str]:
    try:
        yield from _annotation(ast.parse(text, mode="eval").body)
    except SyntaxError:
        return


def _last(node: ast.expr) -> str:
    return str(getattr(node, "attr", getattr(node, "id", "")))


def loaded(node: ast.AST) -> Iterator[tuple[str, bool]]:
    """Yield each name that code reads from outside, and whether it waits in a lambda."""
    stack: list[tuple[ast.AST, frozenset[str], bool]] = [(node, frozenset(), False)]
    while stack:
        here, bound, waits = stack.pop()
        if isinstance(here, ast.Name):
            if isinstance(here.ctx, ast.Load) and here.id not in bound:
                yield here.id, waits
        elif isinstance(here, ast.Lambda):
            defaults = [each for each in here.args.kw_defaults if each is not None]
            stack += [(each, bound, waits) for each in [*here.args.defaults, *defaults]]
            stack.append((here.body, bound | _parameters(here.args), True))
        elif isinstance(here, _COMPREHENSIONS):
            stack += _comprehension(here, bound, waits)
        elif isinstance(here, (*FUNCTIONS, ast.ClassDef)):
            stack += [(each, bound, waits) for each in _head(here)]
        elif type(here) is not ast.Constant:
            stack += [(child, bound, waits) for child in ast.iter_child_nodes(here)]


def _parameters(arguments: ast.arguments) -> set[str]:
    every = [*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs]
    every += [each for each in (arguments.vararg, arguments.kwarg) if each is not None]
    return {each.arg for each in every}


def _comprehension(
    node: ast.ListComp | ast.SetComp | ast.DictComp | ast.GeneratorExp,
    bound: frozenset[str],
    waits: bool,
) -> list[tuple[ast.AST, frozenset[str], bool]]:
    """Return the parts of a comprehension; its first iterable sees the outer names."""
    targets = {name.id for each in node.generators for name in ast.walk(each.target) if isinstance(name, ast.Name)}
    outer = node.generators[0].iter
    inner = bound | targets
    rest = [child for child in ast.iter_child_nodes(node) if child is not node.generators[0]]
    rest += [node.generators[0].target, *node.generators[0].ifs]
    return [(outer, bound, waits), *((each, inner, waits) for each in rest)]


def _head(node: Function | ast.ClassDef) -> list[ast.expr]:
    """Return what Python evaluates when it comes to a definition."""
    if isinstance(node, ast.ClassDef):
        return [*node.decorator_list, *node.bases, *(each.value for each in node.keywords)]
    defaults = [each for each in node.args.kw_defaults if each is not None]
    return [*node.decorator_list, *node.args.defaults, *defaults]
