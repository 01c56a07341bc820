"""What shows a value or an influence is never a meeting that others who see the record may not see."""

import pytest

from crm.access import Viewer, principals_of
from crm.assessments.attributes import attributes_in, save_attributes
from crm.assessments.influences import save_influence
from crm.assessments.model import ActorInProject, Influence
from crm.errors import InvalidData
from crm.interactions import create_interaction, get_interaction, update_interaction
from crm.projects import create_project
from tests.crm.conftest import ANA
from tests.crm.engines import both
from tests.makers import make_interaction, make_project

__all__ = ["both"]
ALONE = (f"user:{ANA.id}",)
LUIS = Viewer("luis", "Luis", "editor", principals_of("luis"))


@pytest.fixture
def agua(both):
    create_project(both, ANA, make_project(id="agua"))
    return both


def attributes(**changes):
    return ActorInProject.of({"project": "agua", "actor": "uis", "interests": "El agua", **changes})


def test_a_private_meeting_is_no_fact_of_what_the_office_sees(agua):
    create_interaction(agua, ANA, make_interaction("uis", id="secreta", audience=ALONE))
    mine = agua.as_seen_by(ANA.principals)
    with pytest.raises(InvalidData) as refused:
        save_attributes(mine, ANA, attributes(facts=["interests=secreta"]))
    assert [problem.key for problem in refused.value.problems] == ["private_fact"]
    influence = {"project": "agua", "actor": "uis", "upon": "ccb", "facts": ["secreta"]}
    with pytest.raises(InvalidData):
        save_influence(mine, ANA, Influence.of(influence))
    assert attributes_in(agua, "agua") == {}


def test_a_fact_that_became_private_does_not_keep_others_from_saving(agua):
    create_interaction(agua, ANA, make_interaction("uis", id="taller"))
    save_attributes(agua, ANA, attributes(facts=["interests=taller"]))
    meeting = get_interaction(agua, "taller")
    update_interaction(agua, ANA, meeting.changed(audience=ALONE))
    luis = agua.as_seen_by(LUIS.principals)
    now = attributes_in(luis, "agua")["uis"]
    assert save_attributes(luis, LUIS, now.changed(interests="El río")).interests == "El río"
