"""The sentence that answers: a question, a way between two, common contacts, a project; with the records that show it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from crm.derived.results import Derived
from crm.reading.alike import Alike
from crm.reading.brokers import Between
from crm.reading.entrances import Entrances
from crm.reading.unseen import Unseen
from web.i18n import day, number
from web.reading.questions import Field, fields_of, question_text
from web.reading.saying_alike import alike_steps, alike_words
from web.reading.saying_ways import steps_of, way_words
from web.red.names import brief
from web.red.naming import all_of
from web.red.view import RedView
from web.red.wish import Wish
from web.texts import gettext as _
from web.texts import ngettext

NAMED = 3
STEPS = {"sin", "fijo", "mas", "abrir"}


def said_of(view: RedView, derived: Derived) -> dict[str, Any] | None:
    """What is asked, the answer in words, its steps with their evidence, what can be chosen; None when nothing is asked."""
    wish = view.wish
    if not (wish.pregunta or wish.finds):
        return None
    names = {
        id: str(derived.actors["name"][derived.number[id]]) for id in _named(view) if id in derived.number
    }
    fields = fields_of(derived, wish)
    return {
        "text": " ".join(sentence for sentence in _answer(view, names) if sentence),
        "steps": [*steps_of(view, names), *alike_steps(derived, _alike(view))],
        "fields": [_field(field) for field in fields],
        "kept": [*_kept(wish, {field.name for field in fields})],
    }


def _field(field: Field) -> dict[str, Any]:
    return {**asdict(field), "options": [{"value": value, "label": label} for value, label in field.options]}


def _kept(wish: Wish, asked: set[str]) -> Iterator[dict[str, str]]:
    """What goes along when something else is chosen in the question: not the steps that were taken from its answer."""
    for name, value in wish.pairs():
        if name not in asked and name not in STEPS:
            yield {"name": name, "value": value}


def asked_in_words(view: RedView, names: dict[str, str]) -> str:
    """What was asked, as the title of the picture."""
    wish = view.wish
    if wish.pregunta:
        return question_text(wish)
    if len(wish.ruta) == 2:
        one, other = (brief(names.get(id, id)) for id in wish.ruta)
        return _("De %(one)s a %(other)s", one=one, other=other)
    if len(wish.comunes) == 2:
        return _("En común: %(names)s", names=all_of([brief(names.get(id, id)) for id in wish.comunes]))
    if wish.como:
        return _("¿Quién se parece a %(name)s?", name=brief(names.get(wish.como, wish.como)))
    return _("Los actores del proyecto")


def _alike(view: RedView) -> list[Alike]:
    found = view.found.result if view.found is not None else None
    return [one for one in found if isinstance(one, Alike)] if isinstance(found, tuple) else []


def _named(view: RedView) -> Iterator[str]:
    """Everybody a sentence may name."""
    yield from view.wish.ruta
    yield from view.wish.comunes
    yield view.wish.como
    if view.found is not None:
        yield from view.found.ids


def _answer(view: RedView, names: dict[str, str]) -> Iterator[str]:
    found = view.found.result if view.found is not None else None
    if isinstance(found, Between):
        yield from _brokers(found, names)
    elif isinstance(found, Unseen):
        yield from _unseen(found)
    elif isinstance(found, Entrances):
        yield from _entrances(found, names)
    elif len(view.wish.ruta) == 2:
        yield way_words(view, names)
    elif len(view.wish.comunes) == 2:
        yield _common(view, names)
    elif view.wish.como:
        yield alike_words(view.wish.como, _alike(view), names)
    elif view.wish.pregunta == "tema":
        yield _theme(view)
    else:
        count = len(view.nodes)
        yield ngettext(
            "%(num)s actor evaluado, pedido o previsto en él.", "%(num)s actores evaluados, pedidos o previstos en él.", count
        )  # fmt: skip


def _brokers(found: Between, names: dict[str, str]) -> Iterator[str]:
    if found.brokers:
        best = found.brokers[0]
        yield ngettext(
            "%(num)s actor conecta los dos lados.", "%(num)s actores conectan los dos lados.", found.total
        )
        yield _(
            "Quien más: %(name)s, que se encuentra con %(one)s de un lado y %(other)s del otro.",
            name=names[best.actor],
            one=len(best.one),
            other=len(best.other),
        )
    else:
        yield _("Nadie fuera de los dos lados los conecta.")
    if found.direct:
        yield ngettext(
            "Además, los dos lados se encuentran directamente en %(num)s vínculo.",
            "Además, los dos lados se encuentran directamente en %(num)s vínculos.",
            found.direct,
        )


def _unseen(found: Unseen) -> Iterator[str]:
    if not found.total:
        yield _("A todos los aliados se los vio desde entonces.")
    else:
        yield _(
            "A %(count)s de %(all)s aliados; el contacto más reciente con ellos fue el %(day)s.",
            count=number(found.total),
            all=number(found.partners),
            day=day(found.newest),
        )
    if found.never:
        yield ngettext(
            "Con %(num)s más no hay contacto registrado.", "Con %(num)s más no hay contacto registrado.", found.never
        )  # fmt: skip
    if found.total > len(found.actors):
        yield _("Se muestran los %(count)s con más contactos.", count=len(found.actors))


def _entrances(found: Entrances, names: dict[str, str]) -> Iterator[str]:
    if not found.total:
        yield _("No hay aliados de ese lado.")
    elif found.known == 1:
        yield _("%(name)s: nadie más de ese lado ha trabajado con la oficina.", name=names[found.knows[0]])
    elif found.known:
        first = all_of([brief(names[id]) for id in found.knows], NAMED)
        yield _(
            "No hay una única puerta: la oficina trata directamente con %(known)s de %(total)s (%(names)s).",
            known=found.known,
            total=found.total,
            names=first,
        )
    else:
        yield _("La oficina no trata directamente con nadie de ese lado.")
    for entrance in found.doors:
        behind = all_of([brief(names[id]) for id in entrance.behind], NAMED)
        yield _("A %(behind)s solo se llega por %(door)s.", behind=behind, door=names[entrance.door])


def _common(view: RedView, names: dict[str, str]) -> str:
    one, other = (names.get(id, id) for id in view.wish.comunes)
    both = [id for id in (view.found.ids if view.found else ()) if id not in view.wish.comunes]
    if not both:
        return _("%(one)s y %(other)s no tienen contactos en común.", one=one, other=other)
    said = all_of([brief(names[id]) for id in both], NAMED)
    return ngettext(
        "Los dos tratan con %(num)s actor: %(names)s.", "Los dos tratan con %(num)s actores: %(names)s.", len(both), names=said
    )  # fmt: skip


def _theme(view: RedView) -> str:
    met = sorted(view.nodes, key=lambda node: (-node.interactions, node.name))
    if not met:
        return _("Con nadie que se haya registrado.")
    most = [f"{brief(node.name)} ({node.interactions})" for node in met]
    return ngettext(
        "Con %(num)s actor; con más encuentros: %(names)s.", "Con %(num)s actores; con más encuentros: %(names)s.", len(met), names=all_of(most, NAMED)
    )  # fmt: skip
