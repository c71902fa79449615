"""The map inside the package: a line for each definition, and for each file."""

from __future__ import annotations

import hashlib
import json

from press.tangle.model import PACKAGE
from press.tangle.tangled import Definition

MAP = f"{PACKAGE}/_provenance.jsonl"


def provenance(files: dict[str, str | bytes], definitions: list[Definition]) -> str:
    """Write the map. It holds no numbers of lines or cells: they change with the prose."""
    pages: dict[str, list[str]] = {}
    for each in definitions:
        if each.superseded_by is None:
            pages.setdefault(each.name, []).append(each.page)
            if each.is_member:
                pages.setdefault(each.name.rpartition(".")[0], []).append(each.page)
    rows: list[dict[str, object]] = [
        {
            "definition": each.name,
            "digest": each.digest,
            "pages": list(dict.fromkeys(pages[each.name])),
            "supersedes": [f"{place.page}#{each.short}" for place in each.supersedes],
            "uses": list(each.uses),
        }
        for each in definitions
        if each.superseded_by is None
    ]
    rows += [{"digest": file_digest(content), "file": path} for path, content in files.items()]
    lines = sorted(json.dumps(row, ensure_ascii=False) for row in rows)
    return "".join(f"{line}\n" for line in lines)


def file_digest(content: str | bytes) -> str:
    data = content.encode() if isinstance(content, str) else content
    return hashlib.sha256(data).hexdigest()


def recorded(text: str) -> dict[str, str]:
    """Return the digests of files in a map; of what cannot be read, nothing."""
    found: dict[str, str] = {}
    for line in text.splitlines():
        try:
            row = json.loads(line)
            if "file" in row:
                found[str(row["file"])] = str(row["digest"])
        except (ValueError, KeyError, TypeError):
            continue
    return found
