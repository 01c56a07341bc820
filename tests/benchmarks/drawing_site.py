"""The application on results that are there already, for a browser to measure."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from werkzeug.serving import make_server


@contextmanager
def served(folder: Path) -> Iterator[tuple[str, Any]]:
    """The application on those results: its address, and a browser's cookies of somebody logged in."""
    from crm.schema import SCHEMA
    from graph.opening import open_store
    from tests.web.browsing import PASSWORD, add_user, send
    from web import create_app
    from web.auth import cookie_name
    from web.config import Config

    config = Config(store=f"sqlite:///{folder}/red.db", data_dir=folder)
    store = open_store(config.store, SCHEMA)
    app = create_app(config, store)
    user = add_user(store, "editor")
    browser = app.test_client()
    send(browser, "/entrar", {"login": user.login, "password": PASSWORD})
    with app.app_context():
        cookie = browser.get_cookie(cookie_name())
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}", cookie
    finally:
        server.shutdown()
        thread.join()
        store.close()
