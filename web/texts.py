"""The catalogues' functions with types: `from web.texts import gettext as _, ngettext`."""

from __future__ import annotations

from gettext import NullTranslations
from typing import Any

import flask_babel
from babel import Locale
from flask import g


def gettext(message: str, **values: object) -> str:
    """The message (Spanish is its own key) in the language of the request, `%(name)s` filled in."""
    found = str(_catalogue().gettext(message))
    return found % values if values else found


def ngettext(one: str, many: str, num: int, **values: object) -> str:
    """The same for a number of things; `%(num)s` is the number."""
    return str(_catalogue().ngettext(one, many, num)) % {"num": num, **values}


def spoken() -> Locale | None:
    """The language of the request, None outside one; a page asks for it a thousand times."""
    kept = getattr(_here(), "_flask_babel", None)
    found: Locale | None = getattr(kept, "babel_locale", None) or flask_babel.get_locale()
    return found


def _catalogue() -> NullTranslations:
    """The catalogue of the language that is spoken, looked up once for as long as it stays the same."""
    here, locale = _here(), spoken()
    if here is None:
        whole: NullTranslations = flask_babel.get_translations()
        return whole
    known: tuple[Locale | None, NullTranslations] | None = getattr(here, "catalogue", None)
    if known is None or known[0] is not locale:
        known = here.catalogue = (locale, flask_babel.get_translations())
    return known[1]


def _here() -> Any:
    """What is kept for the request; None outside one."""
    try:
        return g._get_current_object()
    except RuntimeError:
        return None
