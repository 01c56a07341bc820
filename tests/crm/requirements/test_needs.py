"""What a need asks for beyond its kind, and who covers it: by facts that show all of it, never by the type alone."""

from __future__ import annotations

from datetime import date

import pytest

from crm.actors import create_actor
from crm.coalitions.choosing import choose_coalition
from crm.coalitions.model import Wishes, missing_text
from crm.coalitions.shortlisting import slate_of
from crm.derived.refreshing import refresh
from crm.interactions import create_interaction
from crm.mapping.ranking import rank
from crm.mapping.reasons import reason_text
from crm.maps.making import make_map
from crm.maps.wording import gap_text
from crm.project_model import Requirement
from crm.requirements.needs import asked_by
from crm.requirements.ours import is_ours
from crm.schema import SCHEMA
from crm.ties import Tie, create_tie
from graph.opening import open_store
from tests.crm.conftest import ANA
from tests.makers import make_actor, make_interaction, make_project

DAY = date(2026, 11, 23)
SISTER = {"need": "una ciudad europea hermanada", "kind": "local_government"}
CARRIER = {"need": "una empresa operadora de transporte", "kind": "company"}
UNI = {"need": "al menos una universidad", "kind": "university"}


@pytest.fixture(scope="module")
def city(tmp_path_factory):
    """Two cities of which one is European, companies that carry nobody, a department that manages transport."""
    store = open_store(f"sqlite:///{tmp_path_factory.mktemp('needs')}/red.db", SCHEMA)
    for said in (
        {"id": "alcaldia", "name": "Alcaldía", "type": "local_government", "country": "CO"},
        {"id": "ofai", "name": "OFAI", "type": "city_dependency", "parent": "alcaldia", "country": "CO"},
        {"id": "santiago", "name": "Santiago de los Caballeros", "type": "local_government", "country": "DO"},
        {"id": "lyon", "name": "Lyon", "type": "local_government", "country": "FR"},
        {"id": "gente", "name": "Gente Estadística", "type": "company", "country": "CO"},
        {"id": "mapas", "name": "Mapas SIG", "type": "company", "country": "CO"},
        {"id": "metro", "name": "Metro", "type": "city_dependency", "notes": "Ente gestor del transporte masivo."},
        {"id": "transito", "name": "Dirección de Transporte", "type": "city_dependency"},
        {"id": "usaid", "name": "USAID", "type": "cooperation_agency", "country": "US"},
        {"id": "uis", "name": "UIS", "type": "university", "country": "CO"},
    ):  # fmt: skip
        create_actor(store, ANA, make_actor(**said))
    for number, (actors, title) in enumerate(
        (
            (("usaid", "mapas"), "Operadora de mapas para la movilidad"),
            (("santiago", "uis"), "Hermanamiento en estructuración con una ciudad europea"),
            (("gente", "metro"), "Encuesta de opinión"),
            (("lyon", "transito"), "Visita de trabajo"),
        )
    ):
        meeting = make_interaction(*actors, id=f"m{number}", title=title, when="2026-05-02")
        create_interaction(store, ANA, meeting)
    yield store
    store.close()


@pytest.fixture
def found(city, tmp_path):
    def make(*needs):
        project = make_project(id="p", title="Ciudades Verdes", requirements=list(needs))
        derived = refresh(city, tmp_path, DAY)
        return choose_coalition(city, derived, slate_of(rank(derived, project, DAY)))

    return make


def reasons(one):
    return " ".join(reason_text(reason, "es") for reason in one.reasons)


@pytest.mark.parametrize(
    ("need", "kind", "asked", "role"),
    [
        ("una ciudad europea hermanada", "local_government", [("place", "europea"), ("twinned", "hermanada")], []),
        ("una empresa operadora de transporte", "company", [("text", "transporte")], ["operadora"]),
        ("al menos una universidad", "university", [], []),
        ("at least one university", "university", [], []),
        ("3 universidades aliadas", "university", [], []),
        ("una institución académica", "university", [], []),
        ("ciudades de América Latina", "local_government", [("place", "América Latina")], []),
        ("una alcaldía francesa", "local_government", [("place", "francesa")], []),
        ("laboratorio de agua", "university", [("text", "agua")], ["laboratorio"]),
    ],
)  # fmt: skip
def test_a_need_is_split_into_its_kind_and_what_else_it_says(need, kind, asked, role):
    said = asked_by(Requirement(need=need, kind=kind))
    assert [(one.kind, " ".join(one.words)) for one in said.qualifiers] == asked
    assert [word for one in said.role for word in one.words] == role


def test_being_of_the_type_is_enough_only_where_nothing_else_is_asked(found):
    made = found(UNI)
    assert made.ids == ("uis",)
    assert "es Universidad, y no se pide más" in reasons(made.chosen[0])


def test_a_city_that_is_european_and_not_twinned_takes_part_to_be_confirmed_and_one_elsewhere_does_not(found):
    made = found(SISTER)
    assert [(one.actor, one.requirements, one.maybe) for one in made.chosen] == [("lyon", (), (0,))]
    assert "Por confirmar: es Gobierno local" in reasons(made.chosen[0])
    (gap,) = [part for part in made.gaps if part.kind == "requirement"]
    assert gap.unconfirmed
    assert [one.actor for one in gap.names] == ["lyon"]
    assert missing_text(gap, "es") == (
        "Nadie muestra «una ciudad europea hermanada» todavía. Del tipo pedido, por confirmar: Lyon."
    )
    assert "to be confirmed" in missing_text(gap, "en")


def test_a_role_is_covered_by_the_card_that_says_it_whatever_its_type_and_never_by_a_stray_word(found):
    for need in (CARRIER, {"need": CARRIER["need"]}):
        made = found(need)
        assert made.ids == ("metro",)
        assert "su ficha" in reasons(made.chosen[0])
        assert "operadora, transporte" in reasons(made.chosen[0])
    assert "es Dependencia municipal, pero su ficha dice" in reasons(found(CARRIER).chosen[0])


def test_who_is_of_the_type_is_named_where_nobody_shows_the_rest_on_the_map_too(city, tmp_path):
    need = {"need": "una empresa de satélites", "kind": "company"}
    project = make_project(id="p", title="Mapas SIG", requirements=[need])
    (gap,) = make_map(city, refresh(city, tmp_path, DAY), project).needs_open
    assert [one.actor for one in gap.names] == ["mapas", "gente"]
    assert gap_text(gap, "es").endswith("Del tipo pedido, por confirmar: Mapas SIG, Gente Estadística.")


def test_a_twinning_with_the_office_or_its_house_shows_it_and_one_with_others_does_not(city, found):
    others = create_tie(city, ANA, Tie(type="TWINNED_WITH", start_actor="lyon", end_actor="santiago"))
    assert others.type == "TWINNED_WITH"
    assert found(SISTER).chosen[0].requirements == ()
    create_tie(city, ANA, Tie(type="TWINNED_WITH", start_actor="lyon", end_actor="alcaldia"))
    assert found(SISTER).ids == ("lyon",)
    assert "europea, hermanada" in reasons(found(SISTER).chosen[0])


VALUED = {"need": "participación del sector privado", "kind": "company", "optional": True}


def test_what_is_only_valued_is_no_requirement_and_brings_in_only_who_is_strong(city, found, tmp_path):
    made = found(UNI, VALUED)
    assert made.ids in {("uis",), ("uis", "mapas"), ("uis", "gente")}
    assert not made.conflict
    nobody = found(UNI, {"need": "un museo de arte", "kind": "cultural_center", "optional": True})
    assert nobody.ids == ("uis",)
    (gap,) = [part for part in nobody.gaps if part.kind == "requirement"]
    assert (gap.asked, gap.optional) == (False, True)
    assert missing_text(gap, "es") == (
        "Se valora «un museo de arte» y nadie de la coalición lo cubre. No es obligatorio."
    )
    project = make_project(id="p", requirements=[VALUED])
    assert make_map(city, refresh(city, tmp_path, DAY), project).needs_open == ()


def test_a_wish_never_makes_a_choice_impossible(city, tmp_path):
    wishes = Wishes(at_most=1, without=("mapas", "gente"))
    project = make_project(id="p", requirements=[UNI, VALUED])
    derived = refresh(city, tmp_path, DAY)
    made = choose_coalition(city, derived, slate_of(rank(derived, project, DAY)), wishes)
    assert (made.ids, made.conflict) == (("uis",), ())


def test_a_company_gains_a_quarter_from_a_wish_of_what_it_gains_from_a_requirement(city, tmp_path):
    derived = refresh(city, tmp_path, DAY)
    fits = [
        rank(derived, make_project(requirements=[{**VALUED, "optional": said}]), DAY).fit.value[
            derived.number["mapas"]
        ]
        for said in (False, True)
    ]
    assert fits[1] == fits[0] / 4 > 0


def test_either_of_two_kinds_covers_one_need(found):
    need = {"need": "una embajada o una universidad", "kind": "embassy", "other_kinds": ["university"]}
    assert found(need).ids == ("uis",)


def test_of_two_that_are_asked_for_the_one_that_is_there_is_counted(found):
    made = found({"need": "al menos dos universidades", "kind": "university", "count": 2})
    assert made.ids == ("uis",)
    (gap,) = [part for part in made.gaps if part.kind == "requirement"]
    assert missing_text(gap, "es") == "Para «al menos dos universidades» hay 1 de 2."
    companies = found({"need": "dos empresas", "kind": "company", "count": 2})
    assert set(companies.ids) == {"gente", "mapas"}


@pytest.mark.parametrize(
    ("need", "kind", "ours"),
    [
        ("una autoridad local", "local_government", True),
        ("carta del alcalde o la alcaldesa", "city_dependency", True),
        ("una ciudad europea", "local_government", False),
        ("otra alcaldía", "local_government", False),
        ("una ciudad hermanada", "local_government", False),
        ("la secretaría de salud", "city_dependency", False),
    ],
)
def test_what_the_city_itself_is_nobody_has_to_be_found_for(need, kind, ours, found):
    assert is_ours(Requirement(need=need, kind=kind)) == ours
    if need == "una autoridad local":
        made = found(UNI, {"need": need, "kind": kind})
        assert made.ids == ("uis",)
        assert not [part for part in made.gaps if part.kind == "requirement"]


def test_what_anybody_does_who_takes_part_is_nothing_that_has_to_be_shown():
    asked = asked_by(Requirement(need="una fundación que ejecute", kind="ngo_foundation"))
    assert asked.qualifiers == ()
