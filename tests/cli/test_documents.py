"""Every document printed with --json is what docs/json.md says, field by field."""

from __future__ import annotations

import json
import re
from xml.etree import ElementTree

import pytest
from pypdf import PdfReader

from crm.schema import SCHEMA
from graph.opening import open_store
from tests.cli.shapes import check, shapes


def test_init_says_what_it_made(run_json):
    made = run_json("Init", "init")
    assert (made["dataset"], made["actors"], made["interactions"]) == ("ofai", 332, 111)


def test_search_prints_whole_records_of_each_noun(run_json, office, run):
    found = run_json("Search", "search", "embajada")
    assert found["actors"]
    assert (
        run_json("Search", "search", "camara", "bucaramanga")["actors"][0]["id"]
        == "camara-comercio-bucaramanga"
    )
    assert run_json("Search", "search", "alcalde")["people"]
    assert run_json("Search", "search", "cooperacion")["interactions"]
    assert run_json("Search", "search", "proyectos")["commitments"]


def test_show_prints_the_record_with_its_timeline(run_json, office):
    shown = run_json("Show", "show", "uis")
    assert shown["actor"]["name"] == "Universidad Industrial de Santander (UIS)"
    assert shown["timeline"][0]["interaction"]["id"] == "2017-foro-urbano-nacional"
    assert shown["timeline"][0]["names"]["uis"] == shown["actor"]["name"]
    assert run_json("Show", "show", "alcalde-bucaramanga")["actor"]["posts"]
    assert run_json("Show", "show", "ofai", "--limit", 3)["more"] is True


def test_import_says_what_it_would_add_change_and_refuse(run_json, office, tmp_path):
    table = tmp_path / "actores.csv"
    table.write_text(
        "id,nombre,tipo,país,color\n,Embajada de Suecia,embassy,SE,azul\nuis,UIS nueva,university,CO,\n"
    )
    planned = run_json("Import", "import", table, "--dry-run")
    assert (planned["noun"], planned["saved"], planned["ignored_columns"]) == ("actor", False, ["color"])
    assert [row["label"] for row in planned["added"]] == ["Embajada de Suecia"]
    assert [(row["id"], row["fields"]) for row in planned["changed"]] == [("uis", ["name"])]
    assert run_json("Import", "import", table)["saved"] is True
    assert run_json("Import", "import", table)["same"] == 2
    table.write_text("nombre,tipo\nNadie,dragón\n")
    refused = run_json("Import", "import", table, code=1)["refused"]
    assert [(bad["row"], bad["column"]) for bad in refused] == [(2, "tipo")]


def test_an_exported_file_has_its_documented_shape(run_json, office, tmp_path):
    exported = run_json("Export", "export", tmp_path / "todo.json")
    document = json.loads((tmp_path / "todo.json").read_text(encoding="utf-8"))
    check(document, "ExportFile")
    assert exported["file"] == str(tmp_path / "todo.json")
    assert len(document["actors"]) == 332


def test_whole_stores_are_counted_as_they_are_copied(run_json, office, tmp_path):
    moved = run_json("Migrate", "migrate", "sqlite:///red.db", "sqlite:///other.db")
    assert moved["already"] is False
    assert moved["changes"] > moved["nodes"] > 500
    assert run_json("Migrate", "migrate", "sqlite:///red.db", "sqlite:///other.db")["already"] is True
    saved = run_json("Backup", "backup", "copia.zip")
    assert saved["bytes"] == (tmp_path / "copia.zip").stat().st_size
    assert run_json("Restore", "restore", "--check", "copia.zip")["store"] is None
    restored = run_json("Restore", "--store", "sqlite:///third.db", "restore", "copia.zip")
    assert {name: restored[name] for name in ("nodes", "edges", "changes")} == {
        name: moved[name] for name in ("nodes", "edges", "changes")
    }
    assert run_json("Verify", "--store", "sqlite:///third.db", "verify")["sound"] is True


def test_an_analysis_has_every_measure_of_every_partner(run_json, office, tmp_path):
    found = run_json("Analysis", "analyse", "--as-of", "2024-06")
    assert found["projection"]["as_of"] == "2024-06-30"
    assert set(found["measures"].values()) == {"exact"}
    assert all(set(actor["values"]) == set(found["measures"]) for actor in found["actors"])
    values = {actor["actor"]: actor["values"] for actor in found["actors"]}
    assert "ofai" not in values
    assert max(values, key=lambda id: values[id]["betweenness"]) == "camara-comercio-bucaramanga"
    (tmp_path / "p.toml").write_text('include_office = true\nsince = 2023-01-01\nkinds = ["meeting"]\n')
    assert "ofai" in {
        one["actor"] for one in run_json("Analysis", "analyse", "--projection", "p.toml")["actors"]
    }


def test_an_analysis_has_the_measures_between_sectors_beside_chance(run_json, office):
    found = run_json("Analysis", "analyse")
    assert found["between"]["coreness"] == "searched"
    assert {found["between"][name] for name in ("ei", "participation", "brokerage", "liaison")} == {"exact"}
    assert "camara-comercio-bucaramanga" in found["network"]["core"]
    assert 0.05 < found["network"]["ei"]["p"] < 1
    by_id = {actor["actor"]: actor for actor in found["actors"]}
    chamber = by_id["camara-comercio-bucaramanga"]
    assert chamber["between"]["brokerage"] == 186
    assert chamber["chance"]["brokerage"]["z"] > 10
    assert chamber["between"]["ei"] == pytest.approx((10 - 5) / 15)
    alone = next(actor for actor in found["actors"] if actor["values"]["degree"] == 0)
    assert (alone["between"]["ei"], alone["between"]["brokerage"]) == (None, 0)


def test_a_network_is_one_page_with_nothing_outside(run_json, run, office, tmp_path):
    drawn = run_json("Network", "network", "--around", "uis", "--depth", 2, "--html", "red.html")
    page = (tmp_path / "red.html").read_text(encoding="utf-8")
    assert 3 <= drawn["actors"] < run_json("Network", "network", "--html", "todo.html")["actors"]
    assert "Universidad Industrial de Santander" in page
    assert not re.search(r"""(src|href)=["']?(https?:)?//""", page)
    early = run_json("Network", "network", "--as-of", "2018-01-01", "--html", "antes.html")
    assert 0 < early["ties"] < drawn["actors"] * 100
    run("--lang", "en", "network", "--html", "en.html")
    assert '<html lang="en"' in (tmp_path / "en.html").read_text(encoding="utf-8")


PART = ("--type", "embajada", "--contacts", "--since", "2015")


def test_a_part_of_the_network_is_printed_in_the_size_and_language_asked_for(run_json, run, office, tmp_path):
    files = ("--svg", "red.svg", "--pdf", "red.pdf", "--paper", "a2")
    drawn = run_json("Network", "--lang", "en", "network", *PART, *files)
    assert (drawn["files"], drawn["actors"] > 3) == (["red.svg", "red.pdf"], True)
    drawing = ElementTree.parse(tmp_path / "red.svg").getroot()
    assert (drawing.get("width"), drawing.get("height")) == ("594mm", "420mm")
    [page] = PdfReader(tmp_path / "red.pdf").pages
    assert [round(float(side) / 72 * 25.4) for side in page.mediabox[2:]] == [594, 420]
    for words in ("".join(drawing.itertext()), page.extract_text()):
        assert "Embajada de Francia" in words
        assert "Diplomacy" in words
    same = run_json(
        "Network", "network", "--query", "/red?tipo=embassy&vecinos=1&desde=2015&sel=x", "--svg", "b.svg"
    )
    assert (same["actors"], same["ties"]) == (drawn["actors"], drawn["ties"])


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (("--theme", "ovnis", "--svg", "x.svg"), "--theme: «ovnis»"),
        (("--query", "tipo=ovni", "--svg", "x.svg"), "«tipo=ovni» no es un filtro"),
        (("--view", "ninguna", "--svg", "x.svg"), "«ninguna»"),
        (("--since", "abc", "--svg", "x.svg"), "abc"),
        ((), "--html, --svg, --pdf o --png"),
    ],
)
def test_a_part_of_the_network_that_nobody_understands_is_refused(run, office, tmp_path, asked, said):
    code = 2 if not asked or "abc" in asked else 1
    assert said in run("network", *asked, code=code).stderr
    assert not (tmp_path / "x.svg").exists()


BRIEF = """
title = "Agua limpia"
summary = "Calidad del agua del río con sensores y jóvenes"
themes = ["water"]
start = "2027-02"
end = 2028-12-31
requirements = [{need = "laboratorio", kind = "university"}, {need = "cónsul", kind = "consulate"}]
must_include = ["camara-comercio-bucaramanga"]
exclude = ["imct"]
"""


def test_a_map_ranks_actors_with_reasons_that_name_facts(run_json, run, office, tmp_path):
    (tmp_path / "brief.toml").write_text(BRIEF)
    made = run_json("Map", "map", "--brief", "brief.toml", "--limit", 10)
    assert made["project"]["period"]["start"] == "2027-02-01"
    assert made["project"]["period"]["end"] == "2028-12-31"
    actors = {one["actor"]: one for one in made["actors"]}
    assert len(actors) == 10
    assert "camara-comercio-bucaramanga" in actors
    assert "imct" not in actors
    assert any(0 in one["requirements"] for one in actors.values())
    assert all(any(why["facts"] for why in one["reasons"]) for one in actors.values())
    assert [gap["requirement"] for gap in made["gaps"] if gap["kind"] == "requirement"] in ([], [1])
    assert set(made["coalition"]) == {one["actor"] for one in made["coalition_members"]} <= set(actors)
    assert sum(made["weights"].values()) == pytest.approx(1)
    shown = run("map", "--brief", "brief.toml", "--limit", 1).stdout
    assert made["actors"][0]["name"] in shown
    assert made["actors"][0]["reasons"][0]["text"] in shown
    early = run_json("Map", "map", "--brief", "brief.toml", "--as-of", 2018)
    assert early["as_of"] == "2018-12-31"


def test_a_map_takes_the_text_of_a_call_for_its_brief(run_json, office, tmp_path):
    call = "Convocatoria: Agua segura\nLa convocatoria busca mejorar el agua de los barrios de Bucaramanga.\n"
    asked = "Los municipios deberán presentarse en alianza con una universidad. Cierre: 12 de marzo de 2027."
    (tmp_path / "call.txt").write_text(call + asked)
    made = run_json("Map", "map", "--brief", "call.txt", "--limit", 3)
    assert made["project"]["title"] == "Agua segura"
    assert [one["kind"] for one in made["project"]["requirements"]] == ["university"]
    assert made["project"]["deadline"]["end"] == "2027-03-12"


def test_a_map_is_written_to_files_that_open_again(run_json, office, tmp_path):
    (tmp_path / "brief.toml").write_text(BRIEF)
    options = ("--xlsx", "mapa.xlsx", "--docx", "mapa.docx", "--file", "mapa.graphml", "--file", "mapa.pdf")
    made = run_json("Map", "map", "--brief", "brief.toml", "--limit", 5, *options)
    assert made["files"] == ["mapa.xlsx", "mapa.docx", "mapa.graphml", "mapa.pdf"]
    starts = {"mapa.xlsx": b"PK", "mapa.docx": b"PK", "mapa.graphml": b"<graphml", "mapa.pdf": b"%PDF"}
    for name, start in starts.items():
        assert (tmp_path / name).read_bytes().startswith(start)


def test_a_map_of_an_empty_network_says_so_and_has_its_files_all_the_same(run, tmp_path):
    run("init", "--dataset", "empty")
    (tmp_path / "brief.toml").write_text(BRIEF.replace("must_include", "#").replace("exclude", "#"))
    shown = run("map", "--brief", "brief.toml", "--xlsx", "mapa.xlsx").stdout
    assert "Ningún actor tiene que ver con el proyecto." in shown
    assert "Nadie cubre «laboratorio»." in shown
    assert "sector" not in shown
    assert (tmp_path / "mapa.xlsx").exists()


def test_a_map_reads_the_analysts_results_when_they_are_of_this_moment(run_json, office, tmp_path):
    from crm.derived.refreshing import refresh

    store = open_store("sqlite:///red.db", SCHEMA)
    refresh(store, tmp_path / "data" / "derived")
    store.close()
    (tmp_path / "brief.toml").write_text(BRIEF)
    assert run_json("Map", "map", "--brief", "brief.toml")["actors"]


def test_synthesise_counts_what_it_made(run_json):
    made = run_json("Synthesise", "synthesise", "--actors", 40, "--interactions", 100, "--seed", 7)
    assert (made["actors"], made["interactions"], made["seed"]) == (40, 100, 7)


def test_accounts_and_tokens_show_no_secret_but_once(run_json, office):
    invited = run_json("Invitation", "user", "invite")
    assert invited["role"] == "administrator"
    added = run_json("User", "user", "add", "Ana@x.co", "--role", "administrator", typed="correcto caballo\n")
    assert added["login"] == "ana@x.co"
    run_json("User", "user", "add", "luz", "--name", "Luz M", typed="batería grapa nube\n")
    assert run_json("User", "user", "role", "luz", "editor")["role"] == "editor"
    assert run_json("User", "user", "disable", "luz")["disabled"] is True
    assert run_json("User", "user", "enable", "luz")["disabled"] is False
    run_json("User", "user", "reset", "luz", typed="otra clave larga\n")
    assert [user["login"] for user in run_json("Users", "user", "list")["users"]] == ["ana@x.co", "luz"]
    made = run_json("NewToken", "token", "add", "tablero", "--for", "luz", "--until", "2999-01-31")
    assert made["expires"] == "2999-02-01T05:00:00+00:00"
    assert run_json("Token", "token", "revoke", made["id"])["revoked"] is True
    [listed] = run_json("Tokens", "token", "list")["tokens"]
    assert listed == {**{k: v for k, v in made.items() if k != "secret"}, "revoked": True}


@pytest.mark.parametrize("name", sorted(shapes()))
def test_every_documented_type_is_one_that_can_be_checked(name):
    plain = {"text", "integer", "number", "boolean", "date", "moment", "null", "absent"}
    for kind in shapes()[name].values():
        for one in kind.strip("[]{}").split(" or "):
            assert one in plain or one.partition(" without ")[0] in shapes()
