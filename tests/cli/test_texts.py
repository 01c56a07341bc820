"""Both languages say everything, and the right one is chosen."""

from __future__ import annotations

import re
import string
from pathlib import Path

import click
import pytest
from babel.messages.pofile import read_po

from tests.cli.conftest import every_command
from web.cli.app import aliados
from web.cli.texts import catalogue, choose_language, say, speak

ROOT = Path(__file__).parents[2]
COMMANDS = every_command(aliados)


def parameters(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


@pytest.mark.parametrize("key", sorted(catalogue()))
def test_every_text_is_there_in_both_languages_with_the_same_parameters(key):
    texts = catalogue()[key]
    assert set(texts) == {"es", "en"}
    assert all(text.strip() for text in texts.values())
    assert parameters(texts["es"]) == parameters(texts["en"])


@pytest.mark.parametrize("path", sorted(COMMANDS), ids=" ".join)
@pytest.mark.parametrize("lang", ["es", "en"])
def test_every_command_and_option_has_its_help_in_both_languages(path, lang):
    speak(lang)
    command = COMMANDS[path]
    assert command.help
    ctx = click.Context(command, info_name="aliados")
    for param in command.get_params(ctx):
        assert param.get_help_record(ctx) is None or param.help, param.name
    text = command.get_help(ctx)
    assert ("Uso:" in text) == (lang == "es")
    assert ("[OPTIONS]" in text) == (lang == "en")


def test_the_list_of_commands_needs_no_module_and_names_all(run):
    listed = run("--help").stdout
    for name in aliados.lazy:
        assert re.search(rf"^  {name}  +\S", listed, re.MULTILINE), name


def test_every_key_that_the_code_names_exists_and_every_key_is_used():
    code = "\n".join(path.read_text() for path in (ROOT / "web" / "cli").glob("*.py"))
    for key in re.findall(r'(?:say|tell|Refusal)\(\s*"([a-z_.]+)"', code):
        assert key in catalogue(), key
    direct = {key for key in catalogue() if f'"{key}"' in code}
    families = (
        "command.",
        "option.",
        "error.",
        "flaw.",
        "phase.",
        "record.",
        "difference.",
        "noun.",
        "usage.",
        "analyse.",
    )
    assert {key for key in catalogue() if not key.startswith(families)} <= direct


def test_click_speaks_spanish_wherever_it_can_be_heard():
    with (ROOT / "web" / "translations" / "es" / "LC_MESSAGES" / "click.po").open("rb") as file:
        messages = [message for message in read_po(file, locale="es") if message.id]
    for message in messages:
        texts = [message.string] if isinstance(message.string, str) else list(message.string or [""])
        assert all(texts), message.id
        source = message.id if isinstance(message.id, str) else message.id[-1]
        assert parameters(texts[-1]) == parameters(source)


@pytest.mark.parametrize(
    ("args", "environment", "config", "chosen"),
    [
        ([], {}, "", "es"),
        ([], {"LANG": "en_GB.UTF-8"}, "", "en"),
        ([], {"LANG": "C.UTF-8"}, "", "es"),
        ([], {"LANG": "fr_FR"}, "", "es"),
        ([], {"LC_ALL": "es_CO.UTF-8", "LANG": "en_US"}, "", "es"),
        ([], {"LANG": "en_US"}, 'language = "es"', "es"),
        ([], {}, 'language = "en"', "en"),
        ([], {"ALIADOS_LANGUAGE": "es"}, 'language = "en"', "es"),
        ([], {"ALIADOS_LANG": "en", "ALIADOS_LANGUAGE": "es"}, 'language = "es"', "en"),
        (["--lang", "en"], {"ALIADOS_LANG": "es"}, "", "en"),
        (["search", "x", "--lang=en"], {}, "", "en"),
        (["search", "--", "--lang", "en"], {}, "", "es"),
        (["--lang", "fr"], {"LANG": "en_US"}, "", "en"),
        (["--config", "other.toml"], {}, "", "en"),
        (["--config", "absent.toml"], {"LANG": "en_US"}, "", "en"),
        ([], {"LANG": "en_US"}, "language = ", "en"),
    ],
)
def test_the_language_is_the_one_that_was_said_last(tmp_path, monkeypatch, args, environment, config, chosen):  # noqa: PLR0917 - a case has four parts
    (tmp_path / "config.toml").write_text(config)
    (tmp_path / "other.toml").write_text('language = "en"')
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert choose_language(args) == chosen


def test_all_that_is_said_follows_the_language(run, office):
    assert "Uso:" in run("--lang", "es", "dance", code=2).stderr
    assert "Usage:" in run("--lang", "en", "dance", code=2).stderr
    assert "There is no actor “x”." in run("--lang", "en", "show", "x", code=1).stderr
    assert "No existe el actor «x»." in run("show", "x", "--lang", "es", code=1).stderr
    assert "University" in run("--lang", "en", "show", "uis").stdout
    assert "Universidad" in run("show", "uis").stdout


def test_a_text_that_is_not_there_is_a_fault():
    with pytest.raises(KeyError):
        say("no.such")
