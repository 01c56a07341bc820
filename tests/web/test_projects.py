"""Projects: what one is about, said in a form that forgives; listed, changed, archived."""

import re

import pytest

from crm.access import SYSTEM
from crm.actors import create_actor
from crm.projects import ProjectFilter, create_project, get_project, list_projects, update_project
from tests.makers import make_actor, make_office, make_project
from tests.web.browsing import send
from tests.web.reading import inputs_of, text_of, words_of

BRIEF = {"title": "Agua segura", "summary": "Mejorar el agua de los barrios del norte."}


@pytest.fixture
def small(store):
    create_actor(store, SYSTEM, make_office())
    create_actor(store, SYSTEM, make_actor(id="uis", name="UIS", type="university"))
    create_actor(store, SYSTEM, make_actor(id="lina-mora", name="Lina Mora", type="person_role"))
    return store


def everything(store):
    return list_projects(store, ProjectFilter()).items


def edit_fields(client, id):
    fields = inputs_of(client.get(f"/proyectos/{id}/editar").get_data(as_text=True))
    return {name: value for name, value in fields.items() if "__n__" not in name}


def test_title_and_summary_are_enough_and_lead_to_the_map(ana, small):
    answer = send(ana, "/proyectos/nuevo", BRIEF)
    assert answer.headers["Location"] == "/proyectos/agua-segura/mapa"
    made = get_project(small, "agua-segura")
    assert (made.title, made.summary, made.status) == (BRIEF["title"], BRIEF["summary"], "idea")


def test_everything_a_brief_can_say_is_kept(ana, small):
    given = {
        **BRIEF,
        "themes": "agua, cambio climático",
        "place": "Bucaramanga",
        "period": "primer semestre de 2027",
        "funder_hopes": "Suiza\r\nBID",
        "requirements-0-need": "laboratorio de agua",
        "requirements-0-kind": "university",
        "requirements-4-need": "quien lo cuente",
        "lead-text": "Lina Mora",
        "notes": "Una nota.",
    }
    given |= {name: _choices(ana, name)[0] for name in ("sectors", "sdgs")}
    answer = send(ana, "/proyectos/nuevo", given)
    assert answer.status_code == 302, words_of(answer.get_data(as_text=True))
    made = get_project(small, "agua-segura")
    assert made.themes == ["water", "climate_change"]
    assert made.period is not None
    assert made.period.edtf == "2027-40"
    assert made.funder_hopes == ["Suiza", "BID"]
    assert [(one.need, one.kind) for one in made.requirements] == [
        ("laboratorio de agua", "university"),
        ("quien lo cuente", None),
    ]
    assert (made.lead, made.place, made.notes) == ("lina-mora", "Bucaramanga", "Una nota.")
    assert (made.sectors, made.sdgs) == ([given["sectors"]], [given["sdgs"]])
    page = text_of(ana, "/proyectos/agua-segura")
    for said in ("Agua", "Cambio climático", "laboratorio de agua", "Universidad", "Suiza; BID", "Lina Mora"):
        assert said in page


def _choices(client, name):
    """The values of a form's check boxes."""
    page = client.get("/proyectos/nuevo").get_data(as_text=True)
    return re.findall(rf'type="checkbox"[^>]*name="{name}" value="([^"]+)"', page)


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("title", "", "Falta este dato"),
        ("summary", "", "Falta este dato"),
        ("period", "algún día", "No se entiende la fecha"),
        ("lead-text", "Nadie Así", "Nadie Así"),
        ("requirements-0-kind", "nave", "nave"),
    ],
)
def test_what_is_wrong_is_said_beside_its_field_and_the_rest_stays(ana, small, field, value, said):
    given = {**BRIEF, "requirements-0-need": "laboratorio", "notes": "Una nota.", field: value}
    answer = send(ana, "/proyectos/nuevo", given)
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert said in page
    assert inputs_of(page)["notes"] == "Una nota."
    assert everything(small) == []


def test_requirements_come_and_go_without_scripts(ana, small):
    given = {**BRIEF, "requirements-0-need": "Un médico", "requirements-1-need": "fondos"}
    page = send(ana, "/proyectos/nuevo", {**given, "add": "requirements"}).get_data(as_text=True)
    assert "requirements-2-need" in inputs_of(page)
    page = send(ana, "/proyectos/nuevo", {**given, "remove": "requirements-0"}).get_data(as_text=True)
    assert "Un médico" not in page
    assert inputs_of(page)["requirements-1-need"] == "fondos"
    assert everything(small) == []


def test_a_form_sent_twice_makes_one_project(ana, small):
    key = inputs_of(ana.get("/proyectos/nuevo").get_data(as_text=True))["key"]
    for _twice in range(2):
        assert send(ana, "/proyectos/nuevo", {**BRIEF, "key": key}).status_code == 302
    assert len(everything(small)) == 1


def test_editing_keeps_what_the_form_does_not_show(ana, small):
    made = create_project(
        small, SYSTEM, make_project(must_include=["uis"], exclude=["ofai"], themes=["water", "ranas"])
    )
    fields = {**edit_fields(ana, made.id), "title": "Agua para todos"}
    assert send(ana, f"/proyectos/{made.id}/editar", fields).status_code == 302
    now = get_project(small, made.id)
    assert now.title == "Agua para todos"
    assert now.model_dump(exclude={"title", "version"}) == made.model_dump(exclude={"title", "version"})


def test_two_editors_see_both_versions(ana, small):
    made = create_project(small, SYSTEM, make_project())
    fields = {**edit_fields(ana, made.id), "title": "De Ana"}
    update_project(small, SYSTEM, made.having(title="De otro", place="Girón"))
    answer = send(ana, f"/proyectos/{made.id}/editar", fields)
    assert answer.status_code == 409
    page = answer.get_data(as_text=True)
    assert "De otro" in words_of(page)
    send(ana, f"/proyectos/{made.id}/editar", {**inputs_of(page), "take-title": "given"})
    now = get_project(small, made.id)
    assert (now.title, now.place) == ("De Ana", "Girón")


def test_the_list_is_narrowed_by_its_address(ana, small):
    create_project(small, SYSTEM, make_project(title="Agua segura", themes=["water"]))
    create_project(small, SYSTEM, make_project(title="Teatro", summary="Festival.", status="idea"))
    assert "2 proyectos" in text_of(ana, "/proyectos")
    for address in ("tema=water", "q=agua"):
        words = text_of(ana, f"/proyectos?{address}")
        assert "Agua segura" in words
        assert "Teatro" not in words
    assert "Ningún proyecto cumple todo eso" in text_of(ana, "/proyectos?mios=1")


def test_the_first_project_is_invited(ana, login_as):
    page = ana.get("/proyectos").get_data(as_text=True)
    assert "Crear el primer proyecto" in page
    leo = login_as("reader", "Leo")
    assert "Crear" not in text_of(leo, "/proyectos")


def test_archiving_is_undone_or_restored(ana, small):
    made = create_project(small, SYSTEM, make_project())
    send(ana, f"/proyectos/{made.id}/archivar", {"version": made.version})
    assert get_project(small, made.id).archived
    assert "Agua segura" not in text_of(ana, "/proyectos")
    assert "Agua segura" in text_of(ana, "/proyectos?archivados=1")
    send(ana, f"/proyectos/{made.id}/restaurar", {"version": get_project(small, made.id).version})
    assert not get_project(small, made.id).archived
    answer = send(ana, f"/proyectos/{made.id}/archivar", {"version": made.version})
    assert "Alguien lo cambió mientras tanto" in ana.get(answer.headers["Location"]).get_data(as_text=True)


def test_who_only_reads_is_refused(small, login_as):
    made = create_project(small, SYSTEM, make_project())
    leo = login_as("reader")
    assert leo.get("/proyectos/nuevo").status_code == 403
    assert leo.get(f"/proyectos/{made.id}/editar").status_code == 403
    for url in ("/proyectos/nuevo", f"/proyectos/{made.id}/editar", f"/proyectos/{made.id}/archivar"):
        assert send(leo, url, {**BRIEF, "version": 1}).status_code == 403
    words = text_of(leo, f"/proyectos/{made.id}")
    assert "Editar" not in words
    assert get_project(small, made.id) == made
