"""The pages that a project's map has, one beside the other."""

from __future__ import annotations

from collections.abc import Sequence

from web.texts import gettext as _


def map_tabs() -> Sequence[tuple[str, str]]:
    """(endpoint, label) of the pages of a project's map; each takes the project's `id`."""
    return (
        ("proyectos.ficha", _("Resumen")),
        ("mapas.mapa", _("Actores")),
        ("coaliciones.ver", _("Coalición")),
        ("puertas.ver", _("Puertas")),
        ("poder.matriz", _("Poder e interés")),
        ("atributos.sectores", _("Sectores y aportes")),
        ("plan.tabla", _("Plan")),
    )
