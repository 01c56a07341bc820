"""Tables in and out: shown before anything is saved, saved exactly as shown, and only what one may see goes out."""

import csv
import io
import json
import os
import time
import zipfile
from threading import Barrier, Thread

import pytest

from crm.access import SYSTEM
from crm.actors import ActorFilter, create_actor, get_actor, list_actors, update_actor
from crm.interactions import InteractionFilter, create_interaction, list_interactions
from tests.makers import make_actor, make_interaction, make_office
from tests.web.browsing import send, token_of
from tests.web.reading import inputs_of, text_of, words_of
from web import exporting

ACTORS = """Nombre,Tipo,País,Color
Embajada de Suiza,Embajada,Suiza,rojo
Universidad de Lieja,Universidad,Bélgica,azul
"""
MEETINGS = """Título,Clase,Fecha,Participantes
Reunión sobre agua,Reunión,2024-03-05,ofai:host|uis:counterpart
Foro,Evento,primer trimestre de 2023,ofai:host|uis:invited
"""


@pytest.fixture
def small(store):
    create_actor(store, SYSTEM, make_office())
    create_actor(store, SYSTEM, make_actor(id="embajada-francia"))
    create_actor(store, SYSTEM, make_actor(id="uis", name="UIS", type="university"))
    return store


def upload(client, text, noun="actors", name="tabla.csv"):
    content = text if isinstance(text, bytes) else text.encode()
    token = token_of(client.get("/importar").get_data(as_text=True))
    data = {"csrf_token": token, "noun": noun, "file": (io.BytesIO(content), name)}
    return client.post("/importar", data=data, content_type="multipart/form-data")


def confirmation(page):
    """What the button that saves would send."""
    return {name: value for name, value in inputs_of(page).items() if name != "csrf_token"}


def names(store):
    return {actor.name for actor in list_actors(store, ActorFilter(limit=200)).items}


def titles(store):
    return [one.title for one in list_interactions(store, InteractionFilter(limit=200)).items]


def test_a_table_of_actors_is_shown_first_and_saved_when_somebody_says_so(ana, small):
    answer = upload(ana, ACTORS)
    page = answer.get_data(as_text=True)
    words = words_of(page)
    assert answer.status_code == 200
    for said in ("Todavía no se ha guardado nada", "2 se agregan", "Embajada de Suiza", "Suiza", "fila 3"):
        assert said in words
    assert "Columnas que no se usan: Color" in words
    assert "Embajada de Suiza" not in names(small)
    answer = send(ana, "/importar/confirmar", confirmation(page))
    assert answer.headers["Location"] == "/actores"
    assert {"Embajada de Suiza", "Universidad de Lieja"} <= names(small)
    page = ana.get("/actores").get_data(as_text=True)
    assert "Tabla importada." in page
    assert "/deshacer/" in page


def test_a_table_of_interactions_comes_in(ana, small):
    page = upload(ana, MEETINGS, "interactions").get_data(as_text=True)
    assert "Evento · primer trimestre de 2023 · 2 participantes" in words_of(page)
    assert send(ana, "/importar/confirmar", confirmation(page)).headers["Location"] == "/interacciones"
    assert titles(small) == ["Reunión sobre agua", "Foro"]


def test_what_changes_is_shown_before_and_after(ana, small):
    table = "id,Nombre,Tipo,Ciudad,Otros nombres\nuis,UIS,Universidad,Bucaramanga,Universidad Industrial\n"
    page = upload(ana, table).get_data(as_text=True)
    words = words_of(page)
    assert "1 cambia" in words
    assert "Ciudad: Bucaramanga" in words
    assert "Universidad Industrial" in words
    send(ana, "/importar/confirmar", confirmation(page))
    assert get_actor(small, "uis").city == "Bucaramanga"
    assert "1 ya está igual" in words_of(upload(ana, table).get_data(as_text=True))


def test_rows_that_cannot_be_taken_are_named_with_column_and_reason_and_stay_out(ana, small):
    table = "Nombre,Tipo,País\nEmbajada de Suiza,Embajada,Suiza\nNave,Nave espacial,Marte\n,Embajada,Perú\n"
    page = upload(ana, table).get_data(as_text=True)
    words = words_of(page)
    assert "2 filas no se pueden tomar" in words
    assert "3 Tipo" in words
    assert "Nave espacial" in words
    assert "Guardar sin las 2 filas pendientes" in words
    send(ana, "/importar/confirmar", confirmation(page))
    assert "Embajada de Suiza" in names(small)
    assert "Nave" not in names(small)


def test_refused_rows_are_not_left_out_unless_that_was_said(ana, small):
    page = upload(ana, ACTORS + "Nave,Nave espacial,Marte,gris\n").get_data(as_text=True)
    fields = {name: value for name, value in confirmation(page).items() if name != "skip_bad"}
    answer = send(ana, "/importar/confirmar", fields)
    assert answer.status_code == 422
    assert "Embajada de Suiza" not in names(small)


@pytest.mark.parametrize(
    ("content", "name", "said"),
    [
        ("", "tabla.csv", "no tiene ninguna fila"),
        (b"\x00\x01\x02", "tabla.xlsx", "no es una hoja de cálculo o está dañado"),
        ("hola", "tabla.pdf", "No se pueden leer archivos «.pdf»"),
    ],
)
def test_a_file_that_cannot_be_read_is_said(ana, small, content, name, said):
    answer = upload(ana, content, name=name)
    assert answer.status_code == 422
    words = words_of(answer.get_data(as_text=True))
    assert "No se guardó nada" in words
    assert said in words


def test_a_table_whose_columns_nobody_knows_is_shown_to_be_corrected(ana, small):
    answer = upload(ana, "Color,Sabor\nEmbajada de Suiza,Embajada\n")
    page = answer.get_data(as_text=True)
    assert answer.status_code == 200
    assert "Falta la columna «nombre»" in words_of(page)
    assert "No hay nada que guardar" in words_of(page)
    fields = {**confirmation(page), "col-0": "name", "col-1": "type", "noun": "actors"}
    page = send(ana, "/importar", fields).get_data(as_text=True)
    assert "1 se agrega" in words_of(page)


def test_no_file_at_all_is_said(ana):
    answer = send(ana, "/importar", {"noun": "actors"})
    assert answer.status_code == 422


def test_a_file_above_the_limit_is_refused_calmly(ana):
    answer = upload(ana, "x" * 61_000_000)
    assert answer.status_code == 413
    assert "60 MB" in answer.get_data(as_text=True)


def test_when_the_data_changed_since_it_was_shown_it_is_shown_again(ana, small):
    page = upload(ana, "id,Nombre,Tipo,Ciudad\nuis,UIS,Universidad,Bucaramanga\n").get_data(as_text=True)
    update_actor(small, SYSTEM, get_actor(small, "uis").changed(city="Floridablanca"))
    answer = send(ana, "/importar/confirmar", confirmation(page))
    assert answer.status_code == 409
    words = words_of(answer.get_data(as_text=True))
    assert "Los datos cambiaron desde que usted revisó el archivo" in words
    assert "Floridablanca" in words
    assert get_actor(small, "uis").city == "Floridablanca"
    again = send(ana, "/importar/confirmar", confirmation(answer.get_data(as_text=True)))
    assert again.status_code == 302
    assert get_actor(small, "uis").city == "Bucaramanga"


def test_something_else_that_was_saved_meanwhile_does_not_matter(ana, small):
    page = upload(ana, MEETINGS, "interactions").get_data(as_text=True)
    update_actor(small, SYSTEM, get_actor(small, "embajada-francia").changed(city="Bogotá"))
    assert send(ana, "/importar/confirmar", confirmation(page)).status_code == 302
    assert len(titles(small)) == 2


def test_confirming_twice_saves_once(ana, small):
    fields = confirmation(upload(ana, MEETINGS, "interactions").get_data(as_text=True))
    for _twice in range(2):
        assert send(ana, "/importar/confirmar", fields).status_code == 302
    assert len(titles(small)) == 2


def test_two_people_with_the_same_file_save_it_once(small, login_as):
    people = [login_as("editor", "Ana"), login_as("administrator", "Berta")]
    forms = [confirmation(upload(one, MEETINGS, "interactions").get_data(as_text=True)) for one in people]
    barrier, answers = Barrier(2), []

    def confirm(client, fields):
        barrier.wait()
        answers.append(send(client, "/importar/confirmar", fields).status_code)

    threads = [Thread(target=confirm, args=pair) for pair in zip(people, forms, strict=True)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(answers) == [302, 409]
    assert sorted(titles(small)) == ["Foro", "Reunión sobre agua"]


def test_a_file_is_only_its_sender_s_and_is_forgotten_after_saving(ana, small, login_as, config):
    fields = confirmation(upload(ana, ACTORS).get_data(as_text=True))
    berta = login_as("administrator", "Berta")
    assert send(berta, "/importar/confirmar", fields).status_code == 422
    for key in ("../../red.db", "", "0" * 64 + ".csv", "x" * 500):
        assert send(ana, "/importar/confirmar", {**fields, "file_key": key}).status_code == 422
    assert send(ana, "/importar/confirmar", fields).status_code == 302
    assert [path for path in (config.data_dir / "uploads").rglob("*") if path.is_file()] == []


def test_a_file_nobody_confirmed_is_forgotten_after_a_day(ana, config):
    upload(ana, ACTORS)
    (kept,) = (config.data_dir / "uploads").rglob("*.csv")
    yesterday = time.time() - 25 * 3600
    os.utime(kept, (yesterday, yesterday))
    upload(ana, MEETINGS, "interactions")
    assert not kept.exists()


def test_who_only_reads_cannot_import_but_can_take_data_along(small, login_as):
    leo = login_as("reader")
    assert upload(leo, ACTORS).status_code == 403
    assert send(leo, "/importar/confirmar", {"file_key": "x"}).status_code == 403
    words = text_of(leo, "/importar")
    assert "Traer una tabla" not in words
    assert "Llevarse todo" in words
    assert leo.get("/exportar/json").status_code == 200


def table_of(content, name):
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        inner = next(one for one in archive.namelist() if one.endswith(name))
        return list(csv.DictReader(io.StringIO(archive.read(inner).decode("utf-8-sig"))))


@pytest.mark.parametrize(
    ("kind", "type", "begins"),
    [
        ("csv", "application/zip", b"PK"),
        ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", b"PK"),
        ("json", "application/json", b"{"),
        ("graphml", "application/octet-stream", b"<"),
        ("gexf", "application/octet-stream", b"<"),
    ],
)
def test_everything_can_be_taken_along(ana, small, kind, type, begins):
    create_interaction(small, SYSTEM, make_interaction("uis"))
    answer = ana.get(f"/exportar/{kind}")
    assert answer.status_code == 200
    assert answer.data.startswith(begins)
    assert answer.mimetype in {
        type,
        "application/xml",
        "text/xml",
        "application/graphml+xml",
        "application/gexf+xml",
    }
    assert (
        ".zip" in answer.headers["Content-Disposition"]
        if kind == "csv"
        else kind in answer.headers["Content-Disposition"]
    )
    assert answer.headers["Cache-Control"] == "no-store"


def test_what_goes_out_comes_in_again_unchanged(ana, small):
    create_interaction(small, SYSTEM, make_interaction("uis", title="Foro"))
    table = table_of(ana.get("/exportar/csv").data, "interactions.csv")
    assert [row["title"] for row in table] == ["Foro"]
    text = io.StringIO()
    writer = csv.DictWriter(text, table[0].keys())
    writer.writeheader()
    writer.writerows(table)
    assert "1 ya está igual" in words_of(upload(ana, text.getvalue(), "interactions").get_data(as_text=True))


def test_nobody_takes_along_what_only_another_sees(small, login_as):
    ana, berta = login_as("editor", "Ana"), login_as("administrator", "Berta")
    fields = {"kind": "meeting", "when": "hoy", "participants-0-actor": "uis", "participants-0-role": "host"}
    send(ana, "/registrar", {**fields, "title": "Secreto", "confidential": "me"})
    assert "Secreto" in json.dumps(json.loads(ana.get("/exportar/json").data), ensure_ascii=False)
    assert b"Secreto" not in berta.get("/exportar/json").data
    assert table_of(berta.get("/exportar/csv").data, "interactions.csv") == []


def test_one_file_at_a_time_and_nothing_stays_behind(ana, tmp_path, monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    answer = ana.get("/exportar/json")
    assert answer.data
    answer.close()
    assert list(tmp_path.glob("exportar-*")) == []
    with exporting._one_at_a_time:
        answer = ana.get("/exportar/json")
    assert answer.headers["Location"] == "/importar"
    assert "Se está preparando otro archivo" in ana.get("/importar").get_data(as_text=True)


def test_an_unknown_kind_of_file_is_no_page(ana):
    assert ana.get("/exportar/exe").status_code == 404


def test_how_a_table_is_read_is_remembered_under_a_name_until_it_is_forgotten(ana, small):
    page = upload(ana, "Quién,Qué es\nEmbajada de Suiza,Embajada\n").get_data(as_text=True)
    fields = {**confirmation(page), "col-0": "name", "col-1": "type", "noun": "actors"}
    page = send(ana, "/importar", fields).get_data(as_text=True)
    chosen = {**confirmation(page), "col-0": "name", "col-1": "type", "noun": "actors"}
    send(ana, "/importar/confirmar", {**chosen, "remember": "Directorio"})
    assert "Embajada de Suiza" in names(small)
    again = words_of(upload(ana, "Qué es,Quién\nEmbajada,Embajada de Perú\n", "").get_data(as_text=True))
    assert "Se leyó como usted lo dejó en «Directorio»" in again
    assert "1 se agrega" in again
    page = ana.get("/importar").get_data(as_text=True)
    send(
        ana, page.split('action="/importar/lecturas/')[1].split('"')[0].join(["/importar/lecturas/", ""]), {}
    )
    assert "Directorio" not in text_of(ana, "/importar")
