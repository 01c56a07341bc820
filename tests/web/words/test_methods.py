"""The methods page, and that every measure a page shows is explained there."""

import re
from pathlib import Path
from xml.dom import minidom

import pytest

from crm.derived.measure_table import MEASURES
from crm.meaning.methods import GROUPS, anchor_of, methods
from graph.roles import ALL_ROLES
from tests.web.reading import text_of

ROOT = Path(__file__).parents[3]


def test_every_measure_is_explained_with_its_formula_exactness_misuse_and_source():
    spanish, english = methods("es"), methods("en")
    assert [one.name for one in spanish] == [one.name for one in english]
    for one, other in zip(spanish, english, strict=True):
        assert one.group in GROUPS
        assert all(
            (one.heading, one.meaning, one.reading, one.formula_words, one.exact, one.misuse, one.source)
        )
        assert one.misuse != other.misuse
        drawn = minidom.parseString(one.formula).documentElement
        assert drawn is not None
        assert drawn.tagName == "math"
        assert "{" not in one.exact


def test_what_the_analyst_keeps_is_explained():
    roles = ["brokerage" if role == "total" else role for role in ALL_ROLES]
    for name in (*MEASURES, *roles, "ei", "participation", "coreness", "in_core", "community"):
        assert anchor_of(name)
    with pytest.raises(KeyError):
        anchor_of("charisma")


def test_every_measure_named_in_a_page_or_sentence_has_its_anchor():
    named = set()
    for path in (ROOT / "web" / "templates").rglob("*.html"):
        named |= set(re.findall(r'method_(?:link|url|name)\("([a-z_]+)"\)', path.read_text("utf-8")))
        named |= set(re.findall(r"method_(?:link|url|name)\('([a-z_]+)'\)", path.read_text("utf-8")))
    for folder in ("crm/meaning", "crm/health", "crm/simulation", "web/network_health"):
        for path in (ROOT / folder).glob("*.py"):
            named |= set(re.findall(r'measure="([a-z_]+)"', path.read_text("utf-8")))
    assert {"size", "only_door", "concentration", "simulation"} <= named
    assert [name for name in named if not anchor_of(name)] == []


def test_the_page_has_an_anchor_and_a_formula_for_each(ana):
    page = ana.get("/metodos").get_data(as_text=True)
    for one in methods("es"):
        assert f'id="{one.name}"' in page
        assert f'href="#{one.name}"' in page
    assert page.count("<math") == len(methods("es"))
    assert "Exacta hasta 2.000 aliados" in text_of(ana, "/metodos")


def test_the_page_speaks_english(anna):
    page = text_of(anna, "/metodos")
    assert "What not to use it for" in page
    assert "Exact up to 2,000 partners" in page


def test_the_table_of_measures_leads_to_the_methods(ana):
    page = ana.get("/analisis").get_data(as_text=True)
    for name in (*MEASURES, "community"):
        assert f'href="/metodos#{name}"' in page


@pytest.mark.parametrize(
    "address",
    ["/", "/actores", "/interacciones", "/proyectos", "/red", "/mundo", "/analisis", "/ajustes", "/buscar"],
)
def test_every_page_leads_to_the_methods(ana, address):
    assert 'href="/metodos"' in ana.get(address).get_data(as_text=True)
