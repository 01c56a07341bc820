"""The catalogues' functions with types: `from web.texts import gettext as _, ngettext`."""

from __future__ import annotations

import flask_babel


def gettext(message: str, **values: object) -> str:
    """The message (Spanish is its own key) in the language of the request, `%(name)s` filled in."""
    return str(flask_babel.gettext(message, **values))


def ngettext(one: str, many: str, num: int, **values: object) -> str:
    """The same for a number of things; `%(num)s` is the number."""
    return str(flask_babel.ngettext(one, many, num, **values))
