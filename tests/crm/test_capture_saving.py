"""Saving a proposal: whole or not at all, once for each key, and the same when it is read again."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crm.access import Viewer
from crm.actors import Person, get_actor
from crm.capture.doors import known_names, propose, save_proposal, save_proposals, titled
from crm.capture.model import Proposal
from crm.errors import InvalidData, NotAllowed
from crm.interactions import Interaction, InteractionFilter, get_interaction, list_interactions
from crm.undoing import undo
from graph.store import Store
from tests.crm.engines import both

__all__ = ["both"]

TODAY = date(2026, 11, 19)
LINE = "ayer reunión con Embajada de Suiza y UIS sobre agua; compromiso: enviar ficha técnica el 15"


def said(store: Store, viewer: Viewer, text: str) -> Proposal:
    return propose(known_names(store, viewer), text, TODAY)


def count(store: Store) -> int:
    return list_interactions(store, InteractionFilter()).total


def test_a_line_becomes_an_interaction_with_its_actors_and_commitments(store, ana):
    recorded = save_proposal(store, ana, said(store, ana, LINE))
    saved = get_interaction(store, recorded.interaction)
    assert recorded.created == ("embajada-suiza",)
    assert [(one.actor, one.role) for one in saved.participants] == [
        ("ofai", "host"), ("embajada-suiza", "counterpart"), ("uis", "counterpart"),
    ]  # fmt: skip
    assert (saved.title, saved.themes, saved.to_review) == (
        "Reunión con Embajada de Suiza y UIS sobre agua", ["agua"], False,
    )  # fmt: skip
    (promise,) = saved.commitments
    assert (promise.text, promise.owner, promise.direction) == ("enviar ficha técnica", "ofai", "ours")
    assert promise.due is not None
    assert promise.due.start == date(2026, 12, 15)
    assert get_actor(store, "embajada-suiza").type == "embassy"


def test_people_get_an_untitled_post_and_come_for_their_organisation(store, ana):
    proposal = said(store, ana, "reunión con Juan Pérez y Ana Gil de la UIS")
    recorded = save_proposal(store, ana, proposal)
    saved = get_interaction(store, recorded.interaction)
    juan = get_actor(store, "juan-perez")
    assert isinstance(juan, Person)
    assert [(held.organisation, held.title) for held in juan.posts] == [("uis", "")]
    assert [(one.actor, one.person) for one in saved.participants] == [
        ("ofai", None), ("uis", "juan-perez"), ("ana-gil", None),
    ]  # fmt: skip
    again = save_proposal(store, ana, said(store, ana, "llamada con Juan Pérez"))
    assert again.created == ()
    assert get_interaction(store, again.interaction).participants[1].person == "juan-perez"


def test_a_person_told_again_at_the_same_place_is_not_made_twice(store, ana):
    save_proposal(store, ana, said(store, ana, "reunión con Juan Pérez de la UIS"))
    proposal = said(store, ana, "reunión con la UIS")
    party = proposal.participants[1].having(person="Juan Perez")
    second = proposal.having(participants=[proposal.participants[0], party])
    assert save_proposal(store, ana, second).created == ()


def test_a_new_actor_that_promises_owes(store, ana):
    recorded = save_proposal(
        store, ana, said(store, ana, "cita con la Embajada de Suiza; ellos enviarán el plan")
    )
    assert get_interaction(store, recorded.interaction).commitments[0].owner == "embajada-suiza"


def test_what_is_saved_with_a_warning_is_to_be_reviewed(store, ana):
    recorded = save_proposal(store, ana, said(store, ana, "almuerzo con la UIS"))
    assert get_interaction(store, recorded.interaction).to_review


def test_an_actor_without_a_type_is_refused_and_nothing_is_saved(store, ana):
    before = count(store), store.revision()
    with pytest.raises(InvalidData) as refused:
        save_proposal(store, ana, said(store, ana, "reunión con Embajada de Suiza y Ecopetrol"))
    assert [(one.field, one.key) for one in refused.value.problems] == [
        ("participants[2].type", "capture_needs_type")
    ]
    assert (count(store), store.revision()) == before


def test_a_name_of_two_actors_is_refused_until_one_is_chosen(store, ana):
    from crm.actors import create_actor
    from tests.makers import make_actor

    for id in ("area", "acueducto"):
        create_actor(store, ana, make_actor(id=id, name=f"Entidad {id}", aliases=["AMB"], type="company"))
    proposal = said(store, ana, "reunión con AMB")
    with pytest.raises(InvalidData) as refused:
        save_proposal(store, ana, proposal)
    assert refused.value.problems[0].field == "participants[1].actor"
    chosen = [proposal.participants[0], proposal.participants[1].having(actor="area", type=None)]
    recorded = save_proposal(store, ana, proposal.having(participants=chosen))
    assert get_interaction(store, recorded.interaction).participants[1].actor == "area"


def test_a_key_saves_once(store, ana):
    proposal = said(store, ana, LINE)
    first = save_proposal(store, ana, proposal, "llave-1")
    assert save_proposal(store, ana, proposal, "llave-1") == first
    assert count(store) == 1
    with pytest.raises(InvalidData):
        save_proposal(store, ana, said(store, ana, "llamada con la UIS"), "llave-1")


def test_many_lines_are_saved_together_or_not_at_all(store, ana):
    lines = [
        said(store, ana, "visita de la Embajada de Suiza"),
        said(store, ana, "llamada con la Embajada de Suiza"),
    ]
    recorded = save_proposals(store, ana, lines)
    assert [one.created for one in recorded] == [("embajada-suiza",), ()]
    with pytest.raises(InvalidData) as refused:
        save_proposals(store, ana, [lines[0], said(store, ana, "reunión con Ecopetrol")])
    assert refused.value.problems[0].field == "items[1].participants[1].type"
    assert count(store) == 2


def test_it_is_one_step_to_undo(store, ana):
    before = store.revision()
    save_proposal(store, ana, said(store, ana, LINE))
    undo(store, ana, store.changes(before)[0].transaction)
    assert (count(store), "embajada-suiza" in store.get(["embajada-suiza"])) == (0, False)


def test_a_reader_saves_nothing(store, ana, reader):
    with pytest.raises(NotAllowed):
        save_proposal(store, reader, said(store, ana, LINE))


def test_a_corrected_proposal_comes_back_as_json_and_gets_its_name(store, ana):
    shape = said(store, ana, "reunion con embajada de suiza").shown()
    shape["kind"], shape["themes"] = "visit", ["agua"]
    corrected = titled(store, Proposal.of(shape))
    assert corrected.title == "Visita de embajada de suiza sobre agua"
    recorded = save_proposal(store, ana, corrected)
    assert get_interaction(store, recorded.interaction).kind == "visit"


def test_both_stores_keep_and_know_what_a_line_says(both, ana):
    recorded = save_proposal(both, ana, said(both, ana, LINE), "llave")
    assert recorded.created == ("embajada-suiza",)
    assert known_names(both, ana).meant("embajada de suiza").ids == ("embajada-suiza",)
    assert save_proposal(both, ana, said(both, ana, "llamada con la Embajada de Suiza")).created == ()


KINDS = ("reunión", "llamada", "visita", "foro", "mesa técnica", "convenio")
DATES = ("ayer", "el 15", "mañana", "en marzo de 2024", "del 3 al 5 de junio", "la semana pasada", "")
WITH = (
    "la UIS",
    "Embajada de Suiza y UIS",
    "Juan Pérez de la UIS",
    "CCB, UIS y Fundación Avina",
    "Embajada de Francia",
)
ABOUT = ("", " sobre agua", " sobre agua y energía", " #clima")
OWED = ("", "; compromiso: enviar ficha el 20", "; quedamos en llamar; la UIS enviará el plan en ocho días")


LINES = st.tuples(*(st.sampled_from(choices) for choices in (KINDS, WITH, DATES, ABOUT, OWED)))


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(LINES)
def test_what_was_proposed_is_what_is_read_back(store, ana, line):
    kind, party, day, about, owed = line
    proposal = said(store, ana, f"{kind} con {party} {day}{about}{owed}")
    recorded = save_proposal(store, ana, proposal)
    assert_same(proposal, get_interaction(store, recorded.interaction), recorded.created)


def assert_same(proposal: Proposal, saved: Interaction, created: tuple[str, ...]) -> None:
    for name in ("kind", "mode", "status", "place", "title", "themes"):
        assert getattr(saved, name) == getattr(proposal, name)
    assert (saved.when.start, saved.when.end, saved.when.precision) == (
        proposal.when.start, proposal.when.end, proposal.when.precision,
    )  # fmt: skip
    known = [(one.actor, one.role) for one in proposal.participants if one.actor]
    kept = {(id, one.role) for one in saved.participants for id in (one.actor, one.person)}
    assert set(known) <= kept
    new = [one for one in proposal.participants if one.actor is None]
    people = [one for one in proposal.participants if one.person]
    assert len(created) <= len(new) + len(people)
    for told, owed in zip(proposal.commitments, saved.commitments, strict=True):
        assert (told.text, told.due.period if told.due else None) == (owed.text, owed.due)
        assert (owed.owner == told.owner) or told.owner not in {one.actor for one in proposal.participants}
