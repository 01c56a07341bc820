"""The page of the red on the office's real data: what is drawn, what is said of it, who may see what."""

import re
from collections import defaultdict
from datetime import UTC, date, datetime
from urllib.parse import parse_qs, urlsplit

import pytest

from crm.access import SYSTEM
from crm.accounts.tokens import NewToken, make_token
from crm.actors import Actor, create_actor
from crm.derived.refreshing import refresh
from crm.derived.results import read
from crm.schema import SCHEMA
from graph.opening import open_store
from seed.loader import load
from tests.web.browsing import PASSWORD, add_user, send
from web import create_app
from web.config import Config
from web.red.ready import load_beside_requests
from web.red.view import gather_view
from web.red.wish import START_TIES, Wish, read_wish

OFFICE = "ofai"
CHAMBER = "camara-comercio-bucaramanga"


class Office:
    """The application on the office's data with its analysis done, and people in it."""

    def __init__(self, folder):
        self.config = Config(store=f"sqlite:///{folder}/red.db", data_dir=folder)
        self.store = open_store(self.config.store, SCHEMA)
        load(self.store)
        self.view = self.store.as_seen_by({"public", "office"})
        self.derived = refresh(self.store, folder / "derived", date(2026, 11, 23))
        self.app = create_app(self.config, self.store)
        self.app.config["TESTING"] = True
        self.editor, self.reader = self.log_in("editor"), self.log_in("reader")
        self.derived = refresh(self.store, folder / "derived", date(2026, 11, 23))

    def log_in(self, role):
        user = add_user(self.store, role, f"Ana {role}")
        browser = self.app.test_client()
        send(browser, "/entrar", {"login": user.login, "password": PASSWORD})
        return browser

    def answer(self, query=""):
        return self.editor.get(f"/red/datos?{query}").get_json()

    def picture(self, **wish):
        return gather_view(self.view, self.derived, Wish(**wish))


@pytest.fixture(scope="module")
def office(tmp_path_factory):
    made = Office(tmp_path_factory.mktemp("red"))
    yield made
    made.store.close()


def names(answer):
    return {node["label"] for node in answer["network"]["nodes"]}


def ids(answer):
    return {node["id"] for node in answer["network"]["nodes"]}


def met(answer):
    """The pairs of actors that met, whatever they met for."""
    edges = answer["network"]["edges"]
    return {frozenset((edge["from"], edge["to"])) for edge in edges if edge["kind"] == "met"}


def query_of(url):
    return parse_qs(urlsplit(url).query)


def test_the_page_opens_with_the_search_some_suggestions_and_a_calm_picture(office):
    page = office.editor.get("/red").get_data(as_text=True)
    answer = office.answer()
    assert page.index('type="search"', page.index("red-search")) < page.index('id="red-canvas"')
    assert page.count("data-red href=") > 5
    assert "Los vínculos más fuertes" in page
    assert len(met(answer)) == START_TIES
    assert len(answer["network"]["nodes"]) < 80


def test_the_whole_red_says_how_many_have_no_ties(office):
    answer = office.answer("todo=1")
    everybody = office.answer("todo=1&sueltos=1")
    (lonely,) = [note for note in answer["notes"] if note.get("url")]
    assert query_of(lonely["url"]) == {"todo": ["1"], "sueltos": ["1"]}
    left_out = len(everybody["network"]["nodes"]) - len(answer["network"]["nodes"])
    assert lonely["text"].startswith(f"{left_out} actores sin vínculos")
    assert all(node["contacts"] for node in answer["network"]["nodes"])


def test_every_word_about_a_picture_counts_what_is_drawn(office):
    answer = office.answer("todo=1")
    nodes, edges = answer["network"]["nodes"], answer["network"]["edges"]
    pairs = {frozenset((edge["from"], edge["to"])) for edge in edges}
    assert answer["description"].startswith(
        f"{len(nodes)} actores, {len(pairs)} vínculos; los más conectados: "
    )
    drawn = {family["id"]: family["count"] for family in answer["legend"] if family["drawn"]}
    assert drawn == {family: sum(node["family"] == family for node in nodes) for family in drawn}
    assert sum(drawn.values()) == len(nodes)
    lines = {(frozenset((edge["from"], edge["to"])), edge["meaning"]) for edge in edges}
    assert len(lines) == len(edges)
    most = max(nodes, key=lambda node: node["contacts"])
    assert sum(most["id"] in pair for pair in pairs) == most["contacts"]


def test_the_legend_filters_and_still_offers_the_other_families(office):
    first = office.answer("todo=1")
    diplomats = next(family for family in first["legend"] if family["id"] == "diplomatic")
    answer = office.answer(urlsplit(diplomats["url"]).query)
    assert {node["family"] for node in answer["network"]["nodes"]} == {"diplomatic"}
    states = {family["id"]: (family["on"], family["drawn"]) for family in answer["legend"]}
    assert states["diplomatic"] == (True, True)
    assert states["private"] == (False, False)
    assert [one["label"] for one in answer["active"]] == ["Diplomacia"]
    assert query_of(answer["active"][0]["url"]) == {"todo": ["1"]}


def test_actors_of_a_type_come_with_whom_they_meet_when_asked(office):
    alone = office.answer("tipo=embassy")
    assert {node["type_label"] for node in alone["network"]["nodes"]} == {"Embajada"}
    (more,) = [note["url"] for note in alone["notes"] if note.get("url")]
    together = office.answer(urlsplit(more).query)
    assert ids(alone) < ids(together)
    assert len(together["network"]["edges"]) > len(alone["network"]["edges"])


def test_surroundings_are_the_contacts_with_the_actor_in_the_middle(office):
    answer = office.answer(f"actor={CHAMBER}")
    centre = next(node for node in answer["network"]["nodes"] if node["centre"])
    assert (centre["id"], centre["x"], centre["y"]) == (CHAMBER, 0, 0)
    others = ids(answer) - {CHAMBER}
    tied = {end for edge in answer["network"]["edges"] for end in (edge["from"], edge["to"])
            if CHAMBER in {edge["from"], edge["to"]}}  # fmt: skip
    assert others == tied - {CHAMBER}
    assert answer["title"] == "Alrededor de Cámara de Comercio de Bucaramanga"


def test_two_ties_reach_further_and_two_actors_join_their_surroundings(office):
    one, two = office.answer(f"actor={CHAMBER}"), office.answer(f"actor={CHAMBER}&nivel=2")
    joined = office.answer(f"actor={CHAMBER}&actor=uis")
    assert ids(one) < ids(two)
    assert ids(joined) == ids(one) | ids(office.answer("actor=uis"))


def test_the_office_stays_out_unless_asked(office):
    assert OFFICE not in ids(office.answer("todo=1"))
    assert OFFICE not in ids(office.answer("actor=alcaldia-bucaramanga"))
    assert OFFICE in ids(office.answer("todo=1&con=oficina"))
    assert OFFICE in ids(office.answer(f"actor={OFFICE}"))


def test_a_period_draws_only_who_met_in_it(office):
    old, new = office.answer("desde=2017&hasta=2017"), office.answer("desde=2024&hasta=2024")
    assert {edge["last"][:4] for edge in new["network"]["edges"] if edge["kind"] == "met"} == {"2024"}
    assert {edge["last"][:4] for edge in old["network"]["edges"] if edge["kind"] == "met"} == {"2017"}
    assert ids(old) != ids(new)
    assert office.answer("desde=2024&hasta=2017")["query"] == "desde=2017&hasta=2024"


def test_the_red_as_it_was_on_a_day(office):
    picture = office.picture(todo=True, dia=date(2018, 1, 1))
    assert {edge.last.year for edge in picture.edges} <= {2015, 2017}
    assert office.answer("todo=1&dia=2018-01-01")["title"] == "La red al 1 de enero de 2018"


def test_a_theme_and_a_strategic_line_choose_what_happened(office):
    water = office.answer("tema=environment")
    assert 2 < len(water["network"]["nodes"]) < 40
    assert water["active"][0]["title"] == "Tema"
    line = office.answer("linea=2017")
    assert {edge["last"][:4] for edge in line["network"]["edges"] if edge["kind"] == "met"} <= {
        "2015",
        "2017",
    }


def test_lines_say_what_they_mean_how_strong_how_old_and_how_sure(office):
    answer = office.answer("todo=1&con=referencia")
    edges = answer["network"]["edges"]
    met = [edge for edge in edges if edge["kind"] == "met"]
    assert {edge["age"] for edge in met} == {1, 2}
    assert min(edge["width"] for edge in met if edge["count"] > 1) > max(
        e["width"] for e in met if e["count"] == 1
    )
    strong = {edge["meaning"]: (edge["dashes"], edge["double"]) for edge in edges if not edge["weak"]}
    assert strong["interaction"] == (False, False)
    assert strong["agreement"] == (False, True)
    assert strong["membership"][0] != strong["funding"][0]
    assert next(edge["dashes"] for edge in edges if edge["weak"]) == [5, 4]
    said = {line["kind"] for line in answer["lines"]}
    assert said >= {"age-1", "age-2", "wide", "weak", "is-agreement", "is-membership"}


def test_two_meanings_of_one_pair_lie_side_by_side(office):
    edges = office.answer("todo=1")["network"]["edges"]
    by_pair = defaultdict(list)
    for edge in edges:
        by_pair[edge["from"], edge["to"]].append(edge)
    double = [own for own in by_pair.values() if len(own) > 1]
    assert double
    assert all([edge["lane"] for edge in own] == list(range(len(own))) for own in double)
    assert all(edge["lanes"] == len(own) for own in double for edge in own)
    assert all(edge["from"] < edge["to"] for edge in edges)


def test_arrows_are_hidden_and_nothing_moves_in_the_browser(office):
    network = office.answer("todo=1")["network"]
    assert {edge["arrows"] for edge in network["edges"]} == {""}
    assert {node["physics"] for node in network["nodes"]} == {False}
    places = [(node["x"], node["y"]) for node in network["nodes"]]
    assert len(set(places)) == len(places)


def test_nodes_never_touch(office):
    for query in ("todo=1", "", f"actor={CHAMBER}", "tipo=embassy", "todo=1&con=referencia&sueltos=1"):
        nodes = office.answer(query)["network"]["nodes"]
        for place, one in enumerate(nodes):
            for other in nodes[place + 1 :]:
                far = ((one["x"] - other["x"]) ** 2 + (one["y"] - other["y"]) ** 2) ** 0.5
                assert far > one["size"] + other["size"], (query, one["id"], other["id"])


def test_an_actor_nobody_analysed_yet_is_explained(office):
    answer = office.answer("actor=no-existe")
    assert answer["network"]["nodes"] == []
    assert any("no está en el dibujo" in note["text"] for note in answer["notes"])
    assert office.editor.get("/red?actor=no-existe").status_code == 200


@pytest.mark.parametrize("query", [
    "nivel=9&familia=x&tipo=%3Cscript%3E&sector=&linea=0&tema=a&grupo=-1&grupo=99999&desde=abc&hasta=99999&con=todos&dia=hoy",
    "actor=" + "x" * 500 + "&actor=%00",
    "&".join(f"actor=a{n}" for n in range(100)),
    "desde=²³²³&grupo=²",
    "pregunta=x&lado=tipo.nadie&lado=a&hacia=pais.xx&meses=-1&color=rojo&tamano=9&agrupar=todo&abrir=%00&proyecto=nada",
    "ruta=no-existe&ruta=tampoco&fijo=uis_x_y&fijo=%3Cscript%3E_1_1",
    "comunes=no-existe&comunes=uis&sin=no-existe&mas=no-existe",
    "agrupar=pais&abrir=ZZ&abrir=CO&pregunta=puentes&lado=pais.CH&meses=99999999",
])  # fmt: skip
def test_an_address_nobody_wrote_for_us_still_has_a_page(office, query):
    assert office.editor.get(f"/red?{query}").status_code == 200
    assert office.editor.get(f"/red/datos?{query}").status_code == 200


def test_a_wish_survives_its_own_address():
    from werkzeug.datastructures import MultiDict

    wish = Wish(
        actor=("uis", "ccb"), nivel=2, familia=("private",), tema=("water",), grupo=(3,), desde=2017, hasta=2024,
        dia=date(2024, 6, 30), con=("personas",), vecinos=True, sueltos=True, todo=True,
        proyecto="agua", pregunta="puentes", lado=("tipo.embassy", "sector.private"), hacia="pais.CH", meses=6,
        ruta=("uis", "jica"), comunes=("uis", "oim"), mas=("uis",), sin=("oim",), fijo=("uis_40_-120",),
        color="puente", tamano="igual", agrupar="sector", abrir=("private",),
    )  # fmt: skip
    pairs = [(name, value) for name, values in parse_qs(wish.query()).items() for value in values]
    assert read_wish(MultiDict(pairs)) == wish
    assert Wish().query() == ""
    assert Wish().is_start


def test_the_reader_asks_again_only_for_what_changed(office):
    first = office.editor.get("/red/datos?todo=1")
    mark = first.headers["ETag"]
    again = office.editor.get("/red/datos?todo=1", headers={"If-None-Match": mark})
    assert (again.status_code, again.get_data()) == (304, b"")
    assert first.headers["Cache-Control"] == "private, no-cache"
    assert office.editor.get("/red/datos", headers={"If-None-Match": mark}).status_code == 200
    assert office.reader.get("/red/datos?todo=1", headers={"If-None-Match": mark}).status_code == 200


def test_the_panel_tells_facts_last_interactions_and_contacts(office):
    panel = office.editor.get(f"/red/actor/{CHAMBER}").get_json()
    assert panel["name"] == "Cámara de Comercio de Bucaramanga"
    assert panel["type_label"] == "Cámara de comercio"
    assert 1 <= len(panel["latest"]) <= 3
    assert panel["latest"][0]["url"].startswith("/interacciones/")
    assert panel["contacts"][0]["name"] == "Comisión Regional de Competitividad"
    assert panel["contacts"][0]["words"] == "2 encuentros"
    assert panel["record"] == f"/registrar?actor={CHAMBER}"
    assert office.reader.get(f"/red/actor/{CHAMBER}").get_json()["record"] == ""


def test_the_panel_shows_what_was_promised_and_is_open(office):
    found = [
        panel for id in office.derived.ids[:200]
        if (panel := office.editor.get(f"/red/actor/{id}").get_json())["commitments"]
    ]  # fmt: skip
    assert found
    assert found[0]["commitments"][0]["url"].startswith("/compromisos/")


def test_nobody_sees_an_actor_that_is_not_theirs(office):
    hidden = create_actor(
        office.store,
        SYSTEM,
        Actor.of({"name": "Socio reservado", "type": "company", "audience": ["user:otra"]}),
    )
    refresh(office.store, office.config.data_dir / "derived", date(2026, 11, 23))
    assert office.editor.get(f"/red/actor/{hidden.id}").status_code == 404
    assert office.answer(f"actor={hidden.id}")["network"]["nodes"] == []
    assert "Socio reservado" not in names(office.answer("todo=1&sueltos=1"))
    assert "reservado" not in office.editor.get("/red/buscar?q=reservado").get_data(as_text=True)


def test_the_search_offers_actors_then_types_and_themes(office):
    def found(words):
        items = office.editor.get("/red/buscar", query_string={"q": words}).get_json()["items"]
        return [(item["name"], item["id"]) for item in items]

    assert found("camara de comercio de buc")[0] == ("Cámara de Comercio de Bucaramanga", f"actor={CHAMBER}")
    assert ("Embajada", "tipo=embassy") in found("embajada")
    assert ("Agua", "tema=water") in found("agua")
    assert found("") == []
    assert office.editor.get("/red/buscar", query_string={"q": "<script>\"' OR 1=1"}).get_json() == {
        "items": []
    }


def test_words_sent_without_a_script_lead_to_what_they_mean(office):
    answer = office.editor.get("/red", query_string={"q": "UIS"})
    assert (answer.status_code, answer.headers["Location"]) == (302, "/red?actor=uis")
    page = office.editor.get("/red", query_string={"q": "zzz <b>"}).get_data(as_text=True)
    assert "«zzz &lt;b&gt;»" in page


def test_without_a_script_the_page_still_says_who_is_there(office):
    page = office.editor.get(f"/red?actor={CHAMBER}").get_data(as_text=True)
    rows = re.findall(r'<a class="row-link" data-actor="([^"]+)"', page)
    assert rows[0] == CHAMBER
    assert set(rows) == ids(office.answer(f"actor={CHAMBER}"))
    assert re.search(r"Comisión Regional de Competitividad \(2\)", page)


def test_the_download_is_a_file_of_the_same_picture(office):
    answer = office.editor.get(f"/red/descargar?actor={CHAMBER}")
    assert (
        answer.headers["Content-Disposition"]
        == 'attachment; filename="red-de-aliados-camara-comercio-bucaramanga.html"'
    )
    assert answer.headers["Cache-Control"] == "no-store"
    page = answer.get_data(as_text=True)
    assert "Alrededor de Cámara de Comercio de Bucaramanga" in page
    assert office.answer(f"actor={CHAMBER}")["download"] == f"/red/descargar?actor={CHAMBER}"


def test_everything_needs_a_log_in(office):
    stranger = office.app.test_client()
    for path in ("/red", "/red/datos", f"/red/actor/{CHAMBER}", "/red/buscar?q=a", "/red/descargar"):
        assert stranger.get(path).status_code in {302, 401}, path


def test_before_the_first_analysis_the_page_says_what_is_happening(login_as):
    reader = login_as("reader")
    page = reader.get("/red")
    assert page.status_code == 200
    assert "El dibujo se está preparando" in page.get_data(as_text=True)
    assert reader.get("/red/datos").status_code == 503
    assert reader.get("/red/descargar").status_code == 302


def test_the_page_speaks_english(office):
    ben = office.app.test_client()
    user = add_user(office.store, "reader", "Ben", "ben@red")
    send(ben, "/entrar", {"login": user.login, "password": PASSWORD})
    send(ben, "/ajustes", {"name": "Ben", "language": "en", "theme": "", "keys": "1"})
    answer = ben.get("/red/datos?todo=1").get_json()
    assert "ties; the best connected: " in answer["description"]
    assert answer["legend"][0]["label"] == "Diplomacy"
    assert "The whole network" in ben.get("/red?todo=1").get_data(as_text=True)
    assert '<html lang="en">' in ben.get("/red/descargar?todo=1").get_data(as_text=True)


def test_a_large_network_is_cut_and_says_so(office, monkeypatch):
    monkeypatch.setattr("web.red.wish.NODES", 30)
    monkeypatch.setattr("web.red.wish.EDGES", 20)
    answer = office.answer("todo=1&sueltos=1&con=referencia&x=1")
    assert len(answer["network"]["nodes"]) == 30
    assert len(met(answer)) == 20
    said = " ".join(note["text"] for note in answer["notes"])
    assert "Se dibujan los 30 actores con más contactos, de " in said
    assert "Se dibujan los 20 vínculos con más encuentros, de " in said


def test_results_of_another_state_say_that_they_are_behind(office):
    create_actor(office.store, SYSTEM, Actor.of({"name": "Recién llegada", "type": "company"}))
    try:
        assert any("últimos cambios" in note["text"] for note in office.answer("todo=1&desde=2017")["notes"])
    finally:
        office.derived = refresh(office.store, office.config.data_dir / "derived", date(2026, 11, 23))
    assert read(office.config.data_dir / "derived") is office.derived
    assert not any("últimos cambios" in note["text"] for note in office.answer("todo=1&desde=2017")["notes"])


def test_the_libraries_of_the_picture_load_beside_the_first_requests(office):
    import sys

    office.app.testing = False
    try:
        assert office.editor.get("/salud").status_code == 200
    finally:
        office.app.testing = True
    loading = load_beside_requests()
    loading.join(60)
    assert not loading.is_alive()
    assert {"pyvis.network", "scipy.spatial"} <= set(sys.modules)
    assert loading.daemon


def test_a_question_draws_its_answer_and_says_it(office):
    answer = office.answer("pregunta=puentes")
    assert answer["title"] == "¿Quién conecta embajadas con dependencias municipales?"
    said = answer["said"]
    assert said["text"].startswith(
        "4 actores conectan los dos lados. Quien más: Cámara de Comercio de Bucaramanga"
    )
    assert [field["value"] for field in said["fields"]] == ["tipo.embassy", "tipo.city_dependency"]
    places = {node["id"]: node["x"] for node in answer["network"]["nodes"]}
    assert places["embajada-reino-unido"] < places[CHAMBER] < places["imebu"]
    assert all(CHAMBER in pair or pair & set(places) for pair in met(answer))
    other = office.answer("pregunta=puentes&lado=familia.diplomatic&lado=tipo.university")
    assert other["title"] == "¿Quién conecta diplomacia con universidades?"


@pytest.mark.parametrize(("query", "title", "says"), [
    ("pregunta=frios", "¿A quién no vemos desde hace un año?", " aliados; el contacto más reciente con ellos fue el 31 de julio de 2024."),
    ("pregunta=frios&meses=24", "¿A quién no vemos desde hace 24 meses?", " aliados; el contacto más reciente"),
    ("pregunta=tema&tema=migration", "¿Con quién trabajamos en migración?", "con más encuentros: "),
    ("pregunta=puerta&hacia=pais.CH", "¿Quién es nuestra única puerta hacia Suiza?", "directamente con 2 de 2"),
    ("pregunta=puerta&hacia=pais.JP", "¿Quién es nuestra única puerta hacia Japón?", "nadie más de ese lado"),
])  # fmt: skip
def test_each_question_has_an_answer_in_words(office, query, title, says):
    answer = office.answer(query)
    assert answer["title"] == title
    assert says in answer["said"]["text"]
    assert answer["network"]["nodes"]
    assert answer["said"]["fields"]


def test_typed_words_find_questions_years_projects_and_groups(office):
    def found(words):
        items = office.editor.get("/red/buscar", query_string={"q": words}).get_json()["items"]
        return [item["id"] for item in items]

    assert found("quién conecta embajadas con universidades")[0] == (
        "pregunta=puentes&lado=tipo.embassy&lado=tipo.university"
    )
    assert "tema=migration&pregunta=tema" in found("migracion")
    assert found("2017-2019")[0] == "desde=2017&hasta=2019"
    assert any(id.startswith("grupo=") for id in found("bicicleta"))


def test_the_warmest_way_is_drawn_and_shown_by_its_meetings(office):
    answer = office.answer("ruta=uis&ruta=jica")
    assert answer["title"] == "De UIS a JICA"
    assert ids(answer) == {"uis", "imct", "jica"}
    assert [step["text"] for step in answer["said"]["steps"]] == ["UIS → IMCT", "IMCT → JICA"]
    assert answer["said"]["steps"][0]["links"][0]["url"].startswith("/interacciones/")
    places = {node["id"]: node["x"] for node in answer["network"]["nodes"]}
    assert places["uis"] < places["imct"] < places["jica"]
    nobody = office.answer("ruta=uis&ruta=no-existe")
    assert nobody["said"]["text"].startswith("No hay un camino")


def test_common_contacts_stand_between_two(office):
    answer = office.answer(f"comunes={CHAMBER}&comunes=embajada-reino-unido")
    places = {node["id"]: node["x"] for node in answer["network"]["nodes"]}
    others = set(places) - {CHAMBER, "embajada-reino-unido"}
    assert others
    assert all(places[CHAMBER] < places[id] < places["embajada-reino-unido"] for id in others)
    assert f"{len(others)} actor" in answer["said"]["text"]


def test_contacts_join_and_somebody_is_hidden_without_changing_the_rest(office):
    start = office.answer()
    more = office.answer("mas=uis")
    assert ids(start) | ids(office.answer("actor=uis")) == ids(more)
    hidden = office.answer("mas=uis&sin=uis")
    assert ids(hidden) == ids(more) - {"uis"} - {id for id in ids(more) if met(more) and not any(
        id in pair and "uis" not in pair for pair in met(more))}  # fmt: skip
    (note,) = [note for note in hidden["notes"] if "oculto" in note["text"]]
    assert "sin" not in query_of(note["url"])


def test_a_pinned_actor_keeps_its_place_when_others_come(office):
    for query in ("todo=1", f"actor={CHAMBER}", "todo=1&con=personas"):
        answer = office.answer(f"{query}&fijo=uis_40_-120")
        nodes = {node["id"]: node for node in answer["network"]["nodes"]}
        if "uis" in nodes:
            assert (nodes["uis"]["x"], nodes["uis"]["y"], nodes["uis"]["pinned"]) == (40, -120, True)
            others = [node for id, node in nodes.items() if id != "uis"]
            assert all(
                ((one["x"] - 40) ** 2 + (one["y"] + 120) ** 2) ** 0.5 > one["size"] + nodes["uis"]["size"]
                for one in others
            )


def test_who_is_not_in_the_way_of_a_pinned_actor_stays(office):
    def places(query):
        return {node["id"]: (node["x"], node["y"]) for node in office.answer(query)["network"]["nodes"]}

    before, after = places("todo=1"), places("todo=1&fijo=uis_40_-120")
    stayed = [id for id, place in before.items() if after[id] == place]
    assert len(stayed) > 0.8 * len(before)


@pytest.mark.parametrize(
    "color", ["sector", "pais", "grupo", "linea", "estado", "fuerza", "puente", "encuentros"]
)
def test_the_legend_of_colours_counts_who_wears_them(office, color):
    answer = office.answer(f"todo=1&color={color}")
    worn = [node["look"] for node in answer["network"]["nodes"]]
    assert {item["token"]: item["count"] for item in answer["colours"]} == {
        look: worn.count(look) for look in worn
    }
    assert set(worn) <= set(answer["network"]["tokens"])
    assert answer["colours_say"]
    assert {family["look"] for family in answer["legend"]} == {"red-unfilled"}


def test_sizes_follow_a_measure(office):
    nodes = office.answer("todo=1&tamano=encuentros")["network"]["nodes"]
    by_size = sorted(nodes, key=lambda node: node["size"])
    assert by_size[-1]["interactions"] == max(node["interactions"] for node in nodes)
    assert len({node["size"] for node in office.answer("todo=1&tamano=igual")["network"]["nodes"]}) == 1


def test_groups_are_bubbles_that_open(office):
    answer = office.answer("todo=1&agrupar=sector")
    bubbles = answer["network"]["nodes"]
    assert all(node["bubble"] for node in bubbles)
    assert sum(node["count"] for node in bubbles) == 114
    assert answer["legend"] == []
    assert {line["kind"] for line in answer["lines"]} >= {"wide", "size"}
    assert all(line["path"].startswith("M") for line in answer["lines"])
    opened = office.answer("todo=1&agrupar=sector&abrir=private")
    inside = [node for node in opened["network"]["nodes"] if not node.get("bubble")]
    assert len(inside) == next(node["count"] for node in bubbles if node["value"] == "private")
    x, y, across, down = next(node["region"] for node in opened["network"]["nodes"] if node.get("open"))
    assert all(((node["x"] - x) / across) ** 2 + ((node["y"] - y) / down) ** 2 < 1 for node in inside)
    some = office.answer("desde=2023&agrupar=familia")
    assert sum(node["count"] for node in some["network"]["nodes"]) == len(ids(office.answer("desde=2023")))


def test_a_network_of_many_opens_as_bubbles_and_offers_its_actors(office, monkeypatch):
    monkeypatch.setattr("web.reading.bubbling.NODES", 30)
    answer = office.answer("todo=1&x=2")
    assert all(node["bubble"] for node in answer["network"]["nodes"])
    (note,) = [note for note in answer["notes"] if note.get("label") == "Ver actores"]
    assert query_of(note["url"])["agrupar"] == ["no"]
    assert not any(node.get("bubble") for node in office.answer("todo=1&agrupar=no")["network"]["nodes"])


def test_a_project_begins_with_its_actors(office):
    from crm.projects import create_project
    from tests.makers import make_project

    made = create_project(
        office.store, SYSTEM, make_project(title="Agua para todos", must_include=["uis", "oim"])
    )
    answer = office.answer(f"proyecto={made.id}")
    assert ids(answer) == {"uis", "oim"}
    assert [one["label"] for one in answer["active"]] == ["Agua para todos"]
    items = office.editor.get("/red/buscar", query_string={"q": "agua para"}).get_json()["items"]
    assert f"proyecto={made.id}" in [item["id"] for item in items]


def test_the_api_gives_the_same_answers_as_the_page(office):
    _token, secret = make_token(
        office.store, SYSTEM, NewToken("Robot", "reader", "office"), datetime.now(UTC)
    )
    headers = {"Authorization": f"Bearer {secret}"}
    robot = office.app.test_client()
    way = robot.get("/api/v1/red/picture?ruta=uis&ruta=jica", headers=headers).get_json()
    assert [step["text"] for step in way["steps"]] == ["UIS → IMCT", "IMCT → JICA"]
    assert {tie["meaning"] for tie in way["ties"]} <= {"interaction", "membership", "agreement", "funding"}
    groups = robot.get("/api/v1/red/picture?todo=1&agrupar=familia", headers=headers).get_json()["groups"]
    assert {group["value"] for group in groups} >= {"diplomatic", "private"}
    for one in robot.get("/api/v1/red/questions", headers=headers).get_json()["items"]:
        answer = robot.get(f"/api/v1/red/picture?{one['query']}", headers=headers).get_json()
        assert (answer["title"], bool(answer["answer"])) == (one["text"], True)


def test_an_empty_picture_says_which_filter_taken_off_brings_how_many_back(office):
    answer = office.answer("tipo=embassy&sector=media")
    ways = {note["label"]: note for note in answer["notes"] if "cumple" in note["text"]}
    assert {*ways} == {"Quitar «Tipo: Embajada»", "Quitar «Sector: Medios»"}
    without = ways["Quitar «Sector: Medios»"]
    there = office.answer(urlsplit(without["url"]).query + "&sueltos=1")
    assert without["text"] == f"{len(there['network']['nodes'])} actores cumplen lo demás."
