"""A requirement as the history says it: what is needed, of whom, how many, and whether it is only valued."""

from __future__ import annotations

import json

from crm.project_model import Requirement
from crm.vocabulary import vocabulary
from web.i18n import language
from web.texts import gettext as _


def said_need(text: str) -> str:
    """The requirement that a JSON text keeps, in words; another text as it is."""
    try:
        one = Requirement.trusted(json.loads(text))
    except (ValueError, TypeError, AttributeError):
        return text
    known = vocabulary("actor_types")
    kinds = " / ".join(known.label(kind, language()) for kind in one.kinds if kind in known)
    several = str(one.count) if one.count > 1 else ""
    about = ", ".join(filter(None, (kinds, several, _("se valora") if one.optional else "")))
    return f"{one.need} ({about})" if about else one.need
