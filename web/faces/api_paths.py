"""What the OpenAPI document says of `web.faces.api`."""

from __future__ import annotations

from web.api.parts import Parameter, Path


def _query(name: str, description: str) -> Parameter:
    return {"name": name, "in": "query", "description": description, "schema": {"type": "string"}}


_SELECTION = [
    _query("actor", "around this actor; may be repeated"),
    _query("nivel", "2: the contacts of the contacts, too"),
    _query("familia", "a family of actors; may be repeated"),
    _query("tipo", "a type of actor; may be repeated"),
    _query("sector", "a sector; may be repeated"),
    _query("linea", "a strategic line; may be repeated"),
    _query("tema", "a theme; may be repeated"),
    _query("desde", "from this year on"),
    _query("hasta", "up to this year"),
    _query("todo", "1: the whole network"),
]
_PART = [
    _query("par", "two of these: the meetings behind their tie"),
    _query("juntos", "took part in all of them; may be repeated"),
    _query("enlinea", "of this strategic line, - for none"),
    _query("defamilia", "with this family of actors"),
    _query("menos", "with defamilia: with others of it than this actor; may be repeated"),
    _query("quedo", "what became of them"),
    _query("lapso", "known by just this period: quarter_2017-01-01_2017-12-31"),
]
PATHS: tuple[Path, ...] = (
    Path("/red/table", "get", "red-table", "red", "Actors and ties of a selection", _SELECTION),
    Path(
        "/red/matrix",
        "get",
        "red-matrix",
        "red",
        "Who meets whom",
        [*_SELECTION, _query("orden", "group, family or name")],
    ),
    Path("/red/rings", "get", "red-rings", "red", "Who is one and two steps away", _SELECTION),
    Path("/red/flows", "get", "red-flows", "red", "From lines to partners to outcomes", _SELECTION),
    Path(
        "/red/calendar",
        "get",
        "red-calendar",
        "red",
        "Contact by period",
        [*_SELECTION, _query("paso", "month, quarter or year")],
    ),
    Path(
        "/red/interactions",
        "get",
        "red-interactions",
        "red",
        "Interactions of a selection",
        [*_SELECTION, *_PART],
    ),
)
