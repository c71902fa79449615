"""Where the book is published, and the addresses that follow from it."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from posixpath import join, normpath

from press.book.page import load_yaml
from press.book.resolve import way


@dataclass(frozen=True)
class Site:
    """The published site; ``repository`` ("owner/name") is empty where none is set."""

    repository: str
    version: str

    @property
    def base(self) -> str:
        owner, _, name = self.repository.partition("/")
        return f"https://{owner.lower()}.github.io/{name}" if self.repository else ""

    def page(self, slug: str) -> str:
        """Return the address of a page; without a site, its notebook's name."""
        return f"{self.base}/book/{slug}.html" if self.base else f"{slug.rpartition('/')[2]}.ipynb"

    def link(self, source: str, path: str, anchor: str) -> str:
        """Return where a link to another page leads from a notebook."""
        target = normpath(join(source.rpartition("/")[0], path))
        if self.base:
            return f"{self.base}/book/{target}.html{anchor}"
        return f"{way(source, target)}.ipynb"

    def install(self) -> str:
        """Return the cell that installs the distribution; empty without a site."""
        if not self.base:
            return ""
        wheel = f"{self.base}/wheels/literate_machine_learning-{self.version}-py3-none-any.whl"
        return f'try:\n    import mlcode\nexcept ImportError:\n    %pip install --quiet "literate-machine-learning[proof,pictures] @ {wheel}"'


def find_site(root: Path) -> Site:
    """Return the site from the environment, else from the configuration."""
    import tomllib

    config = load_yaml((root / "_config.yml").read_text(encoding="utf-8")) or {}
    url = str((config.get("repository") or {}).get("url", ""))
    repository = os.environ.get("GITHUB_REPOSITORY") or url.removeprefix("https://github.com/").strip("/")
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return Site(repository, project["version"])
