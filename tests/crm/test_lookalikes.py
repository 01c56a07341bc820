"""The office's own 31 traps: names that are one actor, and names that look alike and are not."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from crm.access import SYSTEM
from crm.actors import archive_actor, get_actor, restore_actor
from crm.lookalikes import LIKELY, Lookalike, find_lookalikes
from crm.messages import say
from crm.naming import folded_names, initials, variants
from crm.schema import SCHEMA
from graph.sqlite.store import SqliteStore
from graph.store import Store
from seed.loader import load

# What the reports write, and the actor it means. Only "esta cámara binacional" needs its sentence to be understood.
SAME = {
    "AMCHAM": "amcham-colombia",
    "AMCHAM Colombia": "amcham-colombia",
    "cámara de comercio colombo americana (AMCHAM)": "amcham-colombia",
    "HOLLAND HOUSE": "holland-house",
    "cámara binacional de comercio de Países Bajos": "holland-house",
    "Embajada de Québec": "gobierno-quebec",
    "Myriam Savard": "myriam-savard",
    "CIDEU": "cideu",
    "El Centro Iberoamericano de Desarrollo Estratégico Urbano": "cideu",
    "CDEU – Centro de Desarrollo Estratégico Urbano": "cideu",
    "ONU-Habitat": "onu-habitat",
    "Onu – Habitat": "onu-habitat",
    "ONU-Habitar": "onu-habitat",
    "Cancillería": "cancilleria",
    "Ministerio de Relaciones Exteriores": "cancilleria",
    "Instituto de Cultura y Turismo": "imct",
    "Instituto de Cultura": "imct",
    "IMCT": "imct",
    "Instituto Municipal de Cultura y Turismo de Bucaramanga": "imct",
    "Inderbu": "inderbu",
    "INDERBU": "inderbu",
    "Subsecretaría de Ambiente": "subsecretaria-ambiente",
    "Subsecretaría del Ambiente": "subsecretaria-ambiente",
    "Consejo Británico": "consejo-britanico",
    "British Council": "consejo-britanico",
    "Embajada Británica": "embajada-reino-unido",
    "Encargado de Negocios del Reino Unido": "embajada-reino-unido",
    "Reino Unido (misión diplomática)": "embajada-reino-unido",
    "Red de Cónsules Honorarios": "consules-honorarios",
    "Asociación de Cónsules Honorarios": "consules-honorarios",
    "cónsules honorarios establecidos en Bucaramanga": "consules-honorarios",
    "Invest in Santander": "invest-in-santander",
    "INVEST IN SANTANDER": "invest-in-santander",
    "agencia de inversión(es) regional": "invest-in-santander",
    "Zona Franca": "zona-franca-santander",
    "Zona Franca Santander": "zona-franca-santander",
    "Campus Zona Franca": "campus-zona-franca",
    "Acueducto Metropolitano de Bucaramanga (amb)": "acueducto-metropolitano-bucaramanga",
    "Área Metropolitana de Bucaramanga (AMB)": "area-metropolitana-bucaramanga",
    "CUEES / Comité Universidad Empresa Estado (Santander)": "cuees",
    "Cámara de Comercio (sin apellido)": "camara-comercio-bucaramanga",
    "CCB": "camara-comercio-bucaramanga",
    "cámara de comercio e industria de Panamá": "camara-panama",
    "Cámaras de Comercio Bilaterales": "camaras-bilaterales",
    "Santiago (Rep. Dominicana)": "santiago-rd",
    "Banco Santander Nueva York": "banco-santander-ny",
    "Gobernación de Santander": "gobernacion-santander",
    "gobierno de Corea": "gobierno-corea",
    "gobierno de China": "gobierno-china",
    "Holanda": "embajada-paises-bajos",
    "gobierno de Canadá": "gobierno-canada",
    "gobierno de Quebec": "gobierno-quebec",
    "Procurador General de la Nación": "procuraduria-general",
    "Procuraduría General de la Nación": "procuraduria-general",
    "SENA (convocatoria)": "sena",
    "Servicio Nacional de Aprendizaje SENA (ruta de migrantes)": "sena",
    "UNAB": "unab",
    "Universidad Autónoma de Bucaramanga": "unab",
    "Instituto de Estudios Políticos": "iep-unab",
    "OIM": "oim",
    "Organización Internacional para las Migraciones – OIM": "oim",
    "GIFMM": "gifmm",
    "Oficina de la Bicicleta": "oficina-bicicleta",
    "Dirección de Tránsito – Oficina de la Bicicleta": "oficina-bicicleta",
    "Mesa de Internacionalización del Municipio": "mesa-internacionalizacion",
    "Mesa de Internacionalización": "mesa-internacionalizacion",
    "CID BGA (congreso)": "cid-bga",
}  # fmt: skip
# What looks like the actor and must not be taken for it.
APART = [
    ("Acueducto Metropolitano de Bucaramanga (amb)", "area-metropolitana-bucaramanga"),
    ("Área Metropolitana de Bucaramanga (AMB)", "acueducto-metropolitano-bucaramanga"),
    ("cámara de comercio e industria de Panamá", "camara-comercio-bucaramanga"),
    ("cámara de comercio e industria de Panamá", "camaras-bilaterales"),
    ("Cámaras de Comercio Bilaterales", "camara-comercio-bucaramanga"),
    ("Santiago de Cali", "santiago-rd"),
    ("Banco Santander Nueva York", "gobernacion-santander"),
    ("Gobernación de Santander", "invest-in-santander"),
    ("gobierno de Corea", "embajada-corea"),
    ("gobierno de China", "embajada-china"),
    ("Holanda", "holland-house"),
    ("gobierno de Canadá", "gobierno-quebec"),
    ("Organización Internacional para las Migraciones – OIM", "gifmm"),
    ("CID (cooperación internacional para el desarrollo)", "cid-bga"),
    ("Consejo Británico", "embajada-reino-unido"),
    ("Universidad Autónoma de Bucaramanga", "iep-unab"),
    ("Consulado de Canadá", "embajada-canada"),
    ("Universidad de los Andes", "unab"),
]


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    path: Path = tmp_path_factory.mktemp("office")
    store = SqliteStore(path / "red.db", SCHEMA)
    load(store)
    yield store
    store.close()


def found(store: Store, name: str, type: str | None = None) -> list[Lookalike]:
    return find_lookalikes(store, name, type)


@pytest.mark.parametrize(("name", "actor"), SAME.items())
def test_what_a_report_writes_leads_to_its_actor_first(office: Store, name: str, actor: str) -> None:
    assert found(office, name)[0].actor.id == actor


@pytest.mark.parametrize(("name", "actor"), APART)
def test_what_only_looks_alike_is_not_likely_the_same(office: Store, name: str, actor: str) -> None:
    scores = {lookalike.actor.id: lookalike.score for lookalike in found(office, name)}
    assert scores.get(actor, 0) < LIKELY


def test_an_acronym_of_two_bodies_shows_both(office: Store) -> None:
    both = [lookalike.actor.id for lookalike in found(office, "AMB")[:2]]
    assert set(both) == {"acueducto-metropolitano-bucaramanga", "area-metropolitana-bucaramanga"}


def test_slips_of_the_keyboard_and_word_order_do_not_hide_it(office: Store) -> None:
    slips = [
        "Camra de Comercio Bucaramanga",
        "Bucaramanga, Cámara de Comercio",
        "camara comercio de bucaramnga",
    ]
    assert [found(office, name)[0].actor.id for name in slips] == ["camara-comercio-bucaramanga"] * 3
    assert all(found(office, name)[0].likely for name in slips)


def test_each_reason_has_its_words(office: Store) -> None:
    reasons = {why for name in SAME for lookalike in found(office, name) for why in lookalike.why}
    assert reasons == {
        *("same_name", "same_alias", "same_acronym", "same_words", "contains", "similar", "legal_form")
    }
    assert all(say(f"why.{why}", lang) for why in reasons for lang in ("es", "en"))


def test_of_two_equally_alike_the_one_of_the_type_comes_first(office: Store) -> None:
    assert found(office, "China", "embassy")[0].actor.id == "embajada-china"
    assert found(office, "China", "foreign_government")[0].actor.id == "gobierno-china"


def test_a_new_name_and_no_name_have_no_lookalike(office: Store) -> None:
    assert found(office, "Ballet Folclórico de Ulán Bator") == []
    assert found(office, "  ¿? ") == []


def test_an_archived_actor_is_still_pointed_out(office: Store) -> None:
    gone = archive_actor(office, SYSTEM, "mercociudades", get_actor(office, "mercociudades").version)
    assert found(office, "Mercociudades")[0].actor == gone
    restore_actor(office, SYSTEM, gone.id, gone.version)


def test_brackets_are_a_name_only_when_they_look_like_one() -> None:
    assert variants("Oficina Asesora (OFAI)")[1:] == ["oficina asesora", "ofai"]
    assert "amb" in variants("Acueducto Metropolitano de Bucaramanga (amb)")
    assert "convocatoria" not in variants("SENA (convocatoria)")
    assert "centro iberoamericano de desarrollo estrategico urbano" in variants(
        "CIDEU (Centro Iberoamericano de Desarrollo Estratégico Urbano)"
    )
    assert initials("Instituto Municipal de Cultura y Turismo") == "imct"
    assert folded_names("Universidad Industrial de Santander", ["La UIS"])[-1] == "uis"
