"""Sentences about a place in the network: made from facts, with what to do about it."""

import pytest

from crm.meaning.saying import statements_of, weightiest
from crm.meaning.statements import advice_text, listed, statement_text
from tests.makers import names_in


def said(city, actor, lang="es"):
    """The sentences about an actor by their key."""
    return {one.key: (statement_text(names_in(city), one, lang), one) for one in statements_of(city, actor)}


def test_departments_that_lose_their_only_contact_abroad_are_named(city):
    found = said(city, "delegacion-ue")
    text, statement = found["door_sector_departments"]
    assert text == (
        "Si se va, estas 3 dependencias se quedan sin contacto con el sector «Internacional»: INDERBU, IMEBU e IMCT."
    )
    assert [(fact.actors, fact.interactions) for fact in statement.facts] == [
        (("imebu", "delegacion-ue"), ("m1",)),
        (("imct", "delegacion-ue"), ("m2",)),
        (("inderbu", "delegacion-ue"), ("m3",)),
    ]
    assert advice_text(names_in(city), statement, "es").endswith("por ejemplo, JICA.")
    country, _ = found["door_country_departments"]
    assert "sin contacto con Bélgica: INDERBU, IMEBU e IMCT." in country


def test_english_says_the_same(city):
    text, _ = said(city, "delegacion-ue", "en")["door_sector_departments"]
    assert text.startswith(
        "If it leaves, these 3 city departments have no contact left with the sector “International”"
    )


def test_who_is_cut_off_is_named_with_the_sectors_that_no_way_leads_to(city):
    text, statement = said(city, "inderbu")["cut_many_lost"]
    assert "2 actores quedan aparte del resto de la red: Cámara de Comercio y UIS." in text
    assert text.endswith(
        "Ningún camino les llevaría ya a: Internacional y Otras dependencias del gobierno local."
    )
    assert [fact.actors for fact in statement.facts] == [("ccb", "inderbu")]


def test_nobody_needs_a_door_to_its_own_sector_or_country(city):
    assert not [key for key in said(city, "imebu") if key.startswith("door_country")]
    assert not [key for key in said(city, "uis") if key.startswith("door_sector") and "academic" in key]


def test_an_actor_is_told_on_whom_it_leans_itself(city):
    text, _ = said(city, "uis")["lean_one"]
    assert text == "Llega por un solo aliado a este sector: Privado (por Cámara de Comercio)."


def test_who_met_nobody_is_told_only_that(city):
    assert list(said(city, "jica")) == ["alone"]
    assert not said(city, "ofai")
    assert not said(city, "nobody")


def test_contacts_and_brokerage_are_counted(city):
    assert said(city, "delegacion-ue")["contacts_outside"][0].startswith(
        "Los 3 aliados con los que ha coincidido son todos de otros sectores"
    )
    found = said(city, "delegacion-ue")
    text, statement = found.get("broker") or found["between"]
    assert "Está entre 3 parejas de aliados que no se han encontrado" in text
    assert {fact.actors for fact in statement.facts} == {
        ("imebu", "imct"),
        ("imebu", "inderbu"),
        ("imct", "inderbu"),
    }


def test_the_actors_on_whom_most_hangs_come_first(city):
    found = weightiest(city, 2)
    assert [id for id, _one in found] == ["delegacion-ue", "inderbu"]
    assert found[0][1].weight >= found[1][1].weight


def test_every_sentence_has_words_advice_and_facts_in_both_languages(city):
    for actor in city.ids:
        for one in statements_of(city, actor):
            for lang in ("es", "en"):
                assert "{" not in statement_text(names_in(city), one, lang) + advice_text(
                    names_in(city), one, lang
                )
            assert one.facts or one.key == "alone"


@pytest.mark.parametrize(
    ("words", "text"),
    [
        ([], ""),
        (["uno"], "uno"),
        (["Cali", "Ibagué"], "Cali e Ibagué"),
        (["agua", "hielo"], "agua y hielo"),
        (list("abcdefg"), "a, b, c, d, e y 2 más"),
    ],
)
def test_names_are_listed_as_one_says_them(words, text):
    assert listed(words, "es") == text
