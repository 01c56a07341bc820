"""Searching everywhere, and the answers that pickers and the search box show while one types."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, jsonify, render_template, request, url_for

from crm.lookalikes import find_lookalikes
from crm.searching import SearchResult, Suggestion, search, suggest_actors
from web.frame import place_url
from web.i18n import term
from web.marks import type_mark
from web.store import current_store

LONGEST = 200
MEANT = 3
blueprint = Blueprint("buscar", __name__)


@blueprint.get("/buscar")
def resultados() -> str:
    """Everything that has these words."""
    words = request.args.get("q", "")[:LONGEST].strip()
    found = search(current_store(), words) if words else None
    count = 0 if found is None else sum(len(group) for group in _groups(found))
    alike = find_lookalikes(current_store(), words, limit=MEANT) if words and not count else []
    return render_template("buscar/resultados.html", words=words, found=found, count=count, alike=alike)


def _groups(found: SearchResult) -> tuple[list[Any], ...]:
    return found.actors, found.people, found.interactions, found.commitments, found.projects


@blueprint.get("/sugerir")
def sugerir() -> Response:
    """`{"items": […]}`: at most eight actors that the typed words may mean."""
    words = request.args.get("q", "")[:LONGEST].strip()
    wanted = request.args.get("type", "")
    found = suggest_actors(current_store(), words, limit=24 if wanted else 8) if words else []
    items = [_shown(one) for one in found if not wanted or one.type == wanted]
    return jsonify({"items": items[:8]})


def _shown(suggestion: Suggestion) -> dict[str, Any]:
    mark = type_mark(suggestion.type)
    return {
        "id": suggestion.id,
        "name": suggestion.name,
        "type": suggestion.type,
        "type_label": mark.label,
        "icon": f"{url_for('static', filename='icons.svg')}#{mark.icon}",
        "place": term(suggestion.place, "countries"),
        "alias": suggestion.alias,
        "url": place_url(f"actores/{suggestion.id}"),
    }
