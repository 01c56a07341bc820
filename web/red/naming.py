"""Names as a list in words."""

from __future__ import annotations

import re

from web.texts import gettext as _
from web.texts import ngettext

NAMED = 3
_I_SOUND = re.compile(r"h?[iíy](?![aeoué])", re.IGNORECASE)


def all_of(names: list[str], most: int = NAMED) -> str:
    """Names as a list in words: "A, B y C", "A, B, C y 4 más"."""
    if len(names) > most:
        rest = ngettext("%(num)s más", "%(num)s más", len(names) - most)
        return _("%(names)s y %(last)s", names=", ".join(names[:most]), last=rest)
    if len(names) < 2:
        return "".join(names)
    first, last = ", ".join(names[:-1]), names[-1]
    # Spanish says "e" before the sound of an i; English has one "and" for both.
    if _I_SOUND.match(last):
        return _("%(names)s e %(last)s", names=first, last=last)
    return _("%(names)s y %(last)s", names=first, last=last)
