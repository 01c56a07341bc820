"""A project from the text of a call: read, corrected, saved."""

import re
from html import unescape
from io import BytesIO

import pytest

from crm.access import SYSTEM
from crm.actors import create_actor
from crm.projects import ProjectFilter, get_project, list_projects
from tests.makers import make_actor, make_office
from tests.web.browsing import send
from tests.web.reading import inputs_of, text_of, words_of

PASTE, SAVE = "/proyectos/desde-texto", "/proyectos/desde-texto/guardar"
CALL = """CONVOCATORIA 2027: CIUDADES RESILIENTES AL AGUA
La Agencia de Cooperación de Corea (KOICA) lanza la presente convocatoria con el objetivo de mejorar la gestión del recurso
hídrico y la adaptación al cambio climático en Bucaramanga, en línea con el ODS 6.

3. Requisitos
Los proponentes deberán:
a) Presentarse en alianza con una universidad.
b) Aportar una contrapartida mínima del 20 % del valor total.
c) Acreditar experiencia mínima de tres años.

4. Recursos
El monto máximo por proyecto es de USD 600.000. El programa dispone de 8 millones de dólares.
5. Cronograma
Cierre de la convocatoria: 12 de marzo de 2027, 17:00
"""


@pytest.fixture
def small(store):
    create_actor(store, SYSTEM, make_office())
    koica = {"type": "cooperation_agency", "aliases": ["KOICA"], "country": "KR"}
    create_actor(
        store, SYSTEM, make_actor(id="koica", name="Agencia de Cooperación Internacional de Corea", **koica)
    )
    return store


def everything(store):
    return list_projects(store, ProjectFilter()).items


def fields_of(page: str) -> dict[str, list[str]]:
    """What the page's form would send; of several with one name, all."""
    form = max(re.findall(r"<form.*?</form>", page, re.DOTALL), key=len)
    found: dict[str, list[str]] = {name: [value] for name, value in inputs_of(page).items()}
    several = [name for name in found if name.startswith(("offer-", "other-"))]
    for name in ("use", "proposed", "themes", "sdgs", "sectors", *several):
        tags = [tag for tag in re.findall(r"<input[^>]*>", form, re.DOTALL) if f'name="{name}"' in tag]
        kept = [tag for tag in tags if "checkbox" not in tag or " checked" in tag]
        found[name] = [unescape(value[1]) for tag in kept if (value := re.search(r'value="([^"]*)"', tag))]
    return found


def read(client, text=CALL):
    answer = send(client, PASTE, {"text": text})
    assert answer.status_code == 200, words_of(answer.get_data(as_text=True))
    return answer.get_data(as_text=True)


def test_what_was_read_is_shown_with_its_words_and_nothing_is_saved(ana, small):
    page = read(ana)
    fields = fields_of(page)
    assert everything(small) == []
    assert fields["title"] == ["Ciudades resilientes al agua"]
    assert fields["funder"] == ["koica"]
    assert fields["deadline"] == ["12 de marzo de 2027"]
    assert (fields["budget-amount"], fields["budget-currency"]) == (["600.000"], ["USD"])
    assert (fields["requirements-0-need"], fields["requirements-0-kind"]) == (
        ["una universidad"],
        ["university"],
    )
    assert {"deadline", "budget", "requirements-0", "requirements-1"} <= set(fields["use"])
    assert "requirements-2" in fields["proposed"]
    assert "requirements-2" not in fields["use"]
    words = words_of(page)
    assert "Cierre de la convocatoria: 12 de marzo de 2027, 17:00" in words
    assert "USD 8.000.000" in words


def test_only_what_is_ticked_becomes_the_project(ana, small):
    fields = fields_of(read(ana))
    fields["use"] = [name for name in fields["use"] if name not in ("budget", "place")]
    fields["requirements-0-need"] = ["una universidad con laboratorio"]
    answer = send(ana, SAVE, fields)
    assert answer.headers["Location"] == "/proyectos/ciudades-resilientes-agua/mapa"
    made = get_project(small, "ciudades-resilientes-agua")
    assert (made.budget, made.place, made.funder) == (None, None, "koica")
    assert made.deadline is not None
    assert made.deadline.edtf == "2027-03-12"
    assert [(one.need, one.kind) for one in made.requirements] == [
        ("una universidad con laboratorio", "university"),
        ("una contrapartida mínima del 20 % del valor total", None),
    ]
    assert "en alianza con una universidad" in (made.requirements[0].quote or "")
    assert {"water", "climate_change"} <= set(made.themes)
    assert made.sdgs[0] == "sdg-6"
    page = text_of(ana, f"/proyectos/{made.id}")
    for said in (
        "Agencia de Cooperación Internacional de Corea",
        "12 de marzo de 2027",
        "una universidad con laboratorio",
    ):
        assert said in page


def test_what_is_wrong_comes_back_with_ticks_and_words(ana, small):
    fields = fields_of(read(ana))
    fields["use"] = [name for name in fields["use"] if name != "budget"]
    answer = send(ana, SAVE, {**fields, "title": "", "deadline": "algún día"})
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert "No se entiende la fecha" in page
    again = fields_of(page)
    assert again["use"] == fields["use"]
    assert again["proposed"] == fields["proposed"]
    assert again["requirements-0-need"] == ["una universidad"]
    assert again["themes"] == fields["themes"]
    assert "Cierre de la convocatoria: 12 de marzo de 2027, 17:00" in words_of(page)
    assert everything(small) == []


def test_a_requirement_is_added_without_scripts(ana, small):
    fields = fields_of(read(ana))
    page = send(ana, SAVE, {**fields, "add": "requirements"}).get_data(as_text=True)
    assert "requirements-3-need" in inputs_of(page)
    answer = send(ana, SAVE, {**fields_of(page), "requirements-3-need": "quien traduzca"})
    assert answer.status_code == 302
    assert "quien traduzca" in [one.need for one in everything(small)[0].requirements]


def test_a_form_sent_twice_makes_one_project(ana, small):
    fields = fields_of(read(ana))
    for _twice in range(2):
        assert send(ana, SAVE, fields).status_code == 302
    assert len(everything(small)) == 1


def test_a_word_document_is_read_like_the_text(ana, small):
    import docx

    document = docx.Document()
    for line in CALL.splitlines():
        document.add_paragraph(line)
    kept = BytesIO()
    document.save(kept)
    file = (BytesIO(kept.getvalue()), "convocatoria.docx")
    page = send(ana, PASTE, {"text": "", "file": file}).get_data(as_text=True)
    assert fields_of(page)["deadline"] == ["12 de marzo de 2027"]


UNREAD = (
    ("   \n ", None, "No hay nada que leer: dé el texto de la convocatoria"),
    ("Agua", None, "Es muy poco texto"),
    ("a " * 200_100, None, "el máximo es 400000"),
    ("", (b"%PDF-1.7 x", "bases.pdf"), "De un PDF, copie el texto"),
    ("", (b"PK\x03\x04broken", "bases.docx"), "no se pudo abrir"),
    ("", (b"\xd0\xcf\x11\xe0", "bases.doc"), "no es texto"),
)


def test_what_cannot_be_read_is_said_plainly(ana, small):
    for text, file, said in UNREAD:
        given = {"text": text, **({"file": (BytesIO(file[0]), file[1])} if file else {})}
        answer = send(ana, PASTE, given)
        assert answer.status_code == 422
        assert said in words_of(answer.get_data(as_text=True))
    assert everything(small) == []


def test_a_text_that_says_nothing_of_a_call_gives_a_form_to_fill(ana):
    page = read(ana, "Buenos días a todos, les escribo para saludarlos muy cordialmente hoy.")
    assert "No se encontró ningún requisito" in page
    assert "El texto no lo dice, o no se encontró." in page


def test_who_only_reads_is_refused(small, login_as):
    leo = login_as("reader")
    assert leo.get(PASTE).status_code == 403
    for url in (PASTE, SAVE):
        assert send(leo, url, {"text": CALL, "title": "A", "summary": "b"}).status_code == 403


def test_all_who_pay_and_the_share_to_put_in_are_kept_unless_they_are_unticked(ana, small):
    call = CALL.replace("La Agencia de Cooperación de Corea (KOICA) lanza", "La Unión Europea y KOICA lanzan")
    fields = fields_of(read(ana, call))
    share = "Aportar una contrapartida mínima del 20 % del valor total."
    assert fields["funder_name"] == ["La Unión Europea y KOICA"]
    assert fields["notes"] == [share]
    send(ana, SAVE, fields)
    (one,) = everything(small)
    assert (one.funder, one.funder_name, one.notes) == ("koica", "La Unión Europea y KOICA", share)
    words = text_of(ana, f"/proyectos/{one.id}")
    assert "La Unión Europea y KOICA" in words
    fields = fields_of(read(ana, call)) | {"title": ["Otro"]}
    fields["use"] = [name for name in fields["use"] if name not in ("notes", "funder_name")]
    send(ana, SAVE, fields)
    other = next(one for one in everything(small) if one.title == "Otro")
    assert (other.funder, other.funder_name, other.notes) == ("koica", None, None)
