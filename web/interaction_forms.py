"""The form of an interaction: prefilled from the address, completed from what was typed.

/registrar?kind=delegation_received&actor=embajada-suiza      the office and the embassy are there already
"""

from __future__ import annotations

import re
from uuid import uuid4

from flask import request
from werkzeug.datastructures import MultiDict

from crm.actors import names_of
from crm.errors import InvalidData
from crm.interactions import Interaction
from crm.office import office_id
from crm.periods import parse_period
from crm.vocabulary import vocabulary
from web.auth import the_viewer
from web.forms import FormState
from web.i18n import current_day, language, term
from web.store import current_store
from web.texts import gettext as _

FIELDS = (
    "kind", "title", "when", "mode", "status", "place", "strategic_line", "themes", "sdgs", "summary",
    "results", "notes", "next_step", "participants", "commitments",
)  # fmt: skip
NAMED_IN_TITLE = 3
BEGUN = 3


def new_form() -> FormState[Interaction]:
    """An empty form: today, the office as host, and what the address says."""
    form = FormState.of(Interaction, FIELDS)
    kind = request.args.get("kind", "")
    form.values.setlist("status", [""])
    _usual_rows(form)
    form.fill(
        kind=kind if kind in vocabulary("interaction_kinds") else "meeting",
        when=_("hoy"),
        participants__0__actor=office_id(),
        participants__0__role="host",
        participants__1__actor=request.args.get("actor", ""),
        key=new_key(),
    )
    return form


def _usual_rows(form: FormState[Interaction]) -> None:
    """What rows begin with: another party is a counterpart, a promise is pending."""
    usual = {"participants-__n__-role": "counterpart", "commitments-__n__-status": "pending"}
    usual |= {f"participants-{row}-role": "counterpart" for row in range(BEGUN)} | {
        "commitments-0-status": "pending"
    }
    for name, value in usual.items():
        form.values.setlist(name, [value])


def posted_form() -> FormState[Interaction]:
    """The form as it was sent, with what it leaves to us filled in."""
    form = FormState.posted(Interaction, FIELDS, with_themes(request.form)).resolve(current_store())
    _put_day(form)
    return form


def edit_form(interaction: Interaction) -> FormState[Interaction]:
    """The form of an interaction that is there."""
    return FormState.of(Interaction, FIELDS, interaction)


def complete(form: FormState[Interaction]) -> FormState[Interaction]:
    """Gives it a title made of kind and parties when it has none, and a status that its date tells."""
    if not form.value("title").strip():
        form.values.setlist("title", [proposed_title(form)])
    if not form.value("status"):
        form.values.setlist("status", [_status(form.value("when"))])
    return form


def proposed_title(form: FormState[Interaction]) -> str:
    """For example "Reunión con la Embajada de Suiza y UIS", or the kind alone when nobody is named yet."""
    ids = [form.value(f"{row}-actor") for row in form.rows("participants")]
    others = [id for id in ids if id and id != office_id()]
    known = names_of(current_store(), others)
    names = [re.sub(r"\s*\([^)]*\)$", "", known[id]) for id in others if id in known]
    word = term(form.value("kind"), "interaction_kinds")
    if not names or not word:
        return word
    return _("%(kind)s con %(names)s", kind=word, names=_listed(names))[:200]


def _listed(names: list[str]) -> str:
    if len(names) > NAMED_IN_TITLE:
        rest = len(names) - NAMED_IN_TITLE
        return _("%(names)s y %(rest)s más", names=", ".join(names[:NAMED_IN_TITLE]), rest=rest)
    return _("%(names)s y %(last)s", names=", ".join(names[:-1]), last=names[-1]) if names[1:] else names[0]


def _status(when: str) -> str:
    try:
        period = parse_period(when)
    except InvalidData:
        return "done"
    return "planned" if period.start is not None and period.start > current_day() else "done"


def _put_day(form: FormState[Interaction]) -> None:
    """Words for near days, which only mean something today, become the day."""
    text = form.value("when").strip().casefold()
    near = {"hoy": 0, "ayer": -1, "anteayer": -2, "mañana": 1, "manana": 1}
    near |= {"today": 0, "yesterday": -1, "tomorrow": 1}
    if text in near:
        day = current_day().fromordinal(current_day().toordinal() + near[text])
        form.values.setlist("when", [day.isoformat()])


def new_key() -> str:
    """What tells a form sent twice from two forms."""
    return uuid4().hex


def with_themes(values: MultiDict[str, str]) -> MultiDict[str, str]:
    """Themes typed on one line, with commas, as separate ones; known words as the vocabulary's ids."""
    themes = vocabulary("themes")
    changed = MultiDict(values)
    words = [word.strip() for text in values.getlist("themes") for word in text.split(",")]
    changed.setlist("themes", [themes.match(word) or word for word in words if word])
    return changed


def themes_line(form: FormState[Interaction]) -> str:
    """The themes as one line of words."""
    return ", ".join(term(theme, "themes") for theme in form.all("themes"))


def audience_of(form: FormState[Interaction], before: tuple[str, ...] = ("office",)) -> tuple[str, ...]:
    """Who may see it: the whole office or only the person who writes; unchanged when the form does not ask."""
    chosen = form.value("confidential")
    if chosen == "me":
        return (f"user:{the_viewer().id}",)
    return ("office",) if chosen == "office" else before


def understood(text: str) -> str:
    """How a date or period was read, in words; "" when it cannot be."""
    from crm.periods import say_period

    try:
        return say_period(parse_period(text), language()) if text.strip() else ""
    except InvalidData:
        return ""
