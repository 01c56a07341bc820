"""The form of an interaction: prefilled from the address, completed from what was typed.

/registrar?kind=delegation_received&actor=embajada-suiza      the office and the embassy are there already
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from flask import request

from crm.actors import names_of
from crm.errors import InvalidData
from crm.interactions import Interaction
from crm.office import office_id
from crm.periods import parse_period
from crm.vocabulary import vocabulary
from web.forms import FormState
from web.i18n import current_day, term
from web.interactions.present import put_staff
from web.near_days import named, put_days
from web.store import current_store
from web.texts import gettext as _
from web.theme_words import with_themes

__all__ = ["FIELDS", "edit_form", "left_to_us", "new_form", "posted_form", "take_versions"]
FIELDS = (
    "kind", "title", "when", "hour", "duration", "mode", "status", "place", "strategic_line", "themes", "sdgs",
    "summary", "agreed", "results", "notes", "next_step", "participants", "commitments",
)  # fmt: skip
UNSHOWN = (
    "participants-note", "participants-source", "commitments-result", "commitments-done_on",
    "commitments-interaction", "commitments-direction", "commitments-reference", "commitments-archived",
    "commitments-audience", "commitments-sources",
)  # fmt: skip
NAMED_IN_TITLE = 3
BEGUN = 3
_DATES = named(r"when|commitments-\d+-due")


def new_form() -> FormState[Interaction]:
    """An empty form: today, the office as host, and what the address says."""
    form = FormState.of(Interaction, FIELDS)
    kind = request.args.get("kind", "")
    form.values.setlist("status", [""])
    _usual_rows(form)
    return form.fill(
        kind=kind if kind in vocabulary("interaction_kinds") else "meeting",
        when=_("hoy"),
        participants__0__actor=office_id(),
        participants__0__role="host",
        participants__1__actor=request.args.get("actor", ""),
    )


def _usual_rows(form: FormState[Interaction]) -> None:
    """What rows begin with: another party is a counterpart, a promise is pending."""
    usual = {"participants-__n__-role": "counterpart", "commitments-__n__-status": "pending"}
    usual |= {f"participants-{row}-role": "counterpart" for row in range(BEGUN)}
    for name, value in {**usual, "commitments-0-status": "pending"}.items():
        form.values.setlist(name, [value])


def posted_form() -> FormState[Interaction]:
    """The form as it was sent, near words for days as the days they mean."""
    form = FormState.posted(Interaction, FIELDS, with_themes(request.form))
    form.leaving_alone(*UNSHOWN).resolve(current_store())
    put_days(form.values, _DATES)
    put_staff(form)
    return form


def edit_form(interaction: Interaction) -> FormState[Interaction]:
    """The form of an interaction that is there."""
    return FormState.of(Interaction, FIELDS, interaction).leaving_alone(*UNSHOWN)


def left_to_us(form: FormState[Interaction]) -> dict[str, str]:
    """What was left empty and follows from the rest: a title made of kind and parties, a status that the date tells."""
    told = {"title": proposed_title, "status": _status}
    return {name: work_out(form) for name, work_out in told.items() if not form.value(name).strip()}


def proposed_title(form: FormState[Interaction]) -> str:
    """For example "Reunión con la Embajada de Suiza y UIS", or the kind alone when nobody is named yet."""
    ids = [form.value(f"{row}-actor") for row in form.rows("participants")]
    others = [id for id in ids if id and id != office_id()]
    known = names_of(current_store(), others)
    names = [re.sub(r"\s*\([^)]*\)$", "", known[id]) for id in others if id in known]
    kind = form.value("kind")
    word = term(kind, "interaction_kinds")
    if not names or not word:
        return word
    if kind == "delegation_received":
        return _("%(kind)s de %(names)s", kind=word, names=_listed(names))[:200]
    return _("%(kind)s con %(names)s", kind=word, names=_listed(names))[:200]


def _listed(names: Sequence[str]) -> str:
    if len(names) > NAMED_IN_TITLE:
        rest = len(names) - NAMED_IN_TITLE
        return _("%(names)s y %(rest)s más", names=", ".join(names[:NAMED_IN_TITLE]), rest=rest)
    return _("%(names)s y %(last)s", names=", ".join(names[:-1]), last=names[-1]) if names[1:] else names[0]


def _status(form: FormState[Interaction]) -> str:
    """Planned when it begins after today."""
    try:
        period = parse_period(form.value("when"))
    except InvalidData:
        return "done"
    return "planned" if period.start is not None and period.start > current_day() else "done"


def take_versions(form: FormState[Interaction], saved: Interaction) -> None:
    """After somebody chose their own commitments over those saved meanwhile, they are meant for the saved ones."""
    if form.value("take-commitments") != "given":
        return
    versions = {promise.id: str(promise.version) for promise in saved.commitments}
    for row in form.rows("commitments"):
        if version := versions.get(form.value(f"{row}-id")):
            form.values.setlist(f"{row}-version", [version])
