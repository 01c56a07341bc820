"""Taking apart moves nothing that one does not see, and does not tell what is there from what is not; on both stores."""

import pytest

from crm.access import Viewer, principals_of
from crm.actors import create_actor, get_actor, get_actors
from crm.errors import InvalidData
from crm.interactions import create_interaction, get_interaction
from crm.merging.merge import MergeOrder, merge_actors
from crm.merging.split import SplitOrder, split_actor
from crm.merging.undo import undo_merge
from crm.people import get_person
from graph.store import Store
from tests.crm.engines import both
from tests.makers import make_commitment, make_interaction, make_person, make_post

__all__ = ["both"]
EVA = Viewer("eva", "Eva", "editor", principals_of("eva"))
MINE = ("user:ana",)


@pytest.fixture
def hidden(both: Store, ana: Viewer) -> Store:
    """A meeting, a promise and a person of UIS that only Ana sees, and a person who is not of UIS."""
    promise = make_commitment(id="i-secreta-c1", owner="uis")
    create_interaction(
        both, ana, make_interaction("uis", id="i-secreta", audience=MINE, commitments=[promise])
    )
    create_actor(both, ana, make_person(id="marta", name="Marta", audience=MINE, posts=[make_post("uis")]))
    create_actor(both, ana, make_person(id="luis", name="Luis", posts=[make_post("ccb")]))
    return both


def refusal(store: Store, **chosen: list[str]) -> list[tuple[str, str]]:
    view = store.as_seen_by(EVA.principals)
    with pytest.raises(InvalidData) as refused:
        split_actor(view, EVA, SplitOrder("uis", get_actor(view, "uis").version, "ccb", **chosen))
    return [(one.field, one.key) for one in refused.value.problems]


@pytest.mark.parametrize(
    ("name", "unseen"), [("interactions", "i-secreta"), ("commitments", "i-secreta-c1"), ("people", "marta")]
)
def test_what_one_does_not_see_answers_as_what_is_not_there(hidden: Store, name: str, unseen: str) -> None:
    assert refusal(hidden, **{name: [unseen]}) == refusal(hidden, **{name: ["nada"]})
    assert {"uis"} <= {one.actor for one in get_interaction(hidden, "i-secreta").participants}
    assert get_person(hidden, "marta").posts[0].organisation == "uis"


def test_who_sees_it_moves_it(hidden: Store, ana: Viewer) -> None:
    version = get_actor(hidden, "uis").version
    split_actor(
        hidden.as_seen_by(ana.principals),
        ana,
        SplitOrder("uis", version, "ccb", interactions=["i-secreta"], people=["marta"]),
    )
    assert {"ccb"} <= {one.actor for one in get_interaction(hidden, "i-secreta").participants}
    assert get_person(hidden, "marta").posts[0].organisation == "ccb"


def test_only_people_of_the_record_are_split_off(hidden: Store) -> None:
    assert ("people", "not_of_this_record") in refusal(hidden, people=["luis"])


def test_a_meeting_one_does_not_see_is_not_given_to_the_one_that_comes_back(both: Store, ana: Viewer) -> None:
    view = both.as_seen_by(EVA.principals)
    cards = get_actors(view, ["uis", "ccb"])
    merged = merge_actors(view, EVA, MergeOrder("uis", "ccb", (cards["uis"].version, cards["ccb"].version)))
    create_interaction(both, ana, make_interaction("uis", id="i-nueva", audience=MINE))
    create_interaction(both, ana, make_interaction("uis", id="i-abierta"))
    undo_merge(view, EVA, merged.merge, ["i-nueva", "i-abierta"])
    assert "uis" in {one.actor for one in get_interaction(both, "i-nueva").participants}
    assert "ccb" in {one.actor for one in get_interaction(both, "i-abierta").participants}
