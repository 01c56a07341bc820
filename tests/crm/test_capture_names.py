"""The index of names: every way a name is written, and always as the store is now."""

from __future__ import annotations

import pytest

from crm.actors import archive_actor, create_actor, get_actor, restore_actor, update_actor
from crm.capture.index import Known
from crm.capture.known import known_names, warm_names
from crm.capture.names import NameIndex
from crm.merging.merge import MergeOrder, merge_actors
from crm.schema import SCHEMA
from crm.undoing import undo
from graph.fold import fold
from graph.opening import open_store
from tests.makers import make_actor

INDIA = Known("embajada-india", "Embajada de la India", "embassy", None)
FRANCE = Known("embajada-francia", "Embajada de Francia", "embassy", None, ("misión diplomática de Francia",))
IMCT = Known(
    "imct",
    "Instituto Municipal de Cultura y Turismo de Bucaramanga (IMCT)",
    "city_dependency",
    None,
    ("IMCT",),
)
TOURISM = Known(
    "turismo", "Subdirección de Turismo", "city_dependency", "imct", ("Subdirección de Turismo (IMCT)",)
)
UIS = Known("uis", "Universidad Industrial de Santander (UIS)", "university", None, ("UIS",))
AREA = Known("area", "Área Metropolitana de Bucaramanga", "regional_government", None, ("AMB",))
WATER = Known("acueducto", "Acueducto Metropolitano de Bucaramanga", "company", None, ("amb S.A. E.S.P.",))
SWISS = Known("swisscontact", "Swisscontact", "ngo_foundation", None)
LIMA = Known("lima", "Lima", "local_government", None, (), True)
SECRET = Known("secreto", "Fundación Reservada", "ngo_foundation", None, (), audience=frozenset({"user:ana"}))
INDEX = NameIndex.of([INDIA, FRANCE, IMCT, TOURISM, UIS, AREA, WATER, SWISS, LIMA, SECRET], "Bucaramanga")


@pytest.mark.parametrize(
    ("said", "id"),
    [
        ("Embajada de la India", "embajada-india"),
        ("embajada de india", "embajada-india"),
        ("EMB. India", "embajada-india"),
        ("misión diplomática de Francia", "embajada-francia"),
        ("instituto municipal de cultura y turismo", "imct"),
        ("IMCT", "imct"),
        ("Swiss Contact", "swisscontact"),
        ("Universidad Industrial Santander", "uis"),
        ("Lima", "lima"),
    ],
)
def test_a_name_is_known_in_every_form(said, id):
    assert INDEX.meant(fold(said)).ids == (id,)
    assert INDEX.meant(fold(said)).how == "exact"


@pytest.mark.parametrize("said", ["Swiscontact", "Swisscotnact", "swisscontacto"])
def test_one_slip_of_the_keyboard_is_forgiven(said):
    assert INDEX.meant(fold(said)).ids == ("swisscontact",)
    assert INDEX.meant(fold(said)).how == "slip"


def test_a_near_miss_is_offered_and_not_taken():
    meant = INDEX.meant("universidad de santander")
    assert (meant.how, meant.ids, meant.likely) == ("near", ("uis",), False)


@pytest.mark.parametrize("said", ["Embajada de Brasil", "Universidad de Salamanca", "UIZ", "", "embajada"])
def test_what_is_not_known_is_nobody(said):
    assert INDEX.meant(fold(said)).how == "none"


def test_one_acronym_of_two_actors_gives_both():
    assert set(INDEX.meant("amb").ids) == {"area", "acueducto"}


def test_the_longest_known_name_counts():
    assert INDEX.longest(["instituto", "municipal", "de", "cultura", "y", "turismo", "y", "uis"]) == (
        6,
        ("imct",),
    )


def test_a_viewer_finds_only_whom_it_may_see():
    hidden = NameIndex(INDEX._names, {"public", "office"})
    shown = NameIndex(INDEX._names, {"office", "user:ana"})
    assert hidden.meant("fundacion reservada").how == "none"
    assert hidden.get("secreto") is None
    assert shown.meant("fundacion reservada").ids == ("secreto",)


def test_the_index_follows_names_archiving_and_undo(store, ana):
    def ids(name: str) -> tuple[str, ...]:
        return known_names(store, ana).meant(fold(name)).ids

    assert warm_names(store) == 4
    made = create_actor(store, ana, make_actor(name="Fundación Nueva", type="ngo_foundation"))
    assert ids("fundación nueva") == (made.id,)
    renamed = update_actor(store, ana, get_actor(store, made.id).having(name="Fundación Vieja"))
    assert (ids("fundación nueva"), ids("fundación vieja")) == ((), (made.id,))
    archived = archive_actor(store, ana, made.id, renamed.version)
    assert ids("fundación vieja") == ()
    restore_actor(store, ana, made.id, archived.version)
    assert ids("fundación vieja") == (made.id,)
    undo(store, ana, store.changes(0)[-1].transaction)
    assert ids("fundación vieja") == ()


def test_the_index_follows_what_another_process_writes(store, ana, tmp_path):
    assert known_names(store, ana).meant("fundacion ajena").ids == ()
    other = open_store(f"sqlite:///{tmp_path / 'red.db'}", SCHEMA)
    create_actor(other, ana, make_actor(name="Fundación Ajena", type="ngo_foundation"))
    other.close()
    assert known_names(store, ana).meant("fundacion ajena").ids == ("fundacion-ajena",)


def test_an_erased_actor_is_forgotten(store, ana):
    made = create_actor(store, ana, make_actor(name="Fundación Fugaz", type="ngo_foundation"))
    assert known_names(store, ana).meant("fundacion fugaz").ids == (made.id,)
    store.erase([made.id], "ana")
    assert known_names(store, ana).meant("fundacion fugaz").ids == ()


def test_a_merged_actor_is_found_by_both_its_names(store, ana):
    made = create_actor(store, ana, make_actor(name="Universidad de los Cerros", type="university"))
    warm_names(store)
    merge_actors(store, ana, MergeOrder("uis", made.id, (get_actor(store, "uis").version, made.version)))
    assert known_names(store, ana).meant("universidad de los cerros").ids == ("uis",)
