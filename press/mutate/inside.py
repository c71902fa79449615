"""Runs in a process of its own: the proof cells of a page, each equation changed in many ways."""

from __future__ import annotations

import json
import random
import sys
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from press.mutate.operators import mutants
from press.proof import accept, verbs
from press.proof.dialect.tree import Tree, written
from press.proof.errors import ProofError
from press.proof.run import Case, displayed, trees
from press.proof.source import Equation, equation
from press.proof.verdict import Verdict

How = Callable[[Equation, dict[str, Any]], Verdict]
_PROVED = ("all-sizes", "these-sizes", "sampled")


class Harness:
    """Stands in for `record`: after each verdict it tries the equation's mutants."""

    def __init__(self, share: float, seed: int):
        self.share, self.random = share, random.Random(seed)  # noqa: S311 - a sample
        self.rows: list[dict[str, Any]] = []

    def record(self, label: str, names: dict[str, Any], how: How) -> None:
        """Judge an equation, then its mutants; what passes and is no equal of it is a survivor."""
        shown, names = equation(label), accept.merged(names)
        if accept.reach(shown, names, how).grade not in _PROVED:
            return  # a definition says what its author wants
        original = trees(shown, names)
        for operator, changed in self._chosen(original):
            fate = self._fate(replace(shown, parsed=tuple(changed)), names, how, original)
            self.rows.append({"label": label, "operator": operator, "fate": fate, "as": _written(changed)})

    def _chosen(self, original: list[Tree]) -> list[tuple[str, list[Tree]]]:
        found = [
            (operator, [*original[:k], changed, *original[k + 1 :]])
            for k, chain in enumerate(original)
            for operator, changed in mutants(chain)
        ]
        return [each for each in found if self.random.random() < self.share]

    def _fate(self, changed: Equation, names: dict[str, Any], how: How, original: list[Tree]) -> str:
        try:
            accept.reach(changed, names, how)
        except ProofError as error:
            return type(error).__name__
        except (OverflowError, NotImplementedError, ValueError) as error:  # a crash is no verdict
            return f"crash: {type(error).__name__}: {error}"
        return "equal" if _equal(changed, names, original) else "survived"


def _equal(changed: Equation, names: dict[str, Any], original: list[Tree]) -> bool:
    """Whether press.proof proves each side of the mutant equal to the same side of the original."""
    from press.proof.decision.zero import equal

    for before, after in zip(original, changed.parsed or (), strict=True):
        for old, new in zip(before.parts, after.parts, strict=True):
            if old == new:
                continue
            claim = replace(changed, parsed=(Tree("chain", (old, new), "=", old.at),))
            run = Case(claim, names, list(claim.parsed or ()), displayed).run()
            if not all(equal(pair.left, pair.right).kind == "proved" for pair in run.pairs):
                return False
    return True


def _written(chains: list[Tree]) -> str:
    return "; ".join(written(chain) for chain in chains)


def main(job: str) -> None:
    """Run the proof cells of a job (JSON) under the harness; print what became of the mutants."""
    from press.proof.cells import plain, private_names

    work = json.loads(job)
    harness = Harness(work["share"], work["seed"])
    setattr(verbs, "record", harness.record)  # noqa: B010 - a test looks over the verbs' shoulder
    names = private_names()
    names["agree"] = lambda *arguments, **given: None
    exec(work["imports"], names)  # noqa: S102 - the page's own definitions
    for cell in work["cells"]:
        exec(compile(plain(cell["source"]), work["path"], "exec"), names)  # noqa: S102 - the book's own text
    print("\n" + json.dumps(harness.rows))


if __name__ == "__main__":
    main(sys.stdin.read())
