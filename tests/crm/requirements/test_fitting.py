"""How far somebody is what a project asks for: what it covers, its kind, its sector, its country, those like it at the table."""

from __future__ import annotations

from datetime import date

import pytest

from crm.actors import create_actor
from crm.derived.refreshing import refresh
from crm.interactions import create_interaction
from crm.mapping.fitting import ABROAD, ALIKE, KIND, SECTOR
from crm.mapping.ranking import WEIGHTS, rank
from crm.mapping.reasons import reason_text
from crm.mapping.recommending import Asked, rank_asked, recommend
from crm.schema import SCHEMA
from crm.stakeholder_map import rank_for
from graph.opening import open_store
from tests.crm.conftest import ANA
from tests.makers import make_actor, make_interaction, make_project

DAY = date(2026, 11, 23)
REFUGE = {
    "need": "un organismo internacional que trabaje con refugiados",
    "kind": "international_organization",
}
EMBASSY = {"need": "una embajada", "kind": "embassy"}


@pytest.fixture(scope="module")
def known(tmp_path_factory):
    """An organisation for refugees and one for basketball, embassies of two countries, a museum of the private sector."""
    folder = tmp_path_factory.mktemp("fitting")
    store = open_store(f"sqlite:///{folder}/red.db", SCHEMA)
    for said in (
        {"id": "ofai", "name": "OFAI", "type": "city_dependency", "country": "CO"},
        {
            "id": "acnur",
            "name": "ACNUR",
            "type": "international_organization",
            "notes": "Atiende refugiados.",
        },
        {"id": "fiba", "name": "FIBA", "type": "international_organization"},
        {"id": "francia", "name": "Embajada de Francia", "type": "embassy", "country": "FR"},
        {"id": "dinamarca", "name": "Embajada de Dinamarca", "type": "embassy", "country": "DK"},
        {"id": "museo", "name": "Museo", "type": "cultural_center", "sector": "private"},
    ):
        create_actor(store, ANA, make_actor(**said))
    create_interaction(
        store, ANA, make_interaction("francia", id="cine", title="Semana de cine", when="2026-05-02")
    )
    yield store, refresh(store, folder / "derived", DAY)
    store.close()


def fits(known, **said):
    """The fit of each actor by id, for a brief."""
    _store, derived = known
    values = rank(derived, make_project(title="Proyecto", **said), DAY).fit.value
    return dict(zip(derived.ids, values.round(6).tolist(), strict=True))


def test_who_shows_what_is_asked_fits_and_who_is_of_the_kind_alone_much_less(known):
    found = fits(known, summary="Acogida.", requirements=[REFUGE], sectors=["private"])
    assert (found["acnur"], found["fiba"], found["museo"]) == (1.0, KIND, SECTOR)
    store, derived = known
    ranked = rank_for(store, derived, make_project(summary="Acogida.", requirements=[REFUGE]))
    said = {one.actor: reason_text(why, "es") for one in ranked for why in one.reasons if why.part == "fit"}
    assert said["acnur"].endswith("consta refugiados.")
    assert said["fiba"].startswith("Por confirmar para «un organismo")


def test_of_those_who_stand_for_a_country_the_ones_that_a_project_names_fit(known):
    abroad = fits(known, summary="Cine de Francia.", requirements=[EMBASSY])
    assert (abroad["francia"], abroad["dinamarca"]) == (1.0, ABROAD)
    words = {"need": "cine"}
    store, derived = known
    denmark = make_project(summary="Cine de Dinamarca.", requirements=[EMBASSY, words])
    ranked = rank_for(store, derived, denmark)
    francia = next(one for one in ranked if one.actor == "francia")
    said = {why.params["need"]: why.key for why in francia.reasons if why.part == "fit"}
    assert said == {"una embajada": "reason.requirement_abroad", "cine": "reason.requirement_shown"}
    anywhere = fits(known, summary="Cine.", requirements=[EMBASSY])
    assert anywhere["francia"] == anywhere["dinamarca"] == 1.0


def test_beside_embassies_another_is_likelier_and_the_reason_names_them(known):
    store, derived = known
    asked = Asked("Encuentro", ("francia", "museo"))
    fit = rank_asked(derived, asked).fit
    assert fit.value[derived.number["dinamarca"]] == pytest.approx(ALIKE / 2)
    one = next(one for one in recommend(store, derived, asked) if one.actor == "dinamarca")
    why = next(why for why in one.reasons if why.key == "reason.alike")
    assert why.points == pytest.approx(WEIGHTS["fit"] * ALIKE / 2)
    assert reason_text(why, "es") == "Ya están otros del mismo tipo (Embajada): Embajada de Francia."
    assert set(why.facts) == {"dinamarca", "francia"}
