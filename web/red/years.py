"""The years of a selection in words."""

from __future__ import annotations

from web.red.wish import Wish
from web.texts import gettext as _


def years_of(wish: Wish) -> str:
    """The years that were chosen: "2017", "2017–2023", "desde 2017"; "" for all."""
    if wish.desde and wish.hasta:
        return str(wish.desde) if wish.desde == wish.hasta else f"{wish.desde}–{wish.hasta}"
    if wish.desde:
        return _("desde %(year)s", year=wish.desde)
    return _("hasta %(year)s", year=wish.hasta) if wish.hasta else ""
