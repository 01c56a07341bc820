"""A published red in words: what it shows, what its lines mean, how often two were together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from crm.assessments.lettering import cleaned
from crm.publishing.model import TOGETHER, PublicRed, PublicTie
from crm.vocabulary import vocabulary
from graph.fold import fold
from web.i18n import language, number
from web.public.scenes import contacts_of, meaning_of
from web.red.drawing import meaning_words
from web.texts import gettext as _
from web.texts import ngettext

_NAMED = 3


@dataclass(frozen=True)
class TieLine:
    """A row of the table of ties: `what` in words, from `a` to `b`."""

    a: str
    b: str
    what: str


def limit_words(limit: int) -> str:
    """What the limit keeps to itself: the same sentence for citizens and for who decides it."""
    return _(
        "No se dice de dos actores cuántas veces coincidieron cuando son menos de %(limit)s.",
        limit=number(limit),
    )


def description_of(red: PublicRed) -> str:
    """What the picture shows, in two or three sentences."""
    return " ".join(_sentences(red))


def _sentences(red: PublicRed) -> Iterator[str]:
    contacts = contacts_of(red)
    pairs = len({frozenset((tie.a, tie.b)) for tie in red.ties})
    actors = ngettext(
        "Muestra %(count)s actor", "Muestra %(count)s actores", len(red.actors), count=number(len(red.actors))
    )
    if not pairs:
        yield _("%(actors)s, sin vínculos públicos entre ellos.", actors=actors)
        return
    yield ngettext(
        "%(actors)s y los vínculos públicos de %(count)s pareja.",
        "%(actors)s y los vínculos públicos de %(count)s parejas.",
        pairs,
        actors=actors,
        count=number(pairs),
    )
    if len(red.actors) > _NAMED:
        yield _("Quienes más vínculos tienen: %(names)s.", names="; ".join(_most_tied(red)))
    alone = sum(1 for actor in red.actors if not contacts[actor.id])
    if alone:
        yield ngettext(
            "%(count)s actor no tiene vínculos públicos con los demás.",
            "%(count)s actores no tienen vínculos públicos con los demás.",
            alone,
            count=number(alone),
        )


def _most_tied(red: PublicRed) -> Iterator[str]:
    contacts = contacts_of(red)
    for actor in sorted(red.actors, key=lambda one: (-contacts[one.id], fold(one.name)))[:_NAMED]:
        if contacts[actor.id]:
            yield _("%(name)s (con %(count)s)", name=cleaned(actor.name), count=number(contacts[actor.id]))


def tie_lines(red: PublicRed, limit: int) -> list[TieLine]:
    """The ties as rows, by name; several of one pair in one row each."""
    names = {actor.id: actor.name for actor in red.actors}
    return sorted(
        (_line(tie, names[tie.a], names[tie.b], limit) for tie in red.ties),
        key=lambda line: (fold(names[line.a]), fold(names[line.b]), line.what),
    )


def _line(tie: PublicTie, one: str, other: str, limit: int) -> TieLine:
    """Between two who were together the order says nothing: by name."""
    if tie.kind != TOGETHER:
        return TieLine(tie.a, tie.b, vocabulary("tie_types").label(tie.kind, language()))
    ends = (tie.a, tie.b) if fold(one) <= fold(other) else (tie.b, tie.a)
    return TieLine(*ends, _times(tie, limit))


def _times(tie: PublicTie, limit: int) -> str:
    if tie.count is None:
        return _("juntos en menos de %(limit)s actividades", limit=number(limit))
    return ngettext(
        "juntos en %(count)s actividad", "juntos en %(count)s actividades", tie.count, count=number(tie.count)
    )


def legend_lines(ties: Sequence[PublicTie]) -> list[tuple[str, str]]:
    """The kinds of lines in the picture, (meaning, words)."""
    there = {meaning_of(tie.kind) for tie in ties}
    words = {**meaning_words(), "interaction": _("Actividades juntos")}
    return [(meaning, words[meaning]) for meaning in words if meaning in there]
