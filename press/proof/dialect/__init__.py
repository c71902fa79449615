"""The LaTeX that the checker reads: a strict dialect of what textbooks write."""

from press.proof.dialect.grammar import parse
from press.proof.dialect.tree import Tree

__all__ = ["Tree", "parse"]
