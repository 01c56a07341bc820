"""How it stands with a partner, in words: "activa; última reunión hace 12 días", "sin contacto registrado desde 2024"."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Literal

from flask import Flask, g

from crm.actors import Actor
from crm.follow_up.rhythm import Rhythm, rhythm_of
from web.i18n import ago, current_day
from web.store import current_store
from web.texts import gettext as _


@dataclass(frozen=True)
class TieStatus:
    """The words and how they are coloured."""

    text: str
    tone: Literal["good", "warning", ""] = ""


def tie_status(actor: Actor, last_kind: str = "") -> TieStatus:
    """What a partner's record says of the tie; `last_kind` is the kind of the last contact, when it is known."""
    if actor.last_contact is None:
        return TieStatus(_("sin contacto registrado"))
    last = _last(actor, last_kind)
    if actor.cold_on is None:
        return TieStatus(last)
    if actor.cold_on <= current_day():
        return TieStatus(_("se enfría; %(last)s", last=last), "warning")
    if _is_old(actor):
        return TieStatus(_("sin contacto registrado desde %(year)s", year=actor.last_contact.year))
    return TieStatus(_("activa; %(last)s", last=last), "good")


def _last(actor: Actor, kind: str) -> str:
    when = ago(actor.last_contact)
    if kind in {"meeting", "roundtable"}:
        return _("última reunión %(when)s", when=when)
    return _("último contacto %(when)s", when=when)


def _is_old(actor: Actor) -> bool:
    """Whether only the day on which the office began to use the system keeps the tie from counting as cold."""
    days = actor.cadence_days if actor.cadence_days is not None else _rhythm().types.get(actor.type, 0)
    last = actor.last_contact
    return days > 0 and last is not None and last + timedelta(days=days) < current_day()


def _rhythm() -> Rhythm:
    """The rhythm in force, read once in a request."""
    if "rhythm" not in g:
        g.rhythm = rhythm_of(current_store())
    rhythm: Rhythm = g.rhythm
    return rhythm


def register_tie_status(app: Flask) -> None:
    """Gives templates `tie_status(actor)`."""
    app.add_template_global(tie_status)
