"""Another site: one page of it, at an address that the installation knows and at one it does not."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread


class Portal(ThreadingHTTPServer):
    """Serves `html` in a page. Its two addresses are two origins to a browser."""

    html = ""

    @property
    def known(self) -> str:
        """The address that `[public] embed_on` names."""
        return f"http://127.0.0.1:{self.server_port}"

    @property
    def stranger(self) -> str:
        """The same page at another address."""
        return f"http://localhost:{self.server_port}"


class _Answer(BaseHTTPRequestHandler):
    server: Portal

    def do_GET(self) -> None:
        head = '<!doctype html><html lang="es"><meta name="viewport" content="width=device-width"><title>Portal</title>'
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.write(f"{head}<main>{self.server.html}</main>".encode())

    def log_message(self, format: str, *args: object) -> None:
        """Says nothing."""


@contextmanager
def open_portal() -> Iterator[Portal]:
    """A portal that answers until the end."""
    with Portal(("127.0.0.1", 0), _Answer) as portal:
        Thread(target=portal.serve_forever, kwargs={"poll_interval": 0.2}, daemon=True).start()
        yield portal
        portal.shutdown()
