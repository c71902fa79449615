"""The draft of a new page: every part that the checks ask for, ready to be written over."""

from __future__ import annotations

from press.book import Entry, Page, headings
from press.book.vocabulary import OPENINGS

_FRONT = """---
file_format: mystnb
kernelspec: {{name: python3, display_name: Python 3}}
kind: {kind}
promise: What the reader will have at the end, in one sentence.
"""
_FULL_FRONT = """opening: {opening}
able:
  - say one thing
  - do another
  - judge a third
minutes: 45
{recall}reason: This is a draft.
"""
_RECALL = """recall:
  - ask: A question on {title}?
    answer: Its answer.
    see: {see}
  - ask: A second question on {title}?
    answer: Its answer.
    see: {see}
"""
_BODY = """---
# {title}

One question about one real object.

```{{code-cell}} ipython3
:tags: [hide-input]
:figure: fig-{name}-opening
:alt: What the picture shows, in words, for someone who does not see it.
:caption: The point of the picture, in one sentence.
from mlcode.pictures import book_style, canvas, line

book_style()
fig, ax = canvas()
line(ax, [0, 1], [0, 1])
```

## The picture says one thing

```{{predict}}
What will the next cell print?

1. An answer that a sensible reader might give.
2. Another.
```

```{{code-cell}} ipython3
:tags: [reveal]
1 + 1
```

```{{reveal}}
The second. The first is tempting, for a reason.
```

```{{remember}}
**Say it.** One sentence.

**Draw it.** One picture.

**The mistake.** One, with the test that catches it.
```

## Exercises

"""
_EXERCISE = """```{{exercise}}
:name: ex-{name}-{number}
:kind: {kind}
:minutes: 5
A question.
```

```{{hint}}
A first step.
```

```{{solution}}
The working.
```

"""
_NOTES = """## Notes

Two lines of history, and what libraries do differently.
"""


def template(entry: Entry, needs: list[Page], pages: list[Page]) -> str:
    """Return the text of a draft page."""
    front = _FRONT.format(kind=entry.kind)
    if entry.kind == "frame":
        return front + f"---\n# {entry.title}\n\nTo be written.\n"
    used = {page.front.get("opening") for page in pages}
    opening = next((each for each in OPENINGS if each not in used), OPENINGS[0])
    name = entry.slug.rpartition("/")[2]
    front += _FULL_FRONT.format(opening=opening, recall=_recall(needs))
    exercises = "".join(_EXERCISE.format(name=name, number=n, kind="by hand") for n in (1, 2, 3))
    return front + _BODY.format(title=entry.title, name=name) + exercises + _NOTES


def _recall(needs: list[Page]) -> str:
    for page in needs:
        inner = [heading for heading in headings(page) if heading.level == 2]
        if inner:
            return _RECALL.format(title=page.title, see=f"{page.slug}#{inner[0].anchor}")
    return ""
