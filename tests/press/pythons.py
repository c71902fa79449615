"""The Pythons of the book that this machine has."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path


def pythons() -> dict[str, str]:
    """Return the commands of Python 3.11 to 3.13, by version, oldest first; our own among them."""
    found: dict[str, str] = {}
    folder = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv")) / "versions"
    for minor in (11, 12, 13):
        version = f"3.{minor}"
        candidates = [sys.executable] if sys.version_info[1] == minor else []
        candidates += [str(shutil.which(f"python{version}"))]
        candidates += [str(path / "bin/python") for path in sorted(folder.glob(f"{version}.*"))]
        command = next(filter(_starts, candidates), None)
        if command is not None:
            found[version] = command
    return found


def _starts(command: str) -> bool:
    try:
        return subprocess.run([command, "-c", ""], capture_output=True, check=False).returncode == 0
    except OSError:
        return False
