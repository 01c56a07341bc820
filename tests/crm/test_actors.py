"""Actors are saved whole, found, changed without losing what others wrote, and archived."""

import pytest

from crm.access import Viewer
from crm.actors import (
    Actor,
    ActorFilter,
    archive_actor,
    create_actor,
    facet_actors,
    get_actor,
    get_actors,
    list_actors,
    names_of,
    restore_actor,
    save_many_actors,
    update_actor,
)
from crm.errors import EditConflict, Erased, InvalidData, NotAllowed, NotFound
from crm.interactions import create_interaction
from graph.records import PUBLIC, Edge
from graph.store import Store
from tests.makers import make_actor, make_evidence, make_interaction, make_person


def fields_of(error: pytest.ExceptionInfo[InvalidData]) -> dict[str, str]:
    return {problem.field: problem.key for problem in error.value.problems}


def ids(store: Store, **filter) -> list[str]:
    return [actor.id for actor in list_actors(store, ActorFilter(**filter)).items]


def test_an_actor_comes_back_as_it_was_given(store: Store, ana: Viewer) -> None:
    given = make_actor(
        name="  Consulado de Suiza ", aliases=["Suiza", "Suiza"], type="consulate", country="ch", city="Bogotá",
        parent="embajada-francia", website="www.suiza.ch", email="a@suiza.ch", phone="+57 (601) 349-7230 ext. 2",
        address="Calle 1", notes="Línea uno\nlínea dos", relation_status="prospecto", to_review=True,
        official_name_basis="general", sector_alt="private", sources=[make_evidence(), make_evidence(line=64)],
        audience=(PUBLIC,),
    )  # fmt: skip
    saved = create_actor(store, ana, given)
    assert saved == get_actor(store, "consulado-suiza") == given.changed(id="consulado-suiza", version=1)
    assert (saved.name, saved.country, saved.website) == ("Consulado de Suiza", "CH", "https://www.suiza.ch")
    assert saved.aliases == ["Suiza"]


def test_everything_wrong_with_an_actor_is_said_at_once() -> None:
    with pytest.raises(InvalidData) as error:
        Actor.of(
            {"name": "  ", "type": "castle", "country": "XX", "website": "nada", "email": "a@b", "phone": "uno",
             "aliases": ["x" * 121], "notes": "x" * 20_001, "colour": "red"}
        )  # fmt: skip
    assert fields_of(error) == {
        "name": "required",
        "type": "unknown_choice",
        "country": "unknown_choice",
        "website": "bad_url",
        "email": "bad_email",
        "phone": "bad_phone",
        "aliases[0]": "too_long",
        "notes": "too_long",
        "colour": "unknown_field",
    }


def test_what_an_actor_refers_to_must_be_there(store: Store, ana: Viewer) -> None:
    sources = [make_evidence(), make_evidence(document="999")]
    with pytest.raises(InvalidData) as error:
        create_actor(store, ana, make_actor(id="uis", parent="nadie", sources=sources))
    assert fields_of(error) == {
        "parent": "unknown_record",
        "sources[1].document": "unknown_record",
        "id": "id_taken",
    }


def test_a_name_that_is_taken_gets_the_next_number(store: Store, ana: Viewer) -> None:
    made = [create_actor(store, ana, make_actor()).id for _ in range(3)]
    assert made == ["embajada-francia-2", "embajada-francia-3", "embajada-francia-4"]


def test_the_id_of_an_erased_actor_is_never_given_again(store: Store, ana: Viewer) -> None:
    store.erase(["embajada-francia"], "jefa")
    with pytest.raises(Erased):
        get_actor(store, "embajada-francia")
    assert create_actor(store, ana, make_actor()).id == "embajada-francia-2"


def test_the_type_is_a_label_and_people_and_groups_are_told_apart(store: Store, ana: Viewer) -> None:
    create_actor(store, ana, make_person())
    create_actor(store, ana, make_actor(name="Docentes de inglés", type="person_role", is_group=True))
    nodes = store.get(["embajada-francia", "yvonne-baumann", "docentes-ingles"])
    assert {id: node.labels for id, node in nodes.items()} == {
        "embajada-francia": ("Actor", "Embassy"),
        "yvonne-baumann": ("Actor", "Person"),
        "docentes-ingles": ("Actor", "Group"),
    }


def test_the_parent_is_an_edge_and_nothing_is_part_of_itself(store: Store, ana: Viewer) -> None:
    child = create_actor(store, ana, make_actor(name="Liceo Francés", parent="embajada-francia"))
    embassy = get_actor(store, "embajada-francia")
    with pytest.raises(InvalidData) as error:
        update_actor(store, ana, embassy.changed(parent=child.id))
    assert fields_of(error) == {"parent": "part_of_itself"}
    with pytest.raises(InvalidData):
        embassy.changed(parent=embassy.id)
    moved = update_actor(store, ana, child.changed(parent="uis"))
    assert moved.parent == "uis"
    edges = (record for batch in store.scan() for record in batch if isinstance(record, Edge))
    assert {(edge.start, edge.end) for edge in edges if edge.type == "PART_OF"} == {("liceo-frances", "uis")}


def test_the_second_editor_sees_both_versions(store: Store, ana: Viewer) -> None:
    mine = get_actor(store, "uis")
    update_actor(store, ana, mine.changed(city="Bucaramanga", phone="6344000"))
    with pytest.raises(EditConflict) as error:
        update_actor(store, ana, mine.changed(city="Socorro"))
    conflict = error.value
    assert (conflict.kind, conflict.id, conflict.fields) == ("actor", "uis", ["city", "phone"])
    assert (conflict.current["city"], conflict.given["city"]) == ("Bucaramanga", "Socorro")


def test_a_meeting_recorded_meanwhile_is_no_conflict(store: Store, ana: Viewer) -> None:
    card = get_actor(store, "uis")
    create_interaction(store, ana, make_interaction("uis"))
    saved = update_actor(store, ana, card.changed(city="Bucaramanga"))
    assert (saved.city, saved.interactions, saved.version) == ("Bucaramanga", 1, 2)


def test_saving_the_same_again_changes_nothing(store: Store, ana: Viewer) -> None:
    before = store.revision()
    assert update_actor(store, ana, get_actor(store, "uis")).version == 1
    assert store.revision() == before


def test_only_the_edges_that_differ_are_written(store: Store, ana: Viewer) -> None:
    sources = [make_evidence(), make_evidence(line=64)]
    made = create_actor(store, ana, make_actor(name="Alianza", sources=sources))
    before = store.revision()
    update_actor(store, ana, made.changed(sources=[*sources, make_evidence(line=65)]))
    assert [(c.kind, c.before is None) for c in store.changes(before)] == [("node", False), ("edge", True)]


def test_archiving_takes_out_of_lists_and_restoring_brings_back(store: Store, ana: Viewer) -> None:
    gone = archive_actor(store, ana, "uis", 1)
    assert gone.archived
    assert "uis" not in ids(store)
    assert ids(store, archived=True) == ["uis"]
    assert get_actor(store, "uis").archived
    back = restore_actor(store, ana, "uis", gone.version)
    assert not back.archived
    assert "uis" in ids(store)


def test_archiving_needs_the_current_version(store: Store, ana: Viewer) -> None:
    with pytest.raises(EditConflict):
        archive_actor(store, ana, "uis", 7)


def test_a_reader_may_not_write_and_nobody_finds_what_is_not_there(store: Store, reader: Viewer) -> None:
    with pytest.raises(NotAllowed):
        create_actor(store, reader, make_actor())
    with pytest.raises(NotFound):
        get_actor(store, "nadie")
    with pytest.raises(NotFound):
        get_actor(store, "002")


def test_several_are_read_at_once(store: Store) -> None:
    assert set(get_actors(store, ["uis", "ccb", "nadie", "002"])) == {"uis", "ccb"}
    assert names_of(store, ["uis", "nadie"]) == {"uis": "Universidad Industrial de Santander"}


def test_lists_filter_order_and_page(store: Store, ana: Viewer) -> None:
    create_interaction(store, ana, make_interaction("uis"))
    create_actor(
        store, ana, make_actor(name="Ciudad modelo", type="local_government", sector=None, reference=True)
    )
    assert ids(store) == ["ccb", "embajada-francia", "ofai", "uis"]
    assert ids(store, order="interactions", descending=True)[:2] == ["ofai", "uis"]
    assert ids(store, type=["embassy", "university"]) == ["embajada-francia", "uis"]
    assert ids(store, family=["private"]) == ["ccb"]
    assert ids(store, family=["private"], type=["embassy"]) == []
    assert ids(store, words="camara buca") == ["ccb"]
    assert ids(store, country=["FR"]) == ["embajada-francia"]
    assert ids(store, reference=True, sector=[""]) == ["ciudad-modelo"]
    assert ids(store, reference=None, words="ciudad") == ["ciudad-modelo"]
    assert ids(store, mine="luz") == []
    first = list_actors(store, ActorFilter(limit=3))
    rest = list_actors(store, ActorFilter(limit=3, after=first.next))
    assert (len(first.items), first.total, [actor.id for actor in rest.items]) == (3, 4, ["uis"])


def test_facets_count_with_the_other_filters_applied(store: Store) -> None:
    counts = facet_actors(store, ActorFilter(type=["embassy"], country=["FR", "CO"]))
    assert counts["type"] == {"chamber_of_commerce": 1, "city_dependency": 1, "embassy": 1, "university": 1}
    assert counts["country"] == {"FR": 1}
    assert counts["sector"] == {"international": 1}
    assert counts["family"] == {"diplomatic": 1}
    assert facet_actors(store, ActorFilter(family=["diplomatic"]))["family"] == {
        "academic_cultural": 1,
        "city_government": 1,
        "diplomatic": 1,
        "private": 1,
    }


def test_a_cursor_of_another_list_is_refused(store: Store) -> None:
    first = list_actors(store, ActorFilter(limit=1))
    with pytest.raises(InvalidData):
        list_actors(store, ActorFilter(limit=1, order="interactions", after=first.next))


def test_a_view_shows_only_what_its_viewer_may_see(store: Store, ana: Viewer) -> None:
    create_actor(store, ana, make_actor(name="Reservado", audience=("user:ana",)))
    create_actor(store, ana, make_actor(name="Abierto", audience=(PUBLIC,)))
    assert ids(store.as_seen_by({PUBLIC})) == ["abierto"]
    assert "reservado" in ids(store.as_seen_by(ana.principals))
    assert "reservado" not in ids(store.as_seen_by({"public", "office"}))


def test_many_are_saved_together_or_not_at_all(store: Store, ana: Viewer) -> None:
    child = make_actor(name="Hija", parent="madre")
    parent = make_actor(id="madre", name="Madre")
    person = make_person(name="Rosa", parent="hija")
    assert save_many_actors(store, ana, [child, parent, person, child]) == ["hija", "madre", "rosa", "hija-2"]
    assert get_actor(store, "rosa").parent == "hija"
    before = store.revision()
    with pytest.raises(InvalidData) as error:
        save_many_actors(store, ana, [make_actor(name="Uno"), make_actor(name="Dos", parent="nadie")])
    assert fields_of(error) == {"[1].parent": "unknown_record"}
    with pytest.raises(InvalidData) as error:
        save_many_actors(store, ana, [make_actor(id="uis"), make_actor(id="nueva"), make_actor(id="nueva")])
    assert fields_of(error) == {"[0].id": "id_taken", "[2].id": "id_taken"}
    assert store.revision() == before
