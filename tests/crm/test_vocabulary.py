"""The vocabularies are complete, bilingual, ordered, and cover the office's own reports."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import flask_bootstrap
import pytest

from crm.errors import InvalidData
from crm.schema import ACTOR_TIES
from crm.vocabulary import NAMES, family_of, one_of, vocabulary

CURATED_TYPES = {
    "person_role", "city_dependency", "national_entity", "event", "ngo_foundation", "university", "company",
    "business_association", "committee_or_roundtable", "embassy", "international_organization", "local_government",
    "regional_government", "cooperation_agency", "cultural_center", "binational_chamber", "foreign_government",
    "chamber_of_commerce", "city_network", "media", "investment_agency", "consulate",
}  # fmt: skip
CURATED_KINDS = {
    "meeting", "communication", "call_for_proposals", "event", "roundtable", "agreement", "proposal",
    "agreement_in_progress", "study", "course_or_scholarship", "visit", "memorandum", "delegation_received",
    "delegation_sent",
}  # fmt: skip
CURATED_LINES = {
    "Gestión de recursos y apoyos": "2017-resources",
    "Posicionamiento para la internacionalización": "2017-positioning",
    "Gestiones con asuntos de migración": "2017-migration",
    "Participación en convocatorias": "2017-calls",
    "Diagnóstico y planeación": "2023-planning",
    "Promoción del destino": "2023-destination",
    "Atracción de inversión": "2023-investment",
    "Cooperación internacional – Becas": "2023-scholarships",
    "Cooperación internacional – Delegaciones recibidas": "2023-delegations",
    "Cooperación internacional – Hermanamientos": "2023-twinnings",
    "Construcción de la red de aliados": "2023-allies",
    "1. Cooperación internacional": "2024-cooperation",
    "2. Captación de IED y oferta institucional": "2024-investment",
    "3. Promoción destino": "2024-destination",
    "4. Red de aliados": "2024-allies",
    "5. Gestión interna": "2024-management",
}
CURATED_SECTORS = {
    "internacional": "international",
    "privado": "private",
    "otras dependencias del gobierno local": "local_government_areas",
    "otros niveles de gobierno": "other_government_levels",
    "social y ciudadano": "social_citizen",
    "académico y cultural": "academic_cultural",
    "medios": "media",
}
OKABE_ITO = {"#000000", "#E69F00", "#56B4E9", "#009E73", "#F0E442", "#0072B2", "#D55E00", "#CC79A7"}
LIGHT_GROUND, DARK_GROUND = "#FFFFFF", "#14181A"


def contrast(one: str, other: str) -> float:
    """WCAG 2.2 contrast ratio of two #RRGGBB colours, 1 to 21."""
    lights = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lights[0] + 0.05) / (lights[1] + 0.05)


def _luminance(colour: str) -> float:
    channels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def bootstrap_icons() -> str:
    static = Path(flask_bootstrap.__file__).parent / "static" / "bootstrap5" / "css" / "font"
    return (static / "bootstrap-icons.min.css").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", NAMES)
def test_a_vocabulary_has_every_label_in_both_languages(name):
    terms = vocabulary(name)
    assert terms.ids
    assert all(term.es.strip() and term.en.strip() for term in terms)
    assert [term.order for term in terms] == list(range(len(terms.ids)))


@pytest.mark.parametrize("name", NAMES)
def test_a_parent_stands_before_its_children(name):
    terms = vocabulary(name)
    seen = set()
    for term in terms:
        assert term.parent is None or term.parent in seen
        seen.add(term.id)


@pytest.mark.parametrize("name", NAMES)
def test_a_label_leads_back_to_its_term(name):
    terms = vocabulary(name)
    if name in {"strategic_lines", "countries"}:
        return  # each period has its own "Red de aliados"; two territories may share an English name
    for term in terms:
        assert terms.match(term.es) == term.id
        assert terms.match(term.en) == term.id


def test_the_actor_types_are_those_of_the_reports():
    assert set(vocabulary("actor_types").ids) == CURATED_TYPES


def test_an_actor_type_says_all_that_pages_and_measures_need():
    families = vocabulary("families")
    labels = []
    for term in vocabulary("actor_types"):
        assert term.extra["family"] in families
        assert term.extra["plural_es"]
        assert term.extra["plural_en"]
        assert 0 < term.extra["cadence_days"] <= term.extra["half_life_days"] * 2
        labels.append(term.extra["label"])
    assert len(set(labels)) == len(labels)
    assert {"Embassy", "CityDependency", "Person"} < set(labels)
    assert vocabulary("actor_types").get("person_role").extra["group_label"] == "Group"


def test_every_icon_is_one_of_bootstrap():
    css = bootstrap_icons()
    icons = {
        (name, term.extra["icon"]) for name in NAMES for term in vocabulary(name) if "icon" in term.extra
    }
    assert {(name, icon) for name, icon in icons if f".bi-{icon}::before" not in css} == set()
    assert len(icons) > 30


def test_the_eight_families_have_the_eight_hues_and_a_shape_each():
    families = list(vocabulary("families"))
    assert {term.extra["hue"] for term in families} == OKABE_ITO
    assert len({term.extra["shape"] for term in families}) == 8
    assert len({term.extra["dark_hue"] for term in families}) == 8


def test_words_on_a_hue_and_hues_on_the_dark_ground_can_be_read():
    for term in vocabulary("families"):
        assert contrast(term.extra["hue"], term.extra["ink"]) >= 4.5, term.id
        assert contrast(term.extra["dark_hue"], term.extra["dark_ink"]) >= 4.5, term.id
        assert contrast(term.extra["dark_hue"], DARK_GROUND) >= 3, term.id


def test_the_city_hall_of_the_office_belongs_to_the_city_government():
    assert family_of("local_government") == "other_government"
    assert family_of("local_government", home=True) == "city_government"


def test_the_interaction_kinds_are_those_of_the_reports_and_a_few_more():
    kinds = vocabulary("interaction_kinds")
    assert set(kinds.ids) >= CURATED_KINDS | {"twinning", "donation_or_funding", "service"}
    assert {term.id for term in kinds if term.extra["links"] == "host"} == {
        "communication",
        "call_for_proposals",
        "study",
    }
    assert all(term.extra["weight"] > 0 and term.extra["half_life_days"] > 0 for term in kinds)


@pytest.mark.parametrize(("curated", "id"), CURATED_LINES.items())
def test_a_heading_of_a_report_is_a_strategic_line(curated, id):
    assert vocabulary("strategic_lines").match(curated) == id


def test_the_strategic_lines_stand_under_their_period():
    lines = vocabulary("strategic_lines")
    assert [term.id for term in lines.children(None)] == ["2017", "2023-q1", "2024-q1"]
    assert lines.under("2024-q1") == {
        "2024-cooperation",
        "2024-investment",
        "2024-destination",
        "2024-allies",
        "2024-management",
    }
    assert "2023-scholarships" in lines.under("2023-q1")
    assert [term.id for term in lines.path("2023-scholarships")] == [
        "2023-q1",
        "2023-cooperation",
        "2023-scholarships",
    ]
    assert all({"period", "document"} <= set(term.extra) for term in lines)


@pytest.mark.parametrize(("curated", "id"), CURATED_SECTORS.items())
def test_a_sector_of_the_guide_has_a_stable_id(curated, id):
    assert vocabulary("sectors").match(curated) == id


def test_the_ties_are_the_edge_types_of_the_graph():
    assert vocabulary("tie_types").ids == ACTOR_TIES
    assert all(term.extra["inverse_es"] and term.extra["inverse_en"] for term in vocabulary("tie_types"))


def test_the_themes_have_two_levels_and_people_find_them_by_other_words():
    themes = vocabulary("themes")
    assert all(term.parent is None or themes.get(term.parent).parent is None for term in themes)
    assert "water" in themes.under("environment")
    assert themes.match("recurso hídrico") == "water"
    assert themes.match("POBLACION VENEZOLANA") == "migration"
    assert themes.match("women") == "gender"
    assert themes.match("algo que no existe") is None


def test_no_word_stands_for_two_themes():
    seen: dict[str, str] = {}
    for term in vocabulary("themes"):
        for word in [term.es, term.en, *term.extra["synonyms"]]:
            assert seen.setdefault(word.casefold(), term.id) == term.id


def test_every_goal_is_served_by_known_themes():
    goals = vocabulary("sdgs")
    assert [term.extra["number"] for term in goals] == list(range(1, 18))
    assert {theme for term in goals for theme in term.extra["themes"]} <= set(vocabulary("themes").ids)
    assert goals.label("sdg-6", "es") == "Agua limpia y saneamiento"
    assert goals.match("ODS 6") == "sdg-6"


def test_countries_are_named_in_both_languages_and_listed_by_name():
    countries = vocabulary("countries")
    assert countries.label("NL", "es") == "Países Bajos"
    assert countries.label("NL", "en") == "Netherlands"
    assert {"CO", "GB", "KR", "CZ", "DO"} <= set(countries.ids)
    assert not {"EU", "UN", "ZZ", "001"} & set(countries.ids)
    assert all(len(code) == 2 for code in countries.ids)
    spanish = [label for _, label in countries.choices("es")]
    assert spanish.index("Alemania") < spanish.index("Austria") < spanish.index("Zambia")
    assert spanish.index("Emiratos Árabes Unidos") < spanish.index("España") < spanish.index("Estados Unidos")


def test_choices_stand_in_the_order_of_the_file():
    assert vocabulary("evidence_grades").choices("en")[0] == ("asserted", "Stated by the source")
    assert [id for id, _ in vocabulary("precisions").choices("es")] == [
        "day", "week", "month", "quarter", "semester", "year", "range",
    ]  # fmt: skip


def test_what_does_not_exist_is_a_key_error():
    with pytest.raises(KeyError):
        vocabulary("colours")
    with pytest.raises(KeyError):
        vocabulary("modes").label("telepathy", "es")
    with pytest.raises(KeyError):
        vocabulary("themes").under("telepathy")


def test_a_choice_is_checked_with_a_message_of_ours():
    assert one_of("modes")("virtual") == "virtual"
    with pytest.raises(InvalidData) as caught:
        one_of("modes")("telepathy")
    assert caught.value.problems[0].key == "unknown_choice"


def test_naming_the_module_reads_no_file_and_no_heavy_library():
    code = (
        "import sys, crm.vocabulary as v; print(v.vocabulary.cache_info().currsize, 'babel' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["0", "False"]
