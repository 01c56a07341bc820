"""What would change: told from two networks that differ in one thing alone."""

import json

import numpy as np
import pytest

from crm.actors import archive_actor, get_actor, save_many_actors
from crm.derived.refreshing import refresh
from crm.errors import InvalidData
from crm.meaning.saying import statements_of
from crm.meaning.statements import statement_text
from crm.simulation.changes import Change, read_change
from crm.simulation.running import simulate, statements_in
from tests.crm.conftest import ANA
from tests.crm.meaning.conftest import DAY, make_city
from tests.makers import make_actor, make_office, names_in


@pytest.fixture(scope="module")
def town(tmp_path_factory):
    """The small city's store and results."""
    folder = tmp_path_factory.mktemp("town")
    store = make_city(folder / "red.db")
    yield store, refresh(store, folder / "derived", DAY)
    store.close()


def tried(derived, *change):
    """The result as it is kept, and its sentences by key."""
    result = json.loads(json.dumps(simulate(derived, Change(*change))))
    return result, {one.key: statement_text(names_in(derived), one, "es") for one in statements_in(result)}


def test_who_leaves_takes_its_ties_and_its_doors_along(town):
    result, texts = tried(town[1], "leaves", "delegacion-ue")
    assert result["figures"]["before"] | {"strength": 0} == {
        "actors": 7, "ties": 5, "strength": 0, "alone": 1, "parts": 1, "largest": 6, "hanging": 4,
    }  # fmt: skip
    assert (result["figures"]["after"]["ties"], result["figures"]["after"]["largest"]) == (2, 3)
    assert texts["door_sector_departments"].startswith(
        "Si se va, estas 3 dependencias se quedan sin contacto"
    )
    assert texts["sim_ties"].startswith("Se pierden 3 de los 5 vínculos de la red")
    assert texts["sim_alone_many"] == "2 actores se quedan sin ningún otro contacto: IMEBU e IMCT."


def test_leaving_is_the_same_as_being_archived(town, tmp_path):
    store = make_city(tmp_path / "red.db")
    archive_actor(store, ANA, "delegacion-ue", get_actor(store, "delegacion-ue").version)
    without = refresh(store, tmp_path / "derived", DAY)
    store.close()
    result, _ = tried(town[1], "leaves", "delegacion-ue")
    lines = {line["actor"]: line["values"] for line in result["actors"]}
    assert {"imebu", "imct", "inderbu", "delegacion-ue"} <= set(lines)
    for actor in set(lines) - {"delegacion-ue"}:
        number = without.number[actor]
        for name in ("degree", "strength", "constraint"):
            value = float(without.array(f"measure_{name}")[number])
            now = lines[actor][name][1]
            assert (now is None) == bool(np.isnan(value))
            assert now is None or now == pytest.approx(value)
        assert lines[actor]["brokerage"][1] == without.array("brokerage")[number] / 2
    assert lines["delegacion-ue"]["degree"] == [3.0, None]


def test_two_that_become_one_have_the_contacts_of_both(town):
    result, texts = tried(town[1], "merge", "uis", "delegacion-ue")
    assert texts["sim_merged"] == "Tienen 1 y 3 contactos, de ellos 0 en común; como uno solo tendrían 4."
    line = next(line for line in result["actors"] if line["actor"] == "uis")
    assert line["values"]["degree"] == [1.0, 4.0]
    assert (result["figures"]["after"]["actors"], result["figures"]["after"]["ties"]) == (6, 5)


def test_a_new_meeting_joins_and_shortens(town):
    _, texts = tried(town[1], "tie", "jica", "uis")
    assert texts["sim_apart"].startswith("Hoy no hay ningún camino entre ellos")
    _, texts = tried(town[1], "tie", "delegacion-ue", "uis")
    assert texts["sim_steps"] == "Hoy los separan 3 pasos, por medio de INDERBU y Cámara de Comercio."
    result, texts = tried(town[1], "tie", "ccb", "uis")
    assert texts["sim_known"].startswith("Ya se conocen: interacciones en común, 1.")
    line = next(line for line in result["actors"] if line["actor"] == "uis")
    assert line["values"]["strength"][1] == pytest.approx(line["values"]["strength"][0] + 1)


def test_who_has_no_ties_leaves_everything_as_it_is(town):
    result, texts = tried(town[1], "leaves", "jica")
    assert texts["sim_no_ties"] == "No tiene contactos con otros aliados: la red queda igual."
    assert result["figures"]["before"]["ties"] == result["figures"]["after"]["ties"]


def test_what_cannot_be_tried_is_refused_by_field(town):
    derived = town[1]
    for given, fields in (
        (("flies", "uis"), ["kind"]),
        (("tie", "uis", "uis"), ["other"]),
        (("merge", "", ""), ["actor", "other"]),
        (("leaves", "ofai"), ["actor"]),
        (("leaves", "x" * 500), ["actor"]),
    ):
        with pytest.raises(InvalidData) as refused:
            read_change(derived, *given)
        assert [problem.field for problem in refused.value.problems] == fields


def test_the_same_change_has_the_same_id_whoever_tries_it(town):
    derived = town[1]
    assert read_change(derived, "tie", "uis", "ccb").id == read_change(derived, "tie", "ccb", "uis").id
    assert read_change(derived, "merge", "uis", "ccb").id != read_change(derived, "merge", "ccb", "uis").id


def test_a_network_of_one_loses_the_one(empty, tmp_path):
    save_many_actors(empty, ANA, [make_office(), make_actor(id="sola", name="Sola")])
    derived = refresh(empty, tmp_path / "derived", DAY)
    result, texts = tried(derived, "leaves", "sola")
    assert texts["sim_no_ties"] == "No tiene contactos con otros aliados: la red queda igual."
    assert (result["figures"]["before"]["actors"], result["figures"]["after"]["actors"]) == (1, 0)
    assert [one.key for one in statements_of(derived, "sola")] == ["alone"]
