"""Make `.venv` with the pinned requirements. Runs on a bare Python: standard library only.

usage: python tools/environment.py

`uv` does it where it is installed, else `venv` and `pip`. Where there is no Node (KaTeX
sets the mathematics with it), one comes from a wheel, and its folder is put on the path
of everything that the Makefile starts.
"""

from __future__ import annotations

import hashlib
import os
import platform
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
STAMP = VENV / "made-from"
MINIMUM = (3, 11)


def main() -> int:
    """Make the environment if it is not the one that the requirements ask for."""
    if sys.version_info < MINIMUM:
        print(
            f"Python {platform.python_version()} is too old: {MINIMUM[0]}.{MINIMUM[1]} or newer is needed. Try `make PYTHON=python3.13`.",
            file=sys.stderr,
        )
        return 2
    wanted = stamp()
    if STAMP.is_file() and STAMP.read_text(encoding="utf-8") == wanted:
        return 0
    print(f"setting up .venv with Python {platform.python_version()} …", flush=True)
    try:
        install(shutil.which("uv"))
    except (subprocess.CalledProcessError, OSError) as error:
        why = str(error)
        if isinstance(error, subprocess.CalledProcessError):
            why = f"`{' '.join(map(str, error.cmd))}` ended with {error.returncode}"
        print(f"\nsetting up stopped: {why}.", file=sys.stderr)
        hint = "The lines above say why. Nothing else was changed; run the command again when it is mended."
        print(hint, file=sys.stderr)
        return 2
    STAMP.write_text(wanted, encoding="utf-8")
    return 0


def stamp() -> str:
    """Return what the environment depends on, as one line."""
    digest = hashlib.sha256()
    for name in ("requirements.txt", "requirements-node.txt", "pyproject.toml", "tools/environment.py"):
        digest.update((ROOT / name).read_bytes())
    return f"{platform.python_version()} {digest.hexdigest()}"


def install(uv: str | None) -> None:
    """Fill a fresh `.venv`: requirements, a Node where there is none, the project itself."""
    # The environment that is about to go may be the one that runs this.
    base = getattr(sys, "_base_executable", sys.executable) if Path(sys.prefix).resolve() == VENV else sys.executable
    shutil.rmtree(VENV, ignore_errors=True)
    python = VENV / ("Scripts" if os.name == "nt" else "bin") / "python"
    pip: list[str | Path]
    if uv:
        run(uv, "venv", "--quiet", "--python", base, VENV)
        pip = [uv, "pip", "install", "--quiet", "--python", python]
    else:
        run(base, "-m", "venv", VENV)
        pip = [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    run(*pip, "-r", ROOT / "requirements.txt")
    if shutil.which("node") is None:
        run(*pip, "-r", ROOT / "requirements-node.txt")
    run(*pip, "--no-deps", "--no-build-isolation", "--editable", ROOT)


def run(*command: str | Path) -> None:
    subprocess.run([str(word) for word in command], check=True, cwd=ROOT)


if __name__ == "__main__":
    sys.exit(main())
