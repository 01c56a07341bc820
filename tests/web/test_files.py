"""Files in the forms: chosen once, kept when something else is wrong, served so that no browser runs them."""

import io
import re

import pytest

from crm.access import SYSTEM
from crm.accounts.persons import link_person
from crm.actors import create_actor
from crm.files.attaching import files_of
from crm.files.checking import check_files
from crm.files.images import is_whole_image
from crm.files.vault import Vault
from crm.interactions import InteractionFilter, get_interaction, list_interactions
from tests.crm.test_files import PDF, full_disk, png
from tests.makers import make_actor, make_office, make_person, make_post
from tests.web.browsing import add_user, send
from tests.web.reading import words_of
from web.files import pages

MEETING = {
    "kind": "meeting",
    "when": "hoy",
    "participants-0-actor": "ofai",
    "participants-0-role": "host",
    "participants-1-actor": "embajada-francia",
    "participants-1-role": "counterpart",
    "confidential": "office",
}


@pytest.fixture
def small(store):
    create_actor(store, SYSTEM, make_office())
    create_actor(store, SYSTEM, make_actor(id="embajada-francia"))
    create_actor(
        store,
        SYSTEM,
        make_person(id="luz-rey", name="Luz Rey", posts=[make_post("ofai", title="Profesional")]),
    )
    return store


def upload(*files):
    return [(io.BytesIO(data), name) for name, data in files]


def record(client, *files, **changes):
    given = {name.replace("__", "-"): value for name, value in changes.items()}
    return send(client, "/registrar", {**MEETING, **given, "files": upload(*files)})


def saved(client, store, *files, **changes):
    answer = record(client, *files, **changes)
    assert answer.status_code == 302, words_of(answer.get_data(as_text=True))
    return get_interaction(store, answer.headers["Location"].rsplit("/", 1)[1])


def tokens_of(answer):
    return re.findall(r'name="kept_file" value="([^"]+)" checked', answer.get_data(as_text=True))


def test_a_meeting_is_saved_with_its_files(ana, small, config):
    made = saved(ana, small, ("acta.pdf", PDF), ("foto.png", png()))
    assert [one.name for one in files_of(small, made.id)] == ["acta.pdf", "foto.png"]
    page = ana.get(f"/interacciones/{made.id}").get_data(as_text=True)
    assert "acta.pdf" in page
    assert "foto.png" in page
    assert check_files(small, Vault(config.data_dir / "files")) == []


def test_what_was_chosen_stays_when_something_else_is_wrong(ana, small):
    answer = record(ana, ("acta.pdf", PDF), ("mala.html", b"<html><script>"), when="cuando crezcan las ranas")
    assert answer.status_code == 422
    words = words_of(answer.get_data(as_text=True))
    assert "«mala.html» no es de un tipo que se pueda guardar" in words
    assert "acta.pdf" in words
    (token,) = tokens_of(answer)
    made = saved(ana, small, kept_file=[token])
    assert [one.name for one in files_of(small, made.id)] == ["acta.pdf"]


def test_a_chosen_file_can_be_left_out_again_and_is_nobody_else_s(ana, small, login_as):
    (token,) = tokens_of(record(ana, ("acta.pdf", PDF), when="?"))
    assert files_of(small, saved(ana, small).id) == []
    bea = login_as("administrator", "Bea")
    answer = record(bea, kept_file=[token], summary="Otra")
    assert "ya no está entre lo que se había elegido" in words_of(answer.get_data(as_text=True))
    forged = record(bea, kept_file=["x.y.z"], summary="Otra")
    assert forged.status_code == 302


def test_a_full_disk_saves_nothing_and_says_so(ana, small):
    with full_disk(20_000):
        answer = record(ana, ("nota.txt", b"a" * 60_000), summary="Lo escrito")
    assert answer.status_code == 507
    assert "No hay espacio en el disco" in words_of(answer.get_data(as_text=True))
    assert "Lo escrito" in answer.get_data(as_text=True)
    assert list_interactions(small, InteractionFilter()).total == 0


def test_files_are_added_to_a_meeting_that_is_there_and_taken_away(ana, small):
    made = saved(ana, small)
    empty = send(ana, f"/interacciones/{made.id}/archivos", {})
    assert empty.status_code == 422
    answer = send(ana, f"/interacciones/{made.id}/archivos", {"files": upload(("acta.pdf", PDF))})
    assert answer.status_code == 302
    (file,) = files_of(small, made.id)
    send(ana, f"/archivos/{file.id}/quitar", {"version": file.version})
    assert files_of(small, made.id) == []
    assert "Archivo quitado." in ana.get(f"/interacciones/{made.id}").get_data(as_text=True)


@pytest.mark.parametrize(
    ("name", "data", "media"), [("acta.pdf", PDF, "application/pdf"), ("foto.png", png(), "image/png")]
)
def test_a_file_is_served_so_that_nothing_in_it_runs(ana, small, name, data, media):
    made = saved(ana, small, (name, data))
    (file,) = files_of(small, made.id)
    answer = ana.get(f"/archivos/{file.id}")
    assert answer.data == data
    assert answer.headers["Content-Type"] == media
    assert answer.headers["Content-Disposition"] == f"attachment; filename={name}"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
    assert "private" in answer.headers["Cache-Control"]
    shown = ana.get(f"/archivos/{file.id}?ver=1").headers["Content-Disposition"].split(";")[0]
    assert shown == ("inline" if media.startswith("image") else "attachment")
    again = ana.get(f"/archivos/{file.id}", headers={"If-None-Match": answer.headers["ETag"]})
    assert again.status_code == 304


def test_a_picture_that_is_one_no_longer_is_only_downloaded(ana, small, config):
    made = saved(ana, small, ("foto.png", png()))
    (file,) = files_of(small, made.id)
    Vault(config.data_dir / "files").path_of(file.sha256).write_bytes(png() + b"<script>")
    assert ana.get(f"/archivos/{file.id}?ver=1").headers["Content-Disposition"].startswith("attachment")


def test_a_picture_is_looked_at_once_however_often_it_is_shown(ana, small, monkeypatch):
    looks = []

    def look(*given):
        looks.append(given)
        return is_whole_image(*given)

    monkeypatch.setattr(pages, "is_whole_image", look)
    made = saved(ana, small, ("foto.png", png(3, 5)))
    (file,) = files_of(small, made.id)
    for _time in range(3):
        assert ana.get(f"/archivos/{file.id}?ver=1").headers["Content-Disposition"].startswith("inline")
    assert len(looks) == 1


def test_a_file_is_served_only_to_who_sees_its_meeting(ana, small, login_as, client):
    made = saved(ana, small, ("acta.pdf", PDF), confidential="me")
    (file,) = files_of(small, made.id)
    assert ana.get(f"/archivos/{file.id}").status_code == 200
    boss = login_as("administrator", "Bea")
    assert boss.get(f"/archivos/{file.id}").status_code == 404
    assert client.get(f"/archivos/{file.id}").status_code == 302


def test_readers_attach_nothing(ana, small, login_as):
    made = saved(ana, small)
    reader = login_as("reader", "Leo")
    assert (
        send(reader, f"/interacciones/{made.id}/archivos", {"files": upload(("a.pdf", PDF))}).status_code
        == 403
    )
    assert "Adjuntar" not in words_of(reader.get(f"/interacciones/{made.id}").get_data(as_text=True))


def test_who_of_the_office_was_there_is_ticked(ana, small):
    page = ana.get("/registrar/formulario").get_data(as_text=True)
    assert "De la oficina estuvieron" in page
    made = saved(ana, small, staff=["luz-rey"], hour="2:30 p. m.", duration="1 h 30", agreed="Un convenio.")
    assert [(one.actor, one.role) for one in made.participants][-1] == ("luz-rey", "host")
    assert (made.hour, made.duration, made.agreed) == ("14:30", 90, "Un convenio.")
    words = words_of(ana.get(f"/interacciones/{made.id}").get_data(as_text=True))
    assert "2:30 p. m." in words
    assert "1 h 30 min" in words
    assert "Un convenio." in words
    assert 'name="staff"' not in ana.get(f"/interacciones/{made.id}/editar").get_data(as_text=True)


def test_who_has_an_account_can_be_ticked_without_a_post(ana, small):
    create_actor(small, SYSTEM, make_person(id="sol-p", name="Sol Díaz"))
    sol = add_user(small, "editor", "Sol Díaz", "sol@red")
    assert "sol-p" not in ana.get("/registrar/formulario").get_data(as_text=True)
    link_person(small, sol.viewer, sol.id, "sol-p")
    assert 'name="staff" value="sol-p"' in ana.get("/registrar/formulario").get_data(as_text=True)


def test_some_people_see_it_and_nobody_else(ana, small, login_as):
    bea = add_user(small, "editor", "Bea Ruiz", "bea@red")
    made = saved(ana, small, confidential="some", seen_by=[bea.id], commitments__0__text="Un secreto")
    assert set(made.audience) == {f"user:{bea.id}", "user:u-ana-perez"}
    assert made.commitments[0].audience == made.audience
    page = words_of(ana.get(f"/interacciones/{made.id}").get_data(as_text=True))
    assert "Solo para: Ana Pérez, Bea Ruiz" in page
    edit = ana.get(f"/interacciones/{made.id}/editar").get_data(as_text=True)
    assert re.search(rf'value="{bea.id}" checked', edit)
    answer = record(ana, confidential="some", seen_by=["u-nadie"])
    assert answer.status_code == 422
