"""The settings: what config.toml says, who overrules whom, and how mistakes are told."""

import os
import re
import tomllib
from datetime import date
from pathlib import Path

import pytest

from web.config import Config, load_config
from web.config_errors import MESSAGES, ConfigError
from web.config_sources import SECRETS

ROOT = Path(__file__).parents[2]
TEXT = (ROOT / "config.toml").read_text(encoding="utf-8")


def leaves(values, at=()):
    """`(dotted key, value)` of each setting; an empty table is a value of its own."""
    for key, value in values.items():
        if isinstance(value, dict) and value:
            yield from leaves(value, (*at, key))
        else:
            yield ".".join((*at, key)), value


FILE = dict(leaves(tomllib.loads(TEXT)))


def value_at(config, key):
    for step in key.split("."):
        config = getattr(config, step)
    return config


@pytest.fixture(autouse=True)
def bare(monkeypatch, tmp_path):
    """No variable and no file of the machine takes part."""
    for name in list(os.environ):
        if name.startswith("ALIADOS_"):
            monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def written(tmp_path):
    def write(text):
        path = tmp_path / "mine.toml"
        path.write_text(text, encoding="utf-8")
        return path

    return write


def refused(*args, **kwargs):
    with pytest.raises(ConfigError) as caught:
        load_config(*args, **kwargs)
    return caught.value


def test_the_file_of_the_repository_names_every_setting_and_no_other():
    def settings(model, at=()):
        for name, field in model.model_fields.items():
            if hasattr(field.annotation, "model_fields"):
                yield from settings(field.annotation, (*at, name))
            elif name not in SECRETS:
                yield ".".join((*at, name))

    assert set(FILE) == set(settings(Config))


@pytest.mark.parametrize("key", sorted(FILE))
def test_each_key_is_explained_above_it_and_holds_the_built_in_value(key, written):
    lines = TEXT.splitlines()
    at = next(n for n, line in enumerate(lines) if line.startswith(key.split(".")[-1] + " ="))
    block = at
    while lines[block].strip() and not lines[block].startswith("["):
        block -= 1
    comment = " ".join(line for line in lines[block + 1 : at] if line.startswith("#"))
    assert len(comment) > 30, f"{key} has no explanation"
    built_in = value_at(load_config(written("")), key)
    assert value_at(load_config(ROOT / "config.toml"), key) == built_in


def test_without_a_name_the_file_of_the_working_directory_is_taken(tmp_path):
    (tmp_path / "config.toml").write_text('city = "Neiva"\n', encoding="utf-8")
    assert load_config().city == "Neiva"


def test_without_any_file_at_hand_the_one_of_the_checkout_is_taken():
    assert load_config().office == "ofai"


def test_the_environment_can_name_the_file(monkeypatch, written):
    monkeypatch.setenv("ALIADOS_CONFIG", str(written('city = "Pasto"\n')))
    assert load_config().city == "Pasto"


def test_the_environment_overrules_the_file_and_the_command_line_overrules_both(monkeypatch, written):
    path = written("[server]\nport = 8001\nthreads = 3\nworkers = 4\n")
    monkeypatch.setenv("ALIADOS_SERVER__PORT", "8002")
    monkeypatch.setenv("ALIADOS_SERVER__THREADS", "5")
    server = load_config(path, {"server.port": 8003, "server.host": None}).server
    assert (server.port, server.threads, server.workers, server.host) == (8003, 5, 4, "127.0.0.1")


def test_the_measures_can_be_left_to_plain_networkx(written):
    assert load_config(written("network_backend = 'networkx'\n")).network_backend == "networkx"


def test_an_empty_variable_says_nothing(monkeypatch):
    monkeypatch.setenv("ALIADOS_SERVER__PORT", "")
    assert load_config().server.port == 8000


def test_dates_tables_and_truths_are_read_from_file_and_environment_alike(monkeypatch, written):
    path = written("in_use_since = 2026-11-23\nsecure_cookies = true\n[backups]\nkept = 3\n")
    config = load_config(path)
    assert config.in_use_since == date(2026, 11, 23)
    assert config.secure_cookies is True
    assert config.backups.kept == 3
    monkeypatch.setenv("ALIADOS_IN_USE_SINCE", "2027-01-15")
    monkeypatch.setenv("ALIADOS_BACKUPS__KEPT", "30")
    config = load_config(path)
    assert config.in_use_since == date(2027, 1, 15)
    assert config.backups.kept == 30


def test_a_named_file_that_is_not_there_is_an_error():
    error = refused(Path("nowhere.toml"))
    assert error.key == "config.missing"
    assert error.text("es") == "No existe el archivo de configuración nowhere.toml."


def test_a_file_that_is_not_toml_is_told_with_its_line(written):
    error = refused(written('city = "Cali"\nlanguage es\n'))
    assert error.key == "config.not_toml"
    assert "line 2" in error.text("es")


def test_a_file_in_another_encoding_is_refused_clearly(tmp_path):
    path = tmp_path / "latin.toml"
    path.write_bytes('city = "Bogotá"'.encode("latin-1"))
    assert refused(path).key == "config.not_toml"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("oficce = 'x'\n", "oficce"),
        ("[server]\nprot = 1\n", "server.prot"),
        ("[servre]\nport = 1\n", "servre"),
    ],
)
def test_an_unknown_key_is_refused_by_name_also_inside_a_table(text, name, written):
    path = written(text)
    error = refused(path)
    assert (error.key, error.params) == ("config.unknown_key", {"where": str(path), "name": name})


def test_an_unknown_override_is_refused_by_name():
    assert refused(None, {"server.prot": 1}).text("en") == "--prot: the key “server.prot” is not known."


@pytest.mark.parametrize("variable", ["ALIADOS_SERVERPORT", "ALIADOS_STORE_FILE", "ALIADOS_PASSWORD"])
def test_a_variable_that_is_no_setting_is_refused_by_name(variable, monkeypatch):
    monkeypatch.setenv(variable, "1")
    error = refused()
    assert (error.key, error.params) == ("config.unknown_variable", {"name": variable})


def test_an_unknown_key_of_a_table_in_the_environment_is_refused_with_the_variable(monkeypatch):
    monkeypatch.setenv("ALIADOS_SERVER__PROT", "1")
    error = refused()
    assert (error.key, error.params["where"]) == ("config.unknown_key", "ALIADOS_SERVER__PROT")


@pytest.mark.parametrize(
    "variable", ["ALIADOS_TEST_NEO4J_URL", "ALIADOS_FROM_PASSWORD", "ALIADOS_TO_USER", "ALIADOS_LANG"]
)
def test_variables_of_other_commands_do_no_harm(variable, monkeypatch):
    monkeypatch.setenv(variable, "x")
    assert load_config().office == "ofai"


@pytest.mark.parametrize(
    ("text", "name", "example"),
    [
        ("[server]\nport = 70000\n", "server.port", "8000 (≤ 65535)"),
        ("[server]\nport = 'many'\n", "server.port", "8000"),
        ("server = 5\n", "server", ""),
        ("language = 'fr'\n", "language", "es"),
        ("country = 'Colombia'\n", "country", "CO"),
        ("time_zone = 'America/Bucaramanga'\n", "time_zone", "America/Bogota"),
        ("time_zone = '../../etc/passwd'\n", "time_zone", "America/Bogota"),
        ("in_use_since = 'mañana'\n", "in_use_since", "2026-11-23"),
        ("office = 'Oficina Asesora'\n", "office", "ofai"),
        ("network_backend = 'no-such-engine'\n", "network_backend", "aliados"),
        ("store = 'mysql://host'\n", "store", "sqlite:///data/red.db"),
        ("[backups]\nkept = -1\n", "backups.kept", "14 (≥ 0)"),
    ],
)
def test_a_wrong_value_is_told_with_its_place_and_a_right_one(text, name, example, written):
    path = written(text)
    error = refused(path)
    assert error.key == "config.bad_value"
    assert (error.params["where"], error.params["name"]) == (str(path), name)
    assert error.params["example"].startswith(example)


def test_a_wrong_variable_is_told_by_its_name(monkeypatch):
    monkeypatch.setenv("ALIADOS_SERVER__PORT", "http")
    assert refused().params["where"] == "ALIADOS_SERVER__PORT"


def test_a_table_in_the_environment_that_is_not_json_is_refused(monkeypatch):
    monkeypatch.setenv("ALIADOS_SERVER", "{port: 1")
    assert refused().key == "config.bad_environment"


@pytest.mark.parametrize(
    "url", ["neo4j://host:7687", "neo4j+s://x.example.org", "bolt://[::1]:7687/red", "sqlite:////a/b.db"]
)
def test_the_address_of_every_kind_of_store_is_accepted(url):
    assert load_config(None, {"store": url}).store == url


def test_a_password_in_the_address_of_the_store_is_refused_and_not_repeated():
    error = refused(None, {"store": "neo4j://neo4j:hunter2@host:7687"})
    assert error.key == "config.bad_value"
    assert "hunter2" not in error.text("es") + error.text("en")


@pytest.mark.parametrize("name", SECRETS)
def test_a_secret_is_refused_in_the_file_and_not_repeated(name, written):
    error = refused(written(f"{name} = 'hunter2'\n"))
    assert error.key == "config.secret_in_file"
    assert f"ALIADOS_{name.upper()}_FILE" in error.text("es")
    assert "hunter2" not in error.text("es")


def test_secrets_come_from_the_environment_or_from_a_file_that_it_names(monkeypatch, tmp_path):
    (tmp_path / "key").write_text("from a file\n", encoding="utf-8")
    monkeypatch.setenv("ALIADOS_STORE_PASSWORD", "said outright")
    monkeypatch.setenv("ALIADOS_SECRET_KEY_FILE", str(tmp_path / "key"))
    config = load_config()
    assert config.store_password is not None
    assert config.secret_key is not None
    assert config.store_password.get_secret_value() == "said outright"
    assert config.secret_key.get_secret_value() == "from a file"
    assert "outright" not in repr(config)


def test_a_secret_file_that_cannot_be_read_is_an_error(monkeypatch):
    monkeypatch.setenv("ALIADOS_STORE_PASSWORD_FILE", "/nowhere/at/all")
    error = refused()
    assert (error.key, error.params["where"]) == ("config.secret_unread", "/nowhere/at/all")


def test_settings_cannot_be_changed_while_the_program_runs():
    config = load_config()
    with pytest.raises(ValueError, match="frozen"):
        setattr(config.server, "port", 1)  # noqa: B010 - the type checker refuses the plain form


def test_every_error_is_worded_in_both_languages_with_the_same_facts():
    for texts in MESSAGES.values():
        facts = [sorted(re.findall(r"\{(\w+)\}", texts[language])) for language in ("es", "en")]
        assert facts[0] == facts[1]
        assert texts["es"] != texts["en"]
