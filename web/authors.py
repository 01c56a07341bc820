"""Who made a change: the name behind an author's id, each read once in a request."""

from __future__ import annotations

from collections.abc import Iterable

from flask import Flask, g

from crm.access import SYSTEM
from crm.accounts.users import names_of
from web.store_keeping import whole_store


def author_names(ids: Iterable[str]) -> dict[str, str]:
    """Names by id of people with accounts; the system has its own."""
    known: dict[str, str] = g.setdefault("author_names", {SYSTEM.id: SYSTEM.name})
    missing = {id for id in ids if id not in known}
    if missing:
        known.update(names_of(whole_store(), missing))
    return known


def author_name(id: str) -> str:
    """The author's name; the id when there is no such account."""
    return author_names([id]).get(id, id)


def register_authors(app: Flask) -> None:
    """Gives templates the filter `author_name`."""
    app.add_template_filter(author_name)
