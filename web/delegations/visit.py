"""What every page of a visit shows: the interaction, its delegation, the tab one is on, the names beside ids."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from crm.delegations.delegations import get_delegation
from crm.delegations.model import KINDS, Delegation
from crm.delegations.records import days_of, named_actors
from crm.interactions import Interaction, get_interaction
from web.auth import the_viewer
from web.i18n import language
from web.store import current_store
from web.texts import gettext as _
from web.wording import actor_names


@dataclass(frozen=True)
class Visit:
    """A visit as its pages have it; `days` are the first and the last day when they are known."""

    interaction: Interaction
    delegation: Delegation
    days: tuple[date | None, date | None]
    editable: bool


def gather_visit(id: str) -> Visit:
    """The visit. Raises NotFound, and InvalidData for an interaction that is none."""
    store = current_store()
    delegation = get_delegation(store, id, language())
    interaction = get_interaction(store, id)
    actor_names(named for _field, named in named_actors(delegation))
    editable = the_viewer().may("edit") and not interaction.archived
    return Visit(interaction, delegation, days_of(interaction, delegation), editable)


def is_visit(interaction: Interaction) -> bool:
    """Whether it has a programme and guests."""
    return interaction.kind in KINDS


def visit_tabs(interaction: Interaction) -> Sequence[tuple[str, str]]:
    """(endpoint, label) of the pages of a visit."""
    own = _("Visita") if interaction.kind == "visit" else _("Delegación")
    return (
        ("interacciones.ficha", _("Resumen")),
        ("delegaciones.ficha", own),
        ("programa.programa", _("Programa")),
        ("invitados.invitados", _("Invitados")),
        ("papeles.papeles", _("Papeles")),
    )


def people_of(visit: Visit) -> list[tuple[str, str]]:
    """(id, name) of who already has to do with the visit: participants, hosts, owners of steps; by name."""
    ids = {one.actor for one in visit.interaction.participants}
    ids |= {one.person for one in visit.interaction.participants if one.person}
    ids |= {id for _field, id in named_actors(visit.delegation)}
    names = actor_names(ids)
    return sorted(((id, names.get(id, id)) for id in ids), key=lambda one: one[1])
