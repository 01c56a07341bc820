"""Folding leaves what both stores search by."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.fold import MAX_WORD, fold, search_text, search_words
from graph.records import Value


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("  Cámara de Comercio (Bucaramanga) ", "camara de comercio bucaramanga"),
        ("Straße", "strasse"),
        ("İstanbul ŁÓDŹ", "istanbul łodz"),
        ("ﬁn ２０２４ ½", "fin 2024 1 2"),
        ("snake_case y-guion", "snake case y guion"),
        ("हिन्दी", "हनद"),
        ("\ud800x", "x"),
        ("", ""),
    ],
)
def test_only_letters_and_digits_without_accents_and_case_are_left(text: str, folded: str) -> None:
    assert fold(text) == folded


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text())
def test_folded_text_is_words_with_single_spaces(text: str) -> None:
    words = fold(text).split(" ")
    assert words == [""] or all(word.isalnum() and len(word) <= MAX_WORD for word in words)


def test_a_word_that_begins_another_asks_for_nothing_more() -> None:
    assert search_words("casa cas casado perro c cas") == ["casado", "perro"]
    assert search_words("!") == []


def test_the_text_of_several_properties_is_folded_together() -> None:
    properties: dict[str, Value] = {"name": "Ñame", "tags": ["Uno", "Dós"], "size": 3, "sizes": [1, 2]}
    assert search_text(properties, ("name", "tags", "size", "sizes", "absent")) == "name uno dos"
