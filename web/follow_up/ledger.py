"""What was promised and kept with a partner, in words, for its record; behind each number the commitments."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from flask import Flask

from crm.actors import Actor
from crm.commitments import Commitment
from crm.follow_up.reciprocity import Reciprocity, Side, reciprocity_of
from crm.office import office_id
from web.i18n import number
from web.store import current_store
from web.texts import gettext as _
from web.texts import ngettext
from web.wording import actor_names

SHOWN = 50


@dataclass(frozen=True)
class Group:
    """Some commitments of one side with what they have in common, the first of them to be shown."""

    words: str
    commitments: Sequence[Commitment]
    total: int
    tone: str = ""


@dataclass(frozen=True)
class SideWords:
    """One side: how much was promised, how it is usually kept, and the groups."""

    title: str
    pace: str
    groups: Sequence[Group]


def ledger_of(actor: Actor) -> Sequence[SideWords]:
    """Both sides in words; nothing for the office itself, for groups, and where nobody promised anything."""
    if actor.id == office_id() or actor.is_group:
        return ()
    ledger = reciprocity_of(current_store(), actor.id)
    if ledger.empty:
        return ()
    sides = _sides(ledger)
    shown = [one for side in sides for group in side.groups for one in group.commitments]
    actor_names([id for one in shown for id in (one.owner, one.beneficiary) if id])
    return sides


def _sides(ledger: Reciprocity) -> list[SideWords]:
    ours = _("Les prometimos %(shown)s", shown=number(ledger.ours.total))
    theirs = _("Nos prometieron %(shown)s", shown=number(ledger.theirs.total))
    pairs = ((ours, ledger.ours), (theirs, ledger.theirs))
    return [SideWords(title, _pace(side), _groups(side)) for title, side in pairs if side.total]


def _pace(side: Side) -> str:
    days = side.median_delay
    if days is None:
        return ""
    if days == 0:
        return _("de ordinario el día acordado")
    size = round(abs(days))
    if days > 0:
        return ngettext("de ordinario %(num)s día después", "de ordinario %(num)s días después", max(1, size))
    return ngettext("de ordinario %(num)s día antes", "de ordinario %(num)s días antes", max(1, size))


def _groups(side: Side) -> list[Group]:
    named = (
        (
            side.late,
            "bad",
            ngettext("%(shown)s vencido", "%(shown)s vencidos", len(side.late), shown=_count(side.late)),
        ),
        (
            side.open,
            "",
            ngettext(
                "%(shown)s por cumplir", "%(shown)s por cumplir", len(side.open), shown=_count(side.open)
            ),
        ),
        (
            side.kept,
            "good",
            ngettext("%(shown)s cumplido", "%(shown)s cumplidos", len(side.kept), shown=_count(side.kept)),
        ),
        (side.to_review, "", _("%(shown)s por revisar", shown=_count(side.to_review))),
        (
            side.cancelled,
            "",
            ngettext(
                "%(shown)s cancelado",
                "%(shown)s cancelados",
                len(side.cancelled),
                shown=_count(side.cancelled),
            ),
        ),
        (side.unknown, "", _("%(shown)s que no se sabe", shown=_count(side.unknown))),
    )
    return [Group(said, found[:SHOWN], len(found), tone) for found, tone, said in named if found]


def _count(found: Sequence[Commitment]) -> str:
    return number(len(found))


def register_ledger(app: Flask) -> None:
    """Gives templates `ledger_of(actor)`."""
    app.add_template_global(ledger_of)
