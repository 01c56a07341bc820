"""The maps of twelve briefs by eye, what may never be on one, and that looking back sees nothing of later."""

from __future__ import annotations

import random
import tomllib
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from crm.access import SYSTEM
from crm.derived.refreshing import refresh
from crm.mapping.house import house_share
from crm.mapping.knowing import known_before, known_on
from crm.mapping.question import question_of
from crm.mapping.ranking import rank
from crm.mapping.recommending import Asked, rank_asked, recommend
from crm.mapping.relevance import relevance
from crm.mapping.thesaurus import spots
from crm.mapping.words import tokens, weak_stems
from crm.projects import Project
from crm.schema import SCHEMA
from crm.stakeholder_map import rank_for, reason_text
from crm.together import together
from graph.opening import open_store
from seed.loader import load
from tests.evaluation.__main__ import Bench
from tests.evaluation.cases import cases_of, without_names
from tests.evaluation.conftest import DAY
from tests.evaluation.measuring import OURS, places, table
from tests.evaluation.rivals import COMBINED, SINGLE, Rivals

BRIEFS = tomllib.loads((Path(__file__).parent / "briefs.toml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def office(analysed_office):
    store, derived = analysed_office
    return Bench(store, derived, Rivals(store, derived))


def project(said: dict[str, Any]) -> Project:
    return Project.of({"title": said["title"], "summary": said["summary"]})


def map_of(office: Bench, name: str, limit: int = 10):
    return rank_for(office.store, office.derived, project(BRIEFS[name]), limit=limit)


@pytest.mark.parametrize("name", sorted(BRIEFS))
def test_whom_an_informed_reader_would_miss_is_among_the_first_ten(office, name):
    first = [one.actor for one in map_of(office, name)]
    assert set(BRIEFS[name]["must"]) <= set(first), first


@pytest.mark.parametrize("name", sorted(BRIEFS))
def test_nobody_embarrassing_is_among_the_first_ten(office, name):
    first = {one.actor for one in map_of(office, name)}
    assert not first & set(BRIEFS[name]["not"])
    cards = office.store.get(first)
    for id, card in cards.items():
        assert not card.get("reference"), id
        assert not card.get("is_group") or card.get("type") in {"business_association", "consulate"}, id
        assert card.get("type") not in {"person_role", "event"}, id
        assert card.get("parent") != "ofai", id
    assert not first & {"ofai", "alcaldia-bucaramanga"}


@pytest.mark.parametrize("name", sorted(BRIEFS))
def test_no_reason_rests_on_a_weak_word_and_all_name_records_that_are_there(office, name):
    for one in map_of(office, name, 25):
        assert one.score == pytest.approx(sum(reason.points for reason in one.reasons))
        facts = {fact for reason in one.reasons for fact in reason.facts}
        assert facts
        assert set(office.store.get(facts)) == facts
        for reason in one.reasons:
            words = (
                reason.params.get("words", ()) if reason.key.startswith(("reason.did", "reason.are")) else ()
            )
            assert not [word for word in words if _is_weak(word)], (one.actor, words)
            assert "{" not in reason_text(reason, "es") + reason_text(reason, "en")


def _is_weak(word: str) -> bool:
    """Only weak words, and no phrase that the thesaurus knows ("intercambio de conocimiento")."""
    stems = tokens(word.partition(" («")[0])
    return set(stems) <= weak_stems() and not spots(stems)


def test_a_word_found_as_another_is_shown_as_what_it_was_found(office):
    ranked = map_of(office, "agua-suiza")
    shown = " ".join(reason_text(why, "es") for one in ranked for why in one.reasons)
    assert "«acueducto»" in shown.lower()


def test_who_is_named_in_the_text_comes_first(office):
    text = "Reunión con la Embajada de la India y con la UTS"
    first = [one.actor for one in recommend(office.store, office.derived, Asked(text), 2)]
    assert set(first) == {"embajada-india", "uts"}


def test_looking_back_nothing_of_a_later_day_changes_the_answer(office, tmp_path):
    """The same store without anything that began later gives the same scores."""
    asked = Asked("Cooperación para la migración y el empleo", ("oim", "imebu"), date(2023, 1, 1))
    known = rank_asked(office.derived, asked)
    with closing(open_store(f"sqlite:///{tmp_path}/early.db", SCHEMA)) as store:
        with together(store, SYSTEM) as one:
            load(one, "ofai")
        with store.transaction("system") as tx:
            late = [
                str(row[0])
                for rows in store.table("Interaction", ("id", "end", "start"))
                for row in rows
                if _late(row)
            ]
            tx.put_nodes(
                [
                    replace(node, properties={**node.properties, "archived": True})
                    for node in tx.get(late).values()
                ]
            )
        early = refresh(store, tmp_path / "derived", DAY)
    then = rank_asked(early, asked)
    assert early.ids == office.derived.ids
    assert np.allclose(known.scores(), then.scores(), atol=2e-3)
    assert known.near.score.max() == pytest.approx(1.0)


def _late(row: tuple[Any, ...]) -> bool:
    return (row[1] or row[2] or date.max) >= date(2023, 1, 1)


def test_an_interaction_that_is_left_out_says_nothing(office):
    text, id = "Programa de cooperación en Dinamarca (residuos)", "2017-programa-dinamarca-residuos"
    whole = rank_asked(office.derived, Asked(text))
    without = rank_asked(office.derived, Asked(text, without=(id,)))
    embassy = office.derived.number["embajada-dinamarca"]
    assert len(without.events_of(embassy)) == len(whole.events_of(embassy)) - 1
    named = [
        fact
        for one in recommend(office.store, office.derived, Asked(text, without=(id,)))
        for why in one.reasons
        for fact in why.facts
    ]
    assert named
    assert id not in named


def test_ours_is_ahead_of_each_on_the_period_it_was_tuned_on(office):
    cases = cases_of(office.store, office.derived, None, date(2024, 1, 1))
    few = random.Random(5).sample(cases, 60)
    shown = table(places(office.derived, office.rivals, few))
    assert set(shown.index) == {OURS, *SINGLE, *COMBINED}
    assert shown.MRR.idxmax() == OURS
    assert (shown["MRR low"] <= shown.MRR).all()
    assert (shown["MRR high"] >= shown.MRR).all()


def test_a_case_knows_only_what_was_before_and_not_the_name_when_that_is_taken_out(office):
    cases = cases_of(office.store, office.derived, date(2017, 1, 1), date(2018, 1, 1))
    case = next(one for one in cases if office.derived.ids[one.hidden] == "fundacion-corona")
    (blank,) = without_names(office.store, office.derived, [case])
    assert "Fundación Corona" in case.asked.text
    assert "corona" not in blank.asked.text
    assert case.interaction in case.asked.without
    assert "fundacion-corona" not in case.asked.companions


def test_the_house_the_office_is_part_of_is_on_a_map_only_when_asked_for(office):
    said = {**BRIEFS["turismo"], "must_include": ["alcaldia-bucaramanga"]}
    asked = Project.of({name: said[name] for name in ("title", "summary", "must_include")})
    house = office.derived.number["alcaldia-bucaramanga"]
    assert rank(office.derived, project(said), DAY).scores()[house] == 0
    assert rank(office.derived, asked, DAY).scores()[house] > 0


def test_the_house_counts_by_how_often_it_was_named_unless_it_is_asked_for(office):
    derived, house = office.derived, office.derived.number["alcaldia-bucaramanga"]
    known = known_before(derived, date(2024, 1, 1))
    share = house_share(derived, known, ())
    assert 0 < share[house] < 0.5
    assert np.delete(share, house).min() == 1
    assert house_share(derived, known, ("alcaldia-bucaramanga",))[house] == 1


def test_where_everything_is_long_ago_deeds_say_less_than_when_they_were_new(office):
    question = question_of(project(BRIEFS["migracion-venezolana"]))
    then, long_after = (known_on(office.derived, day) for day in (date(2024, 6, 1), date(2034, 6, 1)))
    now, later = (relevance(office.derived, question, known) for known in (then, long_after))
    assert 0.7 < now.did.max() <= 1
    assert later.did.max() < 0.6 * now.did.max()
    assert later.are.max() == now.are.max() == 1
