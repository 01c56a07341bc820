"""What was saved since the analyst's results is in the ties of its actors at once, and as a full analysis says it."""

from __future__ import annotations

from datetime import date
from random import Random
from time import perf_counter
from typing import Any

import pytest

from crm.actors import archive_actor, create_actor, get_actor, restore_actor, update_actor
from crm.derived.live import Live, contacts_and_strength, live
from crm.derived.refreshing import refresh
from crm.derived.results import Derived
from crm.interaction_archiving import archive_interaction, restore_interaction
from crm.interactions import create_interaction, get_interaction, update_interaction
from graph.records import OFFICE, PUBLIC
from tests.crm.conftest import ANA
from tests.makers import make_actor, make_interaction, make_period

DAY = date(2026, 11, 23)
PARTNERS = ("uis", "ccb", "embajada-francia", "jica")


@pytest.fixture
def begun(store, tmp_path):
    create_actor(store, ANA, make_actor(id="jica", name="Agencia JICA", type="cooperation_agency"))
    create_interaction(store, ANA, make_interaction("uis", "ccb", id="primera"))
    create_interaction(store, ANA, make_interaction("uis", "embajada-francia", "jica", id="segunda"))
    return store, refresh(store, tmp_path / "derived", DAY), tmp_path / "derived"


def by_analysis(derived: Derived) -> dict[str, dict[str, tuple[float, int, int]]]:
    """The ties of every actor as the results have them."""
    found: dict[str, dict[str, tuple[float, int, int]]] = {id: {} for id in derived.ids}
    names = ("first", "second", "weight", "count", "last")
    for a, b, *tie in zip(*(derived.array(f"core_{name}").tolist() for name in names), strict=True):
        found[derived.ids[a]][derived.ids[b]] = found[derived.ids[b]][derived.ids[a]] = tuple(tie)
    return found


def assert_as_analysed(found: Live, derived: Derived) -> None:
    for id, ties in by_analysis(derived).items():
        assert found.ties(id).keys() == ties.keys(), id
        for other, tie in found.ties(id).items():
            assert tie == pytest.approx(ties[other], rel=1e-6)


def test_a_saved_meeting_is_in_the_ties_of_its_actors_at_once(begun):
    store, derived, _ = begun
    assert set(live(store, derived).ties("ccb")) == {"uis"}
    create_interaction(store, ANA, make_interaction("ccb", "jica"))
    begin = perf_counter()
    found = live(store, derived)
    assert contacts_and_strength(found, "ccb")[0] == 2
    assert set(found.ties("jica")) == {"uis", "embajada-francia", "ccb"}
    assert perf_counter() - begin < 1.0
    assert found.revision == store.revision()
    assert live(store, derived) is found


def _act(store: Any, rng: Random, number: int) -> None:
    """One thing that somebody does."""
    what = rng.choice(["new", "change", "archive", "actor", "type", "office only"])
    meeting, some = rng.choice(["primera", "segunda"]), rng.sample(PARTNERS, rng.randint(1, 4))
    kept = get_interaction(store, meeting)
    if what == "new":
        when = rng.choice(["2026-11-20", "2025", "2026-12-24", "2024-03"])
        create_interaction(store, ANA, make_interaction(*some, id=f"n{number}", when=when))
    elif what == "change":
        kind = rng.choice(["agreement", "communication", "meeting"])
        parties = make_interaction(*some).participants
        changed = {
            "participants": parties,
            "kind": kind,
            "when": make_period(rng.choice(["2026-10-01", "2023"])),
        }
        update_interaction(store, ANA, kept.model_copy(update=changed))
    elif what == "archive":
        (restore_interaction if kept.archived else archive_interaction)(store, ANA, meeting, kept.version)
    elif what == "actor":
        create_actor(store, ANA, make_actor(id=f"a{number}", name=f"Nueva {number}", type="company"))
        create_interaction(store, ANA, make_interaction(f"a{number}", *some, id=f"con-a{number}"))
    elif what == "type":
        actor = get_actor(store, "jica")
        if rng.random() < 0.5:
            (restore_actor if actor.archived else archive_actor)(store, ANA, "jica", actor.version)
        elif not actor.archived:
            type = "event" if actor.type != "event" else "cooperation_agency"
            update_actor(store, ANA, actor.model_copy(update={"type": type}))
    else:
        audience = rng.choice([[PUBLIC], [OFFICE], ["user:ana"]])
        create_interaction(store, ANA, make_interaction(*some, id=f"p{number}", audience=audience))


@pytest.mark.parametrize("seed", range(3))
def test_whatever_is_done_the_ties_are_those_of_an_analysis_of_everything(begun, seed):
    store, derived, folder = begun
    rng = Random(seed)
    for number in range(8):
        _act(store, rng, number)
        found = live(store, derived)
        assert found.revision == store.revision()
    assert_as_analysed(found, refresh(store, folder, DAY))
