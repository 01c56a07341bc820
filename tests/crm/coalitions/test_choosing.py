"""The coalition chosen from real records: what covers what and why, wishes, gaps with names, and the edges of it all."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from crm.actors import archive_actor, create_actor, get_actor, restore_actor
from crm.coalitions.alternatives import alternatives_to
from crm.coalitions.choosing import checked_setting, choose_coalition
from crm.coalitions.model import Wishes, missing_text
from crm.coalitions.shortlisting import slate_of
from crm.coalitions.slate import read_slate, write_slate
from crm.derived.refreshing import refresh
from crm.errors import InvalidData
from crm.interactions import create_interaction
from crm.mapping.ranking import rank
from crm.mapping.reasons import reason_text
from crm.schema import SCHEMA
from graph.opening import open_store
from tests.crm.conftest import ANA
from tests.makers import make_actor, make_interaction, make_project

DAY = date(2026, 11, 23)
LAB = {"need": "laboratorio de agua", "kind": "university"}
UNI = {"need": "al menos una universidad", "kind": "university"}
MONEY = {"need": "una agencia de cooperación", "kind": "cooperation_agency"}
NETWORK = {"need": "ciudades por la paz", "kind": "city_network"}


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("coalition")


@pytest.fixture(scope="module")
def city(folder):
    """Two universities, one of which worked on water; an agency; a network that the guide alone names.

    One for all tests here: working out the network again for each would take most of their time.
    """
    store = open_store(f"sqlite:///{folder}/red.db", SCHEMA)
    for said in (
        {"id": "ofai", "name": "OFAI", "type": "city_dependency", "sector": "local_government_areas"},
        {"id": "embajada-francia"},
        {"id": "uis", "name": "UIS", "type": "university", "sector": "academic_cultural"},
        {"id": "ccb", "name": "CCB", "type": "chamber_of_commerce", "sector": "private"},
        {"id": "unab", "name": "UNAB", "type": "university", "sector": "academic_cultural"},
        {"id": "jica", "name": "Agencia JICA", "type": "cooperation_agency", "country": "JP"},
        {"id": "amb", "name": "Acueducto", "type": "company", "sector": "private", "notes": "Agua y tubos."},
        {"id": "c40", "name": "Red C40", "type": "city_network", "reference": True},
        {"id": "barrio", "name": "Vecinos del norte", "type": "person_role", "is_group": True},
    ):
        create_actor(store, ANA, make_actor(**said))
    meet(store, "uis", id="agua", title="Laboratorio de agua en la cuenca", when="2026-05-02")
    meet(store, "unab", "jica", id="beca", title="Becas en Japón", when="2026-09-01")
    meet(store, "amb", "ccb", id="tubos", title="Tubos nuevos", when="2026-04-01")
    yield store
    store.close()


def meet(store, *actors, **changes):
    create_interaction(store, ANA, make_interaction(*actors, **changes))


@pytest.fixture
def ranked(city, folder):
    def make(*needs, **changes):
        project = make_project(id="p", requirements=list(needs), **changes)
        return rank(refresh(city, folder / "derived", DAY), project, DAY)

    return make


def chosen(store, ranking, wishes=None):
    """The coalition, of the slate as it comes back from its file."""
    slate = read_slate(write_slate(slate_of(ranking)))
    assert slate is not None
    return choose_coalition(store, ranking.derived, slate, wishes or Wishes())


def texts(one):
    return " ".join(reason_text(reason, "es") for reason in one.reasons)


def test_who_has_shown_it_is_chosen_and_each_choice_names_facts(city, ranked):
    found = chosen(city, ranked(LAB, MONEY))
    by_actor = {one.actor: one for one in found.chosen}
    assert set(by_actor) == {"uis", "jica"}
    assert found.optimal
    assert (found.gap, found.conflict) == (0.0, ())
    uis = by_actor["uis"]
    assert (uis.requirements, uis.alone, uis.next_best) == ((0,), (0,), None)
    assert "agua" in uis.reasons[0].facts
    assert "laboratorio, agua" in texts(uis)
    assert "es Agencia de cooperación, y no se pide más" in texts(by_actor["jica"])
    assert "No hay otro en la red" in texts(by_actor["jica"])


def test_a_requirement_of_no_kind_is_covered_by_what_somebody_is_or_did(city, ranked):
    found = chosen(city, ranked({"need": "tubos"}))
    assert found.ids in {("amb",), ("ccb",)}
    assert found.chosen[0].requirements == (0,)


def test_what_nobody_covers_is_a_gap_with_names_of_the_guide_and_no_conflict(city, ranked):
    found = chosen(city, ranked(LAB, NETWORK))
    assert found.ids == ("uis",)
    assert found.conflict == ()
    (gap,) = [part for part in found.gaps if part.kind == "requirement"]
    assert (gap.place, gap.types, [(one.actor, one.reference) for one in gap.names]) == (
        1,
        ("city_network",),
        [("c40", True)],
    )
    assert missing_text(gap, "es") == "Nadie cubre «ciudades por la paz»."


def test_for_what_nothing_here_speaks_of_nobody_is_named(city, ranked):
    found = chosen(city, ranked(LAB, {"need": "un submarino", "kind": "city_network"}))
    (gap,) = [part for part in found.gaps if part.kind == "requirement"]
    assert (gap.place, gap.types, gap.names) == (1, ("city_network",), ())


def test_sectors_that_are_asked_for_bring_somebody_or_are_gaps(city, ranked):
    ranking = ranked(LAB, sectors=["private", "media"])
    assert "private" in {one.sector for one in chosen(city, ranking).chosen}
    found = chosen(city, ranking, Wishes(must=("amb",)))
    assert {one.sector for one in found.chosen} == {"academic_cultural", "private"}
    asked = {part.id for part in found.gaps if part.asked}
    assert asked == {"media"}
    stages = [part for part in found.gaps if part.kind == "stage"]
    assert {part.id for part in stages} == {"endorsement", "governance"}
    assert [one.actor for part in stages if part.id == "governance" for one in part.names] == ["ccb", "c40"]


def test_wishes_are_kept(city, ranked):
    ranking = ranked(UNI, MONEY, title="Laboratorio de agua")
    assert set(chosen(city, ranking, Wishes(without=("uis",))).ids) == {"unab", "jica"}
    assert set(chosen(city, ranking, Wishes(must=("ccb",))).ids) == {"uis", "jica", "ccb"}
    excluded = ranked(UNI, MONEY, exclude=["uis"], must_include=["amb"])
    assert set(chosen(city, excluded).ids) == {"unab", "jica", "amb"}


@pytest.mark.parametrize(
    ("wishes", "rules"),
    [
        (Wishes(at_most=1), {"at_most", "requirement"}),
        (Wishes(must=("uis",), without=("uis",)), {"must", "without"}),
        (Wishes(without=("jica",)), {"without", "requirement"}),
        (Wishes(at_most=1, must=("ccb", "amb")), {"at_most", "must"}),
    ],
)
def test_wishes_that_exclude_each_other_are_named_and_the_best_left_is_chosen(city, ranked, wishes, rules):
    found = chosen(city, ranked(LAB, MONEY), wishes)
    assert {rule.kind for rule in found.conflict} == rules
    assert found.smallest
    assert not set(found.ids) & set(wishes.without)
    if wishes.at_most and not wishes.must:
        assert len(found.chosen) == wishes.at_most


def test_without_requirements_a_balanced_core_is_proposed(city, ranked):
    found = chosen(city, ranked(title="Agua, becas y tubos"))
    assert len(found.chosen) == 5
    assert len({one.sector for one in found.chosen}) >= 3
    assert len(chosen(city, ranked(title="Agua"), Wishes(at_most=2)).chosen) <= 2


def test_requirements_said_twice_and_sixty_of_them_are_covered_by_the_same_few(city, ranked):
    assert chosen(city, ranked(LAB, LAB)).chosen[0].requirements == (0, 1)
    found = chosen(city, ranked(*[{**LAB, "need": f"agua {place}"} for place in range(60)]))
    assert len(found.chosen) == 1
    assert found.seconds < 3


def test_who_was_archived_since_the_results_were_made_is_left_for_the_next(city, ranked):
    ranking = ranked(UNI, title="Laboratorio de agua")
    archive_actor(city, ANA, "uis", get_actor(city, "uis").version)
    assert chosen(city, ranking).ids == ("unab",)
    restore_actor(city, ANA, "uis", get_actor(city, "uis").version)


def test_alternatives_say_who_comes_in_and_what_nobody_would_cover(city, ranked):
    ranking = ranked(UNI, MONEY, title="Laboratorio de agua")
    found = chosen(city, ranking)
    setting = checked_setting(ranking.derived, slate_of(ranking), Wishes())
    by_actor = {one.without: one for one in alternatives_to(city, setting, found)}
    assert [id for id, _name in by_actor["uis"].added] == ["unab"]
    assert by_actor["uis"].cost > 0
    assert by_actor["jica"].uncovered == (1,)


def test_an_empty_network_and_a_network_of_one_have_a_coalition_too(empty, tmp_path):
    project = make_project(requirements=[UNI])
    ranking = rank(refresh(empty, tmp_path / "none", DAY), project, DAY)
    found = chosen(empty, ranking)
    assert (found.chosen, found.optimal, found.conflict) == ((), True, ())
    create_actor(empty, ANA, make_actor(id="uis", name="UIS", type="university"))
    alone = rank(refresh(empty, tmp_path / "one", DAY), project, DAY)
    assert chosen(empty, alone).ids == ("uis",)


@pytest.mark.parametrize(
    "wishes", [Wishes(at_most=0), Wishes(at_most=1000), Wishes(seconds=0), Wishes(must=("nobody",))]
)
def test_numbers_that_make_no_sense_are_refused(city, ranked, wishes):
    with pytest.raises(InvalidData):
        chosen(city, ranked(LAB), wishes)


def test_the_same_question_has_the_same_answer(city, ranked):
    ranking = ranked(LAB, MONEY, sectors=["private"])
    first, again = (chosen(city, ranking) for _ in range(2))
    assert first.chosen == again.chosen
    assert first.gaps == again.gaps


def test_what_one_actor_covers_is_what_the_look_at_everybody_says(city, ranked):
    ranking = ranked(LAB, UNI, MONEY, {"need": "tubos"}, {"need": "una empresa francesa", "kind": "company"})
    coverage = ranking.fit.coverage
    for number in range(len(ranking.derived.ids)):
        assert coverage.covered_by(number) == tuple(coverage.covers[number].nonzero()[0].tolist())


def test_somebody_asked_for_who_is_not_on_the_slate_is_in_with_what_it_covers(city, ranked):
    ranking = ranked(MONEY)
    slate = slate_of(ranking)
    few = replace(slate, candidates=tuple(one for one in slate.candidates if one.actor != "jica"))
    found = choose_coalition(city, ranking.derived, few, Wishes(must=("jica",)))
    assert [(one.actor, one.requirements) for one in found.chosen] == [("jica", (0,))]
