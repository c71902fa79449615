"""Cycles: of modules, and of packages that import one another while they are imported."""

from __future__ import annotations

from press.tangle.complaints import Complaints
from press.tangle.imports import natural
from press.tangle.model import PACKAGE, Item, Module
from press.tangle.order import LinksOf

# For each module those that it imports from, each with the first item that does.
Graph = dict[str, dict[str, Item]]


def check_cycles(modules: list[Module], links: LinksOf, complaints: Complaints) -> None:
    """No module imports itself by a detour; nor does a package, while it is imported."""
    graph = _graph(modules, links)
    if not _module_cycles(graph, complaints):
        inits = _inits(graph)
        met: set[tuple[str, str]] = set()
        for package in inits:
            for module, target in _Loading(graph, inits).load(package):
                if (module, target) not in met:
                    met.add((module, target))
                    facts = {"entry": package, "module": module, "other": target}
                    item = graph[module][target]
                    complaints.at(item.cell, item.line, "package-cycle", **facts)


def _graph(modules: list[Module], links: LinksOf) -> Graph:
    graph: Graph = {module.name: {} for module in modules}
    for module in modules:
        for grown in module.grown.values():
            for part in grown.parts:
                for target, _ in sorted(links[part].homes.values()):
                    if target != module.name:
                        graph[module.name].setdefault(target, part)
    return {name: {each: found[each] for each in sorted(found, key=natural)} for name, found in graph.items()}


def _module_cycles(graph: Graph, complaints: Complaints) -> bool:
    done: set[str] = set()
    found = False

    def visit(module: str, path: list[str]) -> None:
        nonlocal found
        for target, item in graph.get(module, {}).items():
            if target in path:
                found = True
                chain = " → ".join([*path[path.index(target) :], target])
                complaints.at(item.cell, item.line, "import-cycle", chain=chain)
            elif target not in done:
                visit(target, [*path, target])
        done.add(module)

    for module in graph:
        if module not in done:
            visit(module, [module])
    return found


def _inits(graph: Graph) -> dict[str, list[str]]:
    """Return the modules that the `__init__` of each package imports, in its order."""
    found: dict[str, list[str]] = {}
    for module in sorted(graph, key=natural):
        package = module.rpartition(".")[0]
        if package != PACKAGE:
            found.setdefault(package, []).append(module)
    return found


class _Loading:
    """Imports a package as Python would, and sees which module meets itself half-way."""

    def __init__(self, graph: Graph, inits: dict[str, list[str]]):
        self.graph, self.inits = graph, inits
        self.begun: set[str] = set()
        self.done: set[str] = set()
        self.met: list[tuple[str, str]] = []

    def load(self, name: str) -> list[tuple[str, str]]:
        """Import a module or package; return who found what unfinished."""
        if "." in name and name not in self.begun:
            self.load(name.rpartition(".")[0])  # Python imports the package first
        if name not in self.begun:
            self.begun.add(name)
            for module in self.inits.get(name, ()):
                self.load(module)
            for target in self.graph.get(name, {}):
                self.load(target)
                if target not in self.done:
                    self.met.append((name, target))
            self.done.add(name)
        return self.met
