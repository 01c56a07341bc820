"""Words and their index: forms of a word meet, small words go, rare words weigh more."""

from __future__ import annotations

import doctest

import pytest
from hypothesis import given
from hypothesis import strategies as st

import crm.mapping.bm25
import crm.mapping.words
from crm.mapping.bm25 import Builder, matches, postings
from crm.mapping.text_index import theme_of, theme_stems
from crm.mapping.words import stem, tokens


@pytest.mark.parametrize("module", [crm.mapping.words, crm.mapping.bm25])
def test_the_examples_of_the_docstrings_are_true(module):
    failed, tried = doctest.testmod(module)
    assert (failed, tried > 0) == (0, True)


@pytest.mark.parametrize(
    "forms",
    [
        ("cámara", "Cámaras", "CAMARA"),
        ("educación", "educar", "educativas"),
        ("cooperación", "cooperantes", "cooperar"),
        ("migración", "migrantes", "migratorio"),
        ("ambiental", "ambiente", "ambientales"),
        ("empresa", "empresarios", "empresarial"),
        ("municipal", "municipio", "municipios"),
        ("joven", "jóvenes"),
        ("voz", "voces"),
        ("tecnología", "tecnológicas"),
    ],
)
def test_the_forms_of_a_word_have_one_stem(forms):
    assert len({tuple(tokens(form)) for form in forms}) == 1


@pytest.mark.parametrize(
    ("one", "other"), [("agua", "aguja"), ("casa", "caso"), ("país", "paisaje"), ("paz", "pasto")]
)
def test_different_words_keep_different_stems(one, other):
    assert tokens(one) != tokens(other)


def test_acronyms_numbers_and_short_words_stay_as_they_are():
    assert tokens("ONU OIM C40 paz red 2030") == ["onu", "oim", "c40", "paz", "red", "2030"]


def test_words_of_grammar_say_nothing():
    assert tokens("el de la y para con los que a the of") == []


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=60))
def test_any_text_has_tokens_without_spaces_and_in_any_case_the_same(text):
    found = tokens(text)
    assert all(token and " " not in token for token in found)
    assert tokens(text.upper().lower()) == tokens(text.lower())


@given(st.text(alphabet="abcdefghijklmnopqrstuvwxyz", min_size=1, max_size=20))
def test_a_stem_is_the_beginning_of_its_word_or_of_its_singular(word):
    root = stem(word)
    assert root
    assert word.startswith(root) or (word.endswith("ces") and word.startswith(root[:-1]))


def build(*documents: dict[str, list[str]]) -> Builder:
    builder = Builder({"title": 2.0, "text": 1.0}, len(documents))
    for number, fields in enumerate(documents):
        builder.add(number, fields)
    return builder


def test_a_word_in_a_weightier_field_scores_more():
    index = build(
        {"title": ["agua"], "text": ["x"]}, {"title": ["y"], "text": ["agua"]}, {"text": ["z"]}
    ).finish()
    score = matches(index, {"agua": 1.0}).score
    assert score[0] > score[1] > score[2] == 0


def test_a_rare_word_scores_more_than_a_common_one():
    index = build({"text": ["agua", "paz"]}, {"text": ["agua", "mar"]}, {"text": ["agua", "sol"]}).finish()
    score = matches(index, {"agua": 1.0, "paz": 1.0}).score
    assert score[0] > 2 * score[1]


def test_the_same_word_in_a_long_text_scores_less():
    index = build({"text": ["agua"]}, {"text": ["agua", *(f"w{i}" for i in range(50))]}).finish()
    score = matches(index, {"agua": 1.0}).score
    assert score[0] > score[1] > 0


def test_the_score_is_that_of_the_formula():
    index = build({"text": ["agua", "agua"]}, {"text": ["mar", "sol"]}).finish()
    # one of two documents has it: log(1 + 1.5 / 1.5); twice, in a text of mean length: 2 / (1.2 + 2)
    assert matches(index, {"agua": 1.0}).score[0] == pytest.approx(0.6931 * 2 / 3.2, abs=1e-4)


def test_words_nobody_said_find_nothing_and_an_empty_index_answers():
    index = build({"text": ["agua"]}).finish()
    assert matches(index, {"mar": 1.0, "zzz": 1.0, "": 1.0}).score.tolist() == [0.0]
    assert matches(Builder({}, 0).finish(), {"agua": 1.0}).score.tolist() == []


def test_stems_that_are_not_ascii_and_very_long_ones_are_found_again():
    index = build({"text": ["ñandú"]}, {"text": ["x" * 90]}, {"text": ["東京"]}).finish()
    for number, word in enumerate(["ñandú", "x" * 90, "東京"]):
        assert postings(index, word)[0].tolist() == [number]


def test_a_records_theme_is_the_vocabularys_when_it_means_one():
    assert theme_of("Agua") == theme_of("acueducto") == theme_of("water") == "water"
    assert theme_of("cometas") == "cometas"
    assert theme_stems("water") == ("agua", "#water")
    assert theme_stems("cometas") == ("comet",)
