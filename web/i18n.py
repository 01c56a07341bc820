"""Which language a page speaks, and how dates, numbers and vocabulary words look in it.

The order: the person's own choice, `?lang=`, the cookie it leaves, the browser's wish, the installation's.
The citizens' pages go by their address alone.
"""

from __future__ import annotations

from contextlib import suppress
from datetime import date, datetime
from functools import lru_cache
from typing import TYPE_CHECKING, Literal, cast

from flask import Flask, Response, current_app, g, has_request_context, request
from flask_babel import Babel

from crm.errors import CrmError
from graph.errors import StoreError
from web.distances import future, past
from web.opendoor import is_for_citizens
from web.texts import gettext as _
from web.texts import ngettext, spoken

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

Language = Literal["es", "en"]
LANGUAGES: tuple[Language, ...] = ("es", "en")
COOKIE = "idioma"
YEAR = 365 * 24 * 3600


def is_language(text: str | None) -> bool:
    """Whether the pages speak it."""
    return text in LANGUAGES


def choose_language() -> str:
    """The language of this request."""
    if not has_request_context():
        return "es"
    if is_for_citizens():  # kept by caches between us, which know nothing but the address
        asked = request.args.get("lang")
        return str(asked if is_language(asked) else current_app.config["ALIADOS"].language)
    wishes = (
        _own_choice(),
        request.args.get("lang"),
        request.cookies.get(COOKIE),
        *(tag.split("-")[0].lower() for tag, quality in request.accept_languages if quality > 0),
    )
    chosen = next((wish for wish in wishes if is_language(wish)), None)
    return str(chosen or current_app.config["ALIADOS"].language)


def _own_choice() -> str | None:
    """What the person set; nothing for nobody, and while the store cannot be asked."""
    from web.auth import current_user

    if "preferred_language" not in g:
        g.preferred_language = None
        with suppress(CrmError, StoreError):
            user = current_user()
            g.preferred_language = user.language if user else None
    chosen: str | None = g.preferred_language
    return chosen


def language() -> Language:
    """The language in force, "es" or "en"."""
    locale = spoken()
    return cast("Language", locale.language) if locale and is_language(locale.language) else "es"


def remember_language(response: Response) -> Response:
    """Keeps what `?lang=` asked for, so that the next page speaks the same."""
    asked = request.args.get("lang")
    if is_for_citizens():
        return response
    if is_language(asked) and request.cookies.get(COOKIE) != asked:
        secure = current_app.config["ALIADOS"].secure_cookies
        response.set_cookie(COOKIE, str(asked), max_age=YEAR, samesite="Lax", secure=secure, httponly=True)
    return response


def number(value: float | None, decimals: int = 0) -> str:
    """1234.5 as "1.234,5" in Spanish and "1,234.5" in English; nothing for nothing."""
    if value is None:
        return ""
    text = f"{value:,.{decimals}f}"
    return text if language() == "en" else text.translate(str.maketrans(",.", ".,"))


def day(value: date | None, style: str = "long") -> str:
    """A day in words: "15 de marzo de 2024"; `style` is one of babel's short, medium, long, full."""
    if value is None:
        return ""
    from babel.dates import format_date

    return format_date(value, style, locale=language())


def moment(value: datetime | None) -> str:
    """A moment in the office's zone: "15 mar 2024, 14:05"."""
    if value is None:
        return ""
    from babel.dates import format_datetime, get_timezone

    zone = get_timezone(current_app.config["ALIADOS"].time_zone)
    return format_datetime(value, "d MMM y, HH:mm", tzinfo=zone, locale=language())


def ago(value: date | None, today: date | None = None) -> str:
    """How far a day is, in words: "hoy", "hace 12 días", "en 3 semanas", "hace 2 años"."""
    if value is None:
        return ""
    return _ago((value - (today or current_day())).days, language())


@lru_cache(maxsize=4096)
def _ago(days: int, _lang: Language) -> str:
    """A picture says it of hundreds of lines."""
    if days in (-1, 0, 1):
        return (_("ayer"), _("hoy"), _("mañana"))[days + 1]
    return past(-days) if days < 0 else future(days)


def lasted(seconds: int | None) -> str:
    """A stretch of time in its largest unit: "3 horas", "2 días"."""
    if seconds is None:
        return ""
    if seconds < 3600:
        return ngettext("%(num)s minuto", "%(num)s minutos", seconds // 60)
    if seconds < 2 * 24 * 3600:
        return ngettext("%(num)s hora", "%(num)s horas", seconds // 3600)
    return ngettext("%(num)s día", "%(num)s días", seconds // (24 * 3600))


def current_day() -> date:
    """Today where the office is."""
    return datetime.now(_zone(current_app.config["ALIADOS"].time_zone)).date()


@lru_cache(maxsize=4)
def _zone(name: str) -> ZoneInfo:
    """The zone of that name."""
    from zoneinfo import ZoneInfo

    return ZoneInfo(name)


def term(id: str | None, name: str) -> str:
    """A vocabulary word as people say it; the id when it is unknown.

    In a template: `{{ actor.type | term("actor_types") }}`.
    """
    from crm.vocabulary import vocabulary

    if not id:
        return ""
    try:
        return vocabulary(name).label(id, language())
    except KeyError:
        return id


def choices(name: str) -> list[tuple[str, str]]:
    """A vocabulary as the options of a list, (id, word) in order."""
    from crm.vocabulary import vocabulary

    return vocabulary(name).choices(language())


def register_languages(app: Flask) -> None:
    """Catalogues, filters and the language of each request."""
    app.config["BABEL_DEFAULT_LOCALE"] = "es"
    app.config["BABEL_TRANSLATION_DIRECTORIES"] = "translations"
    Babel(app, locale_selector=choose_language)
    app.jinja_env.add_extension("jinja2.ext.i18n")
    for made in (number, day, moment, ago, lasted, term):
        app.add_template_filter(made)
    app.add_template_global(language, "language")
    app.add_template_global(choices, "choices")
    app.add_template_global(current_day, "current_day")
    app.after_request(remember_language)
