"""Recording in one line: the page, the form behind it, its API, and what is kept for when the network is away."""

import re
from datetime import UTC, date, datetime

import pytest

from crm.access import SYSTEM
from crm.accounts.tokens import NewToken, make_token
from crm.actors import create_actor
from crm.interactions import InteractionFilter, get_interaction, list_interactions, update_interaction
from tests.makers import make_actor, make_office
from tests.web.browsing import send
from tests.web.reading import found, inputs_of

LINE = "ayer reunión con la UIS sobre agua; compromiso: enviar ficha técnica el 15"


@pytest.fixture
def small(store):
    create_actor(store, SYSTEM, make_office())
    create_actor(store, SYSTEM, make_actor(id="embajada-francia", name="Embajada de Francia", country="FR"))
    names = {"name": "Universidad Industrial de Santander (UIS)", "aliases": ["UIS"], "type": "university"}
    create_actor(store, SYSTEM, make_actor(id="uis", **names))
    return store


def everything(store):
    return list_interactions(store, InteractionFilter(limit=100)).items


def call(client, path, body, key="", author=""):
    token = found(r'name="csrf-token" content="([^"]+)"', client.get("/registrar").get_data(as_text=True))
    headers = {"X-CSRFToken": token, **({"Idempotency-Key": key} if key else {})}
    headers |= {"Line-Author": author} if author else {}
    return client.post(f"/api/v1/captures{path}", json=body, headers=headers)


def proposed(client, text=LINE, today="2026-11-19"):
    answer = call(client, "/proposal", {"text": text, "today": today})
    assert answer.status_code == 200, answer.json
    return answer.json


def test_the_page_greets_with_the_line_and_has_the_full_form_one_step_away(ana):
    page = ana.get("/registrar").get_data(as_text=True)
    assert "data-capture" in page
    assert 'href="/registrar/formulario"' in page
    assert 'href="/registrar/varias"' in page


def test_from_an_actor_s_record_the_line_is_begun_with_its_name(ana):
    page = ana.get("/registrar?actor=uis").get_data(as_text=True)
    assert "hoy reunión con Universidad Industrial de Santander (UIS) sobre </textarea>" in page
    assert 'href="/registrar/formulario?actor=uis"' in page
    assert (
        inputs_of(ana.get("/registrar/formulario?actor=uis").get_data(as_text=True))["participants-1-actor"]
        == "uis"
    )
    assert ana.get("/registrar?actor=nadie").status_code == 200


def test_who_only_reads_is_not_asked_what_happened(login_as, small):
    leo = login_as("reader")
    for path in ("/registrar", "/registrar/varias", "/registrar/sesion"):
        assert leo.get(path).status_code == 403
    assert call_status(leo) == 403


def call_status(client):
    token = found(r'name="csrf-token" content="([^"]+)"', client.get("/").get_data(as_text=True))
    answer = client.post("/api/v1/captures", json={"text": LINE}, headers={"X-CSRFToken": token})
    return answer.status_code


def test_a_line_is_read_with_the_words_and_names_that_its_chips_show(ana):
    read = proposed(ana)
    assert read["proposal"]["when"] == {"start": "2026-11-18", "end": "2026-11-18", "precision": "day"}
    assert [one["actor"] for one in read["proposal"]["participants"]] == ["ofai", "uis"]
    assert read["actors"]["uis"]["name"] == "Universidad Industrial de Santander (UIS)"
    assert "noviembre" in read["words"]["when"]
    assert "15 de diciembre" in read["words"]["commitments"][0]
    assert read["blocking"] == []


def test_a_new_actor_without_a_type_holds_saving_back_by_its_place(ana):
    read = proposed(ana, "ayer reunión con la UIS y Ranas del Oriente")
    assert read["proposal"]["participants"][2]["type"] is None
    assert read["blocking"] == ["participants[2]"]


def test_nothing_cannot_be_read_and_the_problem_says_where(ana):
    answer = call(ana, "/proposal", {"text": "   "})
    assert answer.status_code == 422
    assert answer.mimetype == "application/problem+json"
    assert answer.json["errors"][0]["field"] == "text"
    assert call(ana, "/proposal", {"text": "x" * 2001}).status_code == 422
    assert call(ana, "/proposal", {"texto": LINE}).json["errors"][1]["key"] == "unknown_field"


def test_a_proposal_is_saved_once_for_its_key_and_undone_at_once(ana, small):
    given = {"text": LINE, "proposal": proposed(ana)["proposal"]}
    first, again = call(ana, "", given, "una"), call(ana, "", given, "una")
    assert (first.status_code, again.status_code) == (201, 201)
    assert first.json["interaction"] == again.json["interaction"]
    (made,) = everything(small)
    assert (made.when.start, made.commitments[0].due.start) == (date(2026, 11, 18), date(2026, 12, 15))
    assert first.headers["Location"] == f"/api/v1/interactions/{made.id}"
    token = found(r'name="csrf-token" content="([^"]+)"', ana.get("/registrar").get_data(as_text=True))
    undo = f"/api/v1/undo/{first.json['transaction']}"
    assert ana.post(undo, headers={"X-CSRFToken": token}).status_code == 200
    assert everything(small) == []


def test_a_line_sent_again_offers_to_undo_its_own_save_and_not_what_came_after(ana, small):
    given = {"text": LINE, "proposal": proposed(ana)["proposal"]}
    first = call(ana, "", given, "una").json
    batch = call(ana, "/batch", {"items": [given]}, "dos").json
    for id in (first["interaction"], batch["items"][0]["interaction"]):
        update_interaction(small, SYSTEM, get_interaction(small, id).having(summary="Acta de la colega."))
    assert call(ana, "", given, "una").json["transaction"] == first["transaction"]
    assert call(ana, "/batch", {"items": [given]}, "dos").json["transaction"] == batch["transaction"]


def test_a_line_is_never_saved_as_somebody_else_s(ana, small):
    given = {"text": LINE, "proposal": proposed(ana)["proposal"]}
    mine = ana.get("/registrar/sesion").json["user"]["id"]
    for path, body in (("", given), ("/batch", {"items": [given]})):
        refused = call(ana, path, body, "una", author="u-otra")
        assert (refused.status_code, refused.json["type"]) == (409, "urn:aliados:another-author")
        assert "otra persona" in refused.json["detail"]
    assert everything(small) == []
    assert call(ana, "", given, "una", author=mine).status_code == 201


def test_a_changed_line_under_a_used_key_is_told_what_was_saved(ana, small):
    given = {"text": LINE, "proposal": proposed(ana)["proposal"]}
    first = call(ana, "", given, "una").json
    changed = call(ana, "", {"text": "hoy llamada a la UIS"}, "una")
    assert changed.status_code == 422
    assert changed.json["saved"] == first
    assert len(everything(small)) == 1


def test_the_details_of_a_line_whose_answer_was_lost_open_its_record_and_make_no_second(ana, small):
    given = {"text": LINE, "proposal": proposed(ana)["proposal"]}
    made = call(ana, "", given, "una").json["interaction"]
    answer = send(ana, "/registrar/linea", {"text": LINE, "key": "una"})
    assert (answer.status_code, answer.headers["Location"]) == (303, f"/interacciones/{made}/editar")
    page = ana.get(answer.headers["Location"]).get_data(as_text=True)
    assert "Esa línea ya estaba guardada" in page
    assert 'data-draft-saved="u-ana-perez:/registrar/linea"' in page
    assert send(ana, "/registrar/linea", {"text": LINE, "key": "nunca-enviada"}).status_code == 200
    assert len(everything(small)) == 1


def test_a_corrected_proposal_gets_the_title_of_what_it_became(ana, small):
    proposal = proposed(ana)["proposal"]
    proposal["kind"] = "visit"
    proposal["participants"][1] |= {
        "actor": "embajada-francia",
        "text": "Embajada de Francia",
        "role": "invited",
    }
    made = call(ana, "", {"proposal": proposal, "retitle": True}).json["interaction"]
    saved = get_interaction(small, made)
    assert "Embajada de Francia" in saved.title
    assert "UIS" not in saved.title
    assert saved.participants[1].role == "invited"


def test_what_cannot_be_saved_as_it_is_is_refused_and_nothing_of_it_stays(ana, small):
    proposal = proposed(ana, "ayer reunión con la UIS y Ranas del Oriente")["proposal"]
    answer = call(ana, "", {"proposal": proposal}, "otra")
    assert answer.status_code == 422
    assert any("participants[2]" in one["field"] for one in answer.json["errors"])
    assert everything(small) == []
    proposal["participants"][2]["type"] = "ngo_foundation"
    saved = call(ana, "", {"proposal": proposal}, "otra")
    assert saved.status_code == 201
    assert len(saved.json["created"]) == 1


def test_several_lines_are_saved_together_or_not_at_all_and_undone_together(ana, small):
    texts = [
        "ayer reunión con la UIS",
        "hoy llamada con Embajada de Francia",
        "hoy visita de Ranas del Oriente",
    ]
    read = call(ana, "/proposals", {"lines": [*texts, ""], "today": "2026-11-19"}).json["items"]
    assert "error" in read[3]
    items = [{"text": one["text"], "proposal": one["proposal"]} for one in read[:3]]
    refused = call(ana, "/batch", {"items": items}, "varias")
    assert refused.status_code == 422
    assert refused.json["errors"][0]["field"].startswith("items[2]")
    assert everything(small) == []
    items[2]["proposal"]["participants"][-1]["type"] = "ngo_foundation"
    saved = call(ana, "/batch", {"items": items}, "varias")
    assert saved.status_code == 201, saved.json
    assert call(ana, "/batch", {"items": items}, "varias").status_code == 201
    assert len(everything(small)) == 3
    token = found(r'name="csrf-token" content="([^"]+)"', ana.get("/registrar").get_data(as_text=True))
    ana.post(f"/api/v1/undo/{saved.json['transaction']}", headers={"X-CSRFToken": token})
    assert everything(small) == []


def test_without_scripts_the_line_leads_to_the_form_with_everything_in_it(ana, small):
    answer = send(ana, "/registrar/linea", {"text": LINE})
    fields = inputs_of(answer.get_data(as_text=True))
    assert (fields["kind"], fields["participants-0-actor"], fields["participants-1-actor"]) == (
        "meeting",
        "ofai",
        "uis",
    )
    assert fields["commitments-0-text"] == "enviar ficha técnica"
    assert 'action="/registrar"' in answer.get_data(as_text=True)
    sent = {name: value for name, value in fields.items() if "__n__" not in name}
    saved = send(ana, "/registrar", sent)
    assert saved.status_code == 302
    (made,) = everything(small)
    assert [one.actor for one in made.participants] == ["ofai", "uis"]
    assert made.commitments[0].text == "enviar ficha técnica"


def test_the_hour_of_a_line_stands_in_the_form_and_on_the_page(ana, small):
    page = send(ana, "/registrar/linea", {"text": "ayer a las 3 pm reunión con la UIS"}).get_data(
        as_text=True
    )
    assert inputs_of(page)["hour"] == "15:00"
    proposal = proposed(ana, "ayer a las 3 pm reunión con la UIS")["proposal"]
    assert proposal["hour"] == "15:00"
    made = call(ana, "", {"proposal": proposal}).json["interaction"]
    assert get_interaction(small, made).hour == "15:00"
    wrong = call(ana, "", {"proposal": {**proposal, "hour": "25:99"}})
    assert wrong.status_code == 422
    assert "hour" in str(wrong.json)


def test_a_new_name_is_not_lost_on_the_way_to_the_form(ana):
    page = send(ana, "/registrar/linea", {"text": "ayer reunión con Ranas del Oriente"}).get_data(
        as_text=True
    )
    assert "Ranas del Oriente" in inputs_of(page)["participants-1-actor-text"]
    assert "Crear «Ranas del Oriente»" in page


def test_a_line_without_words_comes_back_with_what_to_do(ana):
    answer = send(ana, "/registrar/linea", {"text": " "})
    assert answer.status_code == 422
    assert "Escriba qué pasó" in answer.get_data(as_text=True)


def test_without_scripts_many_lines_are_read_rewritten_and_saved_together(ana, small):
    lines = "ayer reunión con la UIS\n\nhoy visita de Ranas del Oriente"
    page = send(ana, "/registrar/varias", {"lines": lines}).get_data(as_text=True)
    assert page.count("data-line ") == 2
    assert "quién es «Ranas del Oriente»" in page
    kept = send(ana, "/registrar/varias", {"lines": lines, "save": "1"})
    assert kept.status_code == 200
    assert everything(small) == []
    saved = send(
        ana, "/registrar/varias", {"lines": "ayer reunión con la UIS\nhoy llamada con la UIS", "save": "1"}
    )
    assert saved.status_code == 302
    assert len(everything(small)) == 2
    assert "2 líneas guardadas." in ana.get("/interacciones").get_data(as_text=True)


def test_too_many_lines_are_not_lost(ana):
    lines = "\n".join(f"ayer reunión {number}" for number in range(101))
    answer = send(ana, "/registrar/varias", {"lines": lines})
    assert answer.status_code == 422
    assert "ayer reunión 100" in answer.get_data(as_text=True)


@pytest.mark.parametrize(
    ("text", "promised", "start"),
    [
        ("ayer", "", "2026-11-18"),
        ("el 15", "1", "2026-12-15"),
        ("el 15", "", "2026-11-15"),
        ("tomorrow", "", "2026-11-20"),
        ("marzo de 2024", "", "2024-03-01"),
        ("cuando las ranas", "", None),
    ],
)
def test_words_for_a_day_are_read_as_the_line_reads_them(ana, text, promised, start):
    asked = {"q": text, "hoy": "2026-11-19", "promesa": promised}
    answer = ana.get("/registrar/fecha", query_string=asked).json
    assert (answer["when"] or {}).get("start") == start
    assert bool(answer["text"]) is (start is not None)


def test_words_for_a_day_of_a_planned_meeting_look_ahead(ana):
    asked = {"q": "1 de diciembre a las 3 pm", "hoy": "2026-11-23"}
    assert ana.get("/registrar/fecha", query_string=asked).json["when"]["start"] == "2025-12-01"
    for more in ({"planeada": "1"}, {"q": "el próximo 1 de diciembre"}, {"q": "será el 1 de diciembre"}):
        answer = ana.get("/registrar/fecha", query_string={**asked, **more}).json
        assert answer["when"]["start"] == "2026-12-01"


def test_a_planned_meeting_with_a_past_day_is_doubtful(ana):
    proposal = {"text": "tendremos reunión con la UIS el 3 de marzo de 2020", "today": "2026-11-23"}
    token = found(r'name="csrf-token" content="([^"]+)"', ana.get("/registrar").get_data(as_text=True))
    answer = ana.post("/api/v1/captures/proposal", json=proposal, headers={"X-CSRFToken": token}).json
    assert [one["about"] for one in answer["proposal"]["warnings"]] == ["when"]


def test_what_was_saved_with_a_doubt_says_so_on_its_page_until_it_is_settled(ana, small):
    token = found(r'name="csrf-token" content="([^"]+)"', ana.get("/registrar").get_data(as_text=True))
    line = {"text": "el martes 24 reunión con la Fundación Zutana", "today": "2026-11-23"}
    saved = ana.post("/api/v1/captures", json=line, headers={"X-CSRFToken": token}).json
    url = saved["url"]
    page = ana.get(url).get_data(as_text=True)
    assert "Se guardó con algo dudoso." in page
    version = str(get_interaction(small, saved["interaction"]).version)
    assert send(ana, url + "/revisado", {"version": version}).status_code == 302
    assert not get_interaction(small, saved["interaction"]).to_review
    assert "Se guardó con algo dudoso." not in ana.get(url).get_data(as_text=True)


def test_a_token_can_do_what_the_page_can(client, small, login_as):
    new = NewToken("máquina", "editor", "office")
    _token, secret = make_token(small, SYSTEM, new, datetime.now(UTC))
    headers = {"Authorization": f"Bearer {secret}", "Idempotency-Key": "una"}
    read = client.post("/api/v1/captures/proposal", json={"text": LINE}, headers=headers)
    assert read.status_code == 200
    assert client.post("/api/v1/captures", json={"text": LINE}, headers=headers).status_code == 201
    assert len(everything(small)) == 1


def test_the_paths_are_described(client):
    document = client.get("/api/v1/openapi.json").json
    assert {"/captures", "/captures/proposal", "/captures/proposals", "/captures/batch"} <= document[
        "paths"
    ].keys()
    body = document["paths"]["/captures"]["post"]["requestBody"]["content"]["application/json"]["schema"]
    assert body == {"$ref": "#/components/schemas/Capture"}


def test_without_a_session_programs_are_told_so(client, small):
    assert client.post("/api/v1/captures", json={"text": LINE}).status_code == 401
    assert client.get("/registrar/sesion", headers={"Accept": "application/json"}).status_code == 401


def test_what_is_kept_for_later_shows_nobody(ana, client):
    for lang, words in (("es", "Sin conexión"), ("en", "No connection")):
        page = ana.get(f"/registrar/sin-red/{lang}").get_data(as_text=True)
        assert words in page
        assert "Ana" not in page
        assert client.get(f"/registrar/palabras/{lang}").json["zone"] == "America/Bogota"
    assert client.get("/registrar/sin-red/xx").status_code == 404


def test_the_service_worker_keeps_own_files_that_are_there_and_changes_with_them(client):
    answer = client.get("/sw.js")
    assert answer.mimetype == "text/javascript"
    assert answer.headers["Cache-Control"] == "no-cache"
    kept = re.findall(r'"(/static/[^"]+)"', answer.get_data(as_text=True))
    assert any(path.endswith("/js/capture.js") for path in kept)
    assert not any("vendor" in path for path in kept)
    assert all(client.get(path).status_code == 200 for path in kept)
    assert re.search(r'const VERSION = "[0-9a-f]{12}";', answer.get_data(as_text=True))


@pytest.mark.parametrize("today", ["0001-01-01", "9999-12-31"])
@pytest.mark.parametrize(
    "text", ["\\ud800 reunión con la UIS", "hace 3 años con \\u0000 y \\u202e", "<script>alert(1)</script>"]
)
def test_no_line_and_no_day_breaks_it(ana, text, today):
    token = found(r'name="csrf-token" content="([^"]+)"', ana.get("/registrar").get_data(as_text=True))
    headers = {"X-CSRFToken": token, "Content-Type": "application/json"}
    body = f'{{"text": "{text}", "today": "{today}"}}'
    assert ana.post("/api/v1/captures/proposal", data=body, headers=headers).status_code in {200, 422}
    assert ana.post("/api/v1/captures", data=body, headers=headers).status_code in {201, 422}
