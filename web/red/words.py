"""What a picture of the red says in words: its title, who is in it, what was left out, its legend."""

from __future__ import annotations

from crm.vocabulary import vocabulary
from web.i18n import day, language, number
from web.reading.bubble_words import bubbles_counted
from web.reading.saying import asked_in_words
from web.red.names import brief, plain
from web.red.naming import NAMED, all_of
from web.red.view import RedView
from web.red.wish import START_TIES
from web.red.years import years_of
from web.texts import gettext as _
from web.texts import ngettext


def title_of(view: RedView) -> str:
    """What the picture shows, and of which years when it is not all of them."""
    if view.wish.pregunta or view.wish.finds:
        return asked_in_words(view, {node.id: plain(node.name) for node in view.nodes})
    what, years = _what_of(view), years_of(view.wish)
    return _("%(what)s, %(years)s", what=what, years=years) if years else what


def _what_of(view: RedView) -> str:
    wish = view.wish
    if wish.is_start:
        return _("Los vínculos más fuertes")
    if wish.actor:
        return _("Alrededor de %(names)s", names=all_of(_centres(view)))
    if wish.dia:
        return _("La red al %(day)s", day=day(wish.dia))
    chosen = wish.chooses_actors or wish.linea or wish.tema or wish.desde or wish.hasta
    return _("Una parte de la red") if chosen else _("Toda la red")


def _centres(view: RedView) -> list[str]:
    names = {node.id: node.name for node in view.nodes}
    return [names[id] for id in view.wish.actor if id in names]


def description_of(view: RedView) -> str:
    """The picture for who does not see it: "42 actores, 88 vínculos; los más conectados: …"."""
    if not view.nodes:
        return _("No hay actores que cumplan todo eso.")
    if view.bubbles is not None:
        return bubbles_counted(view.bubbles)
    shown, ties = len(view.nodes), view.ties
    counted = ", ".join(
        (
            ngettext("%(shown)s actor", "%(shown)s actores", shown, shown=number(shown)),
            ngettext("%(shown)s vínculo", "%(shown)s vínculos", ties, shown=number(ties)),
        )
    )
    first = [brief(node.name) for node in view.most_connected[:NAMED]]
    if not first or shown <= NAMED:
        return counted + "."
    said = _("%(counted)s; los más conectados: %(names)s.", counted=counted, names=all_of(first))
    return said.replace("….", "…")


def cuts_of(view: RedView) -> list[str]:
    """What the picture leaves out because it would be too much."""
    if view.wish.is_start:
        some = view.total_edges > START_TIES
        return (
            [
                _(
                    "Para empezar, los %(count)s vínculos con más encuentros, y los lazos permanentes entre quienes los tienen.",
                    count=START_TIES,
                )
            ]
            if some
            else []
        )
    if view.bubbles is not None and view.bubbles.whole:
        return []
    actors = _("Se dibujan los %(shown)s actores con más contactos, de %(total)s.")
    ties = _("Se dibujan los %(shown)s vínculos con más encuentros, de %(total)s.")
    cuts = (
        (actors, len(view.nodes) + view.lonely, view.total),
        (ties, len(view.edges), view.total_edges),
    )
    return [
        text % {"shown": number(shown), "total": number(total)}
        for text, shown, total in cuts
        if total > shown
    ]


def lonely_words(view: RedView) -> str:
    """How many were left out as they have no tie; "" for none."""
    count = view.lonely
    return (
        ngettext(
            "%(shown)s actor sin vínculos no se dibuja.",
            "%(shown)s actores sin vínculos no se dibujan.",
            count,
            shown=number(count),
        )
        if count
        else ""
    )


def family_labels(view: RedView) -> list[tuple[str, str, str, int]]:
    """The families of the legend in their order: id, word, shape and how many actors; none where no actor shows."""
    if view.bubbles is not None and not view.bubbles.open:
        return []
    chosen = view.wish.familia
    return [
        (family.id, family.label(language()), str(family.extra["shape"]), view.families.get(family.id, 0))
        for family in vocabulary("families")
        if view.families.get(family.id) or family.id in chosen
    ]
