"""What a meeting is called when nobody says: its kind, with whom, about what."""

from __future__ import annotations

from collections.abc import Sequence

from crm.capture.model import Party
from crm.capture.names import NameIndex
from crm.naming import variants
from crm.vocabulary import vocabulary

_LONGEST = 200
_JOINT = {
    "delegation_received": "de",
    "delegation_sent": "con",
    "call_for_proposals": "de",
    "visit": "de",
}


def title_of(kind: str, parties: Sequence[Party], themes: Sequence[str]) -> str:
    """So "Reunión con Embajada de Suiza y UIS sobre agua"."""
    title = vocabulary("interaction_kinds").label(kind, "es")
    names = [party.text for party in parties[1:] if party.role == "counterpart"] or [
        party.text for party in parties[1:]
    ]
    if names:
        title += f" {_JOINT.get(kind, 'con')} {_listed(names)}"
    if themes:
        title += f" sobre {_listed(themes)}"
    return title if len(title) <= _LONGEST else title[: _LONGEST - 1].rstrip() + "…"


def _listed(names: Sequence[str]) -> str:
    if len(names) < 2:
        return "".join(names)
    last = names[-1]
    joint = "e" if last[:1].lower() in ("i", "í") or last[:2].lower() == "hi" else "y"
    return f"{', '.join(names[:-1])} {joint} {last}"


def short_name(index: NameIndex, id: str) -> str:
    """An actor's acronym when its name has one in brackets, else its name; the id for one that is not known."""
    known = index.get(id)
    if known is None:
        return id.upper()
    bracket = known.name.rpartition("(")[2].rstrip(") ")
    return bracket if bracket != known.name and bracket.isupper() and variants(bracket) else known.name
