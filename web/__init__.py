"""The application as people and programs meet it: pages, JSON API and command line."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flask import Flask

    from graph.store import Store
    from web.config import Config


def create_app(config: Config, store: Store | None = None) -> Flask:
    """The web application. Without `store` each process opens the configured one when it first needs it."""
    from web.application import build

    return build(config, store)
