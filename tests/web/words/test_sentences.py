"""What a place in the network means, on an actor's record and over the table of measures."""

import re

from tests.makers import results_in
from tests.web.reading import text_of


def test_a_record_says_who_loses_what_if_the_actor_leaves(ana):
    page = text_of(ana, "/actores/camara-comercio-bucaramanga")
    assert "Si se va, 6 actores quedan aparte del resto de la red: Subdirección de Turismo" in page
    assert "Si se va, estos 5 actores se quedan sin contacto con el sector «Privado»" in page
    assert "Es puerta de su sector, «Privado»" in page
    assert "Conviene abrir con tiempo una segunda puerta; por ejemplo, Zona Franca Santander" in page


def test_each_sentence_opens_its_facts_and_its_method(ana):
    page = ana.get("/actores/camara-comercio-bucaramanga").get_data(as_text=True)
    sentences = re.findall(r'<details class="sentence".*?</details>', page, re.DOTALL)
    assert len(sentences) >= 6
    for sentence in sentences:
        assert re.search(r'href="/actores/[a-z0-9-]+"', sentence), sentence
        assert re.search(r'href="/metodos#[a-z_]+"', sentence)
    assert 'href="/interacciones/' in sentences[0]


def test_who_met_no_other_partner_is_told_so(ana, results):
    derived = results_in(results)
    alone = next(
        id
        for number, id in enumerate(derived.ids)
        if derived.array("partner")[number] and derived.array("measure_degree")[number] == 0
    )
    page = text_of(ana, f"/actores/{alone}")
    assert "No ha coincidido con ningún otro aliado" in page
    assert "Invítelo a una reunión con otros aliados" in page


def test_the_office_and_people_have_no_such_block(ana):
    assert "Su papel en la red" not in text_of(ana, "/actores/ofai")
    assert "Su papel en la red" not in text_of(ana, "/actores/alcalde-bucaramanga")


def test_before_the_first_analysis_a_record_says_nothing_of_it(login_as, seeded):
    assert "Su papel en la red" not in text_of(login_as("reader"), "/actores/camara-comercio-bucaramanga")


def test_the_analysis_begins_with_whom_the_network_depends_on(ana):
    page = text_of(ana, "/analisis")
    assert "De quién depende más" in page
    assert "Alcaldía de Bucaramanga" in page.split("De quién depende más")[1][:200]
    assert "De quién depende más" not in text_of(ana, "/analisis?orden=-degree")


def test_the_sentences_speak_english(anna):
    page = text_of(anna, "/actores/camara-comercio-bucaramanga")
    assert "If it leaves, 6 actors are cut off from the rest of the network" in page
