"""The store a request works on: opened once in each process, after the server has made its workers.

`whole_store()` is for accounts; pages and the API hold only `web.store.current_store()`, the view of who is looking.
"""

from __future__ import annotations

import os
import threading

from flask import Flask, current_app

from crm.errors import Unavailable
from graph.errors import StoreUnavailable
from graph.store import Store
from web.config import Config


class StoreKeeper:
    """Opens the configured store when it is first asked for; again in a forked process, and after a failure."""

    def __init__(self, config: Config, given: Store | None) -> None:
        self._config = config
        self._given = given
        self._store: Store | None = None
        self._process = 0
        self._lock = threading.Lock()

    def get(self) -> Store:
        """The process's store. Raises Unavailable when it cannot be reached; the next call tries again."""
        if self._given is not None:
            return self._given
        if self._store is None or self._process != os.getpid():
            with self._lock:
                if self._store is None or self._process != os.getpid():
                    self._store = self._open()
                    self._process = os.getpid()
        return self._store

    def _open(self) -> Store:
        from web.opening import open_configured

        try:
            return open_configured(self._config)
        except StoreUnavailable as error:
            raise Unavailable(error.detail) from error


def whole_store() -> Store:
    """Everything, for accounts and sessions only."""
    keeper: StoreKeeper = current_app.extensions["aliados_store"]
    return keeper.get()


def register_store(app: Flask, store: Store | None) -> None:
    """Gives the application its store; None opens the configured one lazily."""
    app.extensions["aliados_store"] = StoreKeeper(app.config["ALIADOS"], store)
