"""The API described in OpenAPI 3.1, from the models and filters themselves, so that it cannot say something else."""

from __future__ import annotations

from functools import cache
from importlib.metadata import version
from typing import Any

from pydantic import BaseModel, TypeAdapter
from pydantic.json_schema import models_json_schema

from web.api.nouns import NOUNS, ApiNoun
from web.api.parts import paths_of_parts

REF = "#/components/schemas/{model}"
Schema = dict[str, Any]
_PROBLEM: Schema = {
    "type": "object",
    "description": "RFC 9457",
    "required": ["type", "title", "status"],
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "current": {"type": "object", "description": "With 412: the record as it is now."},
        "fields": {"type": "array", "items": {"type": "string"}, "description": "With 412: what differs."},
        "errors": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["field", "detail", "key"],
                "properties": {name: {"type": "string"} for name in ("field", "detail", "key")},
            },
        },
    },
}
_KEY: Schema = {
    "name": "Idempotency-Key",
    "in": "header",
    "description": "Any text of up to 200 characters; the same key and body make one record, however often sent; another body is refused.",
    "schema": {"type": "string", "maxLength": 200},
}
_IF_MATCH: Schema = {
    "name": "If-Match",
    "in": "header",
    "required": True,
    "description": "The ETag of the record as it was read.",
    "schema": {"type": "string"},
}
_ID: Schema = {
    "name": "id",
    "in": "path",
    "required": True,
    "schema": {"type": "string", "pattern": "^[a-z0-9-]{1,80}$"},
}


@cache
def describe() -> Schema:
    """The whole document; made once."""
    paths: Schema = {}
    for noun in NOUNS.values():
        paths |= _paths_of(noun)
    licence = {"name": "Apache-2.0", "identifier": "Apache-2.0"}
    return {
        "openapi": "3.1.0",
        "info": {"title": "Red de Aliados", "version": version("red-de-aliados"), "license": licence},
        "servers": [{"url": "/api/v1"}],
        "security": [{"token": []}],
        "tags": [{"name": tag} for tag in dict.fromkeys([*NOUNS, *(part.tag for part in paths_of_parts())])],
        "paths": paths | _more_paths(),
        "components": _components(),
    }


def _components() -> Schema:
    models: list[type[BaseModel]] = [
        model for noun in NOUNS.values() for model in (noun.model, *noun.variants.values())
    ]
    models += [part.body for part in paths_of_parts() if part.body is not None]
    wanted = [(model, "validation") for model in models]
    _names, schemas = models_json_schema(wanted, ref_template=REF)  # type: ignore[arg-type]
    return {
        "schemas": {**schemas["$defs"], "Problem": _PROBLEM},
        "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
        "responses": {"Problem": _json("What went wrong", _ref("Problem"), "application/problem+json")},
    }


def _ref(name: str) -> Schema:
    return {"$ref": REF.format(model=name)}


def _json(description: str, schema: Schema, kind: str = "application/json") -> Schema:
    return {"description": description, "content": {kind: {"schema": schema}}}


def operation(id: str, tag: str, summary: str, answers: dict[str, Schema]) -> Schema:
    """One operation; everything that is not its answer is a Problem."""
    refused = {"default": {"$ref": "#/components/responses/Problem"}}
    return {"operationId": id, "tags": [tag], "summary": summary, "responses": {**answers, **refused}}


def _shape(noun: ApiNoun) -> Schema:
    names = [noun.model.__name__, *(model.__name__ for model in noun.variants.values())]
    return _ref(names[0]) if len(names) == 1 else {"anyOf": [_ref(name) for name in reversed(names)]}


def _paths_of(noun: ApiNoun) -> Schema:
    name, shape = noun.path, _shape(noun)
    body = {"required": True, "content": {"application/json": {"schema": shape}}}
    record = _json("The record", shape) | {"headers": {"ETag": {"schema": {"type": "string"}}}}
    one = {"200": record}
    changed: Schema = {"parameters": [_IF_MATCH]}
    return {
        f"/{name}": {
            "get": operation(f"list-{name}", name, "One page", {"200": _json("A page", page_of(shape))})
            | {"parameters": query_of(noun.filter)},
            "post": operation(f"create-{name}", name, "Make one", {"201": record})
            | {"parameters": [_KEY], "requestBody": body},
        },
        f"/{name}/{{id}}": {
            "parameters": [_ID],
            "get": operation(f"get-{name}", name, "Read one", one),
            "put": operation(f"update-{name}", name, "Replace one", one) | changed | {"requestBody": body},
            "delete": operation(f"archive-{name}", name, "Archive one", one) | changed,
        },
        f"/{name}/{{id}}/restore": {
            "parameters": [_ID],
            "post": operation(f"restore-{name}", name, "Bring an archived one back", one) | changed,
        },
    }


def page_of(items: Schema) -> Schema:
    """The shape of one page of a list."""
    return {
        "type": "object",
        "required": ["items", "total", "more", "next"],
        "properties": {
            "items": {"type": "array", "items": items},
            "total": {"type": ["integer", "null"], "description": "Exact to 10000; null when not counted."},
            "more": {"type": "boolean", "description": "There are more than `total`."},
            "next": {"type": ["string", "null"], "description": "The `after` of the next page."},
        },
    }


def query_of(filter: type) -> list[Schema]:
    """A filter's fields as parameters of the address."""
    properties: Schema = TypeAdapter(filter).json_schema()["properties"]
    return [{"name": name, "in": "query", "schema": schema} for name, schema in properties.items()]


def _more_paths() -> Schema:
    paths: Schema = {}
    for part in paths_of_parts():
        answer = {"200": _json(part.summary, {"type": "object"})}
        described = operation(part.id, part.tag, part.summary, answer) | {"parameters": part.parameters}
        if part.body is not None:
            sent = {"application/json": {"schema": _ref(part.body.__name__)}}
            described["requestBody"] = {"required": True, "content": sent}
        paths.setdefault(part.path, {})[part.verb] = described
    return paths
