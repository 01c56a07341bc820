"""What a coalition leaves without anyone: requirements, sectors and stages, and who could close each.

Sectors are the rows of the guide's matrix (Neiva's: actor, sector, role, interest); stages are those of
crm/data/project_stages.toml. Names come from the office's own network first, then from the guide's reference data.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

import numpy as np

from crm.coalitions.model import MissingPart, Suggested
from crm.network import terms_under
from crm.vocabulary import vocabulary
from graph.two_mode import BoolArray, FloatArray

if TYPE_CHECKING:
    from crm.coalitions.covering import Coverage
    from crm.mapping.ranking import Ranking
    from graph.store import Store

NAMES, UNCONFIRMED = 3, 5
_TYPES = 3


def gaps_of(
    store: Store, ranking: Ranking, coverage: Coverage, chosen: Sequence[int]
) -> tuple[MissingPart, ...]:
    """What the actors of these numbers leave open: requirements, then sectors (asked for first), then stages."""
    found = [*_requirements(ranking, coverage, chosen), *_sectors(ranking, chosen), *_stages(ranking, chosen)]
    there = store.get({one.actor for part in found for one in part.names}) if found else {}
    return tuple(
        _shown(part, {id for id, node in there.items() if not node.get("archived")}) for part in found
    )


def _shown(part: MissingPart, there: set[str]) -> MissingPart:
    from dataclasses import replace

    names = tuple(one for one in part.names if one.actor in there)
    ours = tuple(one for one in names if not one.reference)
    if part.unconfirmed and ours:
        return replace(part, names=ours[:UNCONFIRMED])
    return replace(part, names=names[:NAMES], unconfirmed=False)


def _requirements(ranking: Ranking, coverage: Coverage, chosen: Sequence[int]) -> Iterator[MissingPart]:
    covered: BoolArray = np.any(coverage.covers[list(chosen)], axis=0)
    for place, one in enumerate(ranking.brief.requirements):
        if covered[place]:
            continue
        need = coverage.needs[place]
        nearly = need.facts.share() > 0
        able = need.covers & ranking.candidates
        types = (one.kind,) if one.kind else tuple(_types_of(ranking, nearly))
        fits = need.covers if able.any() else need.kind & need.facts.possible() if one.kind else nearly
        open_ = bool(one.kind) and not able.any() and bool(need.asked.qualifiers)
        # One who is in for something else may still be asked whether it can do this too.
        inside = () if open_ else chosen
        names = _named(ranking, fits, need.facts.share() + ranking.scores(), inside)
        yield MissingPart("requirement", "", place, one.need, True, types, names, open_)


def _types_of(ranking: Ranking, who: BoolArray) -> Iterable[str]:
    kinds = Counter(ranking.derived.actors["type"][number] for number in np.flatnonzero(who).tolist())
    return [kind for kind, _ in kinds.most_common(_TYPES)]


def _sectors(ranking: Ranking, chosen: Sequence[int]) -> Iterator[MissingPart]:
    sectors = ranking.derived.actors["sector"]
    there = {sectors[number] for number in chosen}
    wanted = set(ranking.brief.sectors)
    for sector in sorted(vocabulary("sectors").ids, key=lambda id: id not in wanted):
        if sector in there:
            continue
        of = np.array([one == sector for one in sectors], dtype=np.bool_)
        names = _named(ranking, of, ranking.scores() + ranking.relevance.are, chosen)
        types = tuple(_types_of(ranking, of & ranking.candidates))
        yield MissingPart("sector", sector, asked=sector in wanted, types=types, names=names)


def _stages(ranking: Ranking, chosen: Sequence[int]) -> Iterator[MissingPart]:
    types = ranking.derived.actors["type"]
    there = {types[number] for number in chosen}
    for stage in vocabulary("project_stages"):
        apt = tuple(stage.extra["types"])
        if there & terms_under("actor_types", apt):
            continue
        of = np.array([one in terms_under("actor_types", apt) for one in types], dtype=np.bool_)
        worth = ranking.scores() + ranking.relevance.are
        yield MissingPart(
            "stage", stage.id, asked=False, types=apt[:_TYPES], names=_named(ranking, of, worth, chosen)
        )


def _named(
    ranking: Ranking, fits: BoolArray, worth: FloatArray, chosen: Sequence[int]
) -> tuple[Suggested, ...]:
    """Who could close a gap, the worthiest of the office's network first, then of the guide's; some to spare."""
    derived = ranking.derived
    reference = np.array(derived.array("is_reference"))
    out = np.isin(np.arange(len(fits)), list(chosen)) | derived.array("is_own")
    own = fits & ranking.candidates & ~out
    named = fits & reference & ~out & ~_excluded(ranking)
    found = [*_best(own, worth), *_best(named, worth)]
    actors = derived.actors
    return tuple(
        Suggested(actors["id"][one], actors["name"][one], actors["type"][one], bool(reference[one]))
        for one in found
    )


def _excluded(ranking: Ranking) -> BoolArray:
    out = [ranking.derived.number[id] for id in ranking.brief.exclude if id in ranking.derived.number]
    return np.isin(np.arange(len(ranking.derived.ids)), out)


def _best(who: BoolArray, worth: FloatArray) -> list[int]:
    places = np.flatnonzero(who)
    found: list[int] = places[np.argsort(-worth[places], kind="stable")[: 2 * UNCONFIRMED]].tolist()
    return found
