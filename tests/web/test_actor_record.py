"""The record of an actor: facts, timeline, relations, doubts, archiving."""

import re

import pytest

from crm.access import SYSTEM
from crm.actors import create_actor, get_actor
from crm.in_use import begin_use
from crm.interactions import create_interaction
from crm.office import today
from crm.source_issues import get_issue
from tests.makers import make_actor, make_commitment, make_interaction, make_office
from tests.web.browsing import send
from tests.web.reading import found, text_of


@pytest.fixture
def ana(login_as, seeded):
    return login_as("editor")


@pytest.fixture
def small(store):
    """An office with one partner and no more."""
    create_actor(store, SYSTEM, make_office())
    create_actor(store, SYSTEM, make_actor(id="embajada-francia"))
    return store


def test_a_record_has_facts_timeline_and_relations(ana):
    page = text_of(ana, "/actores/camara-comercio-bucaramanga")
    assert "También conocido como CCB" in page
    assert "Reunión con la Cámara de Comercio de Bucaramanga – Invest in Santander" in page
    assert "Con quién coincide" in page
    assert "Zona Franca Santander" in page


def test_every_fact_says_its_document_line_and_words(ana):
    page = text_of(ana, "/actores/camara-comercio-bucaramanga")
    assert "Informe de gestión de la OFAI, enero a marzo de 2023, línea 138" in page
    assert "Lo dice la fuente" in page


def test_what_was_promised_stands_inside_its_interaction(ana):
    page = text_of(ana, "/actores/camara-comercio-bucaramanga")
    assert "Estrategias de promoción internacional por sector" in page
    assert page.index("Alianza OFAI") < page.index("Estrategias de promoción internacional por sector")


def test_old_contacts_are_no_red_wall_on_the_first_day(ana, seeded):
    begin_use(seeded, SYSTEM, today())
    assert "sin contacto registrado desde 2024" in text_of(ana, "/actores/camara-comercio-bucaramanga")
    assert "sin contacto registrado desde 2017" in text_of(ana, "/actores/embajada-francia")


def test_the_tie_is_told_in_words(login_as, small):
    ana = login_as()
    assert "sin contacto registrado" in text_of(ana, "/actores/embajada-francia")
    day = today().fromordinal(today().toordinal() - 12)
    create_interaction(small, SYSTEM, make_interaction("embajada-francia", when=day))
    assert "activa; última reunión hace 12 días" in text_of(ana, "/actores/embajada-francia")


def test_a_tie_beyond_its_cadence_is_going_quiet(login_as, small):
    day = today().fromordinal(today().toordinal() - 400)
    create_interaction(small, SYSTEM, make_interaction("embajada-francia", when=day, kind="communication"))
    assert "se enfría; último contacto hace 13 meses" in text_of(login_as(), "/actores/embajada-francia")


def test_the_timeline_is_narrowed_by_kind(ana):
    page = text_of(ana, "/actores/camara-comercio-bucaramanga?clase=study")
    assert "Aporte al estudio Doing Business" in page
    assert "Invest in Santander" not in page.split("Cronología")[1].split("Personas")[0]
    assert "Nada de esa clase" in text_of(ana, "/actores/embajada-francia?clase=study")


def test_a_long_timeline_goes_on_page_after_page(ana):
    seen, url = [], "/actores/ofai"
    while url:
        page = ana.get(url).get_data(as_text=True)
        timeline = page.split('class="timeline"')[1].split("</ol>")[0]
        seen += re.findall(r'<h3><a href="/interacciones/([^"]+)"', timeline)
        following = re.search(r'href="([^"]+)" rel="next"', page)
        url = following[1].replace("&amp;", "&") if following else ""
    assert len(seen) == len(set(seen)) > 100


def test_who_took_part_through_a_part_is_said(ana):
    assert "por medio de Oficina Asesora de Asuntos Internacionales" in text_of(
        ana, "/actores/alcaldia-bucaramanga"
    )


def test_doubts_stand_at_the_record_and_can_be_settled(ana, seeded):
    page = ana.get("/actores/holland-house").get_data(as_text=True)
    assert "dudas por revisar en las fuentes" in page
    id = found(r"/documentos/dudas/([^/]+)/resolver", page)
    version = get_issue(seeded, id).version
    url = f"/documentos/dudas/{id}/resolver"
    answer = send(ana, url, {"version": version, "next": "/actores/holland-house"})
    assert answer.headers["Location"] == "/actores/holland-house"
    assert get_issue(seeded, id).status == "settled"
    assert "Duda resuelta." in ana.get("/actores/holland-house").get_data(as_text=True)


def test_the_names_in_the_small_picture_lead_to_their_records(ana):
    page = ana.get("/actores/camara-comercio-bucaramanga").get_data(as_text=True)
    picture = found(r'(<svg class="ego".*?</svg>)', page)
    assert (
        '<a href="/actores/zona-franca-santander" aria-label="Zona Franca Santander: 3 interacciones en común">'
        in picture
    )
    assert "style=" not in picture


def test_archiving_says_what_it_changes_and_can_be_undone(ana, seeded):
    page = text_of(ana, "/actores/alcaldia-bucaramanga/archivar")
    assert "16 interacciones se conservan" in page
    assert "17 actores hacen parte de este" in page
    version = get_actor(seeded, "alcaldia-bucaramanga").version
    send(ana, "/actores/alcaldia-bucaramanga/archivar", {"version": version})
    page = ana.get("/actores/alcaldia-bucaramanga").get_data(as_text=True)
    assert "Este actor está archivado" in page
    transaction = found(r'action="/deshacer/(\d+)"', page)
    send(ana, f"/deshacer/{transaction}", {"next": "/actores"})
    assert not get_actor(seeded, "alcaldia-bucaramanga").archived


def test_an_archived_actor_is_brought_back(ana, seeded):
    version = get_actor(seeded, "uis").version
    send(ana, "/actores/uis/archivar", {"version": version})
    send(ana, "/actores/uis/restaurar", {"version": get_actor(seeded, "uis").version})
    assert not get_actor(seeded, "uis").archived


def test_archiving_with_an_old_version_is_refused(ana, seeded):
    assert send(ana, "/actores/uis/archivar", {"version": "9"}).status_code == 409
    assert not get_actor(seeded, "uis").archived


def test_unkept_promises_are_counted_before_archiving(login_as, small):
    commitment = make_commitment(owner="embajada-francia")
    create_interaction(small, SYSTEM, make_interaction("embajada-francia", commitments=[commitment]))
    assert "Tiene 1 compromiso sin cumplir" in text_of(login_as(), "/actores/embajada-francia/archivar")


def test_a_card_made_in_passing_asks_to_be_completed(login_as, small):
    create_actor(small, SYSTEM, make_actor(name="Nueva", id="nueva", to_review=True))
    ana = login_as()
    assert "Se creó de paso" in text_of(ana, "/actores/nueva")
    send(ana, "/actores/nueva/revisado", {"version": get_actor(small, "nueva").version})
    assert not get_actor(small, "nueva").to_review


def test_a_reader_reads_and_changes_nothing(login_as, seeded):
    luis = login_as("reader")
    page = luis.get("/actores/camara-comercio-bucaramanga").get_data(as_text=True)
    for word in ("/editar", "/archivar", "Agregar", "Dar por resuelta", "Quitar", "Registrar reunión"):
        assert word not in page
    version = get_actor(seeded, "uis").version
    for url in ("archivar", "restaurar", "revisado"):
        assert send(luis, f"/actores/uis/{url}", {"version": version}).status_code == 403


def test_an_empty_record_teaches_the_first_step(login_as, small):
    page = text_of(login_as(), "/actores/embajada-francia")
    assert "Registre la primera reunión, llamada o carta con este actor." in page


def test_a_record_that_is_not_there_is_said_calmly(ana):
    assert "No encontramos lo que busca" in text_of(ana, "/actores/nadie", status=404)


def test_a_hostile_name_stays_text(login_as, small):
    name = '<script>alert(1)</script>"><img onerror=x>'
    create_actor(small, SYSTEM, make_actor(id="malo", name=name, website="https://ejemplo.co"))
    create_interaction(small, SYSTEM, make_interaction("malo", "embajada-francia"))
    ana = login_as()
    for url in ("/actores", "/actores/malo", "/actores/embajada-francia", "/historial", "/historial/malo"):
        page = ana.get(url).get_data(as_text=True)
        assert "alert(1)" in page
        assert "<script>alert" not in page
        assert "<img onerror" not in page
