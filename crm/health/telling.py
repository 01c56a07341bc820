"""A period in sentences, beside the one before it; each opens the actors behind its number."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from crm.health.concentration import FIRST
from crm.health.reading import PeriodHealth, actors_behind
from crm.meaning.statements import Fact, Statement

if TYPE_CHECKING:
    from crm.derived.results import Derived

SHOWN = 40


def health_statements(derived: Derived, now: PeriodHealth, before: PeriodHealth | None) -> list[Statement]:
    """What one should know of a period; `before` is the one it is compared with, unless nothing is recorded of it."""
    before = None if before is None or before.silent else before
    parts = (_active, _changes, _cold, _concentration, _crossing, _people, _vague)
    return [statement for part in parts for statement in part(derived, now, before)]


def _behind(derived: Derived, period: PeriodHealth, name: str) -> Fact:
    numbers = actors_behind(derived, period, name)
    return Fact(tuple(derived.ids[one] for one in numbers[:SHOWN].tolist()), total=len(numbers))


def _active(derived: Derived, now: PeriodHealth, before: PeriodHealth | None) -> Iterator[Statement]:
    count = now.counts["active"]
    params: dict[str, Any] = {"period": now.edtf, "count": count, "interactions": now.interactions}
    if not count:
        yield Statement("health_nothing", "size", {"period": now.edtf})
        return
    key = "health_active"
    if before is not None:
        difference = count - before.counts["active"]
        key += "_more" if difference > 0 else "_less" if difference < 0 else "_same"
        params |= {"difference": abs(difference), "previous": before.edtf}
    yield Statement(key, "size", params, facts=(_behind(derived, now, "active"),))


def _changes(derived: Derived, now: PeriodHealth, before: PeriodHealth | None) -> Iterator[Statement]:
    for name in ("new", "back"):
        if now.counts[name]:
            params = {"count": now.counts[name], "of": now.counts["active"]}
            form = "one" if now.counts[name] == 1 else "many"
            yield Statement(f"health_{name}_{form}", "size", params, facts=(_behind(derived, now, name),))
    if before is not None and not now.silent and now.counts["lost"]:
        yield _lost(derived, now, before)


def _lost(derived: Derived, now: PeriodHealth, before: PeriodHealth) -> Statement:
    running, form = "_running" if now.running else "", "one" if now.counts["lost"] == 1 else "many"
    return Statement(
        key=f"health_lost{running}_{form}",
        measure="size",
        params={"count": now.counts["lost"], "of": before.counts["active"], "previous": before.edtf},
        advice="" if now.running else "lost",
        facts=(_behind(derived, now, "lost"),),
    )


def _cold(derived: Derived, now: PeriodHealth, before: PeriodHealth | None) -> Iterator[Statement]:
    if now.running or not now.counts["cold"]:
        return
    params: dict[str, Any] = {"count": now.counts["cold"], "period": now.edtf}
    key = "health_cold"
    if before is not None:
        key, params["before"] = "health_cold_than", before.counts["cold"]
    yield Statement(key, "cold", params, "cold", facts=(_behind(derived, now, "cold"),))


def _concentration(derived: Derived, now: PeriodHealth, before: PeriodHealth | None) -> Iterator[Statement]:
    shared = now.concentration
    if shared is None or now.counts["active"] <= FIRST:
        return
    params: dict[str, Any] = {"count": FIRST, "share": 100 * shared.share, "effective": shared.effective}
    key = "health_first"
    if before is not None and before.concentration is not None and before.counts["active"] > FIRST:
        key, params["before"] = "health_first_than", 100 * before.concentration.share
    first = tuple(derived.ids[one] for one in actors_behind(derived, now, "active")[:FIRST].tolist())
    yield Statement(key, "concentration", params, facts=(Fact(first, total=FIRST),))


def _crossing(_derived: Derived, now: PeriodHealth, before: PeriodHealth | None) -> Iterator[Statement]:
    sides = now.ei["all"]
    total = sides.inside + sides.outside
    if not total:
        return
    params: dict[str, Any] = {"count": sides.outside, "of": total}
    key = "health_crossing"
    if before is not None and (other := before.ei["all"]).ei is not None:
        key, params["before"] = "health_crossing_than", other.outside
        params["before_of"] = other.inside + other.outside
    yield Statement(key, "ei", params)


def _people(_derived: Derived, now: PeriodHealth, _before: PeriodHealth | None) -> Iterator[Statement]:
    people = now.people
    if not people.single:
        return
    params = {"count": people.single, "of": people.named, "names": tuple(id for id, _times in people.top)}
    facts = tuple(Fact((id,), total=1) for id, _times in people.top)
    yield Statement("health_people", "single_person", params, "people", facts=facts)


def _vague(_derived: Derived, now: PeriodHealth, _before: PeriodHealth | None) -> Iterator[Statement]:
    if now.unplaced:
        form = "one" if now.unplaced == 1 else "many"
        yield Statement(f"health_vague_{form}", "size", {"count": now.unplaced})
