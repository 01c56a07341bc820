"""An e-mail or an invitation becomes the form of recording, with who it is about, and the same one is not recorded twice."""

import io

import pytest

from crm.access import SYSTEM
from crm.actors import create_actor
from crm.interactions import InteractionFilter, get_interaction, list_interactions
from tests.makers import make_actor, make_office
from tests.web.browsing import send, token_of
from tests.web.reading import inputs_of, words_of

MAIL = """Les comparto.

De: Ana Ruiz <ana.ruiz@correo.uis.edu.co>
Enviado el: martes, 3 de marzo de 2026 10:12 a. m.
Para: OFAI <ofai@bucaramanga.gov.co>
CC: Yvonne Baumann <yvonne@eda.admin.ch>; Pedro Nadie <pedro@gmail.com>
Asunto: RV: Agenda de agua

Confirmamos la mesa técnica.

Atentamente,
Ana Ruiz
"""
EVENT = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//x//x//ES
METHOD:REQUEST
BEGIN:VEVENT
UID:abc-1@x
DTSTAMP:20261101T000000Z
SEQUENCE:{sequence}
DTSTART;VALUE=DATE:{day}
SUMMARY:Mesa de agua
LOCATION:{place}
ORGANIZER;CN=Ana Ruiz:mailto:ana@uis.edu.co
ATTENDEE;CN=OFAI:mailto:ofai@bucaramanga.gov.co
ATTENDEE;CN=Yvonne Baumann:mailto:yvonne@eda.admin.ch
END:VEVENT
END:VCALENDAR
"""


@pytest.fixture
def ana(login_as, store):
    create_actor(store, SYSTEM, make_office().having(email="ofai@bucaramanga.gov.co"))
    uis = make_actor(id="uis", name="UIS", type="university", website="https://www.uis.edu.co/inicio")
    create_actor(store, SYSTEM, uis)
    embassy = make_actor(id="embajada-suiza", name="Embajada de Suiza")
    create_actor(store, SYSTEM, embassy)
    from crm.actors import Person

    person = {
        "name": "Yvonne Baumann",
        "email": "yvonne@eda.admin.ch",
        "posts": [{"organisation": "embajada-suiza"}],
    }
    create_actor(store, SYSTEM, Person.of(person))
    return login_as("editor")


def paste(client, text, **more):
    return send(client, "/importar/correo", {"text": text, **more})


def drop(client, content, name="correo.eml", **more):
    token = token_of(client.get("/importar/correo").get_data(as_text=True))
    data = {"csrf_token": token, "file": (io.BytesIO(content), name), **more}
    return client.post("/importar/correo", data=data, content_type="multipart/form-data")


def test_a_pasted_e_mail_fills_the_form_with_people_day_and_words(ana):
    answer = paste(ana, MAIL)
    page = answer.get_data(as_text=True)
    fields = inputs_of(page)
    assert answer.status_code == 200
    assert (fields["title"], fields["participants-0-actor"]) == ("Agenda de agua", "ofai")
    actors = {value for name, value in fields.items() if name.endswith("-actor")}
    assert {"uis", "embajada-suiza", "yvonne-baumann"} <= actors
    words = words_of(page)
    assert "3 de marzo de 2026" in page
    assert "Confirmamos la mesa técnica." in page
    assert "Atentamente" not in page
    assert "Pedro Nadie" in words
    assert "Revise lo que se entendió del correo" in words


def test_an_eml_file_lists_its_attachments_and_keeps_them_only_when_asked(ana):
    from email.message import EmailMessage

    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = "Ana <ana@uis.edu.co>", "ofai@bucaramanga.gov.co", "Acta"
    mail["Message-ID"], mail["Date"] = "<7@uis.edu.co>", "Tue, 03 Mar 2026 10:00:00 -0500"
    mail.set_content("Va el acta.")
    mail.add_attachment(b"hola acta", maintype="text", subtype="plain", filename="acta.txt")
    page = drop(ana, mail.as_bytes()).get_data(as_text=True)
    assert "Adjuntos que no se guardan: acta.txt" in words_of(page)
    assert 'name="kept_file"' not in page
    assert 'name="kept_file"' in drop(ana, mail.as_bytes(), keep="1").get_data(as_text=True)


def save(ana, page, **more):
    fields = {name: value for name, value in inputs_of(page).items() if name not in {"csrf_token", "q"}}
    fields |= {"kind": "meeting", "when": "3 de marzo de 2026", "participants-0-role": "host"}
    return send(ana, more.pop("to", "/registrar"), {**fields, **more})


def test_an_invitation_is_recorded_once_and_changed_by_its_next_edition(ana, store):
    first = EVENT.format(sequence=0, day="20270110", place="Alcaldía")
    page = drop(ana, first.encode(), "i.ics").get_data(as_text=True)
    fields = inputs_of(page)
    actors = {value for name, value in fields.items() if name.endswith("-actor")}
    assert {"ofai", "uis", "embajada-suiza"} <= actors
    rows = {name: "counterpart" for name in fields if name.endswith("-role")}
    assert save(ana, page, **rows).status_code == 302
    (made,) = list_interactions(store, InteractionFilter()).items
    second = EVENT.format(sequence=1, day="20270112", place="Concejo")
    page = paste(ana, second).get_data(as_text=True)
    assert "ya está registrado en «Mesa de agua»" in words_of(page)
    assert f'action="/interacciones/{made.id}/editar"' in page
    assert inputs_of(page)["place"] == "Concejo"
    assert "12 de enero de 2027" in page
    assert get_interaction(store, made.id).place == "Alcaldía"


@pytest.mark.parametrize("text", ["", "hola, sin encabezado", "BEGIN:VCALENDAR\nnada", "De: \nPara: \n\n"])
def test_what_is_no_e_mail_is_said_and_what_was_pasted_stays(ana, text):
    answer = paste(ana, text)
    assert answer.status_code == 422
    assert text.strip() in answer.get_data(as_text=True).replace("&#34;", '"').replace("\r", "")


def test_a_script_in_an_e_mail_is_only_text(ana):
    html = b"Message-ID: <9@x>\nFrom: Ana <ana@uis.edu.co>\nSubject: <b>x</b>\nContent-Type: text/html\n\n<p>Hola<script>alert(1)</script><img src=http://x/y.gif onerror=alert(2)></p>"
    page = drop(ana, html).get_data(as_text=True)
    assert "alert(" not in page
    assert "http://x/y.gif" not in page
    assert "Hola" in page


def test_who_only_reads_cannot_bring_in_an_e_mail(login_as):
    assert login_as("reader").get("/importar/correo").status_code == 403
