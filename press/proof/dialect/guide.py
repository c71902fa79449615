r"""What the dialect accepts, as a document: generated from the tables that the reader of formulas uses.

The examples are read by the tests, so that none of them can be wrong. `press dialect` writes
the document, `press dialect --check` compares it with what is there.
"""

from __future__ import annotations

from collections.abc import Iterable

from press.proof.dialect import names, tokens
from press.proof.dialect.grammar import RELATIONS

FUNCTIONS = (r"\phi", "f", "O", "g", "u", r"\sigma", r"\ell")  # declared functions, in the examples

# (what, an example of it in a display, what it means)
ROWS: dict[str, tuple[tuple[str, str, str], ...]] = {
    "Names": (
        ("a number", r"w_0 = 2 x", "an italic letter; each letter is a name, `xy` is x times y"),
        ("a vector", r"\mathbf{u} = 2 \mathbf{v}", "bold, lower case; one column"),
        ("a table", r"\mathbf{A} = \mathbf{B}", "bold, upper case"),
        ("an accent", r"\hat{\mathbf{y}} = \bar{x} \tilde{\mathbf{u}}", "a part of the name: `y_hat`, `x_mean`, `u_tilde`"),
        ("a star, a sign", r"w^\star = y^\pm", "a part of the name: `w_star`, `y_pm`"),
        ("a change", r"\Delta \mathbf{w} = \alpha \mathbf{v}", "one name with what changes: `Delta_w`"),
        ("a word below", r"s_{\mathrm{max}} = 1", "a part of the name; `\\text` is refused"),
        ("constants", r"\mathbf{I} \mathbf{u} = \mathbf{u} + \mathbf{0}", "their shape is that of what they meet; also `\\mathbf{1}`, `\\pi`, `e`"),
    ),
    "Indices": (
        ("an entry", r"u_i = a_{ij}", "of a vector, of a table: italic, counted from 1"),
        ("a row, a column", r"\mathbf{x}_i = \mathbf{a}_j", "bold: row i of X, Y, Z, W or P; column j of any other table"),
        ("a column of data", r"\mathbf{x}_{\cdot j} = \mathbf{u}", "column j of X"),
        ("computed", r"u_{i + 1} = u_i", "an index may be computed; the proof then speaks for the sizes tried"),
        ("a layer, a step", r"\mathbf{a}^{(l)} = \mathbf{w}^{[t + 1]}", "a member of a declared family"),
        ("an entry of a layer", r"a_j^{(l)} = z_j^{(l)}", "entry j of the vector of that layer"),
    ),
    "Arithmetic": (
        ("products", r"2 \mathbf{X} \mathbf{w} = \alpha \mathbf{u}", "by shape: scalars with all, tables where the named sides agree"),
        ("inner, outer", r"\mathbf{u}^\top \mathbf{v} = 1", "`\\mathbf{u} \\mathbf{v}^\\top` is a table"),
        ("entry by entry", r"\mathbf{u} \odot \mathbf{v} = \mathbf{w}", "of one shape"),
        ("quotients", r"\frac{a}{b} = a / b", "by a number; after a / b no further factor"),
        ("powers, inverses", r"\mathbf{A}^{-1} \mathbf{A}^2 = \mathbf{A}", "whole powers of square tables; any power of a number"),
        ("roots", r"\sqrt{x^2} = \lvert x \rvert", "the root that is not negative"),
        ("norms", r"\lVert \mathbf{u} \rVert^2 = \lVert \mathbf{A} \rVert_F + \lVert \mathbf{u} \rVert_1", "of a vector; with F of a table; with 1 the sum of sizes"),
        ("of tables", r"\mathrm{tr}(\mathbf{A}) = \det \mathbf{A}", "trace and determinant; `\\mathrm{diag}(\\mathbf{d})` is a table"),
        ("written out", r"\begin{bmatrix} 1 & x \\ 0 & 1 \end{bmatrix} = \mathbf{A}", "`bmatrix` or `pmatrix`"),
    ),
    "What runs over an index": (
        ("a sum, a product", r"\sum_{i=1}^{n} u_i = \prod_{k=1}^{K} p_k", "reaches to the next plus or minus"),
        ("all values", r"\sum_{i,j} a_{ij} = \sum_i u_i", "of an index whose size is declared: `i=n`"),
        ("all but some", r"\sum_{j \ne i} u_j = \sum_{j < i} u_j + \sum_{j > i} u_j", "also `\\le`, `\\ge`; a sum that is empty for some i is 0 there"),
        ("those of a set", r"\sum_{i \in \mathcal{B}} u_i = \lvert \mathcal{B} \rvert", "declared: `B=subset(\"B\", n)`, any of the n"),
        ("those for which", r"\sum_{j : d_j > 0} d_j = 1", "it must show for every j whether it holds"),
        ("extremes", r"\max_{k} z_k = \max(0, x)", "also `\\min`"),
        ("the place of one", r"\hat{w} = \argmin_{w} (w - a)^2", "all that follows is minimised; decided by `minimum`"),
    ),
    "Functions": (
        ("known ones", r"\exp x = \log (1 + y)", "take one factor, or what stands in brackets"),
        ("declared ones", r"f(x) = \phi(\mathbf{z})", "of one number they map a vector entry by entry"),
        ("their powers", r"\cos^2 \beta = f(x)^2", "of the value"),
        ("by cases", r"u(x) = \begin{cases} x & x > 0 \\ 0 & x \le 0 \end{cases}", "the first that holds; the last may have no condition"),
        ("an indicator", r"\mathbf{1}[i = j] = 1", "1 where it holds, else 0"),
        ("chance", r"\Var[x] = \E[x^2] - \E[x]^2", "declared: `E=expectation(x, over=m)`; also `\\Cov[x, y]`, `\\Pr[x > t]`"),
        ("given an event", r"\E[x \mid y = 1] = \Pr[x > t \mid y = 1, x < 2]", "a mean over what is left; also `|`"),
    ),
    "Derivatives": (
        ("of one number", r"\phi'(x) = \frac{d}{dx} \phi(x)", "the d may be upright"),
        ("partial", r"\frac{\partial g}{\partial w_j} = \frac{\partial^2 f(x, y)}{\partial x \partial y}", "of any order"),
        ("gradients", r"\nabla g(\mathbf{w}) = \nabla_{\mathbf{a}} \ell", "have the shape of what they are taken by"),
        ("Hessians, Jacobians", r"\nabla^2 g(\mathbf{w}) = \frac{\partial \mathbf{u}}{\partial \mathbf{w}}", "entry (j, k) is the derivative of entry j by entry k"),
        ("limits, integrals", r"\lim_{h \to 0} \frac{\sin h}{h} = \int_0^1 1 \, dx", "by expansion, also of unknown smooth functions, else by SymPy; integrals by SymPy"),
        ("leading order", r"\frac{f(x, h)}{h} = g(x) + O(h^2)", "declared: `O=order(h)`; all powers below agree, and that one does not"),
    ),
    "Relations": (
        ("a chain", r"x = y = z", "decided link by link; several displays in one are separated by commas"),
        ("rows", r"\begin{aligned} x &= y \\ &= z \end{aligned}", "a row that begins with a relation goes on; so does one with a sign"),
        ("order", r"x = y \le z < u(x) \ne 0", "decided by `bound`, equalities too"),
        ("membership", r"x \in \{0, 1\}, y \in [0, \infty), \mathbf{X} \in \mathbb{R}^{n \times p}", "a set: `check`; an interval: `bound`; a shape, or an assumption: `define`"),
        ("distribution", r"a x + b \sim f(b, a^2)", "declared: `N=law(…)`; the generating functions of moments agree; an assumption: `define`"),
        ("about", r"\frac{1}{3} \approx 0.333", "between numbers, in a display labelled num-…: to the last digit printed"),
        ("proportional", r"\mathbf{u} \propto \mathbf{v}", "of two vectors: all ratios agree"),
    ),
}  # fmt: skip
_HEAD = r"""# The LaTeX that the checker reads

This file is generated by `python -m press dialect`: do not edit it. Every example in it is read by a test.

A labelled display is read strictly: what is not described here is an error that names the place, what was seen, and what to write. Nothing is guessed. A name means what the proof cell declares under its
Python name: `\hat{\mathbf{w}}` is `w_hat=`, `\bar{x}` is `x_mean=`, `\lambda` is `lam=`, a Greek letter its English name; what has no Python name is passed as `names={r"…": …}`. Sides of arrays have
names: a table of n rows never multiplies a vector of p numbers, whatever n and p are.
"""


def guide() -> str:
    """Return the document, as Markdown."""
    parts = [_HEAD]
    for title, rows in ROWS.items():
        parts.append(f"## {title}\n\n{_table(('', 'example', 'meaning'), rows)}")
    parts += ["## The tables", *_tables()]
    return "\n\n".join(part.rstrip("\n") for part in parts) + "\n"


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, str, str]]) -> str:
    lines = [f"| {' | '.join(head)} |", "|" + "---|" * len(head)]
    lines += [f"| {what} | {_code(example)} | {meaning} |" for what, example, meaning in rows]
    return "\n".join(lines)


def _code(tex: str) -> str:
    return "`" + tex.replace("|", r"\|") + "`"


def _tables() -> list[str]:
    listed = {
        "Styles": names.STYLES,
        "Accents": names.ACCENTS,
        "Greek letters": names.GREEK,
        "Functions that need no declaration": names.FUNCTIONS,
        "Operators whose meaning is declared": names.OPERATORS,
        "Relations": RELATIONS,
        "Skipped": tokens.NOTHING,
    }
    found = [f"**{title}.** {' '.join(_code(each) for each in sorted(table))}" for title, table in listed.items()]
    same = ", ".join(f"{_code(a)} for {_code(b)}" for a, b in sorted(tokens.SAME.items()))
    refused = "\n".join(f"- {_code(what)}: {why}." for what, why in sorted(tokens.REFUSED.items()))
    return [*found, f"**Read as the same.** {same}", f"**Refused by name.**\n\n{refused}"]
