"""Citations as words: the site has a bibliography, a notebook has only its text."""

from __future__ import annotations

from pathlib import Path


class Citations:
    """The entries of a BibTeX file, and how a text names them."""

    def __init__(self, path: Path):
        from pybtex.database import parse_file
        from pybtex.richtext import Text

        self.plain = Text.from_latex
        self.entries = dict(parse_file(str(path), "bibtex").entries) if path.is_file() else {}

    def written(self, keys: list[str], in_text: bool) -> str:
        """Return "Hubble (1929)" in a sentence, "(Hubble, 1929)" in brackets."""
        parts = [self._names(key.strip()) for key in keys]
        if in_text:
            return ", ".join(f"{who} ({year})" for who, year in parts)
        return "(" + "; ".join(f"{who}, {year}" for who, year in parts) + ")"

    def _names(self, key: str) -> tuple[str, str]:
        entry = self.entries[key]
        people = entry.persons.get("author") or entry.persons.get("editor") or []
        names = [str(self.plain(" ".join([*person.prelast_names, *person.last_names]))) for person in people]
        who = f"{names[0]} et al." if len(names) > 2 else " and ".join(names) or key
        return who, str(entry.fields.get("year", "n.d."))
