"""Names: letters with a style or an accent, and the Python names that stand for them."""

from __future__ import annotations

import re

STYLES = {r"\mathbf", r"\boldsymbol", r"\mathrm", r"\mathcal", r"\mathbb", r"\operatorname", r"\operatorname*"}
ACCENTS = {r"\hat": "hat", r"\widehat": "hat", r"\bar": "mean", r"\tilde": "tilde", r"\widetilde": "tilde",
           r"\dot": "dot"}  # fmt: skip
_LETTERS = (
    "alpha beta gamma delta epsilon varepsilon zeta eta theta vartheta iota kappa lambda mu nu xi pi rho varrho sigma "
    "tau upsilon phi varphi chi psi omega Gamma Delta Theta Lambda Xi Pi Sigma Upsilon Phi Psi Omega ell"
)
GREEK = {"\\" + letter for letter in _LETTERS.split()}
# functions that need no declaration; each takes what follows, one factor or a bracket
FUNCTIONS = {r"\exp", r"\log", r"\sin", r"\cos", r"\tan", r"\sinh", r"\cosh", r"\tanh", r"\arctan", r"\det",
             r"\mathrm{diag}", r"\mathrm{tr}", r"\mathrm{cond}", r"\mathrm{sign}", r"\max", r"\min"}  # fmt: skip
OPERATORS = {r"\mathbb{E}": "E", r"\mathrm{Var}": "Var", r"\mathrm{Cov}": "Cov", r"\Pr": "Pr"}
_SPECIAL = {"lambda": "lam", "1": "ones", "0": "zeros"}
_STYLED = re.compile(r"\\(?:mathbf|boldsymbol|mathrm|mathcal|mathbb|operatorname\*?)\{([^{}]*)\}")
_ACCENTED = re.compile(r"\\(hat|widehat|bar|tilde|widetilde|dot)\{([^{}]*)\}")


def keyword(name: str) -> str:
    r"""Return the Python name: `\hat{\mathbf{y}}` is y_hat, `\lambda` lam, `w^\star` w_star."""
    text, before = name, ""
    while before != text:
        before = text
        text = _STYLED.sub(r"\1", text)
        text = _ACCENTED.sub(lambda m: m[2] + "_" + ACCENTS["\\" + m[1]], text)
    text = text.replace(r"\Delta ", "Delta_").replace(r"^\star", "_star").replace(r"^\pm", "_pm").replace(r"\,", "")
    text = re.sub(r"\\(?=[A-Za-z])", "", text)
    text = re.sub(r"[{}]", "", text)
    head, mark, rest = text.partition("_")
    return _SPECIAL.get(head, head) + mark + rest


def is_vector(name: str) -> bool:
    """Whether the style is that of a vector: bold, lower case."""
    letter = _bold(name)
    return bool(letter) and (letter in ("0", "1") or letter.lower() == letter)


def is_matrix(name: str) -> bool:
    """Whether the style is that of a matrix: bold, upper case."""
    letter = _bold(name)
    return bool(letter) and letter not in ("0", "1") and letter.lower() != letter


def _bold(name: str) -> str:
    found = re.search(r"\\(?:mathbf|boldsymbol)\{\\?([^{}]*)\}", name)
    return found[1] if found else ""
