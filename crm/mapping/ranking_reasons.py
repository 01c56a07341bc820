"""The facts behind an actor's score for a project, each with the points it brings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from crm.mapping.network_reasons import network_reasons, nodes_for_ties
from crm.mapping.ranking import WEIGHTS, Ranking
from crm.mapping.reasons import Reason
from crm.mapping.subject_reasons import card_words, event_words
from crm.mapping.text_index import theme_of
from crm.mapping.tie_reasons import newest, tie_reasons
from crm.network import terms_under

if TYPE_CHECKING:
    from graph.records import Node

FACTS = 5
NAMED = 3


def reasons_for(ranking: Ranking, actor: int, nodes: Mapping[str, Node]) -> list[Reason]:
    """The reasons of one actor, those that bring most first; `nodes` has the interactions that may be named.

    A part of the score for which no fact can be shown gives no reason, and then does not count.
    """
    found = [
        *_asked(ranking, actor),
        *_named(ranking, actor),
        *_did(ranking, actor, nodes),
        *_are(ranking, actor),
        *_fits(ranking, actor),
        *network_reasons(ranking, actor, nodes),
        *tie_reasons(ranking, actor, nodes),
    ]
    return sorted(found, key=lambda reason: -reason.points)


def nameable(ranking: Ranking, actor: int) -> set[str]:
    """The ids of interactions that the actor's reasons may name: what to read from the store before."""
    numbers = [*ranking.telling(actor)[: 2 * FACTS].tolist(), *newest(ranking, actor)]
    return set(ranking.derived.interaction_ids([*numbers, *nodes_for_ties(ranking, actor)]))


def _asked(ranking: Ranking, actor: int) -> Iterator[Reason]:
    id = ranking.derived.ids[actor]
    if id in ranking.brief.must_include:
        yield Reason("reason.must_include", {}, (id,))


def _named(ranking: Ranking, actor: int) -> Iterator[Reason]:
    share = float(ranking.relevance.named[actor])
    if share > 0.01:  # less is a word in common with a name; it brings less than a hundredth and is left out
        key = "reason.named" if share > 0.5 else "reason.name_words"
        yield Reason(key, {}, (ranking.derived.ids[actor],), WEIGHTS["relevance"] * share)


def _rest(ranking: Ranking, actor: int) -> float:
    found = ranking.relevance
    return WEIGHTS["relevance"] * (1 - float(found.named[actor])) * float(found.place[actor])


def _did(ranking: Ranking, actor: int, nodes: Mapping[str, Node]) -> Iterator[Reason]:
    """Its interactions on what is asked for; those on near subjects only when there are no others."""
    telling = ranking.telling(actor)
    asked = [one for one in ranking.question.weights if one not in ranking.question.through]
    shown = ranking.relevance.events.having(asked, telling)
    shown = shown if len(shown) else telling
    facts = [id for id in ranking.derived.interaction_ids(shown[: 2 * FACTS]) if id in nodes]
    said = event_words(ranking, shown, [nodes[id] for id in facts]) if facts else None
    if said is None:
        return
    points = _rest(ranking, actor) * float(ranking.relevance.by_deed[actor])
    key = f"reason.{said.key('did')}_{'one' if len(shown) == 1 else 'many'}"
    yield Reason(key, {"count": len(shown), **said.params}, tuple(facts[:FACTS]), points)
    yield from _themes(ranking, facts, nodes)


def _themes(ranking: Ranking, facts: Sequence[str], nodes: Mapping[str, Node]) -> Iterator[Reason]:
    themes = {id: {theme_of(theme) for theme in nodes[id].get("themes", ())} for id in facts}
    common = sorted(set().union(*themes.values()) & ranking.question.themes)
    if common:
        shown = [id for id in facts if themes[id] & set(common)][:FACTS]
        yield Reason("reason.themes", {"themes": common}, tuple(shown))


def _are(ranking: Ranking, actor: int) -> Iterator[Reason]:
    points = _rest(ranking, actor) * float(ranking.relevance.by_card[actor])
    said = card_words(ranking, actor) if points > 0 else None
    if said is not None:
        yield Reason(f"reason.{said.key('are')}", said.params, (ranking.derived.ids[actor],), points)


def requirements_met(ranking: Ranking, actor: int) -> list[int]:
    """The places of the requirements whose type the actor has."""
    type = ranking.derived.actors["type"][actor]
    return [
        place
        for place, one in enumerate(ranking.brief.requirements)
        if one.kind and type in terms_under("actor_types", [one.kind])
    ]


def _fits(ranking: Ranking, actor: int) -> Iterator[Reason]:
    id, points = (ranking.derived.ids[actor],), WEIGHTS["fit"] * float(ranking.fit[actor])
    met = requirements_met(ranking, actor)
    for place in met:
        need = ranking.brief.requirements[place].need
        type = ranking.derived.actors["type"][actor]
        yield Reason("reason.requirement", {"need": need, "type": type}, id, points / len(met), "fit")
    if not met and points > 0:
        sector = ranking.derived.actors["sector"][actor]
        alike = _of_its_kind(ranking, actor)
        if sector in ranking.brief.sectors:
            yield Reason("reason.sector", {"sector": sector}, id, points, "fit")
        elif alike:
            type, names = ranking.derived.actors["type"][actor], ranking.derived.actors["name"]
            said = {"type": type, "names": [names[ranking.derived.number[one]] for one in alike[:NAMED]]}
            yield Reason("reason.alike", said, (*id, *alike[:FACTS]), points, "fit")


def _of_its_kind(ranking: Ranking, actor: int) -> list[str]:
    """Those who must be in and are of the actor's kind."""
    types, number = ranking.derived.actors["type"], ranking.derived.number
    known = [one for one in ranking.brief.must_include if one in number]
    return [one for one in known if types[number[one]] == types[actor]]
