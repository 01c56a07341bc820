"""What the page of the red offers to choose from, and the words its scripts say."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from crm.derived.results import Derived
from crm.office import today
from crm.vocabulary import Term, vocabulary
from web.i18n import language
from web.red.wish import INCLUDED, SIZES
from web.texts import gettext as _

OLDEST = 1900


@dataclass(frozen=True)
class FilterOptions:
    """What the filters of a selection offer: years, strategic lines, who can be shown besides the partners."""

    years: Sequence[int]
    lines: Sequence[Mapping[str, str]]
    included: Mapping[str, str]


def filter_options(derived: Derived) -> FilterOptions:
    """The options of templates/red/_filtros.html."""
    return FilterOptions(years_of(derived), strategic_lines(), included_words())


def included_words() -> dict[str, str]:
    """Who can be drawn besides the partners."""
    words = (
        _("Personas"),
        _("Grupos de población"),
        _("Eventos"),
        _("Actores de referencia"),
        _("La oficina"),
    )
    return dict(zip(INCLUDED, words, strict=True))


def years_of(derived: Derived) -> list[int]:
    """The years in which something happened, from the first to the last that is not to come."""
    start, end = derived.array("interaction_start"), derived.array("interaction_end")
    if not len(start):
        return []
    first, last = (date.fromordinal(int(day)).year for day in (start.min(), end.max()))
    return list(range(max(first, OLDEST), min(last, today().year) + 1))


def strategic_lines() -> list[dict[str, str]]:
    """The lines of each plan below its plan, the latest plan first; a plan means all of its lines."""
    lines = vocabulary("strategic_lines")
    plans = sorted(lines.children(None), key=lambda plan: str(plan.extra.get("period", "")), reverse=True)
    return [_line(one, plan) for plan in plans for one in (plan, *lines.children(plan.id))]


def _line(one: Term, plan: Term) -> dict[str, str]:
    label = one.label(language())
    return {"id": one.id, "label": label if one is plan else f"\u2003{label}"}


def colour_choices() -> dict[str, str]:
    """What colours can say besides the family of the type."""
    return {
        "sector": _("Sector"),
        "pais": _("País"),
        "grupo": _("Grupo que se reúne"),
        "linea": _("Línea estratégica"),
        "estado": _("Último contacto"),
        **measure_choices(),
    }


def measure_choices() -> dict[str, str]:
    """The measures that colours and sizes can show, in the office's words."""
    return {
        "contactos": _("Contactos"),
        "fuerza": _("Fuerza de los vínculos"),
        "puente": _("Cuánto hace de puente"),
        "encuentros": _("Encuentros"),
    }


def size_choices() -> dict[str, str]:
    """What sizes can say besides the number of contacts."""
    words = measure_choices()
    return {**{name: words[name] for name in SIZES[:-1]}, "igual": _("Todos iguales")}


def grouping_choices() -> dict[str, str]:
    """By what actors can be put together in bubbles."""
    return {
        "grupo": _("Quienes se reúnen"),
        "familia": _("Familia"),
        "tipo": _("Tipo de actor"),
        "sector": _("Sector"),
        "pais": _("País"),
    }


def look_fields() -> list[tuple[str, str, str, dict[str, str]]]:
    """How a picture can look: each field's name, its label, what it is without a choice, the choices."""
    return [
        ("color", _("Color"), _("Familia"), colour_choices()),
        ("tamano", _("Tamaño"), _("Contactos"), size_choices()),
        ("agrupar", _("Agrupar por"), _("Sin agrupar"), grouping_choices()),
    ]


def most_connected(answer: dict[str, Any]) -> list[dict[str, Any]]:
    """The actors of a picture for the list beside it, those with the most contacts first."""
    nodes = answer["network"]["nodes"]
    return sorted(nodes, key=lambda node: (-node.get("count", 0), -node["contacts"], node["label"]))


def script_texts() -> dict[str, str]:
    """The words that the page's scripts put in."""
    return {
        "remove": _("quitar este filtro"),
        "close": _("Cerrar"),
        "failed": _("No se pudo traer el dibujo."),
        "again": _("Intentar de nuevo"),
        "open": _("Abrir su ficha"),
        "record": _("Registrar"),
        "centre": _("Ver sus alrededores"),
        "expand": _("Sumar sus contactos"),
        "group": _("Grupo"),
        "latest": _("Últimas interacciones"),
        "promised": _("Compromisos abiertos"),
        "contacts": _("Con quién se encuentra más"),
        "nobody": _("No hay contactos en esa dirección"),
        "collapse": _("Recoger sus contactos"),
        "hide": _("Ocultar"),
        "pin": _("Fijar en su lugar"),
        "unpin": _("Soltar"),
        "way": _("Camino hasta…"),
        "common": _("En común con…"),
        "alike": _("¿Quién se le parece?"),
        "way_to": _("Elija hasta quién: en el dibujo, en la lista o en el buscador."),
        "common_with": _("Elija con quién comparar: en el dibujo, en la lista o en el buscador."),
        "cancel": _("Cancelar"),
        "inside": _("Ver quiénes están"),
        "shut": _("Cerrar el grupo"),
        "only": _("Ver solo este grupo"),
        "among": _("Entre ellos"),
        "tied": _("Con qué grupos se vincula"),
        "undone": _("Paso deshecho"),
        "redone": _("Paso rehecho"),
        "ask": _("Responder"),
        "way_of": _("Camino"),
    }
