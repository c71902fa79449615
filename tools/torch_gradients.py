"""The gradients of four small networks by PyTorch, beside those of `mlcode.neural`.

usage: python tools/torch_gradients.py [--write]

Runs in an environment of its own, which holds NumPy and PyTorch (`make test-torch` makes
one). Without arguments: compute with PyTorch, now, and compare with the stored values
(`book/data/torch_gradients.csv`, which a page of the book shows) and with `mlcode`.
With --write: store the values anew, and print the hash for the card.
"""

from __future__ import annotations

import csv
import hashlib
import importlib
import io
import sys
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np

ROOT = Path(__file__).resolve().parent.parent
STORED = ROOT / "book" / "data" / "torch_gradients.csv"
SIZES = (6, 5, 4, 3)
CASES = {  # column: hidden activation, loss
    "relu": ("relu", "cross-entropy"),
    "sigmoid": ("sigmoid", "cross-entropy"),
    "tanh": ("tanh", "cross-entropy"),
    "squared": ("tanh", "squared"),
}
TOLERANCE = 1e-14  # of gradients of about one tenth


def case() -> tuple[list[tuple[np.ndarray, np.ndarray]], np.ndarray, np.ndarray]:
    """Return layers, eight samples and their classes, all from formulas."""
    numbers, layers = iter(np.cos(np.arange(74.0))), []
    for inputs, units in pairwise(SIZES):
        W = np.array([[next(numbers) for _ in range(inputs)] for _ in range(units)])
        layers.append((W, np.array([next(numbers) for _ in range(units)])))
    return layers, np.sin(np.arange(48.0)).reshape(8, 6), np.arange(8) % 3


def names() -> list[str]:
    """Name the parameters in the order in which they are stored, counting from 1."""
    found = []
    for level, (inputs, units) in enumerate(pairwise(SIZES), 1):
        found += [f"W{level}[{j},{k}]" for j in range(1, units + 1) for k in range(1, inputs + 1)]
        found += [f"b{level}[{j}]" for j in range(1, units + 1)]
    return found


def by_torch(activation: str, loss: str) -> np.ndarray:
    """Build the network of PyTorch's own parts, and let it differentiate the mean loss."""
    torch: Any = importlib.import_module("torch")
    layers, X, y = case()
    parts: list[Any] = []
    for W, b in layers:
        linear = torch.nn.Linear(W.shape[1], W.shape[0], dtype=torch.float64)
        linear.weight.data, linear.bias.data = torch.tensor(W), torch.tensor(b)
        parts += [linear, {"relu": torch.nn.ReLU, "sigmoid": torch.nn.Sigmoid, "tanh": torch.nn.Tanh}[activation]()]
    network = torch.nn.Sequential(*parts[:-1])
    scores = network(torch.tensor(X))
    if loss == "squared":  # the sum over the outputs, the mean over the samples
        cost = ((scores - torch.eye(3, dtype=torch.float64)[y]) ** 2).sum(dim=1).mean()
    else:
        cost = torch.nn.functional.cross_entropy(scores, torch.tensor(y))
    cost.backward()
    return np.concatenate([p.grad.numpy().ravel() for p in network.parameters()])


def by_mlcode(activation: str, loss: str) -> np.ndarray:
    """Compute the same with the book's code."""
    from mlcode.neural import RELU, SIGMOID, gradients

    layers, X, y = case()
    tanh = (np.tanh, lambda A: 1 - A**2)
    bends: Any = {"relu": RELU, "sigmoid": SIGMOID, "tanh": tanh}[activation]
    tops: dict[str, Any] = {"squared": {"top": lambda Z, Y: 2 * (Z - Y)}}
    found = gradients(layers, X, np.eye(3)[y], bends, **tops.get(loss, {}))
    return np.concatenate([each.ravel() for pair in found for each in pair])


def stored() -> dict[str, np.ndarray]:
    """Read the stored values."""
    with STORED.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    if [row["parameter"] for row in rows] != names():
        raise SystemExit(f"{STORED.name} has other parameters")
    return {column: np.array([float(row[column]) for row in rows]) for column in CASES}


def write() -> None:
    """Store what PyTorch computes."""
    table = {column: by_torch(*given) for column, given in CASES.items()}
    file = io.StringIO()
    rows = csv.writer(file, lineterminator="\n")
    rows.writerow(["parameter", *CASES])
    for at, name in enumerate(names()):
        rows.writerow([name, *(repr(float(table[column][at])) for column in CASES)])
    STORED.write_bytes(file.getvalue().encode())
    print(STORED, hashlib.sha256(file.getvalue().encode()).hexdigest())


def main() -> int:
    """Compare, or write; return 1 where the gradients differ."""
    sys.path.insert(0, str(ROOT))
    if "--write" in sys.argv[1:]:
        write()
        return 0
    torch: Any = importlib.import_module("torch")
    before, worst = stored(), 0.0
    for column, given in CASES.items():
        live, ours = by_torch(*given), by_mlcode(*given)
        gaps = abs(live - before[column]).max(), abs(live - ours).max()
        worst = max(worst, *gaps)
        print(f"{column:8} PyTorch {torch.__version__} and the stored values {gaps[0]:.1e}, and mlcode {gaps[1]:.1e}")
    print("agree" if worst <= TOLERANCE else f"differ by {worst:.1e}, allowed are {TOLERANCE}")
    return int(not worst <= TOLERANCE)


if __name__ == "__main__":
    raise SystemExit(main())
