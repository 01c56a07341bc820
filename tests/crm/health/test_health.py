"""The network's health by period: counted from facts, never more precise than their source."""

from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from crm.actors import create_actor
from crm.derived.refreshing import refresh
from crm.health.concentration import concentration_of
from crm.health.reading import actors_behind, health_of, last_lively, period_before
from crm.health.spans import spans_until
from crm.health.telling import health_statements
from crm.interactions import create_interaction
from crm.meaning.statements import statement_text
from tests.crm.conftest import ANA
from tests.makers import make_interaction, make_person, names_in

DAY = date(2024, 11, 23)


@pytest.fixture
def lively(store):
    """Chamber and university in 2022, embassy with the chamber in 2023 (by quarter), university again in 2024."""
    create_actor(store, ANA, make_person(id="eva", name="Eva Ruiz"))
    meetings = (
        ("2022", "ccb", "uis"),
        ("2023-33", "ccb", "embajada-francia", "eva"),
        ("2024-03-15", "uis", "ccb"),
    )
    for when, *parties in meetings:
        create_interaction(store, ANA, make_interaction(*parties, when=when))
    return store


@pytest.fixture
def derived(lively, tmp_path):
    return refresh(lively, tmp_path / "derived", DAY)


def who(derived, period, name):
    """The ids behind a number."""
    return {derived.ids[one] for one in actors_behind(derived, period, name).tolist()}


def test_each_year_counts_who_was_active_new_back_and_lost(derived):
    years = {one.edtf: one for one in health_of(derived, "year")}
    assert list(years) == ["2022", "2023", "2024"]
    assert who(derived, years["2022"], "new") == {"ccb", "uis"}
    assert who(derived, years["2023"], "new") == {"embajada-francia"}
    assert who(derived, years["2023"], "lost") == {"uis"}
    assert who(derived, years["2024"], "back") == {"uis"}
    assert who(derived, years["2024"], "lost") == {"embajada-francia"}
    assert [years[name].ties for name in years] == [1, 1, 1]
    assert years["2024"].running
    assert not years["2023"].running


def test_what_is_dated_by_the_year_lies_in_no_quarter_and_loses_nobody(derived):
    quarters = {one.edtf: one for one in health_of(derived, "quarter")}
    assert [quarters[f"2022-{code}"].unplaced for code in (33, 34, 35, 36)] == [1, 1, 1, 1]
    assert all(quarters[f"2022-{code}"].counts["active"] == 0 for code in (33, 34, 35, 36))
    first = quarters["2023-33"]
    assert first.unplaced == 0
    assert who(derived, first, "active") == {"ccb", "embajada-francia"}
    assert who(derived, first, "new") == {"embajada-francia"}
    assert quarters["2022-34"].counts["lost"] == 0
    assert who(derived, quarters["2023-34"], "lost") == {"ccb", "embajada-francia"}


def test_who_depends_on_one_person_is_counted_among_those_with_any(derived):
    people = next(one for one in health_of(derived, "year") if one.edtf == "2023").people
    assert (people.named, people.single, people.top) == (2, 2, (("eva", 2),))


def test_ties_across_sectors_are_counted_once_in_all(derived):
    year = next(one for one in health_of(derived, "year") if one.edtf == "2022")
    assert (year.ei["all"].inside, year.ei["all"].outside, year.ei["all"].ei) == (0, 1, 1.0)
    assert (year.ei["private"].outside, year.ei["media"].ei) == (1, None)


def test_a_period_is_told_beside_the_one_before(derived):
    periods = health_of(derived, "year")
    now, before = period_before(periods, "2023")
    texts = [statement_text(names_in(derived), one, "es") for one in health_statements(derived, now, before)]
    assert texts[0] == "2023: 2 aliados activos, en 1 interacción; tantos como en el periodo anterior (2022)."
    assert "Uno de los 2 es nuevo: no había participado antes en nada." in texts
    assert "De los activos en 2022, uno no volvió a aparecer." in texts
    assert last_lively(periods).edtf == "2024"
    alone = replace(periods[-1], interactions=1, counts=dict.fromkeys(periods[-1].counts, 0))
    assert last_lively([*periods, alone]).edtf == "2024"  # nobody of the network was in it
    with pytest.raises(KeyError):
        period_before(periods, "1999")


def test_who_is_cold_had_been_met_but_not_for_longer_than_the_rhythm(derived):
    years = {one.edtf: one for one in health_of(derived, "year")}
    assert who(derived, years["2022"], "cold") == set()
    assert "uis" in who(derived, years["2023"], "cold")


def test_an_empty_network_has_one_period_without_anybody(empty, tmp_path):
    derived = refresh(empty, tmp_path / "derived", DAY)
    (year,) = health_of(derived, "year")
    assert (year.edtf, year.counts["active"], year.concentration) == ("2024", 0, None)
    (statement,) = health_statements(derived, year, None)
    assert statement_text(names_in(derived), statement, "en") == (
        "2024: nothing is recorded with partners. It does not mean that the network died down, "
        "only that there is no report or meeting of those dates."
    )


def test_concentration_goes_from_equal_shares_to_one_who_has_all():
    assert concentration_of(np.array([0, 0])) is None
    equal, one = concentration_of(np.full(10, 3)), concentration_of(np.array([1] * 9 + [991]))
    assert equal is not None
    assert one is not None
    assert (equal.share, equal.gini, equal.hhi, equal.effective) == pytest.approx((0.5, 0, 0.1, 10))
    assert one.gini == pytest.approx(0.891)
    assert one.effective == pytest.approx(1.018, abs=1e-3)


def test_only_the_last_periods_are_compared():
    assert len(spans_until(DAY, date(1900, 1, 1), "quarter")) == 16
    assert [span.period.edtf for span in spans_until(DAY, date(2024, 2, 1), "semester")] == [
        "2024-40",
        "2024-41",
    ]
    assert [span.period.edtf for span in spans_until(date(1, 5, 1), date(1, 1, 1), "year")] == ["0001"]
