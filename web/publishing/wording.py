"""What publishing says in words: why somebody is left out, what was made public, which fields there are."""

from __future__ import annotations

from collections.abc import Mapping

from crm.publishing.preview import LeftOut, Preview, Reason
from crm.publishing.settings import FIELDS
from web.texts import gettext as _
from web.texts import ngettext


def reasons(found: Preview) -> list[tuple[str, str, tuple[LeftOut, ...]]]:
    """Who is left out and why, in words."""
    said: Mapping[Reason, tuple[str, str]] = {
        "office": (_("Son de la oficina"), _("Todavía no se han hecho públicos.")),
        "person": (_("Son personas"), _("Una vista publicada no nombra personas.")),
        "private": (_("Son reservados"), _("Solo los ven algunas personas de la oficina.")),
        "reference": (_("Son de la guía"), _("No son aliados propios de la oficina.")),
        "archived": (_("Están archivados"), _("Ya no salen en ninguna lista.")),
        "gone": (_("Ya no están"), _("O usted no los puede ver.")),
    }
    return [(*said[reason], named) for reason, named in found.left_out.items()]


def opened_words(actors: int, interactions: int, ties: int) -> list[str]:
    """How many of each, in words; those of which there is none are left out."""
    words = (
        (actors, ngettext("%(num)s actor", "%(num)s actores", actors)),
        (interactions, ngettext("%(num)s interacción", "%(num)s interacciones", interactions)),
        (ties, ngettext("%(num)s vínculo", "%(num)s vínculos", ties)),
    )
    return [said for number, said in words if number]


def field_choices() -> list[tuple[str, str]]:
    """The fields of an actor that may be published."""
    said = {
        "sector": _("Sector"),
        "country": _("País"),
        "city": _("Ciudad"),
        "website": _("Sitio web"),
        "themes": _("Temas de las interacciones públicas"),
        "people": _("Personas: nombre y cargo de quienes se escogió mostrar en su ficha"),
    }
    return [(name, said[name]) for name in FIELDS]
