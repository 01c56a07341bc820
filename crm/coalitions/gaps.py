"""What a coalition leaves without anyone: requirements, sectors and stages, and who could close each.

Sectors are the rows of the guide's matrix (Neiva's: actor, sector, role, interest); stages are those of
crm/data/project_stages.toml. Names come from the office's own network first, then from the guide's reference data.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from crm.coalitions.model import MissingPart, Suggested
from crm.network import terms_under
from crm.vocabulary import vocabulary
from graph.two_mode import BoolArray, FloatArray

if TYPE_CHECKING:
    from crm.coalitions.setting import Setting
    from crm.mapping.ranking import Ranking
    from graph.store import Store

NAMES, UNCONFIRMED = 3, 5
# As many names are kept for each gap: some go when they are chosen, or when the reader may not see them.
_KEPT = 15
_TYPES = 3
_LEAST_WORTH, _NOTHING = 0.1, 1e-6


def gaps_of(store: Store, setting: Setting, chosen: NDArray[np.int64]) -> tuple[MissingPart, ...]:
    """What the chosen (places among the candidates) leave open: requirements, sectors (asked for first), then stages."""
    open_ = [part for part in setting.slate.gaps if _is_open(part, setting, chosen)]
    named = {one.actor for part in open_ for one in part.names}
    there = store.get(named) if named else {}
    open_ = [_counted(part, setting, chosen) for part in open_]
    inside = {setting.id(place) for place in chosen.tolist()}
    shown = {id for id, node in there.items() if not node.get("archived")}
    # One of the kind who is in for something else may still be asked whether it can do this too.
    return tuple(_shown(part, shown if part.unconfirmed else shown - inside) for part in open_)


def _is_open(part: MissingPart, setting: Setting, chosen: NDArray[np.int64]) -> bool:
    actors, numbers = setting.derived.actors, setting.numbers[chosen].tolist()
    if part.place is not None:
        return int(setting.problem.covers[chosen, part.place].sum()) < part.count
    if part.kind == "sector":
        return part.id not in {actors["sector"][number] for number in numbers}
    apt = vocabulary("project_stages").get(part.id).extra["types"]
    return not {actors["type"][number] for number in numbers} & terms_under("actor_types", apt)


def _counted(part: MissingPart, setting: Setting, chosen: NDArray[np.int64]) -> MissingPart:
    if part.place is None:
        return part
    return replace(part, have=int(setting.problem.covers[chosen, part.place].sum()))


def _shown(part: MissingPart, there: set[str]) -> MissingPart:
    names = tuple(one for one in part.names if one.actor in there)
    ours = tuple(one for one in names if not one.reference)
    if part.unconfirmed and ours:
        return replace(part, names=ours[:UNCONFIRMED])
    return replace(part, names=names[:NAMES], unconfirmed=False)


def gaps_in(ranking: Ranking) -> Iterator[MissingPart]:
    """Every part that a coalition may leave without anyone, with who could close it. The analyst's work."""
    scores = ranking.scores()
    worth = scores + ranking.relevance.are
    yield from _requirements(ranking, scores)
    yield from _sectors(ranking, worth)
    yield from _stages(ranking, worth)


def _requirements(ranking: Ranking, scores: FloatArray) -> Iterator[MissingPart]:
    coverage = ranking.fit.coverage
    for place, one in enumerate(ranking.brief.requirements):
        need = coverage.needs[place]
        if need.ours:
            continue
        nearly = need.shown_in_part
        able = need.covers & ranking.candidates
        types = one.kinds or tuple(_types_of(ranking, nearly))
        fits = need.covers if able.any() else need.could_be if one.kind else nearly
        open_ = bool(one.kind) and not able.any() and bool(need.asked.qualifiers)
        names = _named(ranking, fits, need.facts.share() + scores)
        part = MissingPart("requirement", "", place, one.need, not one.optional, types, names, open_)
        yield replace(part, count=one.count, optional=one.optional)


def _types_of(ranking: Ranking, who: BoolArray) -> Iterable[str]:
    kinds = Counter(ranking.derived.actors["type"][number] for number in np.flatnonzero(who).tolist())
    return [kind for kind, _ in kinds.most_common(_TYPES)]


def _sectors(ranking: Ranking, worth: FloatArray) -> Iterator[MissingPart]:
    sectors = ranking.derived.actors["sector"]
    wanted, apt = set(ranking.brief.sectors), _with_a_tie(ranking, worth)
    for sector in sorted(vocabulary("sectors").ids, key=lambda id: id not in wanted):
        of = np.array([one == sector for one in sectors], dtype=np.bool_)
        names = _named(ranking, of & apt, worth)
        types = tuple(_types_of(ranking, of & ranking.candidates))
        yield MissingPart("sector", sector, asked=sector in wanted, types=types, names=names)


def _stages(ranking: Ranking, worth: FloatArray) -> Iterator[MissingPart]:
    types, may = ranking.derived.actors["type"], _with_a_tie(ranking, worth)
    for stage in vocabulary("project_stages"):
        apt = tuple(stage.extra["types"])
        closing = terms_under("actor_types", apt)
        of = np.array([one in closing for one in types], dtype=np.bool_)
        names = _named(ranking, of & may, worth)
        yield MissingPart("stage", stage.id, asked=False, types=apt[:_TYPES], names=names)


def _with_a_tie(ranking: Ranking, worth: FloatArray) -> BoolArray:
    """Who has something to do with the project: nobody is named for a stage because of being there."""
    least = _LEAST_WORTH * float((worth * ranking.candidates).max(initial=0.0))
    tied: BoolArray = worth >= max(least, _NOTHING)
    tied |= ranking.derived.array("is_reference").astype(np.bool_)
    return tied


def _named(ranking: Ranking, fits: BoolArray, worth: FloatArray) -> tuple[Suggested, ...]:
    """Who could close a gap, the worthiest of the office's network first, then of the guide's; some to spare."""
    derived = ranking.derived
    reference = np.array(derived.array("is_reference"))
    out = np.array(derived.array("is_own"))
    out[list(ranking.payers)] = True
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
    found: list[int] = places[np.argsort(-worth[places], kind="stable")[:_KEPT]].tolist()
    return found
