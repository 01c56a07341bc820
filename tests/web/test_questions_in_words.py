"""Questions in one's own words: each is understood as a colleague would, and what is not understood is told."""

from urllib.parse import parse_qsl

import pytest

from web.reading.grammar import understand

ACTORS = {"uis", "jica", "usaid", "oim", "imct"}
# A question, the selection, the words that nothing is made of; no selection where nothing is understood.
QUESTIONS = [
    ("qué embajadas trabajan en agua", "tipo=embassy&tema=water", ""),
    ("camino de la UIS a JICA", "ruta=uis&ruta=jica", ""),
    (
        "quién conecta a las embajadas con las secretarías",
        "pregunta=puentes&lado=tipo.embassy&lado=tipo.city_dependency",
        "",
    ),
    ("a quién no vemos desde hace un año", "pregunta=frios&meses=12", ""),
    ("con quién trabajamos en migración", "tema=migration&pregunta=tema", ""),
    ("universidades de Alemania", "tipo=university&pais=DE", ""),
    ("qué tenemos con Francia", "pais=FR", ""),
    ("who works on water", "tema=water&pregunta=tema", ""),
    ("embajadas europeas", "tipo=embassy", "europeas"),
    ("a quién no hemos visto desde hace 6 meses", "pregunta=frios&meses=6", ""),
    ("qué universidades no vemos hace dos años", "tipo=university&pregunta=frios&meses=24", ""),
    (
        "quién une a las empresas con las universidades",
        "pregunta=puentes&lado=tipo.company&lado=tipo.university",
        "",
    ),
    (
        "who connects embassies with universities",
        "pregunta=puentes&lado=tipo.embassy&lado=tipo.university",
        "",
    ),
    ("which embassies have we not met for two years", "tipo=embassy&pregunta=frios&meses=24", ""),
    ("consulados", "tipo=consulate", ""),
    ("sector privado desde 2023", "familia=private&desde=2023", ""),
    ("turismo en 2024", "tema=tourism&desde=2024&hasta=2024&pregunta=tema", ""),
    ("qué hicimos entre 2017 y 2019", "desde=2017&hasta=2019", "hicimos"),
    ("aliados de Corea", "pais=KR", ""),
    ("partners from Switzerland", "pais=CH", ""),
    ("cámaras binacionales y gremios", "tipo=binational_chamber&tipo=business_association", ""),
    ("línea atracción de inversión", "linea=2023-investment", ""),
    ("quién es nuestra puerta hacia Suiza", "pregunta=puerta&hacia=pais.CH", ""),
    ("cómo llegar a las agencias de cooperación", "pregunta=puerta&hacia=tipo.cooperation_agency", ""),
    ("qué tienen en común la UIS y JICA", "comunes=uis&comunes=jica", ""),
    ("JICA", "actor=jica", ""),
    ("con quién se reúne USAID", "actor=usaid", ""),
    ("empresas sin contacto desde hace un año", "tipo=company&pregunta=frios&meses=12", ""),
    ("embajadas menos la de Corea", "tipo=embassy&pais=KR", "menos"),
    ("universidades y ONG que trabajan en género", "tipo=university&tipo=ngo_foundation&tema=gender", ""),
    (
        "foundations working on climate change since 2020",
        "tipo=ngo_foundation&tema=climate_change&desde=2020",
        "",
    ),
    ("medios", "tipo=media", ""),
    (
        "qué organismos internacionales trabajan en seguridad alimentaria",
        "tipo=international_organization&tema=food_security",
        "",
    ),
    ("agua sin empresas", "tema=water&tipo=company", "sin"),
    ("asdf qwer", "", ""),
    ("cuántas embajadas hay", "tipo=embassy", "cuantas"),
    ("bicicleta", "tema=cycling&pregunta=tema", ""),
    ("aliados que se están enfriando", "pregunta=frios&meses=12", ""),
    ("embassies of Japan and Korea", "tipo=embassy&pais=JP&pais=KR", ""),
    ("redes de ciudades", "tipo=city_network", ""),
    ("qué fundaciones trabajan en juventud", "tipo=ngo_foundation&tema=youth", ""),
    ("ruta de USAID a IMCT", "ruta=usaid&ruta=imct", ""),
    ("who have we not seen for three years", "pregunta=frios&meses=36", ""),
    ("gobiernos extranjeros de Canadá", "tipo=foreign_government&pais=CA", ""),
    (
        "quién conecta al sector privado con la academia",
        "pregunta=puentes&lado=familia.private&lado=familia.academic_cultural",
        "",
    ),
    ("becas desde 2017", "tema=scholarships&desde=2017&pregunta=tema", ""),
    ("con quién trabajamos en cambio climático", "tema=climate_change&pregunta=tema", ""),
    ("embajadas que no vemos desde hace 18 meses", "tipo=embassy&pregunta=frios&meses=18", ""),
    ("what do we have with the United Kingdom", "pais=GB", ""),
    ("cámaras de comercio", "tipo=chamber_of_commerce", ""),
    (
        "qué universidades trabajan en innovación y empleo",
        "tipo=university&tema=innovation&tema=employment",
        "",
    ),
    ("door to Japan", "pregunta=puerta&hacia=pais.JP", ""),
    ("qué comparten USAID y OIM", "comunes=usaid&comunes=oim", ""),
    ("empresas grandes de Brasil", "tipo=company&pais=BR", "grandes"),
    ("aliados del año pasado", "desde=2025&hasta=2025", ""),
    ("companies working on tourism in 2023", "tipo=company&tema=tourism&desde=2023&hasta=2023", ""),
    ("dependencias municipales que trabajan en movilidad", "tipo=city_dependency&tema=mobility", ""),
    ("alrededor de OIM", "actor=oim", "alrededor"),
    ("todo menos universidades", "tipo=university", "menos"),
    ("consulados honorarios de Italia", "tipo=consulate&pais=IT", "honorarios"),
    ("embajadas que vimos hace 3 meses", "tipo=embassy", "vimos hace 3 meses"),
    ("who have we met in 6 months", "", ""),
    ("embajadas con las que hablamos en dos años", "tipo=embassy&desde=2024", "hablamos"),
    ("que embajadas no vemos desde 2023", "tipo=embassy&pregunta=frios&meses=36", ""),
    ("a quién no vemos desde el año pasado", "pregunta=frios&meses=12", ""),
    ("not seen in the last 2 years", "pregunta=frios&meses=24", ""),
    ("actores sin contacto antes de 2020", "pregunta=frios&meses=12", "antes de 2020"),
    ("a quién no vemos desde 2005", "pregunta=frios&meses=12", "desde 2005"),
    (
        "quien conecta embajadas y universidades en agua en 2023",
        "pregunta=puentes&lado=tipo.embassy&lado=tipo.university",
        "agua en 2023",
    ),
    ("puerta a Francia desde 2023", "pregunta=puerta&hacia=pais.FR", "desde 2023"),
    ("embajadas antes de 2020", "tipo=embassy&hasta=2019", ""),
    ("embassies before 2020", "tipo=embassy&hasta=2019", ""),
    ("embajadas hasta 2020", "tipo=embassy&hasta=2020", ""),
    ("embajadas en 2023 y 2024", "tipo=embassy&desde=2023&hasta=2024", ""),
]


def named(name: str) -> str | None:
    return name if name in ACTORS else None


@pytest.mark.parametrize(("question", "query", "unknown"), QUESTIONS, ids=[one[0] for one in QUESTIONS])
def test_a_question_in_ones_own_words_selects_what_it_asks_for(question, query, unknown):
    found = understand(question, named, 2026)
    if not query:
        assert found is None
        return
    assert found is not None
    assert (sorted(found.wish.pairs()), " ".join(found.unknown)) == (sorted(parse_qsl(query)), unknown)


def test_a_verb_that_no_question_comes_of_is_told_and_not_passed_over():
    found = understand("quién conecta a las embajadas", named, 2026)
    assert found is not None
    assert (found.wish.tipo, found.unknown) == (("embassy",), ("conecta",))


def test_hostile_words_are_not_understood_and_do_no_harm():
    for words in ("<script>alert(1)</script>", "\u202e" * 50, "a" * 5000, "' OR 1=1 --", "🤝🏽", ""):
        found = understand(words, named, 2026)
        assert found is None or not found.wish.actor


def test_since_a_year_counts_the_months_of_this_year_too():
    found = understand("que embajadas no vemos desde 2023", named, 2026, 11)
    assert found is not None
    assert found.wish.meses == 46


def test_words_beyond_the_fifteenth_are_told_and_nobody_is_looked_for_by_them():
    asked: list[str] = []
    found = understand("embajadas " + "nadie " * 20 + "jica", asked.append, 2026)
    assert found is not None
    assert found.unknown == (*("nadie",) * 20, "jica")
    assert not [name for name in asked if "jica" in name]
