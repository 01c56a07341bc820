"""Exporting: every record, the same bytes for the same data, nothing that a spreadsheet would run."""

import csv
import json
import zipfile
from collections.abc import Iterator
from pathlib import Path

import networkx as nx
import pytest

from crm.access import Viewer
from crm.actors import get_actor, save_many_actors, update_actor
from crm.errors import InvalidData
from crm.evidence import save_source
from crm.interactions import get_interaction, save_many_interactions
from crm.projects import create_project
from crm.schema import SCHEMA
from crm.source_issues import SourceIssue, save_many_issues
from crm.tables.applying import apply_plan, export, plan_import, read_table
from crm.ties import create_tie
from graph.sqlite.store import SqliteStore
from graph.store import Store
from tests.makers import (
    make_actor,
    make_commitment,
    make_evidence,
    make_interaction,
    make_office,
    make_person,
    make_post,
    make_project,
    make_source,
    make_tie,
)

ENDINGS = ("csv", "json", "xlsx", "graphml", "gexf")


def fill(store: Store, viewer: Viewer, *, backwards: bool = False) -> Store:
    """A bit of everything; `backwards` saves it in the other order."""
    step = -1 if backwards else 1
    actors = [
        make_office(),
        make_actor(aliases=["Francia", "la=embajada"], sources=[make_evidence()], notes="=1+1"),
        make_actor(
            id="uis", name="Universidad Industrial de Santander", type="university", phone="+57 7 634 4000"
        ),
        make_person(parent=None, posts=[make_post(title="Agregada")]),
    ]
    interactions = [
        make_interaction(
            "embajada-francia", "uis", when="2024-03", themes=["water", "a|b;c"], results="línea 1\nlínea 2"
        ),
        make_interaction(
            "uis", id="segunda", commitments=[make_commitment()], numbers=[{"value": 600, "unit": "docentes"}]
        ),
    ]
    save_source(store, viewer, make_source())
    save_many_actors(store, viewer, actors[::step])
    save_many_interactions(store, viewer, interactions[::step])
    create_tie(store, viewer, make_tie("uis", "embajada-francia"))
    create_project(store, viewer, make_project())
    texts = dict.fromkeys(("issue_es", "issue_en", "handling_es", "handling_en"), "x")
    save_many_issues(
        store,
        viewer,
        [SourceIssue.of({"id": "d1", "kind": "typo", "severity": "low", "concerns": ["uis"], **texts})],
    )
    return store


@pytest.fixture
def full(empty: Store, ana: Viewer) -> Store:
    return fill(empty, ana)


@pytest.fixture
def other(tmp_path: Path) -> Iterator[Store]:
    store = SqliteStore(tmp_path / "otra.db", SCHEMA)
    yield store
    store.close()


def content(path: Path) -> dict[str, bytes]:
    files = sorted(path.iterdir()) if path.is_dir() else [path]
    return {file.name.replace(path.stem, ""): file.read_bytes() for file in files}


@pytest.mark.parametrize("ending", ENDINGS)
def test_equal_data_gives_equal_files_whatever_was_saved_first(
    full: Store, other: Store, boss: Viewer, tmp_path: Path, ending: str
) -> None:
    fill(other, boss, backwards=True)
    update_actor(other, boss, get_actor(other, "uis").changed(city="Cúcuta"))
    update_actor(other, boss, get_actor(other, "uis").changed(city=None))
    one, two = export(full, tmp_path / f"uno.{ending}"), export(other, tmp_path / f"dos.{ending}")
    assert content(one) == content(two)


def test_the_json_document_has_every_noun_sorted(full: Store, tmp_path: Path) -> None:
    document = json.loads(export(full, tmp_path / "red.json").read_text(encoding="utf-8"))
    nouns = {"actors", "commitments", "interactions", "projects", "source_issues", "sources", "ties"}
    nouns |= {"delegations", "programme", "invitations", "engagements"}
    assert set(document) == nouns | {"format"}
    assert {noun: len(document[noun]) for noun in nouns} == {
        "actors": 4, "commitments": 1, "interactions": 2, "projects": 1, "source_issues": 1, "sources": 1, "ties": 1,
        "delegations": 0, "programme": 0, "invitations": 0, "engagements": 0,
    }  # fmt: skip
    for noun in nouns:
        ids = [record["id"] for record in document[noun]]
        assert ids == sorted(ids)
        assert all("version" not in record for record in document[noun])


def test_csv_is_a_folder_of_one_file_a_noun(full: Store, tmp_path: Path) -> None:
    folder = export(full, tmp_path / "red.csv")
    assert {file.name for file in folder.iterdir()} == {
        "actors.csv", "commitments.csv", "evidence.csv", "interactions.csv", "posts.csv", "projects.csv",
        "source_issues.csv", "sources.csv", "ties.csv", "delegations.csv", "programme.csv", "invitations.csv", "engagements.csv",
    }  # fmt: skip
    with (folder / "posts.csv").open(encoding="utf-8", newline="") as stream:
        assert [row["title"] for row in csv.DictReader(stream)] == ["Agregada"]


def test_an_export_comes_back_as_the_same_records(
    full: Store, other: Store, ana: Viewer, tmp_path: Path
) -> None:
    folder = export(full, tmp_path / "red.csv")
    for noun in ("actors", "interactions"):
        apply_plan(other, ana, plan_import(other, read_table(folder / f"{noun}.csv"), noun))
        assert plan_import(full, read_table(folder / f"{noun}.csv"), noun).changed == []
    french = get_actor(other, "embajada-francia")
    assert (french.aliases, french.notes) == (["Francia", "la=embajada"], "=1+1")
    assert get_actor(other, "uis").phone == "+57 7 634 4000"
    again = get_interaction(other, "2024-03-reunion-embajada-francia")
    assert (again.themes, again.results) == (["water", "a|b;c"], "línea 1\nlínea 2")
    back = export(other, tmp_path / "vuelta.csv")
    assert (back / "interactions.csv").read_bytes() == (folder / "interactions.csv").read_bytes()


def test_a_workbook_comes_back_too(full: Store, other: Store, ana: Viewer, tmp_path: Path) -> None:
    file = export(full, tmp_path / "red.xlsx")
    for noun in ("actor", "interaction"):
        plan = plan_import(other, read_table(file, noun), noun)
        assert plan.refused == []
        apply_plan(other, ana, plan)
    assert get_actor(other, "embajada-francia").notes == "=1+1"


def test_no_cell_of_a_csv_starts_a_formula(full: Store, tmp_path: Path) -> None:
    for file in export(full, tmp_path / "red.csv").iterdir():
        with file.open(encoding="utf-8", newline="") as stream:
            assert not [
                cell for row in csv.reader(stream) for cell in row if cell[:1] in set("=+-@\t\r") - {""}
            ]


def test_no_cell_of_a_workbook_is_a_formula_or_a_link(full: Store, tmp_path: Path) -> None:
    with zipfile.ZipFile(export(full, tmp_path / "red.xlsx")) as archive:
        sheets = [archive.read(name) for name in archive.namelist() if "worksheets/sheet" in name]
        assert not [name for name in archive.namelist() if "externalLink" in name]
    assert len(sheets) == 13
    assert not [sheet for sheet in sheets if b"<f>" in sheet or b"<hyperlink" in sheet]


def test_only_what_the_viewer_may_see_is_exported(full: Store, ana: Viewer, tmp_path: Path) -> None:
    save_many_actors(full, ana, [make_actor(id="secreto", name="Contacto reservado", audience=["user:jefa"])])
    view = full.as_seen_by(ana.principals)
    text = export(view, tmp_path / "red.json").read_text(encoding="utf-8")
    assert "Contacto reservado" not in text
    assert "Contacto reservado" in export(full, tmp_path / "todo.json").read_text(encoding="utf-8")


@pytest.mark.parametrize("ending", ["graphml", "gexf"])
def test_the_network_is_read_by_other_programs(full: Store, tmp_path: Path, ending: str) -> None:
    file = export(full, tmp_path / f"red.{ending}")
    graph = nx.read_graphml(file) if ending == "graphml" else nx.read_gexf(file)
    assert {"embajada-francia", "ofai", "uis"} <= set(graph)
    assert graph.nodes["embajada-francia"]["type"] == "embassy"
    assert graph.edges["ofai", "uis"]["count"] == 2
    assert graph.edges["embajada-francia", "uis"]["last"] == "2024-03-31"


def test_an_earlier_export_is_replaced_and_nothing_else_is(full: Store, tmp_path: Path) -> None:
    folder = export(full, tmp_path / "red.csv")
    export(full, folder)
    (folder / "mis-notas.txt").write_text("no borrar")
    with pytest.raises(InvalidData, match="table_folder_in_use"):
        export(full, folder)
    assert (folder / "mis-notas.txt").read_text() == "no borrar"
    (tmp_path / "archivo.csv").write_text("mío")
    with pytest.raises(InvalidData, match="table_folder_in_use"):
        export(full, tmp_path / "archivo.csv")


def test_an_unknown_ending_is_refused(full: Store, tmp_path: Path) -> None:
    with pytest.raises(InvalidData, match="table_unknown_export"):
        export(full, tmp_path / "red.docx")


def test_an_export_that_breaks_off_leaves_nothing_behind(full: Store, tmp_path: Path) -> None:
    file = export(full, tmp_path / "red.json")
    before = file.read_bytes()
    full.close()
    with pytest.raises(Exception):  # noqa: B017, PT011 - whatever the closed store raises
        export(full, file)
    assert file.read_bytes() == before
    assert [entry.name for entry in tmp_path.iterdir() if entry.name.endswith(".part")] == []
