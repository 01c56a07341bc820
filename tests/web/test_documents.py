"""The documents and the 65 doubts about them."""

import pytest

from crm.source_issues import IssueFilter, get_issue, list_issues
from tests.web.browsing import send
from tests.web.reading import found, text_of


@pytest.fixture
def ana(login_as, seeded):
    return login_as("editor")


def test_the_five_documents_and_their_doubts_are_there(ana):
    page = text_of(ana, "/documentos")
    for title in (
        "Ensayo sobre la internacionalización",
        "Guía de acción internacional",
        "enero a marzo de 2023",
    ):
        assert title in page
    assert "65 dudas" in page
    assert "24 de 24" in page


def test_doubts_are_narrowed_by_document_status_and_gravity(ana, seeded):
    issues = list_issues(seeded, IssueFilter(limit=100)).items
    of_2017 = [one for one in issues if one.document == "002"]
    assert f"{len(of_2017)} dudas" in text_of(ana, "/documentos?documento=002")
    grave = [one for one in of_2017 if one.severity == "high"]
    assert f"{len(grave)} duda" in text_of(ana, "/documentos?documento=002&gravedad=high")
    assert "Ninguna duda cumple todo eso" in text_of(ana, "/documentos?estado=settled&documento=002")


def test_the_doubts_about_one_record_can_be_seen(ana):
    page = text_of(ana, "/documentos?sobre=holland-house")
    assert "Sobre: Holland House Colombia" in page
    assert "3 dudas" in page


def test_a_doubt_says_what_was_done_whom_it_concerns_and_where_it_stands(ana):
    page = text_of(ana, "/documentos?sobre=aeropuerto-bogota")
    assert "Un renglón reúne cuatro aeropuertos" in page
    assert "Qué se hizo: Se separó en cuatro actores" in page
    assert "Aeropuerto de Cartagena" in page
    assert "15. Aeropuertos: Bucaramanga, Bogotá, Cartagena" in page


def test_a_doubt_is_settled_and_opened_again(ana, seeded):
    version = get_issue(seeded, "000-aeropuertos").version
    send(ana, "/documentos/dudas/000-aeropuertos/resolver", {"version": version, "next": "/documentos"})
    assert "64 dudas" in text_of(ana, "/documentos?estado=open")
    page = ana.get("/documentos?estado=settled").get_data(as_text=True)
    assert "Volver a abrir" in page
    newer = found(r'name="version" value="(\d+)"', page)
    send(ana, "/documentos/dudas/000-aeropuertos/reabrir", {"version": newer})
    assert get_issue(seeded, "000-aeropuertos").status == "open"


def test_settling_what_someone_else_settled_is_refused(ana, seeded):
    url = "/documentos/dudas/000-aeropuertos/resolver"
    version = get_issue(seeded, "000-aeropuertos").version
    send(ana, url, {"version": version})
    assert send(ana, url, {"version": version}).status_code == 409


def test_one_is_never_sent_to_another_site(ana, seeded):
    version = get_issue(seeded, "000-aeropuertos").version
    url = "/documentos/dudas/000-aeropuertos/resolver"
    answer = send(ana, url, {"version": version, "next": "https://malo.example/"})
    assert answer.headers["Location"] == "/documentos"


def test_a_reader_settles_nothing(login_as, seeded):
    luis = login_as("reader")
    assert "Dar por resuelta" not in text_of(luis, "/documentos")
    assert send(luis, "/documentos/dudas/000-aeropuertos/resolver", {"version": "1"}).status_code == 403


def test_an_empty_installation_has_no_doubts(login_as):
    assert "No hay dudas sobre las fuentes" in text_of(login_as(), "/documentos")
