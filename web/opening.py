"""The configured store, opened."""

from __future__ import annotations

from graph.store import Store
from web.config import Config


def open_configured(config: Config) -> Store:
    """The store that the settings name, with the office's schema. Raises StoreUnavailable, BadURL."""
    from crm.schema import SCHEMA
    from graph.opening import open_store

    password = config.store_password.get_secret_value() if config.store_password else None
    return open_store(config.store, SCHEMA, user=config.store_user, password=password)
