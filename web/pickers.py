"""Pickers without scripts: the words that were typed, where no id was chosen, are looked up when the form arrives."""

from __future__ import annotations

import re

from flask import has_request_context
from werkzeug.datastructures import MultiDict

from crm.accounts.persons import person_of
from crm.naming import folded_names
from crm.searching import suggest_actors
from graph.fold import fold
from graph.store import Store
from web.auth import current_viewer
from web.store_keeping import whole_store

TEXT = "-text"
_MYSELF = frozenset({"yo", "me", "mi persona", "yo mismo", "yo misma"})
_ROW = re.compile(r"-\d+-text$")


def resolve_pickers(store: Store, values: MultiDict[str, str]) -> dict[str, str]:
    """Fills in the id of each picker that has only words, when they name one actor; gives the words of the others.

    Where nobody or several are meant the words stand in for the id, which the model refuses.
    """
    unknown = {}
    for key in [key for key in values if is_words(key)]:
        name, words = key.removesuffix(TEXT), values.get(key, "").strip()
        if not words or values.get(name):
            continue
        id = _meant(store, words)
        values.setlist(name, [id or words])
        if id is None:
            unknown[name] = words
    return unknown


def _own_person() -> str | None:
    """Which person of the network is typing; None outside a page, and for who is tied to none."""
    viewer = current_viewer() if has_request_context() else None
    return person_of(whole_store(), viewer) if viewer else None


def is_words(name: str) -> bool:
    """Whether an input holds what was typed in a picker; "commitments-0-text" is a field of a row, no picker's words."""
    return name.endswith(TEXT) and not _ROW.search(name)


def _meant(store: Store, words: str) -> str | None:
    wanted = fold(words)
    if wanted in _MYSELF and (own := _own_person()) is not None:
        return own
    found = suggest_actors(store, words, limit=5)
    exact = [one.id for one in found if wanted in folded_names(one.name, [one.alias] if one.alias else [])]
    return exact[0] if len(exact) == 1 else None
