"""The simulator: a change is tried in a child process, and told."""

import json
import re
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from crm.errors import InvalidData
from crm.schema import SCHEMA
from crm.simulation.changes import Change, Kind
from graph.opening import open_store
from tests.makers import results_in
from tests.web.browsing import send
from tests.web.reading import text_of
from web.simulation.jobs import FOLDER, MOST_KEPT, Job, note, read_job, write_job
from web.simulation.turns import take_turn
from web.simulation.worker import run

CHAMBER = "camara-comercio-bucaramanga"
PATIENCE = 60.0


@pytest.fixture
def tried(results):
    """`tried(kind, actor, other)` notes a trial and does it here, as the child would; gives its address."""

    def do(kind: Kind, actor: str, other: str = "") -> str:
        change = Change(kind, actor, other)
        derived = results_in(results)
        folder = derived.folder.path / FOLDER
        folder.mkdir(exist_ok=True)
        said = {"kind": kind, "actor": actor, "other": other}
        write_job(folder, change.id, Job(said, began=time.time(), beat=time.time()))
        run(derived.folder.path, change.id)
        return f"/simulador?cambio={kind}&actor={actor}&otro={other}"

    return do


def test_a_trial_is_done_by_a_child_and_shown(ana):
    answer = send(ana, "/simulador", {"kind": "leaves", "actor": CHAMBER, "other": ""})
    assert answer.status_code == 303
    address = answer.location
    id = Change("leaves", CHAMBER).id
    end = time.monotonic() + PATIENCE
    while ana.get(f"/simulador/{id}/estado").json["running"]:
        assert time.monotonic() < end
        time.sleep(0.1)
    assert "Si se pierden" not in text_of(ana, address)
    assert "Se pierden 15 de los 124 vínculos de la red, y con ellos el 30,4 % de toda su fuerza." in text_of(
        ana, address
    )


def test_who_leaves_leaves_others_without_a_door(ana, tried):
    page = text_of(ana, tried("leaves", CHAMBER))
    assert "Si se va: Cámara de Comercio de Bucaramanga" in page
    assert "Si se va, estos 5 actores se quedan sin contacto con el sector «Privado»" in page
    assert "pasa de 68 a 61 actores" in page
    assert "Actores en la parte mayor 68 61" in page


def test_two_that_become_one_keep_the_contacts_of_both(ana, tried):
    page = text_of(ana, tried("merge", "uis", "uts"))
    assert "Tienen 5 y 6 contactos, de ellos 3 en común; como uno solo tendrían 8." in page
    assert "Unir con…" in page


def test_two_that_meet_come_nearer(ana, tried):
    page = text_of(ana, tried("tie", "embajada-francia", "uis"))
    assert "Hoy los separan 5 pasos" in page
    assert "Embajada de Francia tendría por primera vez contacto con: Académico y cultural." in page


def test_a_person_s_leaving_tells_who_is_left_without_one(ana, tried):
    page = text_of(ana, tried("leaves", "alcalde-bucaramanga"))
    assert "En todo lo registrado con estos 8 aliados, es la única persona anotada" in page
    assert "Se mira la red con las personas" in page


def test_what_cannot_be_tried_is_refused_beside_its_field(ana):
    for fields, words in (
        ({"kind": "tie", "actor": CHAMBER, "other": CHAMBER}, "Elija dos actores distintos."),
        ({"kind": "tie", "actor": CHAMBER, "other": ""}, "Falta este dato."),
        ({"kind": "leaves", "actor": "ofai", "other": ""}, "La oficina está en casi todo"),
        ({"kind": "leaves", "actor": "nadie-asi", "other": ""}, "no está en el análisis"),
        ({"kind": "vuela", "actor": CHAMBER, "other": ""}, "no es una de las opciones"),
    ):
        answer = send(ana, "/simulador", fields)
        assert answer.status_code == 422, fields
        assert words in answer.get_data(as_text=True), fields
    assert ana.get("/simulador?cambio=tie&actor=x&otro=y").status_code == 422


def test_one_that_died_is_said_and_can_be_tried_again(ana, results):
    derived = results_in(results)
    change = Change("leaves", CHAMBER)
    folder = derived.folder.path / FOLDER
    folder.mkdir()
    long_ago = time.time() - 3600
    write_job(
        folder,
        change.id,
        Job({"kind": "leaves", "actor": CHAMBER, "other": ""}, began=long_ago, beat=long_ago),
    )
    noted = read_job(folder, change.id)
    assert noted is not None
    assert noted.status == "died"
    assert "No se pudo calcular." in text_of(ana, f"/simulador?cambio=leaves&actor={CHAMBER}")


def test_no_more_than_two_go_on_at_once(site, ana, results):
    state, store = results_in(results).folder.path, site.extensions["aliados_store"].get()
    for number in range(2):
        busy = {"kind": "leaves", "actor": "x", "other": ""}
        assert take_turn(store, state / FOLDER, f"sim-{number:024d}", busy)
    answer = send(ana, "/simulador", {"kind": "leaves", "actor": CHAMBER})
    assert answer.status_code == 422
    assert "Ya se están calculando 2 cambios." in answer.get_data(as_text=True)


def test_of_many_that_several_servers_start_at_once_two_go_on(tmp_path):
    folder = tmp_path / "derived" / "state-1" / FOLDER
    folder.parent.mkdir(parents=True)
    stores = [open_store(f"sqlite:///{tmp_path}/red.db", SCHEMA) for _server in range(2)]

    def ask(number: int) -> bool:
        try:
            return take_turn(stores[number % 2], folder, f"sim-{number:024d}", {})
        except InvalidData:
            return False

    before = stores[0].revision()
    with ThreadPoolExecutor(6) as askers:
        assert sum(askers.map(ask, range(6))) == 2
    assert stores[0].revision() == before
    for file in folder.glob("*.json"):
        write_job(folder, file.stem, Job({}, status="done"))
    assert ask(7)
    assert not ask(7)
    for store in stores:
        store.close()


def test_a_worker_whose_change_is_nobody_s_leaves_it_as_died(results):
    folder = results_in(results).folder.path / FOLDER
    folder.mkdir()
    id = "sim-" + "a" * 24
    write_job(
        folder, id, Job({"kind": "leaves", "actor": "gone", "other": ""}, began=time.time(), beat=time.time())
    )
    with pytest.raises(InvalidData):
        run(results_in(results).folder.path, id)
    assert json.loads((folder / f"{id}.json").read_text())["status"] == "died"


def test_an_unknown_trial_is_not_there(ana):
    assert ana.get("/simulador/sim-xyz/estado").status_code == 404
    assert ana.get(f"/simulador/sim-{'0' * 24}/estado").status_code == 404


def test_before_the_first_analysis_the_page_says_what_happens(login_as):
    page = text_of(login_as("reader"), f"/simulador?cambio=leaves&actor={CHAMBER}")
    assert "El análisis todavía no se ha calculado" in page
    assert not re.search("Ver qué cambiaría", page)


def test_results_of_trials_do_not_fill_the_disk(tmp_path):
    old = Job({"kind": "leaves", "actor": "uis", "other": ""}, status="done")
    for number in range(MOST_KEPT + 20):
        write_job(tmp_path, f"sim-{number:024x}", old)
    note(tmp_path, Change("leaves", CHAMBER).id, {"kind": "leaves", "actor": CHAMBER, "other": ""})
    assert len(list(tmp_path.glob("sim-*.json"))) == MOST_KEPT


def test_an_address_whose_result_is_gone_says_so_and_offers_to_work_it_out_again(ana, results):
    page = ana.get(f"/simulador?cambio=leaves&actor={CHAMBER}").get_data(as_text=True)
    assert "los datos cambiaron desde que se calculó" in page
    form = re.search(r'<form method="post" action="/simulador">.*?</form>', page, re.DOTALL)
    assert form
    assert f'name="actor" value="{CHAMBER}"' in form[0]
    assert "Volver a calcular" in form[0]
    assert "Volver a calcular" not in text_of(ana, "/simulador")


def test_who_was_made_confidential_since_the_analysis_is_named_nowhere_in_a_trial(ana, tried, confidential):
    address = tried("leaves", CHAMBER)
    links = re.findall(r'href="/actores/([^"]+)">([^<]+)<', ana.get(address).get_data(as_text=True))
    id, name = next(one for one in links if one[0] != CHAMBER)
    confidential(id)
    page = ana.get(address)
    assert page.status_code == 200
    assert f"/actores/{id}" not in page.get_data(as_text=True)
    assert name not in page.get_data(as_text=True)


def test_a_trial_about_somebody_confidential_is_not_there(ana, tried, confidential):
    address = tried("leaves", CHAMBER)
    confidential(CHAMBER)
    page = ana.get(address)
    assert page.status_code == 422
    assert "Cámara de Comercio de Bucaramanga" not in page.get_data(as_text=True)
    assert ana.get(f"/api/v1/simulations/{Change('leaves', CHAMBER).id}").status_code == 404
    assert send(ana, "/simulador", {"kind": "leaves", "actor": CHAMBER}).status_code == 422
