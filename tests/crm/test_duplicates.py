"""Finding who is there twice: told apart and brought together as in the labelled list, in tables and in the store."""

import time
from pathlib import Path

import pytest

from crm.access import SYSTEM
from crm.actors import archive_actor, create_actor, get_actor, save_many_actors
from crm.duplicates.doubts import keep_apart, list_doubts
from crm.duplicates.finding import find_pairs
from crm.duplicates.kept import read_found, refresh_duplicates
from crm.duplicates.records import Described, described
from crm.duplicates.scoring import compare
from crm.duplicates.sites import host_of
from crm.duplicates.stored import find_in_store
from crm.duplicates.tabled import find_in_table
from crm.errors import InvalidData
from crm.history import undo
from crm.merging.merge import MergeOrder, merge_actors
from crm.messages import say
from crm.schema import SCHEMA
from graph.sqlite.store import SqliteStore
from graph.store import Schema, Store
from tests.crm.conftest import ANA
from tests.crm.duplicates_scoring import CASES, read_cases, score
from tests.makers import make_actor, make_office


def record(id: int, name: str, **said: object) -> Described:
    made = described(id, {"name": name, **said})
    assert made is not None
    return made


@pytest.mark.parametrize("held_out", [False, True])
def test_of_the_labelled_pairs_at_least_95_of_100_are_right(held_out: bool) -> None:
    rows = read_cases(CASES, held_out)
    result = score(rows)
    assert len(rows) >= 130
    assert result.precision >= 0.95, result.mistaken
    assert result.recall >= 0.95, result.missed


def test_who_comes_first_makes_no_difference() -> None:
    for row in read_cases(CASES, held_out=False):
        one, other = record(1, row["a_name"]), record(2, row["b_name"])
        assert compare(one, other).score == compare(other, one).score, (row["a_name"], row["b_name"])


def test_an_acronym_that_fits_two_bodies_means_neither() -> None:
    bodies = ["Área Metropolitana de Bucaramanga", "Acueducto Metropolitano de Bucaramanga", "AMB"]
    records = [record(number, name) for number, name in enumerate(bodies)]
    assert find_pairs(records) == []
    assert [(pair.a, pair.b) for pair in find_pairs(records[1:])] == [(1, 2)]


def test_every_reason_has_words_in_both_languages() -> None:
    rows = [*read_cases(CASES, held_out=False)]
    fields = ("name", "type", "city", "country", "website", "email")
    sides = [
        [
            record(number, **{name: row[f"{side}_{name}"] for name in fields})
            for number, side in enumerate("ab")
        ]
        for row in rows
    ]
    reasons = {why for one, other in sides for why in compare(one, other).why}
    assert len(reasons) > 12
    assert all(say(f"why.{why}", lang) for why in reasons for lang in ("es", "en"))


@pytest.mark.parametrize(
    ("address", "site"),
    [
        ("https://www.uis.edu.co/inicio", "uis"),
        ("ccb.org.co", "ccb"),
        ("http://afd.fr", "afd"),
        ("www.bucaramanga.gov.co", "bucaramanga"),
        ("", ""),
    ],
)
def test_a_site_is_known_by_its_telling_label(address: str, site: str) -> None:
    assert host_of(address) == site


def test_a_table_is_read_whatever_its_headers_are_called(tmp_path: Path) -> None:
    file = tmp_path / "lista.csv"
    file.write_text(
        "Entidad;Ciudad;Página web\nUIS;Bucaramanga;\nOtra;Cali;\nUniversidad Industrial de Santander;;uis.edu.co\n"
    )
    pairs, names = find_in_table(file)
    assert [(pair.a, pair.b) for pair in pairs] == [(2, 4)]
    assert names[4] == "Universidad Industrial de Santander"
    with_ids = tmp_path / "ids.csv"
    with_ids.write_text("id,name,email\nx1,PNUD,\nx2,UNDP,info@undp.org\n")
    assert [(pair.a, pair.b) for pair in find_in_table(with_ids)[0]] == [("x1", "x2")]
    nameless = tmp_path / "otra.csv"
    nameless.write_text("color,tamaño\nrojo,2\n")
    with pytest.raises(InvalidData):
        find_in_table(nameless)


def test_in_the_store_pairs_said_to_be_apart_stay_apart_until_that_is_undone(store: Store) -> None:
    create_actor(
        store,
        SYSTEM,
        make_actor(id="uis-2", name="Industrial University of Santander", type="university", country="CO"),
    )
    assert [{pair.a, pair.b} for pair in find_in_store(store)] == [{"uis", "uis-2"}]
    keep_apart(store, ANA, "uis-2", "uis")
    assert find_in_store(store) == []
    undo(store, ANA, store.revision())
    assert len(find_in_store(store)) == 1
    archive_actor(store, ANA, "uis-2", get_actor(store, "uis-2").version)
    assert find_in_store(store) == []


def test_the_analyst_keeps_the_pairs_and_the_page_only_reads_and_adds_the_newest(
    store: Store, tmp_path: Path
) -> None:
    assert not list_doubts(store, tmp_path).ready
    refresh_duplicates(store, tmp_path)
    assert list_doubts(store, tmp_path).items == []
    create_actor(
        store,
        SYSTEM,
        make_actor(id="uis-2", name="Universidad Indutrial de Santander", type="university", country="CO"),
    )
    (doubt,) = list_doubts(store, tmp_path).items
    assert {doubt.one.id, doubt.other.id} == {"uis", "uis-2"}
    refresh_duplicates(store, tmp_path)
    found = read_found(tmp_path)
    assert found is not None
    assert found.revision == store.revision()
    assert [{pair.a, pair.b} for pair in found.pairs] == [{"uis", "uis-2"}]
    keep_apart(store, ANA, "uis", "uis-2")
    assert list_doubts(store, tmp_path).items == []


def test_thousands_of_names_of_few_words_are_searched_in_seconds() -> None:
    kinds = ["Fundación", "Alcaldía", "Colegio", "Asociación", "Hospital"]
    records = [
        record(n, f"{kinds[n % 5]} {'abcdefghij'[n % 10] * 3}{n // 10:04} de Girón") for n in range(4000)
    ]
    began = time.perf_counter()
    find_pairs(records)
    assert time.perf_counter() - began < 20


def test_a_database_made_before_joinings_existed_opens_and_takes_them(tmp_path: Path) -> None:
    older = Schema(
        tuple(label for label in SCHEMA.labels if label.name != "Merge"),
        tuple(type for type in SCHEMA.edge_types if type.name != "NOT_SAME_AS"),
    )
    before = SqliteStore(tmp_path / "old.db", older)
    save_many_actors(
        before, ANA, [make_office(), make_actor(id="a"), make_actor(id="b", name="Ambassade de France")]
    )
    before.close()
    store = SqliteStore(tmp_path / "old.db", SCHEMA)
    assert [{pair.a, pair.b} for pair in find_in_store(store)] == [{"a", "b"}]
    tie = keep_apart(store, ANA, "a", "b")
    undo(store, ANA, store.revision())
    merged = merge_actors(store, ANA, MergeOrder("a", "b", (1, 1)))
    assert tie.type == "NOT_SAME_AS"
    assert merged.actor.aliases == ["Ambassade de France"]
    store.close()
