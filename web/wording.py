"""Facts in words for templates: periods, names of actors and sources, names of fields."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from flask import Flask, g

from crm.messages import field_label
from crm.periods import Period, say_period
from web.i18n import day, language
from web.store import current_store
from web.texts import gettext as _


def period(value: Period | None) -> str:
    """A period as its source says it, else as precisely as it is known: "primer trimestre de 2023"."""
    if value is None:
        return ""
    return value.text if value.text and language() == "es" else say_period(value, language())


def exactly(value: Period | None) -> str:
    """The days a period covers: "1 de enero de 2023 – 31 de marzo de 2023"."""
    if value is None:
        return ""
    start, end = day(value.start), day(value.end)
    if start == end:
        return start
    return f"{start or '…'} – {end or '…'}"


def due_words(value: Period | None) -> str:
    """How a commitment's due date reads today: "vence hoy", "venció hace 3 días", "para marzo de 2026"."""
    from web.i18n import ago, current_day

    if value is None:
        return _("sin fecha")
    today = current_day()
    if value.end is not None and value.end < today:
        return _("venció %(when)s", when=ago(value.end))
    if value.precision == "day" and value.end is not None and value.end - today < timedelta(days=14):
        return _("vence %(when)s", when=ago(value.end))
    return _("para %(when)s", when=period(value))


def actor_names(ids: Iterable[str]) -> dict[str, str]:
    """Names by id, each read once in a request."""
    from crm.actors import names_of

    known: dict[str, str] = g.setdefault("actor_names", {})
    missing = {id for id in ids if id and id not in known}
    if missing:
        known.update(names_of(current_store(), missing))
    return known


def actor_name(id: str | None) -> str:
    """An actor's name; its id when it may not be seen, nothing for nothing. Lists call `actor_names` first."""
    return actor_names([id]).get(id, id) if id else ""


def source_title(id: str) -> str:
    """A document's title; its id when it is not known."""
    from crm.errors import NotFound
    from crm.evidence import get_source

    titles: dict[str, str] = g.setdefault("source_titles", {})
    if id not in titles:
        try:
            titles[id] = get_source(current_store(), id).title
        except NotFound:
            titles[id] = id
    return titles[id]


def field_name(name: str) -> str:
    """A field's name as people say it; of a nested one ("participants[2].actor") the innermost."""
    last = name.replace("-", ".").split(".")[-1].split("[")[0]
    return field_label(last, language()).capitalize()


def quoted(text: str) -> str:
    """Somebody's own words between the quotation marks of the reader's language."""
    return _("«%(words)s»", words=text)


def register_wording(app: Flask) -> None:
    """Gives templates the filters `period`, `exactly`, `due_words`, `actor_name`, `field_name`, `quoted` and `source_title()`."""
    for filter in (period, exactly, due_words, actor_name, field_name, quoted):
        app.add_template_filter(filter)
    app.add_template_global(source_title)
    app.add_template_global(actor_names)
