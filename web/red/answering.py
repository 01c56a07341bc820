"""Answers to the scripts of the red: sent only when they are news to the reader."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import Any

from flask import Response, jsonify, request

from crm.derived.results import Derived
from web.assets import load_assets
from web.auth import the_viewer
from web.i18n import language
from web.store import current_store


def json_if_new(derived: Derived, asked: object, make: Callable[[Derived], Any]) -> Response:
    """What `make` makes as JSON; 304 and nothing made when the reader has what was `asked` for already."""
    response = Response()
    response.set_etag(_mark(derived, asked), weak=True)
    if response.make_conditional(request).status_code != 304:
        response.set_data(jsonify(make(derived)).get_data())
        response.mimetype = "application/json"
    return response


def _mark(derived: Derived, asked: object) -> str:
    """What an answer depends on: the data, its analysis, what is asked, who asks, in which language, this version."""
    parts = (
        derived.folder.path.name,
        current_store().revision(),
        asked,
        the_viewer().id,
        language(),
        load_assets().digest,
    )
    return hashlib.sha256(repr(parts).encode()).hexdigest()[:20]
