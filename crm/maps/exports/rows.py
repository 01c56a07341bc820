"""The map as tables of plain cells, the same for the workbook, the CSV file and the report.

tables_of(made, lang) -> Sheet(name, headers, rows), …
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from crm.mapping.reasons import reason_text
from crm.maps.model import MapActor, StakeholderMap
from crm.maps.wording import apart, gap_text, judged, part_name, points, strength_word, way_text
from crm.messages import say
from crm.vocabulary import vocabulary

Cell = str | int | float | date | None
Row = Sequence[Cell]
Table = tuple[Sequence[str], list[Row]]
SHEETS = ("actors", "reasons", "requirements", "coalition", "gaps", "sectors")


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table: its id and name, headers (by id of the column) and rows."""

    id: str
    name: str
    headers: Mapping[str, str]
    rows: Sequence[Row]


def column(name: str, lang: str) -> str:
    """What a column is called."""
    return say(f"map_column.{name}", lang)


def label(value: str | None, words: str, lang: str) -> str:
    """A vocabulary's word; "" for nothing."""
    terms = vocabulary(words)
    return terms.label(value, lang) if value and value in terms else (value or "")


def weighted(made: StakeholderMap) -> tuple[str, ...]:
    """The parts of the score that the map has weights for."""
    return tuple(name for name, weight in made.weights.items() if weight > 0)


def share(made: StakeholderMap, one: MapActor, part: str) -> float:
    """How much of a part an actor has, 0 to 1: its points by the weight."""
    return one.parts.get(part, 0.0) / made.weights[part]


def tables_of(made: StakeholderMap, lang: str) -> Iterator[Sheet]:
    """All tables in their order."""
    makers = (_actors, _reasons, _requirements, _coalition, _gaps, _sectors)
    for id, make in zip(SHEETS, makers, strict=True):
        names, rows = make(made, lang)
        headers = {name: _header(name, lang) for name in names}
        yield Sheet(id, say(f"map_sheet.{id}", lang), headers, rows)


def _header(name: str, lang: str) -> str:
    return part_name(name[5:], lang) if name.startswith("part:") else column(name, lang)


def _actors(made: StakeholderMap, lang: str) -> Table:
    parts = weighted(made)
    inside = {one.actor for one in made.coalition.members}
    names = (
        "place", "actor", "type", "sector", "score", *(f"part:{name}" for name in parts),
        "power_perceived", "power_structural", "interest_perceived", "interest_structural", "spread", "assessors",
        "salience", "strategy", "attitude", "tie", "last_contact", "turns_cold", "covers", "in_coalition", "path", "id",
    )  # fmt: skip
    return names, [_actor(made, one, (lang, parts, inside)) for one in made.actors]


def _actor(made: StakeholderMap, one: MapActor, said: tuple[str, tuple[str, ...], set[str]]) -> Row:
    lang, parts, inside = said
    return (
        one.place,
        one.name,
        label(one.type, "actor_types", lang),
        label(one.sector, "sectors", lang),
        points(one.score),
        *(round(100 * share(made, one, name), 4) for name in parts),
        judged(one.power.perceived),
        judged(one.power.structural),
        judged(one.interest.perceived),
        judged(one.interest.structural),
        apart(one.power.spread),
        one.power.assessors or None,
        label(one.salience, "salience_classes", lang),
        label(one.strategy, "grid_strategies", lang),
        say(f"stance.{one.attitude}", lang) if one.attitude else "",
        strength_word(one.strength, lang),
        one.last_contact,
        one.turns_cold,
        "; ".join(_needs(made, one.requirements)),
        say("map_say.yes" if one.actor in inside else "map_say.no", lang),
        way_text(one.ways[0], lang) if one.ways else "",
        one.actor,
    )


def _needs(made: StakeholderMap, places: Sequence[int]) -> list[str]:
    needs = made.project.get("requirements") or []
    return [str(needs[place]["need"]) for place in places if place < len(needs)]


def _to_confirm(made: StakeholderMap, places: Sequence[int], lang: str) -> list[str]:
    return [say("map_say.to_confirm", lang, name=need) for need in _needs(made, places)]


def _reasons(made: StakeholderMap, lang: str) -> Table:
    names = ("place", "actor", "reason", "part", "points", "facts", "id")
    rows: list[Row] = [
        (
            one.place,
            one.name,
            reason_text(reason, lang),
            part_name(reason.part, lang),
            round(100 * reason.points, 2),
            "; ".join(reason.facts),
            one.actor,
        )
        for one in made.actors
        for reason in one.reasons
    ]
    return names, rows


def _requirements(made: StakeholderMap, lang: str) -> Table:
    names = ("number", "need", "type", "covered_by", "covered", "status")
    needs: list[dict[str, Any]] = made.project.get("requirements") or []
    return names, [_requirement(made, (place, need), lang) for place, need in enumerate(needs)]


def _requirement(made: StakeholderMap, one: tuple[int, dict[str, Any]], lang: str) -> Row:
    place, need = one
    members = made.coalition.members
    chosen = [one.name for one in members if place in one.requirements]
    chosen += [say("map_say.to_confirm", lang, name=one.name) for one in members if place in one.maybe]
    able = [actor.name for actor in made.actors if place in actor.requirements]
    shown = bool(able) or any(place in one.requirements for one in members)
    return (
        place + 1,
        str(need["need"]),
        _kinds(need, lang),
        "; ".join(chosen),
        len(able),
        say(f"map_say.{_standing(need, covered=shown, maybe=bool(chosen))}", lang),
    )


def _kinds(need: Mapping[str, Any], lang: str) -> str:
    kinds = [need.get("kind"), *(need.get("other_kinds") or ())]
    return " / ".join(filter(None, (label(kind, "actor_types", lang) for kind in kinds)))


def _standing(need: Mapping[str, Any], *, covered: bool, maybe: bool) -> str:
    if covered or maybe:
        return "covered" if covered else "unconfirmed"
    # Nothing is missing where it is only valued.
    return "only_valued" if need.get("optional") else "nobody"


def _coalition(made: StakeholderMap, lang: str) -> Table:
    names = ("actor", "covers", "why", "id")
    rows: list[Row] = [
        (
            one.name,
            "; ".join([*_needs(made, one.requirements), *_to_confirm(made, one.maybe, lang)]),
            " ".join(reason_text(reason, lang) for reason in one.reasons),
            one.actor,
        )
        for one in made.coalition.members
    ]
    return names, rows


def _gaps(made: StakeholderMap, lang: str) -> Table:
    names = ("gap", "type", "could")
    rows: list[Row] = [
        (
            gap_text(gap, lang),
            label(gap.type, "actor_types", lang),
            "; ".join(_could(one.name, one.reference, lang) for one in gap.names),
        )
        for gap in made.gaps
    ]
    return names, rows


def _could(name: str, reference: bool, lang: str) -> str:
    return f"{name} ({say('map_say.reference', lang)})" if reference else name


def _sectors(made: StakeholderMap, lang: str) -> Table:
    names = ("sector", "count", "actors")
    told = {one.actor: one.name for one in made.actors}
    rows: list[Row] = [
        (
            label(sector, "sectors", lang) or say("map_say.no_sector", lang),
            len(ids),
            "; ".join(told[id] for id in ids),
        )
        for sector, ids in made.by_sector.items()
    ]
    return names, rows
