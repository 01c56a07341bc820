"""The store as who is looking sees it: all that pages and the API hold."""

from __future__ import annotations

from flask import g

from graph.store import Store
from web.auth import current_principals
from web.store_keeping import whole_store


def current_store() -> Store:
    """What the person (or token) who asks may see."""
    if "store_view" not in g:
        g.store_view = whole_store().as_seen_by(current_principals())
    view: Store = g.store_view
    return view
