"""Whoever is taken out of a meeting, and a meeting that is archived, moved or joined, is in pictures as it is now."""

from __future__ import annotations

from datetime import date
from random import Random
from typing import Any

import pytest

from crm.actors import archive_actor, create_actor, get_actor, restore_actor
from crm.derived.refreshing import refresh
from crm.derived.results import Derived
from crm.derived.watching import seen_now
from crm.interaction_archiving import archive_interaction, restore_interaction
from crm.interactions import create_interaction, get_interaction, update_interaction
from crm.meaning.ties import shared
from crm.picture import PictureFilter, draw
from crm.undoing import undo
from graph.store import Store
from tests.crm.conftest import ANA
from tests.crm.engines import both
from tests.makers import make_actor, make_interaction, make_period

__all__ = ["both"]
DAY = date(2026, 11, 23)
LAST_YEAR = PictureFilter(since=date(2026, 1, 1))


@pytest.fixture
def analysed(both: Store, tmp_path):
    """A meeting of three, and a letter of one to the two others."""
    create_actor(both, ANA, make_actor(id="jica", name="JICA", type="cooperation_agency"))
    create_interaction(both, ANA, make_interaction("uis", "ccb", "jica", id="m1", when="2026-11-01"))
    create_interaction(both, ANA, make_interaction("uis", "ccb", id="m2", when="2026-10-01"))
    return both, refresh(both, tmp_path / "derived", DAY), tmp_path / "derived"


def ties(derived: Derived, filter: PictureFilter | None = None) -> dict[str, int]:
    edges = draw(derived, filter or PictureFilter()).edges
    return {"-".join(sorted((edge.source, edge.target))): edge.count for edge in edges}


def met(derived: Derived) -> dict[str, int]:
    return {node.id: node.interactions for node in draw(derived, PictureFilter()).nodes if node.interactions}


def change(store: Store, id: str, **said: Any) -> None:
    update_interaction(store, ANA, get_interaction(store, id).model_copy(update=said))


def parties(*actors: str) -> Any:
    return make_interaction(*actors).participants


def test_whoever_is_taken_out_of_a_meeting_leaves_its_ties_and_comes_back_by_undoing_on_both_stores(analysed):
    store, derived, _ = analysed
    before = ties(derived), met(derived)
    assert before[0] == {"ccb-uis": 2, "ccb-jica": 1, "jica-uis": 1}
    change(store, "m1", participants=parties("uis", "ccb"))
    now = seen_now(store, derived)
    assert ties(now) == ties(now, LAST_YEAR) == {"ccb-uis": 2}
    assert met(now) == {"uis": 2, "ccb": 2}
    assert ties(now, PictureFilter(around=("jica",), depth=1)) == {}
    assert not len(shared(now, derived.number["jica"], derived.number["uis"]))
    undo(store, ANA, store.changes(store.revision() - 1)[0].transaction)
    back = seen_now(store, derived)
    assert (ties(back), met(back)) == before


def test_a_meeting_archived_moved_or_of_another_kind_counts_as_it_is_now_on_both_stores(analysed):
    store, derived, _ = analysed
    archive_interaction(store, ANA, "m1", get_interaction(store, "m1").version)
    assert ties(seen_now(store, derived)) == {"ccb-uis": 1}
    restore_interaction(store, ANA, "m1", get_interaction(store, "m1").version)
    assert ties(seen_now(store, derived)) == ties(derived)
    change(store, "m1", when=make_period("2019-03-01"))
    assert ties(seen_now(store, derived), LAST_YEAR) == {"ccb-uis": 1}
    assert ties(seen_now(store, derived)) == ties(derived)
    change(store, "m1", when=make_period("2027-03-01"), status="planned")
    assert ties(seen_now(store, derived)) == {"ccb-uis": 1}
    change(store, "m2", kind="visit")
    assert ties(seen_now(store, derived), PictureFilter(kinds=("visit",))) == {"ccb-uis": 1}


def _act(store: Store, rng: Random) -> None:
    """One thing that somebody does and that adds no new tie."""
    meeting = get_interaction(store, rng.choice(["m1", "m2"]))
    what = rng.choice(["fewer", "archive", "move", "kind", "actor"])
    if what == "fewer":
        some = rng.sample(["uis", "ccb", *(["jica"] if meeting.id == "m1" else [])], rng.randint(1, 2))
        change(store, meeting.id, participants=parties(*some))
    elif what == "archive":
        act = restore_interaction if meeting.archived else archive_interaction
        act(store, ANA, meeting.id, meeting.version)
    elif what == "move":
        change(store, meeting.id, when=make_period(rng.choice(["2026-10-01", "2023", "2026-12-24"])))
    elif what == "kind":
        change(store, meeting.id, kind=rng.choice(["communication", "visit", "meeting"]))
    else:
        actor = get_actor(store, "jica")
        (restore_actor if actor.archived else archive_actor)(store, ANA, "jica", actor.version)


@pytest.mark.parametrize("seed", range(4))
def test_whatever_is_taken_out_a_picture_is_that_of_an_analysis_of_everything(store, tmp_path, seed):
    rng = Random(seed)
    create_actor(store, ANA, make_actor(id="jica", name="JICA", type="cooperation_agency"))
    create_interaction(store, ANA, make_interaction("uis", "ccb", "jica", id="m1", when="2026-11-01"))
    create_interaction(store, ANA, make_interaction("uis", "ccb", id="m2", when="2026-10-01"))
    derived = refresh(store, tmp_path / "derived", DAY)
    for _number in range(7):
        _act(store, rng)
        now = seen_now(store, derived)
    whole = refresh(store, tmp_path / "derived", DAY)
    for filter in (PictureFilter(), LAST_YEAR, PictureFilter(include_people=True)):
        assert ties(now, filter) == ties(whole, filter)
    assert met(now) == met(whole)
