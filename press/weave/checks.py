"""Verdicts on the page: marks beside the equations, and folds that say what they decide."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.transforms import SphinxTransform

from press.proof.verdict import AGREES, GRADES
from press.verdicts.gather import Found
from press.weave.decided import Decided, code_of
from press.weave.folds import fold
from press.weave.marks import BY_HAND, MARKS, UNDECIDED, alone, linked, shape
from press.weave.state import State, state

METHOD = "how-it-checks-itself"  # the page that explains the marks
_NOTHING = "What the checks below need"


class ShowVerdicts(SphinxTransform):
    """Tell displays what was decided about them, and folds of proof cells what they decide."""

    default_priority = 870  # after the cells are folded

    def apply(self, **kwargs: Any) -> None:
        slug = self.env.docname.removeprefix("book/")
        press = state(self.app)
        if slug not in press.decided:
            return
        known = {each.label: each for each in press.decided[slug]}
        for display in self.document.findall(nodes.math_block):
            if display.get("label") in known:
                display["decided"] = known[display["label"]]
        for folded in [each for each in self.document.findall(fold) if each["kind"] == "proof"]:
            _take_along(folded, press.verdicts[slug])
        for folded in [each for each in self.document.findall(fold) if each["kind"] == "proof"]:
            _fill(folded, Speaker(self.app, press, slug))


def _cells(folded: fold) -> list[nodes.container]:
    return [each for each in folded.findall(nodes.container) if each.get("nb_element") == "cell_code"]


def _index(cell: nodes.container) -> int:
    return int(cell["cell_metadata"]["press"]["cell"])


def _take_along(folded: fold, found: list[Found]) -> None:
    """Put cells that decide nothing into the fold of the next ones, which need them."""
    after = folded.next_node(descend=False, siblings=True)
    decides = {each.cell for each in found} & {_index(cell) for cell in _cells(folded)}
    if not decides and isinstance(after, fold) and after["kind"] == "proof":
        after.insert(0, folded.children)
        folded.parent.remove(folded)


def _fill(folded: fold, speaker: Speaker) -> None:
    """Give a fold its summary, and each cell of it the lines of its verdicts."""
    cells = _cells(folded)
    found = [each for cell in cells for each in speaker.of_cell(_index(cell))]
    folded["summary"] = speaker.summary(found) if found else _NOTHING
    for cell in cells:
        for code in cell.findall(nodes.literal_block):
            code["language"] = "python"  # below a magic of a whole cell, ipython3 sees plain text
        if lines := [speaker.line(each) for each in speaker.of_cell(_index(cell))]:
            cell += nodes.container(
                "", nodes.bullet_list("", *lines, classes=["press-verdicts"]), classes=["cell_output"]
            )


class Speaker:
    """Puts verdicts of one page into words."""

    def __init__(self, app: Sphinx, press: State, slug: str):
        self.app, self.press, self.slug = app, press, slug

    def of_cell(self, index: int) -> list[Found]:
        return [each for each in self.press.verdicts[self.slug] if each.cell == index]

    def summary(self, found: Iterable[Found]) -> str:
        """Return which equations a fold decides, by grade, as they come."""
        parts = []
        for grade, some in _by_grade(found).items():
            numbers = listed([self._number(each.label) for each in some])
            parts.append(f"the code agrees with {numbers}" if grade == AGREES else f"{numbers}: {GRADES[grade]}")
        graded = [part for part in parts if ": " in part]
        return "; ".join([f"The check of {parts[0]}" if graded else f"A check: {parts[0]}", *parts[1:]])

    def _number(self, label: str) -> int:
        known = self.press.labels.get(label)
        return known.number if known else 0

    def line(self, found: Found) -> nodes.list_item:
        """Return a verdict as a line that begins with its mark and leads back to its equation."""
        line = nodes.paragraph("", "", shape("", kind=found.grade), nodes.Text(" "), self._back(found.label))
        line += nodes.Text(f" {GRADES[found.grade]}")
        code = code_of(found, self.press.book.page(self.slug), self.press.tangled)
        if code is not None:
            uri = f"{self._way(code.place.page)}#cell-{code.place.cell}"
            line += nodes.Text(": ")
            line += nodes.reference("", "", nodes.literal(text=code.name), refuri=uri, internal=True)
        if found.detail:
            line += nodes.Text(f"{' ' if found.grade == AGREES else ': '}{found.detail}")
        return nodes.list_item("", line)

    def _back(self, label: str) -> nodes.Node:
        known = self.press.labels.get(label)
        if known is None:
            return nodes.literal(text=label)
        return nodes.reference("", known.text, refuri=f"{self._way(known.page)}#equation-{label}", internal=True)

    def _way(self, page: str) -> str:
        if page == self.slug:
            return ""
        return str(self.app.builder.get_relative_uri(f"book/{self.slug}", f"book/{page}"))


def _by_grade(found: Iterable[Found]) -> dict[str, list[Found]]:
    grades: dict[str, list[Found]] = {}
    for each in found:
        grades.setdefault(each.grade, []).append(each)
    return grades


def listed(numbers: Iterable[int]) -> str:
    """Return numbers of equations in words: three in a row and more are "(3) to (6)"."""
    rows = [[n for _, n in run] for _, run in groupby(enumerate(sorted(set(numbers))), lambda pair: pair[1] - pair[0])]
    texts = [[f"({row[0]}) to ({row[-1]})"] if len(row) > 2 else [f"({n})" for n in row] for row in rows]
    return ", ".join(text for row in texts for text in row)


def marks(app: Sphinx, docname: str, decided: Decided) -> str:
    """Return the mark of an equation, and a link to each function that computes it, as HTML."""
    words = MARKS[decided.kind].words
    title = f"{words}: {decided.detail}" if decided.detail else words
    if decided.kind == BY_HAND and METHOD in {page.slug for page in state(app).book.pages}:
        uri = f"{app.builder.get_relative_uri(docname, f'book/{METHOD}')}#what-each-mark-means"
        first = linked(BY_HAND, uri, f"{words}: opens the page that explains it", title)
    elif decided.kind in (BY_HAND, UNDECIDED):
        first = alone(decided.kind, title)
    else:
        first = linked(decided.kind, f"#cell-{decided.cell}", f"{words}: opens the check", title)
    return first + "".join(_code(app, docname, code.name, code.place.page, code.place.cell) for code in decided.codes)


def _code(app: Sphinx, docname: str, name: str, page: str, cell: int) -> str:
    here = docname == f"book/{page}"
    uri = "" if here else app.builder.get_relative_uri(docname, f"book/{page}")
    return linked(AGREES, f"{uri}#cell-{cell}", f"{MARKS[AGREES].words}: {name}", f"{MARKS[AGREES].words}: {name}")


def setup(app: Sphinx) -> None:
    app.add_transform(ShowVerdicts)
