"""Ties join two actors over a period, once, with their evidence."""

import pytest

from crm.access import Viewer
from crm.actors import create_actor
from crm.errors import EditConflict, InvalidData, NotAllowed, NotFound
from crm.ties import create_tie, delete_tie, get_tie, save_many_ties, ties_of, update_tie
from graph.store import Store
from tests.makers import make_actor, make_evidence, make_tie


def test_a_tie_comes_back_as_it_was_given(store: Store, ana: Viewer) -> None:
    given = make_tie(
        "ofai", "uis", type="PARTNERS_WITH", period="2017-05/2017-11", note="carta",
        source=make_evidence(grade="derived", note="leído entre líneas"),
    )  # fmt: skip
    saved = create_tie(store, ana, given)
    assert saved == get_tie(store, saved.id) == given.changed(id=saved.id, version=1)
    assert ties_of(store, "uis") == ties_of(store, "ofai", ["PARTNERS_WITH"]) == [saved]
    assert ties_of(store, "ofai", ["FUNDS"]) == []


def test_the_same_tie_is_made_once_and_another_period_is_another_tie(store: Store, ana: Viewer) -> None:
    first = create_tie(store, ana, make_tie("uis", "ccb"))
    assert create_tie(store, ana, make_tie("uis", "ccb")) == first
    later = create_tie(store, ana, make_tie("uis", "ccb", period="2025"))
    assert later.id != first.id
    assert len(ties_of(store, "uis")) == 2


def test_ends_must_be_two_actors_that_are_there(store: Store, ana: Viewer) -> None:
    with pytest.raises(InvalidData):
        make_tie("uis", "uis")
    ties = [
        make_tie("uis", "nadie", source=make_evidence(document="999")),
        make_tie("uis", "ccb", type="PART_OF"),
    ]
    with pytest.raises(InvalidData) as error:
        save_many_ties(store, ana, ties)
    assert {problem.field: problem.key for problem in error.value.problems} == {
        "[0].end_actor": "unknown_record",
        "[0].source.document": "unknown_record",
        "[1].type": "use_parent",
    }


def test_a_tie_is_changed_and_taken_away(store: Store, ana: Viewer, reader: Viewer) -> None:
    tie = create_tie(store, ana, make_tie("uis", "ccb"))
    saved = update_tie(store, ana, tie.changed(note="desde la feria", period="2024/.."))
    assert (saved.note, saved.version) == ("desde la feria", 2)
    with pytest.raises(EditConflict):
        update_tie(store, ana, tie.changed(note="otra"))
    with pytest.raises(NotAllowed):
        delete_tie(store, reader, tie.id)
    delete_tie(store, ana, tie.id)
    with pytest.raises(NotFound):
        get_tie(store, tie.id)


def test_being_part_of_something_shows_but_is_changed_at_the_actor(store: Store, ana: Viewer) -> None:
    create_actor(store, ana, make_actor(name="Instituto", type="university", parent="uis"))
    (part,) = ties_of(store, "uis")
    assert (part.type, part.start_actor, part.end_actor) == ("PART_OF", "instituto", "uis")
    with pytest.raises(InvalidData):
        delete_tie(store, ana, part.id)
    with pytest.raises(NotFound):
        update_tie(store, ana, part)
