"""What a picture of the red shows and says, as JSON: questions with their answers, ways, common contacts, groups.

GET /api/v1/red/picture?pregunta=puentes&lado=tipo.embassy&lado=tipo.city_dependency
GET /api/v1/red/picture?ruta=uis&ruta=jica
GET /api/v1/red/picture?como=uis
GET /api/v1/red/questions
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask import Response, jsonify, request

from web.api.parts import Parameter, Path
from web.api.root import blueprint
from web.derived import needed_results
from web.reading.bubbling import BubbleView
from web.reading.questions import question_text, questions
from web.reading.saying import said_of
from web.red.ties import Tie
from web.red.view import gather_view
from web.red.wish import read_wish
from web.red.words import description_of, title_of
from web.store import current_store


@blueprint.get("/red/picture")
def red_picture() -> Response:
    """Actors, ties by what they mean, groups, and the answer to what is asked."""
    derived = needed_results()
    view = gather_view(current_store(), derived, read_wish(request.args))
    said = said_of(view, derived)
    return jsonify(
        {
            "title": title_of(view),
            "description": description_of(view),
            "answer": said["text"] if said else None,
            "steps": said["steps"] if said else [],
            "actors": [{"id": node.id, "name": node.name, "type": node.type} for node in view.nodes],
            "ties": _ties(view.lines),
            "groups": _groups(view.bubbles) if view.bubbles is not None else [],
        }
    )


def _ties(lines: Sequence[Tie]) -> list[dict[str, Any]]:
    return [
        {
            "source": tie.source,
            "target": tie.target,
            "meaning": tie.meaning,
            "together": tie.count,
            "last": tie.last.isoformat() if tie.last else None,
            "standing": list(tie.standing),
            "inferred": tie.weak,
        }
        for tie in lines
    ]


def _groups(made: BubbleView) -> list[dict[str, Any]]:
    return [
        {
            "value": group.value,
            "name": made.said[group.value][0],
            "actors": group.size,
            "ties_inside": group.inside,
            "first": list(group.first),
        }
        for group in made.bubbles.groups
    ]


@blueprint.get("/red/questions")
def red_questions() -> Response:
    """The questions of the list, each with the query that answers it."""
    derived = needed_results()
    return jsonify(
        {"items": [{"text": question_text(one), "query": one.query()} for one in questions(derived)]}
    )


def _query(name: str, description: str) -> Parameter:
    return {"name": name, "in": "query", "description": description, "schema": {"type": "string"}}


_ASKING = [
    _query("pregunta", "puentes, frios, tema or puerta"),
    _query("lado", "of puentes: tipo.embassy, familia.diplomatic, sector.private; twice"),
    _query("hacia", "of puerta: as lado, or pais.CH"),
    _query("meses", "of frios: since so many months"),
    _query("ruta", "two actors: the warmest ways between them"),
    _query("comunes", "two actors: whom both know"),
    _query("como", "who is like this actor"),
    _query("proyecto", "the actors of this project"),
    _query("actor", "around this actor; may be repeated"),
    _query("mas", "with the contacts of this actor; may be repeated"),
    _query("sin", "without this actor; may be repeated"),
    _query("agrupar", "grupo, familia, tipo, sector or pais"),
    _query("todo", "1: the whole network"),
]
PATHS: tuple[Path, ...] = (
    Path("/red/picture", "get", "red-picture", "red", "What a picture of the red shows and says", _ASKING),
    Path("/red/questions", "get", "red-questions", "red", "Questions that the red answers", []),
)
