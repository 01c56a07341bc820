"""What pages and the API are sent about a view, read into `SavedView`: one way to say a selection, the picture as JSON."""

from __future__ import annotations

import json
from dataclasses import fields, replace
from typing import Any
from urllib.parse import parse_qsl, urlencode

from flask import request
from werkzeug.datastructures import MultiDict

from crm.errors import InvalidData
from crm.views.model import SavedView
from crm.views.query import tidy_query
from web.frame import place_url
from web.red.wish import Wish, read_wish

_FIELDS = frozenset(field.name for field in fields(Wish))
_PICTURE = ("positions", "hidden", "annotations", "camera")


def wish_of(query: str) -> Wish:
    """The selection that a query says."""
    return read_wish(MultiDict(parse_qsl(query)))


def canonical(query: str) -> str:
    """The query as the red itself would say it; what only one face understands follows. Raises InvalidData."""
    pairs = parse_qsl(tidy_query(query))
    beside = [(name, value) for name, value in pairs if name not in _FIELDS]
    return urlencode([*replace(wish_of(query), vista="").pairs(), *beside])


def address_of(view: SavedView, **more: str) -> str:
    """Where one sees the view: its face, its selection, and its id."""
    pairs = [*parse_qsl(view.query), ("vista", view.id), *more.items()]
    return f"{place_url(view.face)}?{urlencode(pairs)}"


def posted_picture() -> dict[str, Any]:
    """The fields of a view that the picture's script sent, beside the selection. Raises InvalidData."""
    said: dict[str, Any] = {"query": request.form.get("query", ""), "face": request.form.get("face") or "red"}
    try:
        picture = json.loads(request.form.get("picture") or "{}")
    except (ValueError, RecursionError) as error:
        raise InvalidData.of("picture", "not_an_object") from error
    if not isinstance(picture, dict):
        raise InvalidData.of("picture", "not_an_object")
    return said | {name: picture[name] for name in _PICTURE if picture.get(name) is not None}
