"""What hangs on a project is seen by no more than the project itself, also when that is hidden later."""

import pytest

from crm.access import Viewer, principals_of
from crm.assessments.influences import influences_in, save_influence
from crm.assessments.model import Assessment, Influence
from crm.assessments.records import all_assessments
from crm.assessments.saving import save_assessment
from crm.engagement.model import Engagement
from crm.engagement.plans import (
    EngagementFilter,
    create_engagement,
    list_engagements,
    plan_of,
    update_engagement,
)
from crm.engagement.promising import promise_step
from crm.history import history_of, undo
from crm.projects import Project, create_project, get_project, update_project
from crm.saving import edges_of
from graph.store import Store
from tests.crm.conftest import ANA
from tests.crm.engines import both
from tests.makers import make_project

__all__ = ["both"]
LUIS = Viewer("luis", "Luis", "editor", principals_of("luis"))
ROW = {"project": "agua", "actor": "uis", "objective": "Secreto"}


@pytest.fixture
def agua(both: Store) -> Store:
    create_project(both, ANA, make_project(id="agua"))
    create_engagement(both, ANA, Engagement.of(ROW))
    save_assessment(both, ANA, Assessment.of({"project": "agua", "actor": "uis", "power": 4}))
    save_influence(both, ANA, Influence.of({"project": "agua", "actor": "uis", "upon": "ccb"}))
    return both


def counts(view: Store) -> tuple[int, int, int]:
    found = all_assessments(view, "agua"), influences_in(view, "agua"), plan_of(view, "agua")
    return len(found[0]), len(found[1]), len(found[2])


def give(store: Store, *audience: str) -> Project:
    project = get_project(store, "agua")
    return update_project(store, ANA, project.changed(audience=audience))


def test_plans_and_words_of_a_project_are_hidden_and_shown_with_it(agua):
    luis, ana = agua.as_seen_by(LUIS.principals), agua.as_seen_by(ANA.principals)
    assert counts(luis) == (1, 1, 1)
    give(agua, f"user:{ANA.id}")
    assert counts(luis) == (0, 0, 0)
    assert list_engagements(luis, EngagementFilter()).items == []
    assert counts(ana) == (1, 1, 1)
    give(agua, "office")
    assert counts(luis) == (1, 1, 1)


def test_hiding_a_project_is_undone_with_what_hangs_on_it(agua):
    give(agua, f"user:{ANA.id}")
    undo(agua, ANA, history_of(agua, "agua", limit=1)[0].transaction)
    assert counts(agua.as_seen_by(LUIS.principals)) == (1, 1, 1)


def test_the_commitment_of_a_step_is_hidden_and_shown_with_its_project(agua):
    row = plan_of(agua, "agua")[0]
    update_engagement(agua, ANA, row.having(next_step="Llamar por el secreto"))
    row = plan_of(agua, "agua")[0]
    promised = promise_step(agua, ANA, row.id, row.version).commitment
    assert promised
    luis, ana = agua.as_seen_by(LUIS.principals), agua.as_seen_by(ANA.principals)
    give(agua, f"user:{ANA.id}")
    assert not luis.get([promised])
    assert promised in ana.get([promised])
    assert not edges_of(luis, ["uis"], ("OWED_TO",))
    undo(agua, ANA, history_of(agua, "agua", limit=1)[0].transaction)
    assert promised in luis.get([promised])
    give(agua, f"user:{ANA.id}")
    give(agua, "office")
    assert promised in luis.get([promised])
