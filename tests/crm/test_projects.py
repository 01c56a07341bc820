"""Projects keep what the office wants to do and whom it may need."""

import pytest

from crm.access import Viewer
from crm.errors import EditConflict, InvalidData, NotAllowed, NotFound
from crm.projects import (
    ProjectFilter,
    archive_project,
    create_project,
    facet_projects,
    get_project,
    list_projects,
    restore_project,
    update_project,
)
from graph.store import Store
from tests.makers import make_project


def ids(store: Store, **filter) -> list[str]:
    return [project.id for project in list_projects(store, ProjectFilter(**filter)).items]


def test_a_project_comes_back_as_it_was_given(store: Store, ana: Viewer) -> None:
    given = make_project(
        themes=["agua"], sectors=["private"], place="Norte", period="2027-02/2028", funder_hopes=["BID"],
        requirements=[{"need": "laboratorio", "kind": "university"}, {"need": "vehículo"}],
        must_include=["uis"], exclude=["ccb"], lead="ofai", status="preparing", notes="Nota",
    )  # fmt: skip
    saved = create_project(store, ana, given)
    assert saved == get_project(store, "agua-segura") == given.changed(id="agua-segura", version=1)


def test_only_title_and_summary_must_be_said_and_actors_must_be_there(store: Store, ana: Viewer) -> None:
    with pytest.raises(InvalidData) as error:
        make_project(title="", summary=" ", requirements=[{"need": "", "kind": "castle"}])
    assert {problem.field for problem in error.value.problems} == {
        "title", "summary", "requirements[0].need", "requirements[0].kind",
    }  # fmt: skip
    with pytest.raises(InvalidData) as error:
        create_project(store, ana, make_project(must_include=["uis", "nadie"], lead="002"))
    assert {problem.field for problem in error.value.problems} == {"must_include[1]", "lead"}


def test_the_second_editor_sees_both_versions(store: Store, ana: Viewer, reader: Viewer) -> None:
    mine = create_project(store, ana, make_project())
    update_project(store, ana, mine.changed(place="Norte"))
    with pytest.raises(EditConflict) as error:
        update_project(store, ana, mine.changed(place="Sur"))
    assert error.value.fields == ["place"]
    with pytest.raises(NotAllowed):
        create_project(store, reader, make_project())
    with pytest.raises(NotFound):
        get_project(store, "uis")


def test_lists_filter_page_and_leave_out_what_is_archived(store: Store, ana: Viewer) -> None:
    water = create_project(store, ana, make_project(themes=["agua", "clima"], period="2027"))
    tourism = create_project(store, ana, make_project(title="Turismo", themes=["turismo"], status="running"))
    assert ids(store) == ["agua-segura", "turismo"]
    assert (
        ids(store, themes=["agua", "clima"])
        == ids(store, words="barrios", status=["idea"])
        == ["agua-segura"]
    )
    assert ids(store, order="start") == ["agua-segura", "turismo"]
    assert facet_projects(store, ProjectFilter(status=["running"]))["status"] == {"idea": 1, "running": 1}
    gone = archive_project(store, ana, tourism.id, tourism.version)
    assert ids(store) == [water.id]
    assert ids(store, archived=True) == ["turismo"]
    restore_project(store, ana, gone.id, gone.version)
    assert ids(store, mine="ana") == ["agua-segura", "turismo"]
