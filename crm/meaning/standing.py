"""How an actor stands between the sectors: contacts inside and outside its own, brokerage beside chance, core or edge."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np

from crm.meaning.statements import Fact, Statement
from crm.meaning.ties import by_strength, neighbours, tie_fact
from crm.vocabulary import vocabulary

if TYPE_CHECKING:
    from crm.derived.results import Derived

UNUSUAL = 2.0  # deviations from chance
LOOKED_AT = 40
PAIRS = 4
FEW = 3
_KINDS = ("coordinator", "consultant", "gatekeeper", "liaison")


def contact_statements(derived: Derived, actor: int) -> Iterator[Statement]:
    """How its contacts are spread over the sectors."""
    around, own = neighbours(derived, actor), derived.actors["sector"][actor]
    if not len(around):
        yield Statement("alone", "degree", advice="alone", weight=1.0)
        return
    names = vocabulary("sectors").ids
    counts = dict(zip(names, derived.array("contacts")[actor].tolist(), strict=True))
    inside = counts.get(own, 0)
    others = [name for name in names if counts[name] and name != own]
    params = {"count": len(around), "inside": inside, "outside": len(around) - inside, "sectors": others}
    form = "mixed" if inside and others else "inside" if inside else "outside"
    yield Statement(
        key=f"contacts_{form}" if len(around) > 1 else "contacts_one",
        measure="ei",
        params={**params, "names": (derived.ids[int(around[0])],)},
        advice=_contact_advice(form, len(around)),
        facts=tuple(_contacts(derived, actor, name) for name in names if counts[name]),
        weight=0.4,
    )


def _contact_advice(form: str, count: int) -> str:
    if count < FEW:
        return "few"
    return {"inside": "inside", "outside": "outside"}.get(form, "")


def _contacts(derived: Derived, actor: int, sector: str) -> Fact:
    of_sector = derived.actors["sector"]
    found = [derived.ids[one] for one in by_strength(derived, actor).tolist() if of_sector[one] == sector]
    return Fact(tuple(found), total=len(found), sector=sector)


def broker_statements(derived: Derived, actor: int) -> Iterator[Statement]:
    """Between how many pairs it stands that have not met, and in which role more than chance would bring."""
    values = {
        name: float(derived.array(name)[actor]) for name in ("brokerage", "brokerage_expected", "brokerage_z")
    }
    if not values["brokerage"] > 0:
        return
    unusual = values["brokerage_z"] >= UNUSUAL
    yield Statement(
        key="broker" if unusual else "between",
        measure="brokerage",
        params={"count": round(values["brokerage"] / 2), "expected": values["brokerage_expected"] / 2},
        advice="broker" if unusual else "",
        facts=tuple(_open_pairs(derived, actor)),
        weight=1.0 + values["brokerage_z"] / 10 if unusual else 0.3,
    )
    if unusual:
        yield from _role(derived, actor)


def _role(derived: Derived, actor: int) -> Iterator[Statement]:
    """The role that it plays most beyond chance."""
    z = {role: float(np.nan_to_num(derived.array(f"{role}_z")[actor])) for role in _KINDS}
    role = max(_KINDS, key=lambda one: z[one])
    if z[role] < UNUSUAL:
        return
    both_ways = (
        1 if role == "gatekeeper" else 2
    )  # as gatekeeper and as representative it stands between the same pairs
    yield Statement(
        key=f"role_{role}",
        measure="roles",
        params={
            "count": round(float(derived.array(role)[actor]) / both_ways),
            "expected": float(derived.array(f"{role}_expected")[actor]) / both_ways,
            "sector": derived.actors["sector"][actor] or "",
        },
        advice=f"role_{role}",
        facts=tuple(_open_pairs(derived, actor, role)),
        weight=0.9 + z[role] / 20,
    )


def _open_pairs(derived: Derived, actor: int, role: str = "") -> Iterator[Fact]:
    """Some pairs of its strongest contacts that have not met each other, with the tie to each."""
    around = by_strength(derived, actor)[:LOOKED_AT].tolist()
    found = 0
    for place, first in enumerate(around):
        known = set(neighbours(derived, first).tolist())
        for second in around[place + 1 :]:
            if second not in known and (not role or role == _role_between(derived, actor, (first, second))):
                one, other = tie_fact(derived, actor, first), tie_fact(derived, actor, second)
                ids = (derived.ids[first], derived.ids[second])
                yield Fact(ids, (*one.interactions[:2], *other.interactions[:2]), one.total + other.total)
                found += 1
                if found == PAIRS:
                    return


def _role_between(derived: Derived, actor: int, ends: tuple[int, int]) -> str:
    """The Gould-Fernandez role that the actor plays between two others."""
    sector = derived.actors["sector"]
    own, first, second = sector[actor], sector[ends[0]], sector[ends[1]]
    if first == second:
        return "coordinator" if first == own else "consultant"
    return "gatekeeper" if own in {first, second} else "liaison"


def core_statements(derived: Derived, actor: int) -> Iterator[Statement]:
    """Whether it belongs to the network's core, and whom of the core it meets."""
    core, around = derived.array("in_core"), by_strength(derived, actor)
    members = np.flatnonzero(core == 1)
    if not len(members) or not len(around):
        return
    ids = tuple(derived.ids[one] for one in members[:LOOKED_AT].tolist())
    if core[actor] == 1:
        fact = Fact(ids, total=len(members))
        yield Statement("core", "coreness", {"of": len(members)}, facts=(fact,), weight=0.6)
        return
    met = around[np.asarray(core[around]) == 1]
    yield Statement(
        key="edge" if len(met) else "edge_alone",
        measure="coreness",
        params={"count": len(met), "of": len(members)},
        advice="" if len(met) else "edge",
        advised={} if len(met) else {"names": ids[:2]},
        facts=tuple(tie_fact(derived, actor, one) for one in met[:LOOKED_AT].tolist())
        or (Fact(ids, total=len(members)),),
        weight=0.2,
    )
