"""The ranked list for a project: right actors, reasons that name facts, gaps, and maps that are kept."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from crm.actors import archive_actor, create_actor, get_actor
from crm.derived.refreshing import refresh
from crm.interactions import archive_interaction, create_interaction, get_interaction
from crm.mapping.question import question_of
from crm.projects import Project
from crm.stakeholder_map import RankedActor, make_map, rank_for, reason_text
from crm.ties import create_tie
from graph.store import Store
from tests.crm.conftest import ANA
from tests.makers import make_actor, make_interaction, make_project, make_tie

DAY = date(2026, 11, 23)


@pytest.fixture
def city(store) -> Store:
    """An aqueduct that works on water, a university tied to it, an agency far away, and a fair."""
    actors = {
        "amb": make_actor(
            id="amb",
            name="Acueducto Metropolitano",
            type="company",
            sector="private",
            country="CO",
            city="Bucaramanga",
            notes="Agua potable y cuencas.",
        ),
        "jica": make_actor(id="jica", name="Agencia JICA", type="cooperation_agency", country="JP"),
        "imct": make_actor(id="imct", name="Instituto de Cultura", type="city_dependency", sector=None),
        "feria": make_actor(id="feria", name="Feria del agua", type="event"),
        "c40": make_actor(id="c40", name="Red del agua C40", type="city_network", reference=True),
    }
    for actor in actors.values():
        create_actor(store, ANA, actor)
    record(
        store,
        "amb",
        "uis",
        id="agua",
        title="Taller sobre calidad del agua",
        themes=["water"],
        when="2026-05-02",
    )
    record(store, "uis", "jica", id="beca", title="Becas en Japón", when="2026-03-01")
    record(store, "imct", id="teatro", title="Festival de teatro", when="2026-01-10")
    return store


def record(store: Store, *actors: str, **changes: object) -> None:
    create_interaction(store, ANA, make_interaction(*actors, **changes))


@pytest.fixture
def derive(city, tmp_path: Path):
    return lambda: refresh(city, tmp_path / "derived", DAY)


def brief(**changes: object) -> Project:
    return make_project(**{"title": "Agua segura", "summary": "Proteger las cuencas.", **changes})


def names(ranked: list[RankedActor]) -> list[str]:
    return [one.actor for one in ranked]


def reason(ranked: list[RankedActor], actor: str, key: str):
    one = next(one for one in ranked if one.actor == actor)
    return next((reason for reason in one.reasons if reason.key == f"reason.{key}"), None)


def test_the_actor_whose_card_and_work_are_about_the_project_comes_first(city, derive):
    ranked = rank_for(city, derive(), brief())
    assert names(ranked)[:2] == ["amb", "uis"]
    assert "imct" not in names(ranked)


def test_reasons_name_the_interactions_and_the_words_once(city, derive):
    ranked = rank_for(city, derive(), brief())
    did = reason(ranked, "amb", "did_one")
    assert (did.facts, did.params["words"]) == (("agua",), ["agua"])
    assert reason(ranked, "amb", "themes") is None  # they say no more than the words
    assert reason(ranked, "amb", "are").facts == ("amb",)
    assert reason(ranked, "amb", "last_contact").facts == ("agua",)


def test_no_number_is_without_a_reason_and_each_reason_has_its_part(city, derive):
    ranked = rank_for(city, derive(), brief(requirements=[{"need": "fondos", "kind": "cooperation_agency"}]))
    assert ranked
    for one in ranked:
        assert one.score == pytest.approx(sum(reason.points for reason in one.reasons))
        assert one.score == pytest.approx(sum(one.parts.values()))
        assert 0 < one.score <= 1
        assert all(reason.facts for reason in one.reasons)


def test_ties_to_those_that_matter_count_and_name_the_interactions(city, derive):
    ranked = rank_for(city, derive(), brief())
    assert reason(ranked, "uis", "tied").facts == ("agua",)
    assert reason(ranked, "jica", "tied").params["names"] == ["Universidad Industrial de Santander"]
    assert ranked[names(ranked).index("jica")].parts["relevance"] == 0


def test_only_who_never_did_anything_with_the_office_is_reached_through_somebody(city, derive):
    create_actor(
        city, ANA, make_actor(id="delft", name="Instituto de Delft", type="university", country="NL")
    )
    create_tie(city, ANA, make_tie("delft", "uis"))
    ranked = rank_for(city, derive(), brief(exclude=["uis"], must_include=["delft", "jica"]))
    through = reason(ranked, "delft", "through")
    assert through.params == {"name": "Instituto de Delft", "via": "Universidad Industrial de Santander"}
    assert reason(ranked, "jica", "through") is None  # it has been met: "beca"


def test_whom_one_asks_for_is_in_and_whom_one_excludes_is_not(city, derive):
    ranked = rank_for(city, derive(), brief(must_include=["imct", "c40"], exclude=["amb"]))
    assert {"imct", "c40"} <= set(names(ranked))
    assert "amb" not in names(ranked)
    assert reason(ranked, "imct", "must_include").facts == ("imct",)


def test_events_groups_reference_actors_and_the_office_are_no_candidates(city, derive):
    assert not {"feria", "c40", "ofai"} & set(names(rank_for(city, derive(), brief())))


def test_a_requirement_finds_actors_of_its_type_and_a_gap_is_one_that_nobody_has(city, derive):
    project = brief(
        requirements=[
            {"need": "laboratorio", "kind": "university"},
            {"need": "canal", "kind": "media"},
            {"need": "voluntad"},
        ]
    )
    derived = derive()
    ranked = rank_for(city, derived, project)
    assert reason(ranked, "uis", "requirement").params == {"need": "laboratorio", "type": "university"}
    made = make_map(city, derived, project)
    assert made.by_actor["uis"].requirements == (0,)
    assert [(gap.requirement, gap.need, gap.type) for gap in made.needs_open][:1] == [(1, "canal", "media")]


def test_a_sector_of_the_project_counts(city, derive):
    ranked = rank_for(city, derive(), brief(title="Otra cosa", summary="Nada.", sectors=["private"]))
    assert set(names(ranked)) >= {"amb", "ccb"}
    assert reason(ranked, "ccb", "sector").params == {"sector": "private"}


def test_only_what_had_happened_by_the_day_counts(city, derive):
    before = rank_for(city, derive(), brief(), as_of=date(2026, 4, 1))
    assert reason(before, "amb", "did_one") is None
    assert reason(before, "amb", "no_contact").facts == ("amb",)
    assert "uis" not in names(before)


def test_a_synonym_of_a_theme_finds_what_is_called_otherwise(city, derive):
    ranked = rank_for(city, derive(), brief(title="Acueductos rurales", summary="Saneamiento."))
    assert names(ranked)[0] == "amb"
    assert reason(ranked, "amb", "did_one").facts == ("agua",)


def test_a_brief_about_nothing_known_finds_nobody(city, derive):
    assert rank_for(city, derive(), brief(title="Xyzzy", summary="Plugh qwerty.")) == []


def test_what_was_archived_since_the_results_were_made_is_left_out(city, derive):
    derived = derive()
    archive_actor(city, ANA, "amb", get_actor(city, "amb").version)
    meeting = get_interaction(city, "agua")
    archive_interaction(city, ANA, "agua", meeting.version)
    ranked = rank_for(city, derived, brief())
    assert "amb" not in names(ranked)
    assert all("agua" not in reason.facts for one in ranked for reason in one.reasons)


def test_the_same_brief_gives_the_same_list(city, derive):
    derived = derive()
    assert rank_for(city, derived, brief()) == rank_for(city, derived, brief())


def test_the_list_can_be_short(city, derive):
    assert len(rank_for(city, derive(), brief(), limit=1)) == 1


def test_every_reason_reads_as_a_sentence_in_both_languages(city, derive):
    project = brief(requirements=[{"need": "fondos", "kind": "cooperation_agency"}], sectors=["private"])
    ranked = rank_for(city, derive(), project)
    for one in ranked:
        for found in one.reasons:
            spanish, english = reason_text(found, "es"), reason_text(found, "en")
            assert spanish != english
            assert "{" not in spanish + english
            assert not set("«»") & set(english)
    fits = reason(ranked, "jica", "requirement_kind")
    assert reason_text(fits, "es") == (
        "Por confirmar para «fondos»: es del tipo pedido (Agencia de cooperación)."
    )
    assert reason_text(reason(ranked, "amb", "last_contact"), "es") == "Último contacto: 2 de mayo de 2026."
    assert reason_text(reason(ranked, "amb", "did_one"), "en") == "It has worked once on: agua."


def test_a_question_knows_its_themes_and_its_own_words():
    question = question_of(brief(title="Acueductos", summary="Ciclorrutas y agua."))
    assert "water" in question.themes
    assert question.words["acueduct"] == "acueductos"
    assert question.weights["acueduct"] > question.weights["agua"]
