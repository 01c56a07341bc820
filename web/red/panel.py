"""The panel beside the picture: who an actor is, its last interactions and open commitments, whom it meets."""

from __future__ import annotations

from typing import Any

from flask import url_for

from crm.access import Viewer
from crm.actors import Actor, get_actor
from crm.commitments import Commitment, CommitmentFilter, list_commitments
from crm.derived.results import Derived
from crm.doors.house import head_of
from crm.office import office_id
from crm.picture import PictureFilter, draw
from crm.timeline import TimelineEntry, timeline_of
from graph.store import Store
from web.frame import place_url
from web.i18n import term
from web.marks import kind_mark, type_mark
from web.reading.group_names import group_label
from web.red.names import plain
from web.texts import ngettext
from web.tie_status import tie_status
from web.wording import due_words, period

LATEST, PROMISED, CONTACTS = 3, 3, 6
OPEN = ("pending", "waiting", "to_review")


def panel_of(store: Store, viewer: Viewer, derived: Derived | None, id: str) -> dict[str, Any]:
    """The panel; JSON. `store` is the viewer's view. Raises NotFound."""
    actor = get_actor(store, id)
    entries = timeline_of(store, id, LATEST).items
    return {
        "id": actor.id,
        "name": plain(actor.name),
        **_looks(actor, derived),
        "place": ", ".join(plain(one) for one in (actor.city, term(actor.country, "countries")) if one),
        "status": _status(actor, entries),
        "sector": term(actor.sector, "sectors"),
        "group": _group(derived, id),
        "url": place_url(f"actores/{actor.id}"),
        "record": place_url(f"registrar?actor={actor.id}") if viewer.may("edit") else "",
        "interactions": actor.interactions,
        "latest": [_interaction(entry) for entry in entries],
        "commitments": [_commitment(one) for one in _promised(store, id)],
        "contacts": _contacts(derived, id) if derived else [],
    }


def _looks(actor: Actor, derived: Derived | None) -> dict[str, str]:
    head = head_of(derived) if derived else None
    mark = type_mark(actor.type, home=derived is not None and derived.number.get(actor.id, -1) == head)
    sprite = url_for("static", filename="icons.svg")
    return {
        "type": actor.type,
        "type_label": mark.label,
        "family": mark.family,
        "icon": f"{sprite}#{mark.icon}",
        "shape": f"{sprite}#shape-{mark.shape}",
    }


def _status(actor: Actor, entries: list[TimelineEntry]) -> dict[str, str]:
    if actor.id == office_id():
        return {"text": "", "tone": ""}
    kinds = {entry.interaction.when.sort_day: entry.interaction.kind for entry in reversed(entries)}
    status = tie_status(actor, kinds.get(actor.last_contact, "") if actor.last_contact else "")
    return {"text": status.text, "tone": status.tone}


def _group(derived: Derived | None, id: str) -> dict[str, str] | None:
    found = derived.community_of(id) if derived else None
    if derived is None or found is None:
        return None
    return {"label": group_label(derived, found.number), "url": place_url(f"red?grupo={found.number}")}


def _interaction(entry: TimelineEntry) -> dict[str, str]:
    interaction = entry.interaction
    return {
        "title": plain(interaction.title),
        "when": period(interaction.when),
        "kind": kind_mark(interaction.kind).label,
        "url": place_url(f"interacciones/{interaction.id}"),
    }


def _promised(store: Store, id: str) -> list[Commitment]:
    """Open commitments that it owes or is owed, the most pressing first."""
    owed = list_commitments(store, CommitmentFilter(status=OPEN, owner=(id,), limit=PROMISED)).items
    due = list_commitments(store, CommitmentFilter(status=OPEN, beneficiary=(id,), limit=PROMISED)).items
    return list({one.id: one for one in (*owed, *due)}.values())[:PROMISED]


def _commitment(one: Commitment) -> dict[str, str]:
    return {"text": plain(one.text), "due": due_words(one.due), "url": place_url(f"compromisos/{one.id}")}


def _contacts(derived: Derived, id: str) -> list[dict[str, Any]]:
    """Whom it met most, of all times, whatever the picture shows."""
    if id not in derived.number:
        return []
    picture = draw(derived, PictureFilter(around=(id,), limit=200))
    names = {node.id: node.name for node in picture.nodes}
    own = [edge for edge in picture.edges if id in {edge.source, edge.target}]
    best = sorted(own, key=lambda edge: (-edge.count, -edge.weight))[:CONTACTS]
    others = [(edge.target if edge.source == id else edge.source, edge.count) for edge in best]
    return [
        {
            "id": other,
            "name": names[other],
            "words": ngettext("%(num)s encuentro", "%(num)s encuentros", count),
        }
        for other, count in others
    ]
