"""Loading: once and whole, never over the office's changes, with clear refusals."""

import csv
import shutil
from importlib.resources import files
from pathlib import Path

import pytest

from crm.access import SYSTEM
from crm.actors import Actor, create_actor, get_actor, update_actor
from crm.errors import InvalidData
from crm.interactions import get_interaction
from crm.people import holder_on, people_of
from crm.source_issues import issues_about
from graph.store import Query, Store
from seed.loader import load, load_dataset, read_dataset


def test_a_second_run_changes_nothing(empty: Store) -> None:
    first = load(empty)
    revision = empty.revision()
    assert first == {"sources": 5, "actors": 332, "interactions": 111, "ties": 126, "issues": 65}
    assert set(load(empty).values()) == {0}
    assert empty.revision() == revision


def test_what_the_office_changed_is_left_alone(empty: Store) -> None:
    load(empty)
    uis = get_actor(empty, "uis")
    update_actor(empty, SYSTEM, uis.changed(notes="Nuestro enlace es la ORI."))
    load(empty)
    assert get_actor(empty, "uis").notes == "Nuestro enlace es la ORI."


def test_what_was_erased_does_not_come_back(empty: Store) -> None:
    load(empty)
    empty.erase(["myriam-savard"], "jefa")
    assert set(load(empty).values()) == {0}
    assert empty.get(["myriam-savard"]) == {}


def test_an_office_with_data_of_its_own_can_take_the_data_set(empty: Store) -> None:
    create_actor(empty, SYSTEM, Actor(id="ofai", name="Nuestra oficina", type="city_dependency"))
    assert load(empty)["actors"] == 331
    assert get_actor(empty, "ofai").name == "Nuestra oficina"


def test_the_empty_data_set_brings_nothing(empty: Store) -> None:
    assert set(load(empty, "empty").values()) == {0}
    assert empty.find(Query("Actor")).total == 0


def test_an_unknown_data_set_is_refused(empty: Store) -> None:
    with pytest.raises(InvalidData) as refused:
        load(empty, "bogota")
    assert refused.value.problems[0].field == "dataset"


def test_people_hold_the_posts_the_reports_give_them(office: Store) -> None:
    from datetime import date

    heads = {holder.person.id: holder.held for holder in people_of(office, "ofai")}
    assert set(heads) == {"stephanie-prada-villamizar", "julian-andres-diaz-zambrano"}
    assert len({held.post for held in heads.values()}) == 1
    presiding = holder_on(office, ("amcham-colombia", "Presidenta"), date(2024, 2, 1))
    assert presiding is not None
    assert presiding.name == "María Claudia Lacouture"
    mayor = holder_on(office, ("alcaldia-bucaramanga", "Alcalde"), date(2017, 6, 1))
    assert mayor is not None
    assert mayor.unnamed


def test_an_actor_shows_what_is_doubtful_about_it(office: Store) -> None:
    assert {issue.id for issue in issues_about(office, "holland-house")} >= {"001-camara-pb", "000-camaras"}
    assert {issue.id for issue in issues_about(office, "2017-07-30-sesion-cuees")} >= {"002-30-julio"}
    assert {issue.id for issue in issues_about(office, "004")} == {"004-sin-actores"}


def test_a_range_without_a_start_keeps_the_words_of_its_source(office: Store) -> None:
    when = get_interaction(office, "membresia-cideu-2015").when
    assert (when.start, when.end.isoformat() if when.end else "", when.text) == (
        None,
        "2015-12-31",
        "hasta 2015",
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    copy = tmp_path / "data"
    shutil.copytree(Path(str(files("seed").joinpath("data"))), copy)
    return copy


def change(folder: Path, file: str, row: int, column: str, text: str) -> None:
    path = folder / file
    with path.open(encoding="utf-8", newline="") as stream:
        lines = list(csv.reader(stream))
    lines[row - 1][lines[0].index(column)] = text
    with path.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream, lineterminator="\n").writerows(lines)


@pytest.mark.parametrize(
    ("file", "column", "text", "key"),
    [
        ("actors.csv", "type", "starship", "unknown_choice"),
        ("actors.csv", "country", "XX", "unknown_choice"),
        ("actors.csv", "parent", "No es un id", "bad_id"),
        ("actor_sources.csv", "actor", "nobody", "unknown_record"),
        ("actor_sources.csv", "line", "many", "not_a_number"),
        ("interactions.csv", "when", "someday", "bad_period"),
        ("interactions.csv", "when", "", "required"),
        ("interactions.csv", "kind", "party", "unknown_choice"),
        ("participants.csv", "role", "king", "unknown_choice"),
        ("participants.csv", "interaction", "nothing", "unknown_record"),
        ("commitments.csv", "due", "soon", "bad_period"),
        ("amounts.csv", "value", "much", "not_a_number"),
        ("posts.csv", "when", "long ago", "bad_period"),
        ("reference_ties.csv", "type", "LOVES", "unknown_choice"),
        ("source_issues.csv", "severity", "awful", "unknown_choice"),
        ("sources.csv", "period", "era", "bad_period"),
    ],
)
def test_a_bad_cell_is_named_by_file_row_and_column(
    folder: Path, file: str, column: str, text: str, key: str
) -> None:
    change(folder, file, 3, column, text)
    with pytest.raises(InvalidData) as refused:
        read_dataset("ofai", folder)
    assert [(p.field, p.key) for p in refused.value.problems] == [(f"{file}:3:{column}", key)]


def test_a_missing_file_a_missing_column_and_a_short_row_are_named(folder: Path) -> None:
    lines = (folder / "figures.csv").read_text(encoding="utf-8").splitlines()
    (folder / "figures.csv").write_text("\n".join([lines[0], "x,1"]), encoding="utf-8")
    with pytest.raises(InvalidData, match=r"figures.csv:2: table_row_short"):
        read_dataset("ofai", folder)
    (folder / "figures.csv").write_text("interaction,position,value\n", encoding="utf-8")
    with pytest.raises(InvalidData, match=r"figures.csv:1:unit: table_column_missing"):
        read_dataset("ofai", folder)
    (folder / "figures.csv").unlink()
    with pytest.raises(InvalidData, match=r"figures.csv: table_missing"):
        read_dataset("ofai", folder)


def test_a_data_set_that_names_an_unknown_actor_saves_nothing(folder: Path, empty: Store) -> None:
    change(folder, "participants.csv", 3, "actor", "nobody")
    with pytest.raises(InvalidData):
        load_dataset(empty, read_dataset("ofai", folder))
    assert empty.revision() == 0


def test_the_files_are_sorted_utf8_with_plain_line_ends() -> None:
    for file in files("seed").joinpath("data").iterdir():
        data = file.read_bytes()
        assert b"\r" not in data
        assert data.endswith(b"\n")
        rows = list(csv.reader(data.decode("utf-8").splitlines(keepends=True)))
        assert all(len(row) == len(rows[0]) for row in rows), file.name
        firsts = [row[0] for row in rows[1:]]
        assert firsts == sorted(firsts), file.name


def test_sources_are_told_in_short_anchors_only() -> None:
    for file in files("seed").joinpath("data").iterdir():
        for row in csv.DictReader(file.read_text(encoding="utf-8").splitlines(keepends=True)):
            assert len(row.get("where", "")) <= 80


def test_the_rows_that_the_guide_prints_are_all_kept() -> None:
    text = files("seed").joinpath("data", "reference_ties.csv").read_text(encoding="utf-8")
    printed: dict[str, set[str]] = {}
    for row in csv.DictReader(text.splitlines(keepends=True)):
        printed.setdefault(row["table"], set()).update(row["rows"].split("|"))
    assert {table: len(rows) for table, rows in printed.items()} == {
        "sister_cities:Barranquilla": 13,
        "sister_cities:Cali": 7,
        "sister_cities:Bogotá": 13,
        "sister_cities:Medellín": 23,
        "city_networks:Barranquilla": 11,
        "city_networks:Cali": 7,
        "city_networks:Bogotá": 18,
        "city_networks:Medellín": 9,
        "boards_and_commissions:Barranquilla": 6,
        "apc_partnerships": 6,
        "agreements_between_cities": 7,
    }
