"""The parts of a score beside relevance: the tie with the office, promises kept, standing ties, places and names."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import numpy as np
import pytest

from crm.actors import create_actor
from crm.derived.refreshing import refresh
from crm.derived.results import Derived
from crm.interactions import create_interaction
from crm.mapping.knowing import known_before, known_on
from crm.mapping.ranking import WEIGHTS, rank
from crm.mapping.recommending import Asked, rank_asked
from crm.mapping.strength import reliability, strength
from crm.maps.ranked import ranked_by
from crm.stakeholder_map import rank_for, reason_text
from graph.store import Store
from tests.crm.conftest import ANA
from tests.makers import make_actor, make_commitment, make_interaction, make_person, make_post, make_project

DAY = date(2026, 11, 23)


@pytest.fixture
def town(store) -> Store:
    """A university that keeps its word, an agency that does not, chambers here and elsewhere, and an institute."""
    here = {"country": "CO", "city": "Bucaramanga"}
    for actor in (
        make_actor(id="jica", name="Agencia JICA", type="cooperation_agency", country="JP"),
        make_actor(
            id="medellin", name="Cámara de la Moda de Medellín", type="chamber_of_commerce", country="CO"
        ),
        make_actor(id="moda", name="Gremio de la moda", type="business_association", **here),
        make_actor(id="iep", name="Instituto de Paz", type="university", parent="uis", **here),
        make_actor(id="plan", name="Plan Global Regional", type="company", **here),
    ):
        create_actor(store, ANA, actor)
    create_actor(
        store, ANA, make_person(id="rectora", name="Luz Rey", posts=[make_post("uis", title="Rectora")])
    )
    kept = {"owner": "uis", "beneficiary": "ofai", "status": "done"}
    record(store, "uis", id="uno", when="2026-03-01", commitments=[
        make_commitment(**kept, due="2026-04-01", done_on=date(2026, 3, 20)),
        make_commitment(**kept, due="2026-04-01", done_on=date(2026, 5, 20)),
        make_commitment(**{**kept, "owner": "rectora"}, due="2026-04-01", done_on=date(2026, 3, 30)),
    ])  # fmt: skip
    late = [make_commitment(owner="jica", beneficiary="ofai", due="2026-06-01") for _ in range(2)]
    record(store, "jica", "uis", id="dos", when="2026-05-01", title="Paz y convivencia", commitments=late)
    record(store, "moda", id="tres", when="2020-01-10", title="Industria de la moda")
    return store


def record(store: Store, *actors: str, **changes: object) -> None:
    create_interaction(store, ANA, make_interaction(*actors, **changes))


@pytest.fixture
def derived(town, tmp_path: Path) -> Derived:
    return refresh(town, tmp_path / "derived", DAY)


def of(derived: Derived, values: np.ndarray, actor: str) -> float:
    return float(values[derived.number[actor]])


def test_the_weights_of_the_parts_are_one_together():
    assert sum(WEIGHTS.values()) == pytest.approx(1.0)


def test_who_keeps_what_it_promised_can_be_relied_on_and_a_late_promise_counts_half(derived):
    found = reliability(derived, known_on(derived, DAY))
    # two in time, one after its day (half): 2.5 / (2.5 + 0 + 2)
    assert of(derived, found, "uis") == pytest.approx(2.5 / 4.5)
    assert of(derived, found, "rectora") == pytest.approx(1 / 3)
    assert of(derived, found, "jica") == 0


def test_a_promise_says_nothing_before_it_was_kept_or_due(derived):
    early = reliability(derived, known_on(derived, date(2026, 3, 25)))
    assert of(derived, early, "uis") == pytest.approx(1 / 3)
    broken = reliability(derived, known_on(derived, date(2026, 4, 15)))
    # two kept by then, one overdue that day: (2 - 1) / (2 + 1 + 2)
    assert of(derived, broken, "uis") == pytest.approx(1 / 5)


def test_each_promise_kept_raises_the_part_each_broken_one_lowers_it_and_one_to_review_does_neither(
    town, tmp_path
):
    def found(number: int, **changes: object) -> float:
        if changes:
            promise = make_commitment(owner="moda", beneficiary="ofai", due="2026-10-01", **changes)
            record(town, "moda", id=f"m{number}", when="2026-09-01", commitments=[promise])
        results = refresh(town, tmp_path / str(number), DAY)
        return of(results, reliability(results, known_on(results, DAY)), "moda")

    kept = {"status": "done", "done_on": date(2026, 9, 20)}
    parts = [found(0), found(1, **kept), found(2, **kept), found(3, status="to_review")]
    assert parts[0] == 0 < parts[1] < parts[2] == parts[3]
    assert 0 < found(4, status="pending") < parts[3]


def test_a_promise_nobody_reviewed_is_said_to_count_for_nothing(town, tmp_path):
    open_ = [
        make_commitment(owner="jica", beneficiary="ofai", status=status)
        for status in ("to_review", "unknown")
    ]
    record(town, "jica", id="viejo", when="2024-03-01", title="Paz y convivencia", commitments=open_)
    derived = refresh(town, tmp_path / "derived", DAY)
    ranked = rank_for(town, derived, make_project(title="Paz", summary="Convivencia."))
    why = next(one for one in ranked if one.actor == "jica").reasons
    said = next(one for one in why if one.key == "reason.promises_unknown")
    assert (said.params, said.points, set(said.facts)) == ({"count": 2}, 0.0, {"viejo-c1", "viejo-c2"})
    assert "No cuentan ni a favor ni en contra" in reason_text(said, "es")


def test_promises_are_named_with_the_commitments_that_show_them(town, derived):
    ranked = {
        one.actor: one for one in rank_for(town, derived, make_project(title="Paz", summary="Convivencia."))
    }
    kept = next(why for why in ranked["uis"].reasons if why.key == "reason.promises_kept")
    assert (kept.params, kept.part) == ({"kept": 3, "of": 3}, "reliability")
    assert kept.points > 0
    assert set(kept.facts) == {"uno-c1", "uno-c2", "uno-c3"}
    late = next(why for why in ranked["jica"].reasons if why.key == "reason.promises_late")
    assert (late.params, late.points, len(late.facts)) == ({"late": 2}, 0.0, 2)
    assert reason_text(late, "es") == "Tiene compromisos vencidos sin cumplir: 2."


def test_a_tie_is_stronger_the_more_and_the_fresher_and_nothing_before_it_began(derived):
    now = strength(derived, known_on(derived, DAY))
    assert of(derived, now, "uis") > of(derived, now, "jica") > of(derived, now, "moda") > 0
    before = strength(derived, known_on(derived, date(2026, 1, 1)))
    assert of(derived, before, "uis") == 0
    assert of(derived, before, "moda") > of(derived, now, "moda")


def test_a_strong_tie_with_somebody_who_has_nothing_to_do_with_it_brings_nothing(derived):
    ranking = rank(derived, make_project(title="Confección", summary="Moda."), DAY)
    assert of(derived, ranking.points()["strength"], "jica") == 0
    assert of(derived, ranking.scores(), "jica") == 0


def test_what_is_part_of_somebody_who_matters_is_near_and_the_reason_says_so(town, derived):
    ranking = rank(derived, make_project(title="Industrial", summary="UIS."), DAY)
    ranked = {one.actor: one for one in ranked_by(town, ranking, also=["iep"])}
    formal = next(why for why in ranked["iep"].reasons if why.key == "reason.standing")
    assert formal.params == {"names": ["Universidad Industrial de Santander"]}
    assert formal.facts == ("iep", "uis")
    assert "iep" not in {
        one.actor for one in ranked_by(town, ranking)
    }  # being near alone makes nobody matter


def test_a_chamber_of_another_city_counts_little_unless_the_project_names_the_city(derived):
    plain = rank(derived, make_project(title="Moda", summary="Industria de la moda."), DAY).relevance
    named = rank(
        derived, make_project(title="Moda", summary="Industria de la moda con Medellín."), DAY
    ).relevance
    assert of(derived, plain.place, "medellin") < 1
    assert of(derived, named.place, "medellin") == 1
    assert of(derived, plain.place, "jica") == of(derived, plain.place, "moda") == 1


def test_a_name_of_common_words_alone_must_be_there_word_by_word(derived):
    def share(text: str) -> float:
        return of(derived, rank_asked(derived, Asked(text)).relevance.named, "plan")

    assert share("Reunión con Plan Global Regional sobre becas") == 1
    assert share("Un plan regional y global") == 0


def test_before_a_day_only_what_was_surely_over_is_known(derived, town, tmp_path):
    record(town, "moda", id="vago", when="2026", title="Moda en 2026")
    again = refresh(town, tmp_path / "again", DAY)
    ids = np.array(again.interaction_ids(range(len(again.array("interaction_start")))))

    def known(day: date, *without: str) -> set[str]:
        return set(ids[known_before(again, day, without).mask])

    assert known(date(2026, 6, 1)) == {"uno", "dos", "tres"}
    assert known(date(2027, 1, 1)) == {"uno", "dos", "tres", "vago"}
    assert known(date(2026, 6, 1), "dos") == {"uno", "tres"}
    assert known(date(2020, 1, 10)) == set()


def test_notes_and_measures_of_today_are_not_known_on_an_earlier_day(derived):
    then = rank(derived, make_project(title="Paz", summary="Convivencia."), date(2026, 6, 1))
    assert not then.known.now
    assert then.bridging.max() == 0
    assert rank(derived, make_project(title="Paz", summary="Convivencia."), DAY).known.now


def test_there_is_an_answer_for_a_text_that_says_nothing_and_it_is_who_one_knows(derived):
    scores = rank_asked(derived, Asked("")).scores()
    assert of(derived, scores, "uis") > of(derived, scores, "moda") > 0
