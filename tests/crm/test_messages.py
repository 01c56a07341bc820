"""The catalogue is complete, and nothing raises a key that it lacks."""

from __future__ import annotations

import ast
from pathlib import Path
from string import Formatter

import pytest

import crm
from crm.errors import EditConflict, InvalidData, NotAllowed, NotFound, StillInUse, Unavailable
from crm.messages import LANGUAGES, catalogue, field_label, say, words

PACKAGE = Path(crm.__file__).parent
# Where a message key stands among the arguments of what takes one.
POSITION = {"Problem": 1, "of": 1, "say": 0, "Reason": 0}


def _parameters(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


def _called(node: ast.Call) -> str:
    function = node.func
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


def _keys_used_in(path: Path) -> set[str]:
    keys = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if not isinstance(node, ast.Call) or _called(node) not in POSITION:
            continue
        place = POSITION[_called(node)]
        key = node.args[place] if len(node.args) > place else None
        if isinstance(key, ast.Constant) and isinstance(key.value, str):
            keys.add(key.value)
    return keys


@pytest.mark.parametrize("key", sorted(catalogue()))
def test_a_message_is_in_both_languages_with_the_same_parameters(key):
    texts = catalogue()[key]
    assert set(texts) == set(LANGUAGES)
    assert all(text.strip() for text in texts.values())
    assert _parameters(texts["es"]) == _parameters(texts["en"])


def test_every_key_named_in_the_package_is_in_the_catalogue():
    used = {(path.name, key) for path in sorted(PACKAGE.rglob("*.py")) for key in _keys_used_in(path)}
    assert {(file, key) for file, key in used if key not in catalogue()} == set()
    assert ("refusals.py", "not_found") in used


def test_a_parameter_that_has_words_of_its_own_is_worded():
    assert words(NotFound("actor", "uis"), "es") == [("", "No existe el actor «uis».")]
    assert words(NotFound("actor", "uis"), "en") == [("", "There is no actor “uis”.")]
    assert words(NotAllowed("edit"), "es") == [("", "Su rol (lectura) no permite editar.")]


def test_a_value_that_looks_like_a_template_stays_as_it_is():
    error = InvalidData.of("status", "unknown_choice", value="{value.__class__}")
    assert words(error, "en") == [("status", "“{value.__class__}” is not one of the options.")]


def test_every_error_can_be_said_in_both_languages():
    errors = [
        StillInUse("a", ["b", "c"]),
        Unavailable("down"),
        EditConflict("actor", "a", {"x": 1}, {"x": 2}),
    ]
    for error in errors:
        for lang in LANGUAGES:
            assert all(text for _, text in words(error, lang))


def test_an_unknown_key_is_an_error_of_the_programmer():
    with pytest.raises(KeyError):
        say("no-such-key", "es")


def test_a_field_is_named_as_people_say_it():
    assert field_label("relation_status", "es") == "estado de la relación"
    assert field_label("made_up", "es") == "made_up"


def test_a_whole_number_chooses_the_form_of_the_word():
    from crm.messages import Count

    pairs = "{count} {count:pareja|parejas}"
    assert [pairs.format(count=Count(n)) for n in (0, 1, 2)] == ["0 parejas", "1 pareja", "2 parejas"]
    none = "{count:nadie|uno|los {count}}"
    assert [none.format(count=Count(n)) for n in (0, 1, 7)] == ["nadie", "uno", "los 7"]
    said = [say("meaning.health_crossing", "es", of=1, count=n) for n in (0, 1)]
    assert said == [
        "De 1 vínculo entre aliados, ninguno cruza de un sector a otro.",
        "De 1 vínculo entre aliados, 1 cruza de un sector a otro.",
    ]
    assert say("structural_part.doing", "es", count=1).startswith("Participó en 1 actividad sobre")
    assert (
        say("structural_part.funding", "es", count=0) == "No ha puesto dinero en ninguna actividad de la red"
    )
    assert say("structural_part.strength", "es", share=0).endswith(": tanto como los que menos")
