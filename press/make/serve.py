"""`press serve`: show the site; a page that is saved is rebuilt, and the browser reloads it."""

from __future__ import annotations

import argparse
import functools
import http.server
import subprocess
import threading
import time
from pathlib import Path

from press.errors import Exit
from press.make.book import SITE
from press.make.tools import environment, python
from press.text import say

_RELOAD = b"""<script>
(() => { let seen; setInterval(async () => {
  const now = await (await fetch("/__built")).text();
  if (seen !== undefined && now !== seen) location.reload();
  seen = now;
}, 700); })();
</script></body>"""
_WATCHED = ("book", "press/weave/assets")


class Built:
    """Counts the builds, so that pages know when to reload."""

    number = 0


class Handler(http.server.SimpleHTTPRequestHandler):
    """Serves the site; pages get a few lines that reload them after a build."""

    def do_GET(self) -> None:
        if self.path == "/__built":
            self._answer(str(Built.number).encode(), "text/plain")
            return
        path = Path(self.translate_path(self.path))
        if path.is_dir() and self.path.endswith("/"):  # without the slash, links would lead astray
            path /= "index.html"
        if path.suffix == ".html" and path.is_file():
            self._answer(path.read_bytes().replace(b"</body>", _RELOAD), "text/html; charset=utf-8")
            return
        super().do_GET()

    def _answer(self, body: bytes, kind: str) -> None:
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Stay quiet: the terminal shows the builds."""


def serve(root: Path, arguments: list[str]) -> Exit:
    """Build, serve, watch, until Ctrl-C."""
    parser = argparse.ArgumentParser(prog="press serve", description=__doc__)
    parser.add_argument("--port", type=int, default=8000)
    port = parser.parse_args(arguments).port
    _build(root)
    handler = functools.partial(Handler, directory=str(root / SITE))
    try:
        server = http.server.ThreadingHTTPServer(("127.0.0.1", port), handler)
    except OSError as error:
        say(f"port {port} cannot be used ({error.strerror}); try --port {port + 1}")
        return Exit.UNREADABLE
    threading.Thread(target=server.serve_forever, daemon=True).start()
    say(f"http://127.0.0.1:{port}/ (Ctrl-C ends it)")
    try:
        _watch(root)
    except KeyboardInterrupt:
        server.shutdown()
    return Exit.FINE


def _watch(root: Path) -> None:
    seen = _stamps(root)
    while True:
        time.sleep(0.5)
        if (now := _stamps(root)) != seen:
            changed = [str(path.relative_to(root)) for path in now if now[path] != seen.get(path)]
            say(f"changed: {', '.join(changed) or 'a file was removed'}")
            _build(root)
            seen = now


def _stamps(root: Path) -> dict[Path, int]:
    paths = (path for folder in _WATCHED for path in (root / folder).rglob("*") if path.is_file())
    return {path: path.stat().st_mtime_ns for path in paths}


def _build(root: Path) -> None:
    """Tangle and build in a process of its own, so that a broken page ends nothing."""
    for verb in ("tangle", "book"):
        if subprocess.run(python("press", verb), cwd=root, env=environment(), check=False).returncode:
            say("not built; mend it and save again")
            return
    Built.number += 1
