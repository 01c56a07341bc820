"""The facts behind an actor's score for a project, each with the points it brings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from crm.mapping.nearness import doors, shared
from crm.mapping.ranking import ARE, DID, FIT, NETWORK, Ranking
from crm.mapping.reasons import Reason
from crm.mapping.text_index import theme_of
from crm.network import terms_under
from crm.periods import period_from

if TYPE_CHECKING:
    from graph.records import Node

FACTS, WORDS, SHOWING = 5, 6, 50


def reasons_for(ranking: Ranking, actor: int, nodes: Mapping[str, Node]) -> list[Reason]:
    """The reasons of one actor, those that bring most first; `nodes` has the interactions that may be named.

    A part of the score for which no fact can be shown gives no reason, and then does not count.
    """
    found = [
        *_asked(ranking, actor),
        *_did(ranking, actor, nodes),
        *_are(ranking, actor),
        *_fits(ranking, actor),
        *_tied(ranking, actor, nodes),
        *_last(ranking, actor, nodes),
    ]
    return sorted(found, key=lambda reason: -reason.points)


def _asked(ranking: Ranking, actor: int) -> Iterator[Reason]:
    id = ranking.derived.ids[actor]
    if id in ranking.brief.must_include:
        yield Reason("reason.must_include", {}, (id,))


def nameable(ranking: Ranking, actor: int) -> set[str]:
    """The ids of interactions that the actor's reasons may name: what to read from the store before."""
    numbers = [*ranking.telling(actor)[: 2 * FACTS].tolist(), *_newest(ranking, actor)]
    for way in doors(ranking.near, actor, ranking.start):
        for one, other in zip((actor, *way), way, strict=False):
            numbers += shared(ranking.derived, ranking.mask, one, other)[:2].tolist()
    return set(ranking.derived.interaction_ids(numbers))


def _did(ranking: Ranking, actor: int, nodes: Mapping[str, Node]) -> Iterator[Reason]:
    telling = ranking.telling(actor)
    facts = [id for id in ranking.derived.interaction_ids(telling[: 2 * FACTS]) if id in nodes]
    if not facts:
        return
    stems = ranking.relevance.events.stems_of(telling[:SHOWING])
    said = {"count": len(telling), "words": _words(ranking, stems)}
    points = DID * float(ranking.relevance.did[actor])
    yield Reason(f"reason.did_{'one' if len(telling) == 1 else 'many'}", said, tuple(facts[:FACTS]), points)
    themes = {id: {theme_of(theme) for theme in nodes[id].get("themes", ())} for id in facts}
    common = sorted(set().union(*themes.values()) & ranking.question.themes)
    if common:
        shown = [id for id in facts if themes[id] & set(common)][:FACTS]
        yield Reason("reason.themes", {"themes": common}, tuple(shown))


def _words(ranking: Ranking, stems: list[str]) -> list[str]:
    """The question's own words for stems, the weightiest first."""
    question = ranking.question
    ordered = sorted(stems, key=lambda stem: -question.weights[stem])
    return list(dict.fromkeys(question.words[stem] for stem in ordered))[:WORDS]


def _are(ranking: Ranking, actor: int) -> Iterator[Reason]:
    points = ARE * float(ranking.relevance.are[actor])
    stems = ranking.relevance.cards.stems_of([actor])
    if stems and points > 0:
        yield Reason("reason.are", {"words": _words(ranking, stems)}, (ranking.derived.ids[actor],), points)


def requirements_met(ranking: Ranking, actor: int) -> list[int]:
    """The places of the requirements whose type the actor has."""
    type = ranking.derived.actors["type"][actor]
    return [
        place
        for place, one in enumerate(ranking.brief.requirements)
        if one.kind and type in terms_under("actor_types", [one.kind])
    ]


def _fits(ranking: Ranking, actor: int) -> Iterator[Reason]:
    id, points = (ranking.derived.ids[actor],), FIT * float(ranking.fit[actor])
    met = requirements_met(ranking, actor)
    for place in met:
        need = ranking.brief.requirements[place].need
        type = ranking.derived.actors["type"][actor]
        yield Reason("reason.requirement", {"need": need, "type": type}, id, points / len(met))
    if not met and points > 0:
        yield Reason("reason.sector", {"sector": ranking.derived.actors["sector"][actor]}, id, points)


def _tied(ranking: Ranking, actor: int, nodes: Mapping[str, Node]) -> Iterator[Reason]:
    points = NETWORK * float(ranking.near.score[actor])
    ways = doors(ranking.near, actor, ranking.start) if points > 0 else []
    names = ranking.derived.actors["name"]
    if ways and len(ways[0]) == 1:
        facts = _facts(ranking, nodes, [(actor, way[0]) for way in ways])
        if facts:
            yield Reason("reason.tied", {"names": [names[way[0]] for way in ways]}, facts, points)
    elif ways:
        between, number = ways[0]
        facts = _facts(ranking, nodes, [(actor, between), (between, number)])
        if facts:
            yield Reason("reason.through", {"name": names[actor], "via": names[between]}, facts, points)


def _facts(ranking: Ranking, nodes: Mapping[str, Node], pairs: list[tuple[int, int]]) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for one, other in pairs:
        events = shared(ranking.derived, ranking.mask, one, other)
        found |= dict.fromkeys(id for id in ranking.derived.interaction_ids(events[:2]) if id in nodes)
    return tuple(found)[:FACTS]


def _last(ranking: Ranking, actor: int, nodes: Mapping[str, Node]) -> Iterator[Reason]:
    newest = ranking.derived.interaction_ids(_newest(ranking, actor))
    if not newest:
        yield Reason("reason.no_contact", {}, (ranking.derived.ids[actor],))
    for id in newest:
        when = period_from(nodes[id].properties) if id in nodes else None
        if when is not None:
            yield Reason("reason.last_contact", {"when": when.edtf}, (id,))


def _newest(ranking: Ranking, actor: int) -> list[int]:
    """The number of the last interaction the actor took part in by the day, if there is any."""
    events = ranking.events_of(actor)
    ends = ranking.derived.array("interaction_end")[events]
    return [int(events[ends.argmax()])] if len(events) else []
