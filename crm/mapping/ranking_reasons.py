"""The facts behind an actor's score for a project, each with the points it brings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from crm.mapping.fitting import SECTOR
from crm.mapping.mandates import mandates
from crm.mapping.network_reasons import network_reasons, nodes_for_ties
from crm.mapping.ranking import WEIGHTS, Ranking
from crm.mapping.reasons import Reason
from crm.mapping.serving import GOVERNMENTS, served_subjects
from crm.mapping.subject_reasons import card_words, event_words
from crm.mapping.tie_reasons import newest, tie_reasons

if TYPE_CHECKING:
    from graph.records import Node

FACTS = 5
NAMED = 3
_NAMED = 0.1


def reasons_for(ranking: Ranking, actor: int, nodes: Mapping[str, Node]) -> list[Reason]:
    """The reasons of one actor, those that bring most first; `nodes` has the interactions that may be named.

    A part of the score for which no fact can be shown gives no reason, and then does not count.
    """
    found = [
        *_asked(ranking, actor),
        *_named(ranking, actor),
        *_serves(ranking, actor),
        *_did(ranking, actor, nodes),
        *_are(ranking, actor),
        *_fits(ranking, actor, nodes),
        *network_reasons(ranking, actor, nodes),
        *tie_reasons(ranking, actor, nodes),
    ]
    return sorted(found, key=lambda reason: (reason.key != "reason.pays", -reason.points))


def nameable(ranking: Ranking, actor: int) -> set[str]:
    """The ids of interactions that the actor's reasons may name: what to read from the store before."""
    numbers = [*ranking.telling(actor)[: 2 * FACTS].tolist(), *newest(ranking, actor)]
    coverage = ranking.fit.coverage
    for place in coverage.covered_by(actor):
        numbers += coverage.deeds(actor, place)[: 2 * FACTS].tolist()
    return set(ranking.derived.interaction_ids([*numbers, *nodes_for_ties(ranking, actor)]))


def _asked(ranking: Ranking, actor: int) -> Iterator[Reason]:
    id = ranking.derived.ids[actor]
    if id in ranking.brief.must_include:
        yield Reason("reason.must_include", {}, (id,))
    if actor in ranking.payers:
        yield Reason("reason.pays", {}, (id,))


def _named(ranking: Ranking, actor: int) -> Iterator[Reason]:
    share = float(ranking.relevance.named[actor])
    if share > _NAMED:  # less is a word in common with a name, which is no reason for anything
        key = "reason.named" if share > 0.5 else "reason.name_words"
        yield Reason(key, {}, (ranking.derived.ids[actor],), WEIGHTS["relevance"] * share)


def _rest(ranking: Ranking, actor: int) -> float:
    found = ranking.relevance
    return WEIGHTS["relevance"] * (1 - float(found.named[actor])) * float(found.place[actor])


def _serves(ranking: Ranking, actor: int) -> Iterator[Reason]:
    """What it is there for by law, and the country it stands for, as far as the project asks for them."""
    rest, id = _rest(ranking, actor), ranking.derived.ids[actor]
    points = rest * float(ranking.relevance.by_mandate[actor])
    mandate = mandates().get(ranking.derived.array("mandate")[actor].decode())
    if points > 0 and mandate:
        served = served_subjects(ranking.question, mandate)[:NAMED]
        key = "mandate" if served and served[0] in ranking.question.subjects else "mandate_near"
        yield Reason(f"reason.{key}", {"mandate": mandate.id, "subjects": served}, (id,), points)
    if ranking.relevance.stands[actor]:
        country = ranking.derived.actors["country"][actor]
        points = rest * float(ranking.relevance.by_country[actor])
        key = "stands_for" if country in ranking.question.countries else "stands_near"
        if ranking.derived.actors["type"][actor] in GOVERNMENTS:
            key = "governs"
        yield Reason(f"reason.{key}", {"country": country}, (id,), points)


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


def _are(ranking: Ranking, actor: int) -> Iterator[Reason]:
    points = _rest(ranking, actor) * float(ranking.relevance.by_card[actor])
    said = card_words(ranking, actor) if points > 0 else None
    if said is not None:
        yield Reason(f"reason.{said.key('are')}", said.params, (ranking.derived.ids[actor],), points)


def _fits(ranking: Ranking, actor: int, nodes: Mapping[str, Node]) -> Iterator[Reason]:
    """What it covers of what is asked for; else which kind it is, or its sector, or those like it who are in already."""
    coverage, points = ranking.fit.coverage, WEIGHTS["fit"] * float(ranking.fit.value[actor])
    covered = coverage.covered_by(actor)
    first = (at for at in covered if not coverage.needs[at].optional and not coverage.needs[at].ours)
    covered = tuple(first) or covered
    met = covered or [place for place, one in enumerate(coverage.needs) if one.is_of_kind(actor)]
    sector = SECTOR if ranking.derived.actors["sector"][actor] in ranking.brief.sectors else 0.0
    if met and ranking.fit.value[actor] > sector:
        for place in met:
            key, params, facts = _requirement(ranking, actor, (place, bool(covered)), nodes)
            yield Reason(f"reason.{key}", params, facts, points / len(met), "fit")
    elif points > 0:
        yield _of_group(ranking, actor, points)


def _requirement(
    ranking: Ranking, actor: int, which: tuple[int, bool], nodes: Mapping[str, Node]
) -> tuple[str, dict[str, Any], tuple[str, ...]]:
    """The reason's name, its parameters and its facts, for a requirement (its place) that is covered, or only its kind is."""
    place, covered = which
    coverage, derived = ranking.fit.coverage, ranking.derived
    need, own = ranking.brief.requirements[place].need, (derived.ids[actor],)
    said = {"need": need, "type": derived.actors["type"][actor]}
    if coverage.needs[place].optional:
        return "requirement_valued", said, own
    if ranking.fit.strange[actor] and ranking.brief.requirements[place].kind:
        return "requirement_abroad", said, own
    if not covered:
        return "requirement_kind", said, own
    words = coverage.words(actor, place)
    if not words or not coverage.needs[place].says_more:
        return "requirement", said, own
    deeds = derived.interaction_ids(coverage.deeds(actor, place)[: 2 * FACTS])
    return (
        "requirement_shown",
        {"need": need, "words": words},
        tuple(id for id in deeds if id in nodes)[:FACTS] or own,
    )


def _of_group(ranking: Ranking, actor: int, points: float) -> Reason:
    """Its sector, or those of its kind who are in already, whichever brings the points."""
    actors, id = ranking.derived.actors, ranking.derived.ids[actor]
    alike = _of_its_kind(ranking, actor)
    if actors["sector"][actor] in ranking.brief.sectors or not alike:
        return Reason("reason.sector", {"sector": actors["sector"][actor]}, (id,), points, "fit")
    names = [actors["name"][ranking.derived.number[one]] for one in alike[:NAMED]]
    return Reason(
        "reason.alike", {"type": actors["type"][actor], "names": names}, (id, *alike[:FACTS]), points, "fit"
    )


def _of_its_kind(ranking: Ranking, actor: int) -> list[str]:
    """Those who must be in and are of the actor's kind."""
    types, number = ranking.derived.actors["type"], ranking.derived.number
    known = [one for one in ranking.brief.must_include if one in number]
    return [one for one in known if types[number[one]] == types[actor]]
