"""What is kept of an actor in a project, as the history and two versions side by side say it."""

from __future__ import annotations

from datetime import datetime

from crm.messages import field_label, say
from crm.records_named import records_named
from web.authors import author_name
from web.i18n import language, moment, term
from web.store import current_store

_WORDS = {"scope": "actor_scope", "nature": "actor_nature"}


def project_field(field: str, text: str) -> str:
    """One value of such a field in words; any other field's, and what it does not know, as it is."""
    if field == "saved_at":
        return _moment(text)
    if field == "assessor":
        return author_name(text)
    if field == "facts":
        return _fact(text)
    if field == "guide_type":
        return term(text, "guide_actor_types")
    try:
        return say(f"{_WORDS[field]}.{text}", language())
    except KeyError:
        return text


def _moment(text: str) -> str:
    try:
        return moment(datetime.fromisoformat(text))
    except ValueError:
        return text


def _fact(text: str) -> str:
    """The field and what the meeting is called, from `interests=ID`."""
    field, _equals, id = text.rpartition("=")
    named = records_named(current_store(), [id]).get(id)
    name = named.name if named else id
    return f"{field_label(field, language())}: {name}" if field else name
