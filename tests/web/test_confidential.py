"""What only some see is nothing to others: through every door there is, and an id of it answers as one nobody ever had."""

import csv
import io
import json
import re
from datetime import UTC, datetime

import pytest

from crm.access import SYSTEM, Viewer, principals_of
from crm.accounts.managing import NewToken, get_user, make_token
from crm.actors import create_actor, get_actor
from crm.commitments import CommitmentFilter, list_commitments
from crm.derived.refreshing import refresh
from crm.exports.files import export
from crm.files.attaching import attach_files, files_of
from crm.files.vault import Vault
from crm.history import history_of, undo
from crm.interactions import create_interaction
from tests.makers import make_actor, make_commitment, make_interaction, make_office
from tests.web.browsing import add_user, send, token_of
from tests.web.test_api import Api

SECRET = "Zarzamora"


@pytest.fixture
def office(store, config):
    """Ana's own meeting with everything on it: a promise, a file, an actor only she sees."""
    ana = add_user(store, "editor", "Ana Pérez", "ana@red").viewer
    for actor in (make_office(), make_actor(id="embajada-francia")):
        create_actor(store, SYSTEM, actor)
    mine = (f"user:{ana.id}",)
    create_actor(
        store, ana, make_actor(id="oculto", name=f"Fundación {SECRET}", type="ngo_foundation", audience=mine)
    )
    promise = make_commitment(
        id="callado", text=f"Callar {SECRET}", owner="embajada-francia", due="2026-12-01"
    )
    made = make_interaction(
        "embajada-francia", "oculto", id="secreta", title=f"Reunión {SECRET}", summary=f"{SECRET} habló", audience=mine,
        commitments=[promise], themes=["water"],
    )  # fmt: skip
    create_interaction(store, ana, made)
    create_interaction(
        store, SYSTEM, make_interaction("embajada-francia", id="abierta", title="Reunión abierta")
    )
    kept = Vault(config.data_dir / "files").keep(io.BytesIO(SECRET.encode()), f"{SECRET}.txt")
    attach_files(store, ana, "secreta", [kept])
    refresh(store, config.data_dir / "derived")
    return store


@pytest.fixture
def bea(login_as, office):
    """An administrator, who sees no more of it than anybody."""
    return login_as("administrator", "Bea Ruiz")


@pytest.fixture
def program(app, office, bea):
    user = get_user(office, "u-bea-ruiz").viewer
    secret = make_token(
        office, user, NewToken("hoja", "administrator", f"user:{user.id}"), datetime.now(UTC)
    )[1]
    return Api(app, secret)


PAGES = (
    "/", "/actores", "/interacciones", "/interacciones?q=zarzamora", "/interacciones/exportar", "/actores/exportar",
    "/compromisos", "/compromisos?q=callar", "/buscar?q=zarzamora", "/buscar?q=callar",
    "/buscar/sugerir?q=zarzamora", "/actores/embajada-francia", "/actores/ofai", "/historial",
    "/historial/embajada-francia", "/historial/ofai", "/red", "/red/datos", "/analisis", "/agenda", "/mas",
    "/actores/embajada-francia/personas", "/registrar", "/registrar/formulario", "/agenda?dia=2026-12-01", "/agenda?vista=mes", "/compromisos/revisar",
    "/compromisos/esperando", "/enfrian", "/delegaciones", "/ajustes", "/duplicados", "/documentos", "/proyectos",
)  # fmt: skip


def test_no_page_says_a_word_of_it(bea):
    for page in PAGES:
        answer = bea.get(page, follow_redirects=True)
        assert answer.status_code in {200, 404}, page
        text = answer.get_data(as_text=True)
        assert SECRET not in text, page
        assert "callado" not in text, page
        assert "oculto" not in text, page


ADDRESSES = {
    "/interacciones/secreta": "/interacciones/ninguna",
    "/interacciones/secreta/editar": "/interacciones/ninguna/editar",
    "/compromisos/callado": "/compromisos/ninguno",
    "/actores/oculto": "/actores/ninguno",
    "/actores/oculto/perdida": "/actores/ninguno/perdida",
    "/historial/secreta": "/historial/ninguna",
    "/interacciones/secreta.ics": "/interacciones/ninguna.ics",
    "/interacciones/secreta/delegacion": "/interacciones/ninguna/delegacion",
    "/interacciones/secreta/programa": "/interacciones/ninguna/programa",
    "/interacciones/secreta/papeles": "/interacciones/ninguna/papeles",
    "/actores/oculto.vcf": "/actores/ninguno.vcf",
    "/actores/oculto/unir": "/actores/ninguno/unir",
    "/compromisos/callado/resultado": "/compromisos/ninguno/resultado",
    "/borrar/oculto": "/borrar/ninguno",
    "/borrar/secreta": "/borrar/ninguna",
}


def test_its_address_answers_like_one_that_never_was(bea):
    for hidden, nobody in ADDRESSES.items():
        answers = bea.get(hidden), bea.get(nobody)
        assert [answer.status_code for answer in answers] == [404, 404], hidden
        assert without_ids(answers[0]) == without_ids(answers[1]), hidden


def without_ids(answer):
    text = re.sub(r'content="[^"]+"|value="[^"]+"', "", answer.get_data(as_text=True))
    return re.sub(r"secreta|ningun[ao]|callado|oculto", "X", text)


def test_its_file_is_served_to_nobody_else(bea, program, office):
    (file,) = files_of(office, "secreta")
    assert bea.get(f"/archivos/{file.id}").status_code == 404
    assert program("GET", f"/files/{file.id}").status_code == 404
    assert program("GET", f"/files/{file.id}/content").status_code == 404
    assert program("GET", "/interactions/secreta/files").status_code == 404


ANSWERS = (
    "/actors", "/interactions", "/commitments", "/search?q=zarzamora", "/suggest?q=zarzamora",
    "/lookalikes?name=Fundación Zarzamora", "/actors/embajada-francia/timeline", "/actors/embajada-francia/ties",
    "/actors/embajada-francia", "/history/embajada-francia", "/commitments?owner=embajada-francia",
    "/agenda?first=2026-11-01&last=2026-12-20", "/quiet", "/duplicates", "/commitments/to-review", "/actors/embajada-francia/reciprocity",
)  # fmt: skip


def test_no_answer_of_the_api_holds_it(program):
    for path in ANSWERS:
        answer = program("GET", path)
        assert answer.status_code == 200, answer.json
        assert SECRET not in json.dumps(answer.json, ensure_ascii=False), path
        assert "secreta" not in json.dumps(answer.json), path


def test_a_line_does_not_find_whom_only_others_see(program, app, office):
    for text in (f"reunión con Fundación {SECRET} sobre agua", "reunión con Zarzamora"):
        read = program("POST", "/captures/proposal", {"text": text})
        assert read.status_code == 200
        assert "oculto" not in json.dumps(read.json)
    ana = app.test_client()
    send(ana, "/entrar", {"login": "ana@red", "password": "una frase larga y tranquila"})
    token = token_of(ana.get("/").get_data(as_text=True))
    said = {"text": f"reunión con Fundación {SECRET} sobre agua"}
    own = ana.post("/api/v1/captures/proposal", json=said, headers={"X-CSRFToken": token})
    assert "oculto" in json.dumps(own.json), "who sees it is understood"


def problems(answer):
    body = {name: value for name, value in answer.json.items() if name != "type"}
    return re.sub(r"secreta|ninguna|oculto|ninguno|callado", "X", json.dumps(body, ensure_ascii=False))


def test_writing_to_it_answers_like_writing_to_nothing(program):
    for verb, path in (("DELETE", "/interactions/{}"), ("POST", "/interactions/{}/restore")):
        there, nothing = (program(verb, path.format(id), If_Match='"1"') for id in ("secreta", "ninguna"))
        assert there.status_code == nothing.status_code == 404
        assert problems(there) == problems(nothing)
    meeting = make_interaction("embajada-francia").model_dump(mode="json", exclude={"version"})
    for field, hidden, nothing in (("related", "secreta", "ninguna"),):
        given = [program("POST", "/interactions", {**meeting, field: [id]}) for id in (hidden, nothing)]
        assert [one.status_code for one in given] == [422, 422]
        assert problems(given[0]) == problems(given[1])
    parties = [{"actor": "oculto"}], [{"actor": "ninguno"}]
    given = [program("POST", "/interactions", {**meeting, "participants": one}) for one in parties]
    assert [one.status_code for one in given] == [422, 422]
    assert problems(given[0]) == problems(given[1])
    taken = program("POST", "/interactions", {**meeting, "id": "secreta"})
    assert (taken.status_code, taken.json["errors"][0]["key"]) == (422, "id_taken")


def test_nobody_else_undoes_it_or_reads_its_history(office, program):
    transaction = history_of(office, "secreta")[-1].transaction
    assert program("POST", f"/undo/{transaction}").status_code == 404
    assert program("GET", "/history/secreta").status_code == 404
    ana = Viewer("u-ana-perez", "Ana", "editor", principals_of("u-ana-perez"))
    undo(office, ana, history_of(office, "secreta")[0].transaction)


def test_exports_and_counts_leave_it_out(office, tmp_path):
    seen = office.as_seen_by(SYSTEM.principals)
    export(seen, tmp_path / "todo.json")
    assert SECRET not in (tmp_path / "todo.json").read_text()
    export(seen, tmp_path / "tablas.csv")
    rows = [
        row
        for file in (tmp_path / "tablas.csv").rglob("*.csv")
        for row in csv.reader(file.open(encoding="utf-8-sig"))
    ]
    assert SECRET not in str(rows)
    card = get_actor(office, "embajada-francia")
    assert (card.interactions, card.next_due) == (1, None)
    assert list_commitments(seen, CommitmentFilter()).total == 0


def test_who_may_see_it_sees_all_of_it(app, office):
    ana = app.test_client()
    send(ana, "/entrar", {"login": "ana@red", "password": "una frase larga y tranquila"})
    assert SECRET in ana.get("/interacciones/secreta").get_data(as_text=True)
    assert SECRET in ana.get("/buscar?q=zarzamora").get_data(as_text=True)
    (file,) = files_of(office, "secreta")
    assert ana.get(f"/archivos/{file.id}").data == SECRET.encode()
