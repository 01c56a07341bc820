"""What nobody types by hand: endless numbers, patterns for names of inputs, rows of other projects, many wishes at once."""

import re

import pytest

from crm.access import SYSTEM
from crm.actors import create_actor
from crm.derived.refreshing import refresh
from crm.engagement.model import Engagement
from crm.engagement.plans import create_engagement, plan_of
from crm.maps.exports.making import TYPES
from crm.projects import create_project
from tests.makers import keep_maps, make_actor, make_office, make_project
from tests.web.browsing import send
from web.mapping.proposing import SOLVING

ENDLESS = "0001" + "0" * 5000


@pytest.fixture
def agua(ana, small, config):
    create_project(small, SYSTEM, make_project(id="agua"))
    refresh(small, config.data_dir / "derived")
    keep_maps(small, config.data_dir / "derived")
    return ana


@pytest.mark.parametrize("most", [ENDLESS, "0001999", "²"])
def test_a_number_that_makes_no_sense_is_refused_by_the_coalition(agua, most):
    assert agua.get("/proyectos/agua/coalicion", query_string={"maximo": most}).status_code == 422
    assert agua.get("/api/v1/projects/agua/coalition", query_string={"at_most": most}).status_code == 422


def test_wishes_that_would_keep_every_thread_busy_are_told_to_wait(agua):
    assert SOLVING.acquire(timeout=1)
    assert SOLVING.acquire(timeout=1)
    try:
        assert agua.get("/proyectos/agua/coalicion?maximo=3").status_code == 503
    finally:
        SOLVING.release()
        SOLVING.release()
    assert agua.get("/proyectos/agua/coalicion?maximo=3").status_code == 200


@pytest.mark.parametrize("fields", [{f"requirements-{ENDLESS}-need": "x"}, {"add": "("}, {"add": "(a+)+$"}])
def test_names_of_inputs_are_no_patterns_and_numbers_of_rows_end(agua, fields):
    form = {"title": "Agua", "summary": "Agua", "a" * 40: "x", **fields}
    assert send(agua, "/proyectos/desde-texto/guardar", form).status_code < 500


def test_versions_and_rows_of_plans_without_end_are_refused(agua):
    assert send(agua, "/proyectos/agua/plan", {f"rows-{ENDLESS}-id": "x"}).status_code < 500
    assert send(agua, "/proyectos/agua/atributos/uis", {"version": ENDLESS, "role": "x"}).status_code < 500


@pytest.mark.parametrize("button", ["promise", "remove"])
def test_a_row_of_another_project_is_not_found(agua, small, button):
    create_project(small, SYSTEM, make_project(id="otro"))
    row = create_engagement(small, SYSTEM, Engagement.of({"project": "otro", "actor": "uis"}))
    assert send(agua, "/proyectos/agua/plan", {button: row.id}).status_code == 404
    assert [one.id for one in plan_of(small, "otro")] == [row.id]


PAGES = (
    "mapa coalicion puertas matriz sectores atributos influencias plan taller tarjetas papeles mapa/comparar"
)
HOSTILE = '<script>alert(1)</script><svg onload=alert(2)> "&\u202e'


@pytest.mark.parametrize("others", [(), ("solo",)])
def test_a_network_of_nobody_and_of_one_without_any_tie_has_every_page_and_file(
    login_as, store, config, others
):
    create_actor(store, SYSTEM, make_office())
    for id in others:
        create_actor(store, SYSTEM, make_actor(id=id, name=HOSTILE, type="university", notes="Agua potable."))
    need = {"need": f"laboratorio {HOSTILE}", "kind": "university"}
    create_project(store, SYSTEM, make_project(id="agua", title=HOSTILE, summary="Agua", requirements=[need]))
    refresh(store, config.data_dir / "derived")
    keep_maps(store, config.data_dir / "derived")
    ana = login_as("editor")
    for name in ("", *(f"/{page}" for page in PAGES.split())):
        page = ana.get(f"/proyectos/agua{name}")
        assert page.status_code == 200, name
        assert not re.search(r"<script>alert|<svg onload", page.get_data(as_text=True)), name
    for ending in TYPES:
        assert ana.get(f"/proyectos/agua/papeles/mapa.{ending}").status_code == 200, ending
