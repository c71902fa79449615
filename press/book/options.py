"""Options of cells and blocks: `:key: value` lines right under a fence."""

from __future__ import annotations

import re

import yaml

from press.book.report import Report

_OPTION = re.compile(r"^:(?P<key>[A-Za-z][\w-]*):(?:[ ](?P<value>.*))?$")
# Plain scalars in which YAML sees nothing but text; all others go through YAML.
_PLAIN = re.compile(r"^[A-Za-z][^:#'\"\[\]{}&*!|>%@`]*$")
_RESERVED = {"yes", "no", "on", "off", "true", "false", "null", "y", "n"}


def read_options(body: list[str], first: int, report: Report) -> tuple[dict[str, str], dict[str, int], int]:
    """Read the option lines of a fence.

    Returns the options as text, the line of each, and the index in ``body`` of the
    first line after them. What YAML (and so Jupytext and MyST-NB) would read as
    anything but that text is an error.
    """
    options: dict[str, str] = {}
    where: dict[str, int] = {}
    here = 0
    while here < len(body) and body[here].lstrip().startswith(":"):
        match = _OPTION.match(body[here])
        if match is None:
            report(
                first + here,
                "option-form",
                "cannot read this option",
                "Write `:key: value`, with one space",
            )
        elif match["key"] in options:
            report(first + here, "option-twice", f":{match['key']}: is given twice, and parsers keep the last in silence", "Keep one")  # fmt: skip
        else:
            key = match["key"]
            where[key] = first + here
            options[key] = _value(key, match["value"] or "", first + here, report)
        here += 1
    if here < len(body) and body[here].startswith("---"):
        report(
            first + here,
            "option-form",
            "options in a YAML block",
            "Write them as `:key: value` lines",
        )
    return options, where, _after_blank(body, here, first, report)


def _after_blank(body: list[str], here: int, first: int, report: Report) -> int:
    """Skip the one blank line that may follow options; none may follow later."""
    code = here
    while code < len(body) and not body[code].strip():
        code += 1
    if code - here > 1:
        report(first + here, "blank-start", "more than one blank line before the code", "Delete them")
    if code < len(body) and _OPTION.match(body[code]):
        report(
            first + code,
            "late-option",
            "an option after a blank line is read as code",
            "Move it up to the fence",
        )
    return code


def _value(key: str, raw: str, line: int, report: Report) -> str:
    if key == "tags":
        return raw
    if raw != raw.strip() or not raw:
        report(
            line,
            "option-form",
            f":{key}: has an empty value, or blanks around it",
            "Give it a value",
        )
        return raw.strip()
    if _PLAIN.match(raw) and raw.lower() not in _RESERVED:
        return raw
    try:
        value = yaml.safe_load(f"{key}: {raw}")[key]
    except yaml.YAMLError:
        value = None
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    if not isinstance(value, str):
        report(line, "option-yaml", f"YAML does not read the value of :{key}: as text", "Put it in '…' (two '' for one inside)")  # fmt: skip
        return raw
    return value
