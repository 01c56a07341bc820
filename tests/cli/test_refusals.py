"""Whatever goes wrong ends with a sentence and the right exit code, never with a traceback."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest

from crm.schema import SCHEMA
from graph.opening import open_store
from graph.records import Node
from web.cli.failures import explain
from web.cli.output import as_json, table, visible


def said(run, *args: object, code: int) -> str:
    result = run(*args, code=code)
    assert result.stdout == ""
    return str(result.stderr)


def test_init_refuses_a_store_that_has_data_and_leaves_it_as_it_is(run, office, tmp_path):
    before = (tmp_path / "red.db").read_bytes()
    assert "ya tiene datos" in said(run, "init", "--dataset", "empty", code=1)
    assert (tmp_path / "red.db").read_bytes() == before


def test_an_empty_beginning_has_no_actor_and_is_no_reason_to_begin_again(run, run_json):
    assert run_json("Init", "init", "--dataset", "empty")["actors"] == 0
    assert "red.db ya tiene datos" in said(run, "init", code=1)


def test_looking_at_a_store_that_is_not_there_does_not_make_one(run, tmp_path):
    for words in (["search", "x"], ["show", "x"], ["verify"], ["backup", "f.zip"], ["user", "list"]):
        assert "No hay datos en red.db. Créelos con «aliados init»" in said(run, *words, code=3)
    assert "aliados init" in said(run, "migrate", "sqlite:///no.db", "sqlite:///new.db", code=3)
    assert [entry.name for entry in tmp_path.iterdir()] == ["config.toml"]


@pytest.mark.parametrize("url", ["red.db", "postgres://host/db", "sqlite:red.db", "http://x"])
def test_an_address_that_is_none_is_a_mistake_of_usage(run, url):
    assert url in said(run, "--store", url, "search", "x", code=2)
    assert url in said(run, "migrate", url, "sqlite:///new.db", code=2)


def test_a_server_that_does_not_answer_is_out_of_reach(run):
    text = said(run, "--store", "bolt://127.0.0.1:1", "search", "x", code=3)
    assert "no están disponibles" in text


def test_a_file_that_is_no_store_is_out_of_reach(run, tmp_path):
    (tmp_path / "nota.txt").write_text("hola" * 1000)
    text = said(run, "--store", "sqlite:///nota.txt", "search", "x", code=3)
    assert "no están disponibles" in text
    assert (tmp_path / "nota.txt").read_text() == "hola" * 1000


def test_a_wrong_setting_is_named_with_its_place(run, tmp_path, monkeypatch):
    (tmp_path / "bad.toml").write_text("colour = 1\n")
    assert "«colour»" in said(run, "--config", "bad.toml", "search", "x", code=1)
    (tmp_path / "bad.toml").write_text("= 1\n")
    assert "bad.toml" in said(run, "--config", "bad.toml", "search", "x", code=1)
    assert "absent.toml" in said(run, "search", "x", "--config", "absent.toml", code=1)
    monkeypatch.setenv("ALIADOS_STOER", "x")
    assert "ALIADOS_STOER" in said(run, "search", "x", code=1)


def test_what_is_not_understood_shows_the_usage(run):
    for args in (
        ["dance"],
        ["search"],
        ["show", "x", "--limit", "many"],
        ["--lang", "fr", "init"],
        ["user", "x"],
    ):
        assert said(run, *args, code=2).startswith("Uso: aliados")


def test_an_unknown_actor_and_an_unknown_account_are_named(run, office):
    assert "«nadie»" in said(run, "show", "nadie", code=1)
    assert "«nadie»" in said(run, "user", "disable", "nadie", code=1)
    assert "«nadie»" in said(run, "token", "revoke", "nadie", code=1)
    assert "«nadie»" in said(run, "token", "add", "x", "--for", "nadie", code=1)


def test_missing_and_unwritable_files_are_named(run, office, tmp_path):
    assert "no.csv" in said(run, "import", "no.csv", "--as", "actors", code=1)
    assert "no.zip: no existe" in said(run, "restore", "no.zip", code=1)
    assert "nowhere/copia.zip: no existe" in said(run, "backup", "nowhere/copia.zip", code=1)
    assert "red.db: ya existe" in said(run, "backup", "red.db", code=1)
    assert "es una carpeta" in said(run, "restore", tmp_path, code=1)
    assert ".docx" in said(run, "export", "red.docx", code=1)
    said(run, "export", "nowhere/red.json", code=1)
    assert "nowhere/red.html: no existe" in said(run, "network", "--html", "nowhere/red.html", code=1)
    assert "«nadie»" in said(run, "network", "--around", "nadie", "--html", "red.html", code=1)
    (tmp_path / "map.toml").write_text('a = ["b"]')
    (tmp_path / "t.csv").write_text("nombre,tipo\nx,embassy\n")
    assert "map.toml" in said(run, "import", "t.csv", "--mapping", "map.toml", code=1)
    (tmp_path / "map.toml").write_text("a = ")
    assert "map.toml" in said(run, "import", "t.csv", "--mapping", "map.toml", code=1)


def test_an_earlier_backup_is_replaced_only_when_that_is_said(run, office, tmp_path):
    run("backup", "copia.zip")
    before = (tmp_path / "copia.zip").read_bytes()
    assert "copia.zip ya es una copia" in said(run, "backup", "copia.zip", code=1)
    assert (tmp_path / "copia.zip").read_bytes() == before
    run("init", "--dataset", "empty", "--store", "sqlite:///otra.db")
    run("backup", "copia.zip", "--replace", "--store", "sqlite:///otra.db")
    assert (tmp_path / "copia.zip").read_bytes() != before


@pytest.mark.parametrize(
    "content", ["colour = 1", "kinds = 1", "include_office = 3", "since = ", "kinds = [3]"]
)
def test_a_projection_that_is_none_is_named(run, office, tmp_path, content):
    (tmp_path / "p.toml").write_text(content)
    assert "p.toml" in said(run, "analyse", "--projection", "p.toml", code=1)
    assert "«ayer no»" in said(run, "analyse", "--as-of", "ayer no", code=2)


@pytest.mark.parametrize(
    ("content", "why"),
    [
        ('title = "x"', "summary: Falta este dato."),
        ('title = "x"\nsummary = "y"\ncolour = 1', "«colour»"),
        ('title = "x"\nsummary = "y"\nstart = "ayer no"', "start: No se entiende"),
        ('title = "x"\nsummary = "y"\nstart = 2028-01-01\nend = 2027-01-01', "final es anterior"),
        (
            'title = "x"\nsummary = "y"\nrequirements = [{need = "z", kind = "dragon"}]',
            "requirements[0].kind",
        ),
        ('title = "x"\nsummary = "y"\nmust_include = ["uis"]\nexclude = ["uis"]', "«uis» está a la vez"),
        ('title = "x"\nsummary = "y"\nmust_include = ["nadie"]', "must_include[0]"),
        ('title = "x"\nsummary = "y"\nbudget = "mucho"', "budget.amount: No se entiende el valor «mucho»"),
        ("title", "TOML"),
        ("", "title: Falta este dato."),
        (f'title = "x"\nsummary = "{"palabra " * 50_000}"', "summary: Es demasiado largo"),
    ],
    ids=lambda value: value[:40],
)
def test_a_brief_that_is_none_is_refused_with_the_field(run, office, tmp_path, content, why):
    (tmp_path / "brief.toml").write_text(content)
    assert why in said(run, "map", "--brief", "brief.toml", code=1)


def test_a_table_of_neither_noun_must_be_told_which_it_is(run, office, tmp_path):
    (tmp_path / "t.csv").write_text("colour,size\nblue,3\n")
    assert "--as" in said(run, "import", "t.csv", code=1)


def test_a_damaged_backup_is_refused_before_a_store_is_made(run, office, tmp_path):
    run("backup", "copia.zip")
    data = bytearray((tmp_path / "copia.zip").read_bytes())
    data[200] ^= 255
    (tmp_path / "copia.zip").write_bytes(data)
    assert "dañada" in said(run, "--store", "sqlite:///new.db", "restore", "copia.zip", code=1)
    assert not (tmp_path / "new.db").exists()
    assert "no es una copia" in said(run, "restore", "config.toml", code=1)


def test_nothing_is_restored_or_migrated_over_data(run, office):
    run("backup", "copia.zip")
    assert "ya tiene datos" in said(run, "restore", "copia.zip", code=1)
    run("synthesise", "--store", "sqlite:///other.db", "--actors", 5, "--interactions", 5)
    text = said(run, "migrate", "sqlite:///red.db", "sqlite:///other.db", code=1)
    assert "000: falta en el destino" in text
    assert "el mismo" in said(run, "migrate", "sqlite:///red.db", "sqlite:///red.db", code=1)


def test_a_fictitious_city_is_not_mixed_with_real_actors_unless_asked(run, office):
    words = ["synthesise", "--actors", 5, "--interactions", 5]
    assert "--add" in said(run, *words, code=1)
    run(*words, "--add")


def test_an_unsound_store_is_described_and_refused(run, run_json, office, tmp_path):
    store = open_store("sqlite:///red.db", SCHEMA)
    with store.transaction("ana") as tx:
        tx.put_nodes([tx.get(["uis"])["uis"].with_properties(interactions=77)])
    store.close()
    [flaw] = run_json("Verify", "verify", code=1)["problems"]
    assert (flaw["reason"], flaw["id"]) == ("kept_value", "uis")
    assert "77 / 1" in flaw["message"]
    assert "uis" in run("verify", code=1).stdout


def test_a_weak_password_and_the_last_administrator_are_refused(run, office):
    assert "contraseña" in said(run, "user", "add", "ana", code=1)
    run("user", "add", "ana", "--role", "administrator", typed="correcto caballo\n")
    assert "administra" in said(run, "user", "disable", "ana", code=1)


def test_an_interruption_and_a_reader_who_left_have_their_codes():
    assert explain(KeyboardInterrupt()) == (130, ["Interrumpido."])
    assert explain(BrokenPipeError(errno.EPIPE, "")) == (141, [])
    assert explain(OSError(errno.ENOSPC, "No space left", "/x/y")) == (
        1,
        ["/x/y: no queda espacio en el disco."],
    )
    assert explain(OSError(errno.EXDEV, "Cross-device link")) == (1, ["Cross-device link"])
    assert explain(ZeroDivisionError()) is None


def test_data_cannot_steer_a_terminal(run, office, tmp_path):
    assert visible("a\x1b[2Jb\x9bc\n") == "a�[2Jb�c\n"
    assert table([("a\nb", "c"), ("dd", "")]) == ["a b  c", "dd"]
    store = open_store("sqlite:///red.db", SCHEMA)
    with store.transaction("ana") as tx:
        node = Node("x", ("Actor", "Company"), {"name": "X\x1b[31m", "type": "company", "sort_name": "x"})
        tx.put_nodes([node])
    store.close()
    assert "\x1b" not in run("show", "x").stdout


def test_paths_and_sets_have_a_place_in_json():
    assert as_json({"a": Path("b"), "c": {"z", "y"}}) == '{\n  "a": "b",\n  "c": [\n    "y",\n    "z"\n  ]\n}'


def test_a_map_is_not_worked_out_for_a_file_it_cannot_write(run, office, tmp_path):
    (tmp_path / "brief.toml").write_text('title = "x"\nsummary = "agua"')
    assert "«.odt»" in said(run, "map", "--brief", "brief.toml", "--file", "mapa.odt", code=1)
    assert "no-hay" in said(run, "map", "--brief", "brief.toml", "--xlsx", "no-hay/mapa.xlsx", code=1)
    assert "no-hay.toml" in said(run, "map", "--brief", "no-hay.toml", code=1)
