"""The network of partners: who is in it, what ties them, what it looked like on a date."""

from __future__ import annotations

from datetime import date

import pytest

from crm.actors import archive_actor, create_actor, get_actor, update_actor
from crm.interactions import Participant, archive_interaction, create_interaction, get_interaction
from crm.network import ProjectionSpec, project
from crm.network_data import read_network
from crm.ties import create_tie
from graph.records import OFFICE, PUBLIC
from graph.store import Store
from tests.crm.conftest import ANA
from tests.makers import make_actor, make_evidence, make_interaction, make_person, make_post, make_tie

AS_OF = date(2026, 11, 23)
NOW = ProjectionSpec(as_of=AS_OF)


def record(store: Store, *actors: str, **changes: object) -> str:
    return create_interaction(store, ANA, make_interaction(*actors, **changes)).id


def ties(store: Store, spec: ProjectionSpec = NOW) -> set[tuple[str, str]]:
    return {(min(edge), max(edge)) for edge in project(store, spec).edges}


def test_partners_who_met_with_the_office_are_tied_and_the_office_is_left_out(store):
    record(store, "embajada-francia", "uis")
    graph = project(store, NOW)
    assert set(graph) == {"embajada-francia", "uis", "ccb"}
    assert set(graph.edges) == {("embajada-francia", "uis")}
    assert graph.edges["embajada-francia", "uis"]["last"] == date(2026, 11, 19)


def test_the_nodes_carry_name_type_family_and_sector(store):
    node = project(store, NOW).nodes["uis"]
    assert node == {
        "name": "Universidad Industrial de Santander",
        "type": "university",
        "family": "academic_cultural",
        "sector": "academic_cultural",
    }


def test_the_office_is_in_when_asked_for(store):
    record(store, "uis")
    assert ties(store, ProjectionSpec(as_of=AS_OF, include_office=True)) == {("ofai", "uis")}


def test_the_offices_own_people_and_parts_are_left_out_with_it(store):
    create_actor(store, ANA, make_person(id="ana-ruiz", name="Ana Ruiz", posts=[make_post("ofai")]))
    create_actor(store, ANA, make_actor(id="equipo", name="Equipo", type="city_dependency", parent="ofai"))
    own = {actor.id for actor in read_network(store).actors if actor.own}
    assert own == {"ofai", "ana-ruiz", "equipo"}


def test_the_office_own_city_is_no_other_government(store):
    office = get_actor(store, "ofai")
    create_actor(store, ANA, make_actor(id="alcaldia", name="Alcaldía", type="local_government"))
    create_actor(store, ANA, make_actor(id="alcaldia-cali", name="Alcaldía de Cali", type="local_government"))
    update_actor(store, ANA, office.having(parent="alcaldia"))
    families = {actor.id: actor.family for actor in read_network(store).actors}
    assert (families["alcaldia"], families["alcaldia-cali"]) == ("city_government", "other_government")


def test_people_groups_events_and_reference_actors_are_in_only_when_asked_for(store):
    create_actor(store, ANA, make_person(id="myriam"))
    create_actor(store, ANA, make_actor(id="jovenes", name="Jóvenes", type="person_role", is_group=True))
    create_actor(store, ANA, make_actor(id="feria", name="Feria", type="event"))
    create_actor(store, ANA, make_actor(id="c40", name="C40", type="city_network", reference=True))
    record(store, "uis", "myriam", "jovenes", "feria", "c40")
    assert set(project(store, NOW)) == {"embajada-francia", "uis", "ccb"}
    for field, id in {"people": "myriam", "groups": "jovenes", "events": "feria", "reference": "c40"}.items():
        asked = ProjectionSpec(as_of=AS_OF, **{f"include_{field}": True})  # type: ignore[arg-type]
        assert ties(store, asked) == {tuple(sorted((id, "uis")))}


def test_in_a_communication_only_the_host_is_tied_to_each_other(store):
    parties = [
        Participant(actor="uis", role="host"),
        Participant(actor="ccb"),
        Participant(actor="embajada-francia"),
    ]
    record(store, participants=parties, kind="communication")
    assert ties(store) == {("ccb", "uis"), ("embajada-francia", "uis")}


def test_a_letter_of_the_office_ties_nobody(store):
    record(store, "uis", "ccb", kind="communication")
    assert ties(store) == set()


def test_the_weight_is_that_of_the_kind_and_fades_with_its_half_life(store):
    record(store, "uis", "ccb", kind="agreement", when="2024-11-19")
    graph = project(store, ProjectionSpec(as_of=date(2026, 11, 19)))
    # an agreement counts 2 and loses half in 730 days
    assert graph.edges["ccb", "uis"]["weight"] == pytest.approx(1.0)


def test_what_began_later_is_not_in_the_network_of_a_date(store):
    record(store, "uis", "ccb", when="2017")
    record(store, "uis", "embajada-francia", when="2024-03-05")
    assert ties(store, ProjectionSpec(as_of=date(2017, 6, 30))) == {("ccb", "uis")}
    assert ties(store, ProjectionSpec(as_of=AS_OF, since=date(2018, 1, 1))) == {("embajada-francia", "uis")}


def test_what_is_planned_postponed_cancelled_or_archived_ties_nobody(store):
    for number, status in enumerate(("planned", "postponed", "cancelled")):
        record(store, "uis", "ccb", status=status, id=f"nothing-{number}")
    gone = get_interaction(store, record(store, "uis", "embajada-francia"))
    archive_interaction(store, ANA, gone.id, gone.version)
    assert ties(store) == set()


def test_an_archived_actor_is_out(store):
    record(store, "uis", "ccb", "embajada-francia")
    archive_actor(store, ANA, "ccb", get_actor(store, "ccb").version)
    graph = project(store, NOW)
    assert set(graph.edges) == {("embajada-francia", "uis")}
    assert graph.edges["embajada-francia", "uis"]["weight"] > 0.9


def test_kinds_and_strategic_lines_are_alternatives_and_a_line_takes_in_those_below_it(store):
    record(store, "uis", "ccb", kind="visit", strategic_line="2017-positioning", when="2017")
    record(store, "uis", "embajada-francia", kind="event")
    assert ties(store, ProjectionSpec(as_of=AS_OF, kinds=("visit",))) == {("ccb", "uis")}
    assert ties(store, ProjectionSpec(as_of=AS_OF, kinds=("visit", "event"))) == ties(store)
    assert ties(store, ProjectionSpec(as_of=AS_OF, strategic_lines=("2017",))) == {("ccb", "uis")}


def test_a_grade_of_evidence_keeps_only_what_such_a_source_states(store):
    record(store, "uis", "ccb", sources=[make_evidence(grade="verified")])
    record(store, "uis", "embajada-francia", sources=[make_evidence(grade="derived")])
    assert ties(store, ProjectionSpec(as_of=AS_OF, grades=("verified",))) == {("ccb", "uis")}


def test_standing_ties_can_be_drawn_without_weight(store):
    record(store, "uis", "ccb")
    create_tie(store, ANA, make_tie("uis", "ccb"))
    create_tie(store, ANA, make_tie("uis", "embajada-francia"))
    graph = project(store, ProjectionSpec(as_of=AS_OF, ties=("MEMBER_OF",)))
    assert graph.edges["uis", "ccb"]["ties"] == ["MEMBER_OF"]
    assert graph.edges["uis", "ccb"]["weight"] > 0
    assert graph.edges["uis", "embajada-francia"] == {"weight": 0.0, "count": 0, "ties": ["MEMBER_OF"]}


def test_a_view_projects_only_what_it_shows(store):
    record(store, "uis", "ccb", audience=("user:jefa",))
    assert ties(store) == {("ccb", "uis")}
    assert ties(store.as_seen_by({PUBLIC, OFFICE})) == set()


def test_an_empty_store_has_an_empty_network(empty):
    assert project(empty).number_of_nodes() == 0
