"""What the API reads from a request and how it answers: filters, bodies, versions, records, pages."""

from __future__ import annotations

import re
from dataclasses import fields, is_dataclass
from typing import Any, cast

from flask import Response, jsonify, request
from pydantic import BaseModel, TypeAdapter, ValidationError

from crm.errors import InvalidData, Problem, from_validation
from crm.fields import Noun
from crm.listing import Listing
from web.errors import Trouble, render_trouble
from web.texts import gettext as _

MOST = 500
_ETAG = re.compile(r'^(?:W/)?"?(\d{1,12})"?$')


def plain(value: object) -> Any:
    """What jsonify can take, of models and the dataclasses around them."""
    if isinstance(value, BaseModel):
        return value.model_dump(mode="json")
    if isinstance(value, list | tuple):
        return [plain(one) for one in value]
    if is_dataclass(value) and not isinstance(value, type):
        return {one.name: plain(getattr(value, one.name)) for one in fields(value)}
    return TypeAdapter(type(value)).dump_python(value, mode="json") if value is not None else None


def shown(record: Noun, status: int = 200) -> Response:
    """One record, with the tag that its next change must bring."""
    response = jsonify(plain(record))
    response.status_code = status
    response.headers["ETag"] = f'"{getattr(record, "version", 0)}"'
    return response


def listed(listing: Listing[Any]) -> Response:
    """One page of records; `total` is null when it was not counted."""
    total = None if listing.total < 0 else listing.total
    return jsonify(
        {"items": plain(listing.items), "total": total, "more": listing.more, "next": listing.next}
    )


def read_filter(filter: type) -> Any:
    """The query of the address as a filter. Raises InvalidData for what it does not know or cannot be."""
    names = {field.name for field in fields(filter)}
    unknown = [Problem(name, "unknown_field") for name in request.args if name not in names | {"lang"}]
    if unknown:
        raise InvalidData(unknown)
    defaults = {field.name: field.default for field in fields(filter)}
    given = {
        name: request.args.getlist(name) if isinstance(defaults[name], tuple) else request.args[name]
        for name in request.args
        if name in names
    }
    try:
        made: Any = TypeAdapter(filter).validate_python(given)
    except ValidationError as error:
        raise from_validation(error) from error
    if not 1 <= made.limit <= MOST:
        raise InvalidData.of(
            "limit", "too_big" if made.limit > MOST else "too_small", limit=MOST if made.limit > MOST else 1
        )
    return made


def read_body() -> dict[str, Any]:
    """The JSON object that was sent. Raises InvalidData when it is not one."""
    try:
        body = request.get_json(silent=True)
    except RecursionError:  # brackets within brackets, deeper than any record
        body = None
    if not isinstance(body, dict):
        raise InvalidData.of("", "not_an_object")
    return cast("dict[str, Any]", body)


def expected_version() -> int | None:
    """The version in If-Match, or None when the header is missing or is no tag of ours."""
    found = _ETAG.match(request.headers.get("If-Match", "").strip())
    return int(found[1]) if found else None


def without_condition() -> Response:
    """The answer to a change that does not say which version it changes."""
    text = _("Envíe en If-Match la etiqueta (ETag) que recibió al leer el registro.")
    return render_trouble(Trouble(428, _("Falta decir qué versión se cambia"), text))
