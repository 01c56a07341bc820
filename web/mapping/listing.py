"""The list of a project's actors as the address narrows it: by sector, type, requirement, words; the first and more."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from flask import request

from crm.listing import Counts
from crm.maps.absent import Absent, why_absent
from crm.maps.model import MapActor, StakeholderMap
from crm.projects import Project
from crm.searching import suggest_actors
from crm.vocabulary import vocabulary
from graph.fold import fold
from web.derived import current_results
from web.facets import Active, Facet, Labels, Option, active_filters, choices_facet, chosen, flag, is_on
from web.frame import same_page
from web.i18n import term
from web.mapping.current import derived_folder
from web.marks import type_mark
from web.store import current_store
from web.texts import gettext as _

FIRST, STEP = 10, 25
_LONGEST = 200
_ABSENT = 5
_NOTHING = "0"


@dataclass(frozen=True)
class Shown:
    """What the page shows: `actors` are the first `FIRST` (or more) of `total` and those who must be in; `absent` are found by words, not listed;
    `unknown`: the words name nobody of the network.
    """

    actors: Sequence[MapActor]
    total: int
    words: str
    facets: Sequence[Facet]
    active: Sequence[Active]
    absent: Sequence[Absent]
    more: str
    unknown: bool = False


def narrow(made: StakeholderMap, project: Project, *, kept: bool) -> Shown:
    """The map as the address asks for it."""
    words = request.args.get("q", "")[:_LONGEST].strip()
    found = [one for one in made.actors if _has_words(one, words)]
    wanted = {name: set(chosen(name)) for name in ("sector", "tipo", "requisito")}
    asked = [one for one in found if _fits(one, wanted) and _is_flagged(made, one)]
    facets = _facets(made, found, project)
    count = shown_count()
    absent = [] if kept or not words else _absent(made, project, words)
    return Shown(
        actors=[*asked[:count], *(one for one in asked[count:] if one.actor in project.must_include)],
        total=len(asked),
        words=words,
        facets=facets,
        active=active_filters(facets, words),
        absent=absent,
        more=same_page(ver=count + STEP) if len(asked) > count else "",
        unknown=bool(words) and not kept and not found and not absent,
    )


def shown_count() -> int:
    """How many of a list the address asks for: the first ones, or more of them."""
    text = request.args.get("ver", "")
    asked = int(text) if text.isascii() and text.isdigit() and len(text) < 5 else FIRST
    return max(FIRST, min(asked, 1000))


def _has_words(one: MapActor, words: str) -> bool:
    name = f" {fold(one.name)}"
    return all(f" {word}" in name for word in fold(words).split())


def _values(one: MapActor) -> dict[str, set[str]]:
    """What an actor has of each filter."""
    return {
        "sector": {one.sector},
        "tipo": {one.type},
        "requisito": {str(place + 1) for place in one.requirements} or {_NOTHING},
    }


def _fits(one: MapActor, wanted: dict[str, set[str]]) -> bool:
    has = _values(one)
    return all(not values or has[name] & values for name, values in wanted.items())


def _is_flagged(made: StakeholderMap, one: MapActor) -> bool:
    inside = not is_on("coalicion") or one.actor in {member.actor for member in made.coalition.members}
    return inside and (not is_on("nuevos") or one.strength is None)


def _facets(made: StakeholderMap, found: Sequence[MapActor], project: Project) -> list[Facet]:
    counts: dict[str, Counts] = {"sector": {}, "tipo": {}, "requisito": {}}
    for one in found:
        for name, values in _values(one).items():
            for value in values:
                counts[name][value or None] = counts[name].get(value or None, 0) + 1
    needs = {str(place): one.need for place, one in enumerate(project.requirements, 1)}
    needs = {**needs, _NOTHING: _("Nada de lo pedido")} if needs else {}
    sectors = Labels(lambda value: term(value, "sectors"), order=vocabulary("sectors").ids)
    types = Labels(lambda value: term(value, "actor_types"), picture=lambda value: type_mark(value).picture)
    named = Labels(lambda value: needs.get(value, value), order=tuple(needs))
    return [
        *([choices_facet("requisito", _("Qué cubren"), counts["requisito"], named)] if needs else []),
        choices_facet("sector", _("Sector"), counts["sector"], sectors),
        choices_facet("tipo", _("Tipo"), counts["tipo"], types),
        Facet("otros", _("También"), _flags(made, found)),
    ]


def _flags(made: StakeholderMap, found: Sequence[MapActor]) -> list[Option]:
    inside = {member.actor for member in made.coalition.members}
    chosen_ones = sum(one.actor in inside for one in found)
    fresh = sum(one.strength is None for one in found)
    shown = [flag("coalicion", _("En la coalición"), chosen_ones)] if inside else []
    return [*shown, flag("nuevos", _("Sin trato registrado"), fresh)]


def _absent(made: StakeholderMap, project: Project, words: str) -> list[Absent]:
    """Actors with these words that are not listed, with the reason."""
    listed = {one.actor for one in made.actors}
    ids = [one.id for one in suggest_actors(current_store(), words, _ABSENT) if one.id not in listed]
    nodes = current_store().get(ids) if ids else {}
    known = current_results()
    return [why_absent(derived_folder(), known, made, project, nodes[id]) for id in ids if id in nodes]
