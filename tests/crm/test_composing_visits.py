"""Who should receive a visit: for its purpose, balanced, with reasons that name facts."""

import pytest

from crm.actors import save_many_actors
from crm.delegations.composing import compose
from crm.delegations.delegations import save_delegation
from crm.delegations.invitations import invite
from crm.delegations.model import Delegation
from crm.delegations.precedence import precedence, side_of
from crm.derived.refreshing import refresh
from crm.interactions import create_interaction
from tests.makers import make_actor, make_commitment, make_interaction

VISIT = "visita-francia"
HERE = {"country": "CO"}


@pytest.fixture
def visited(store, ana, tmp_path):
    """The embassy comes for water; a laboratory and a firm have worked on water, a foundation and a town abroad too."""
    save_many_actors(
        store,
        ana,
        [
            make_actor(id="acueducto", name="Acueducto", type="company", sector="private", **HERE),
            make_actor(
                id="fundacion",
                name="Fundación Agua Viva",
                type="ngo_foundation",
                sector="social_citizen",
                **HERE,
            ),
            make_actor(id="lyon", name="Lyon", type="local_government", country="FR"),
        ],
    )
    water = {"title": "Mesa del agua", "themes": ["agua"], "summary": "Agua potable y laboratorio de agua."}
    for actor, when in (
        ("uis", "2026-03-02"),
        ("acueducto", "2026-04-02"),
        ("fundacion", "2026-05-04"),
        ("lyon", "2026-05-05"),
    ):
        create_interaction(store, ana, make_interaction(actor, "embajada-francia", when=when, **water))
    visit = {"id": VISIT, "kind": "delegation_received", "title": "Delegación de Francia", "themes": ["agua"]}
    create_interaction(
        store, ana, make_interaction("embajada-francia", when="2027-06-07/2027-06-09", **visit)
    )
    save_delegation(
        store, ana, Delegation.of({"interaction": VISIT, "purpose": "Agua potable y laboratorio de agua"})
    )
    return lambda: compose(store, refresh(store, tmp_path), VISIT)


def keys(proposals, actor):
    return {reason.key for one in proposals if one.actor == actor for reason in one.reasons}


def test_those_who_worked_on_it_are_proposed_and_each_reason_names_facts(visited) -> None:
    found = visited()
    assert {"uis", "acueducto", "fundacion"} <= {one.actor for one in found}
    assert not {"embajada-francia", "lyon", "ofai"} & {one.actor for one in found}
    assert all(reason.facts for one in found for reason in one.reasons)
    assert all("visit.first_of_side" in keys(found, actor) for actor in ("uis", "acueducto", "fundacion"))


def test_who_is_invited_is_not_proposed_again_and_its_side_counts(visited, store, ana) -> None:
    invite(store, ana, VISIT, ["uis"])
    found = visited()
    assert "uis" not in {one.actor for one in found}
    assert "visit.first_of_side" in keys(found, "acueducto")


def test_who_owes_was_invited_or_is_taken_is_said_so(visited, store, ana) -> None:
    owing = make_commitment(owner="uis", beneficiary="ofai", text="prestar el laboratorio")
    create_interaction(store, ana, make_interaction("uis", when="2026-06-01", commitments=[owing]))
    create_interaction(
        store, ana, make_interaction("acueducto", when="2027-06-08", title="Junta", status="planned")
    )
    other = {"id": "otra", "kind": "visit", "title": "Otra visita"}
    create_interaction(store, ana, make_interaction("embajada-francia", when="2024-02-01", **other))
    invite(store, ana, "otra", ["fundacion"])
    found = visited()
    assert "visit.owes" in keys(found, "uis")
    assert "visit.taken" in keys(found, "acueducto")
    assert {"visit.not_lately"} <= keys(found, "fundacion")
    assert "visit.never" in keys(found, "uis")


def test_protocol_begins_with_foreign_governments() -> None:
    types = ["university", "embassy", "company", "regional_government"]
    assert sorted(types, key=precedence) == ["embassy", "regional_government", "university", "company"]
    assert side_of("embassy") == "abroad"
    assert side_of("city_dependency") == "public"
