"""What is doubtful in a source shows at the records it concerns until somebody settles it."""

import pytest

from crm.access import Viewer
from crm.errors import EditConflict, InvalidData, NotFound
from crm.evidence import Source, get_source, list_sources, save_source
from crm.source_issues import (
    IssueFilter,
    get_issue,
    issues_about,
    list_issues,
    reopen_issue,
    save_many_issues,
    settle_issue,
)
from graph.store import Store
from tests.makers import make_evidence, make_issue, make_source


def test_an_issue_comes_back_and_shows_at_what_it_concerns(store: Store, ana: Viewer) -> None:
    given = [
        make_issue(concerns=["uis", "ccb"], sources=[make_evidence()]),
        make_issue(id="otra", severity="low", concerns=["uis"]),
    ]
    saved = save_many_issues(store, ana, given)
    assert saved == [one.changed(version=1) for one in given]
    assert get_issue(store, "002-onu-habitar") == saved[0]
    assert [issue.id for issue in issues_about(store, "uis")] == ["002-onu-habitar", "otra"]
    assert [issue.id for issue in issues_about(store, "ccb")] == ["002-onu-habitar"]
    assert issues_about(store, "ofai") == []


def test_settled_issues_come_after_the_open_ones(store: Store, ana: Viewer) -> None:
    save_many_issues(
        store, ana, [make_issue(concerns=["uis"]), make_issue(id="otra", severity="low", concerns=["uis"])]
    )
    settled = settle_issue(store, ana, "002-onu-habitar", 1)
    assert settled.status == "settled"
    assert [issue.id for issue in issues_about(store, "uis")] == ["otra", "002-onu-habitar"]
    assert [issue.id for issue in list_issues(store, IssueFilter(status=["open"])).items] == ["otra"]
    with pytest.raises(EditConflict):
        reopen_issue(store, ana, "002-onu-habitar", 1)
    assert reopen_issue(store, ana, "002-onu-habitar", 2).status == "open"
    assert list_issues(store, IssueFilter(severity=["high"], about="uis")).total == 1


def test_an_issue_concerns_records_that_are_there(store: Store, ana: Viewer) -> None:
    with pytest.raises(InvalidData) as error:
        save_many_issues(
            store, ana, [make_issue(concerns=["nadie", "uis"], sources=[make_evidence(document="999")])]
        )
    assert {problem.field for problem in error.value.problems} == {"concerns[0]", "sources[0].document"}
    with pytest.raises(NotFound):
        get_issue(store, "uis")


def test_sources_are_kept_with_title_and_period(store: Store, ana: Viewer) -> None:
    given = make_source(id="000", title="Informe 2023", period="primer trimestre de 2023", note="firmado")
    saved = save_source(store, ana, given)
    assert saved == get_source(store, "000") == given.changed(version=1)
    assert [source.id for source in list_sources(store)] == ["000", "002"]
    assert save_source(store, ana, saved.changed(title="Otro")).version == 2
    with pytest.raises(EditConflict):
        save_source(store, ana, saved)
    assert isinstance(given, Source)
