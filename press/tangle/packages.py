"""Files of the package that no cell writes: summaries, `__init__`, version."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import yaml

from press.book.page import load_yaml
from press.tangle.complaints import Complaints
from press.tangle.imports import from_import, in_order, natural, wrapped
from press.tangle.model import PACKAGE, Module

SUMMARIES = "book/modules.yml"
_SUMMARY = re.compile(r"[^\n\"\\]{1,84}[.?!]")
_ABOUT = "What the chapters of the book Literate Machine Learning build."


def read_summaries(root: Path, complaints: Complaints) -> dict[str, str]:
    """Return the one-line summary of each module and package, by path."""
    try:
        found = load_yaml((root / SUMMARIES).read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark else 0
        complaints.file(SUMMARIES, line, "summary-form", reason="YAML cannot read this")
        return {}
    if not isinstance(found, dict):
        complaints.file(SUMMARIES, 1, "summary-form", reason="this is not a mapping")
        return {}
    for path, text in found.items():
        if not isinstance(text, str) or not _SUMMARY.fullmatch(text):
            reason = f"the summary of {path} is not a plain sentence"
            complaints.file(SUMMARIES, 0, "summary-form", reason=reason)
    return {str(path): str(text) for path, text in found.items()}


def check_summaries(modules: list[Module], summaries: dict[str, str], complaints: Complaints) -> None:
    """Each module and each package of modules has a summary."""
    known = set(summaries)
    for module in modules:
        cell = next(iter(module.grown.values())).item.cell
        for path in [module.path, *(f"{folder}/__init__.py" for folder in _folders(module))]:
            if path not in known:
                known.add(path)
                line = cell.line_of("tangle")
                complaints.at(cell, line, "no-summary", module=path, file=SUMMARIES)


def _folders(module: Module) -> list[str]:
    """Return the packages around a module, the outermost left out."""
    parts = module.path.split("/")[:-1]
    return ["/".join(parts[:end]) for end in range(len(parts), 1, -1)]


def init_files(modules: list[Module], summaries: dict[str, str], root: Path, complaints: Complaints) -> dict[str, str]:
    """Return the `__init__` files, and the mark that the package is typed."""
    inside: dict[str, list[Module]] = {}
    for module in modules:
        for folder in _folders(module):
            inside.setdefault(folder, [])
        inside.setdefault(module.path.rpartition("/")[0], []).append(module)
    inside.pop(PACKAGE, None)
    files = {}
    for folder, found in inside.items():
        summary = summaries.get(f"{folder}/__init__.py", "")
        files[f"{folder}/__init__.py"] = _init(found, summary, complaints)
    files[f"{PACKAGE}/__init__.py"] = f'"""{_ABOUT}"""\n\n__version__ = "{_version(root)}"\n'
    files[f"{PACKAGE}/py.typed"] = ""
    return files


def _version(root: Path) -> str:
    try:
        project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    except (FileNotFoundError, KeyError):
        return "0.0.0"
    return str(project.get("version", "0.0.0"))


def _init(modules: list[Module], summary: str, complaints: Complaints) -> str:
    """Write an `__init__` that re-exports the public names of a package's modules."""
    lines = [f'"""{summary}"""', ""]
    homes: dict[str, Module] = {}
    words = {module.name.rpartition(".")[2] for module in modules}
    for module in sorted(modules, key=lambda module: natural(module.name)):
        public = [name for name in module.grown if not name.startswith("_")]
        for name in public:
            item, other = module.grown[name].item, homes.setdefault(name, module)
            if other is not module:
                complaints.at(item.cell, item.line, "name-twice", name=name, other=other.path)
            if name in words:
                complaints.at(item.cell, item.line, "name-of-module", name=name)
        if public:
            lines += from_import(module.name, public)
    names = [f'"{name}"' for name in in_order(homes)]
    lines += ["", *wrapped("__all__ = [", names, "]")] if names else []
    return "\n".join(lines).rstrip("\n") + "\n"
