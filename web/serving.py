"""Serving: gunicorn for the pages, and beside it one companion that analyses and makes the nightly copies.

    aliados serve ── gunicorn master ─┬─ workers (threads)
                                      └─ companion ── analyst (started again when it dies)

The companion ends when the master's end of its pipe closes, however the master ended.
"""

from __future__ import annotations

import subprocess
import sys
import threading
from contextlib import suppress
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from flask import Flask

    from web.config import Config

KEEP_ALIVE_SECONDS = 30
SLOW_REQUEST_SECONDS = 120
GRACE_SECONDS = 10


def serve(config: Config, greeting: str = "") -> None:
    """Serves until it is told to stop. `greeting` is printed when pages can be asked for."""
    from web import create_app

    lines = [line for line in (greeting, address(config)) if line]
    if sys.platform == "win32":
        _serve_on_windows(create_app(config), config, lines)
    else:
        _serve_on_gunicorn(create_app(config), config, lines)


def address(config: Config) -> str:
    """What people type to get here."""
    host = config.server.host
    shown = "127.0.0.1" if host in {"0.0.0.0", "::"} else host  # nosec B104 - only compared, to print an address that works
    return config.server.public_url or f"http://{shown}:{config.server.port}"


def first_link(config: Config) -> str:
    """The one-time address that makes the first administrator; "" when there is an account already."""
    from crm.accounts.managing import first_user_needed, make_first_invitation
    from web.opening import open_configured

    store = open_configured(config)
    try:
        if not first_user_needed(store):
            return ""
        secret = make_first_invitation(store, datetime.now(UTC))
    finally:
        store.close()
    return f"{address(config)}/bienvenida/{secret}"


def start_companion(config: Config) -> subprocess.Popen[bytes]:
    """The process that analyses and copies; it gets the settings on its standard input, whose end stops it."""
    from web.companion import settings_of

    process = subprocess.Popen([sys.executable, "-m", "web.companion"], stdin=subprocess.PIPE)
    assert process.stdin is not None
    process.stdin.write(settings_of(config).encode() + b"\n")
    process.stdin.flush()
    return process


def stop_companion(process: subprocess.Popen[bytes]) -> None:
    """Lets it end by itself, and ends it when it does not."""
    if process.stdin is not None:
        process.stdin.close()
    try:
        process.wait(GRACE_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def settings(config: Config) -> dict[str, Any]:
    """What gunicorn is told; no control socket, as nothing here uses it."""
    host = f"[{config.server.host}]" if ":" in config.server.host else config.server.host
    return {
        "bind": f"{host}:{config.server.port}",
        "workers": config.server.workers,
        "threads": config.server.threads,
        "worker_class": "gthread",
        "preload_app": True,
        "control_socket_disable": True,
        "keepalive": KEEP_ALIVE_SECONDS,
        "timeout": SLOW_REQUEST_SECONDS,
        "graceful_timeout": GRACE_SECONDS,
        "forwarded_allow_ips": "*" if config.server.proxies else "127.0.0.1",
        "loglevel": "warning",
        "proc_name": "aliados",
    }


def _serve_on_gunicorn(app: Flask, config: Config, lines: list[str]) -> None:
    companions: list[subprocess.Popen[bytes]] = []

    def when_ready(_server: object) -> None:
        companions.append(start_companion(config))
        print("\n".join(lines), flush=True)  # noqa: T201 - this is what the person waits for

    def on_exit(_server: object) -> None:
        for process in companions:
            stop_companion(process)

    def post_worker_init(worker: Any) -> None:
        # Streams of news end with the worker, else it would wait for them.
        app.extensions["aliados_leaving"] = lambda: not worker.alive
        threading.Thread(target=_warm, args=(app,), daemon=True).start()

    hooks = {"when_ready": when_ready, "on_exit": on_exit, "post_worker_init": post_worker_init}
    _gunicorn(app, {**settings(config), **hooks}).run()


def _warm(app: Flask) -> None:
    """Reads the names that lines are understood by, so that not even the first line waits for them."""
    from crm.capture.doors import warm_names
    from crm.errors import CrmError
    from graph.errors import StoreError
    from web.store_keeping import whole_store

    with app.app_context(), suppress(CrmError, StoreError):
        warm_names(whole_store())


def _gunicorn(app: Flask, told: dict[str, Any]) -> Any:
    """A gunicorn that serves this application with these settings."""
    from gunicorn.app.base import BaseApplication

    class Application(BaseApplication):  # type: ignore[misc]
        def load_config(self) -> None:
            for name, value in told.items():
                self.cfg.set(name, value)

        def load(self) -> Flask:
            return app

    return Application()


def _serve_on_windows(app: Flask, config: Config, lines: list[str]) -> None:
    from waitress import serve as serve_waitress

    companion = start_companion(config)
    print("\n".join(lines), flush=True)  # noqa: T201 - this is what the person waits for
    try:
        threads = config.server.workers * config.server.threads
        serve_waitress(app, host=config.server.host, port=config.server.port, threads=threads, ident=None)
    finally:
        stop_companion(companion)
