"""What is planned with somebody confidential."""

from datetime import timedelta

import pytest

from crm.access import SYSTEM
from crm.actors import create_actor
from crm.commitments import CommitmentFilter, list_commitments
from crm.office import today
from tests.makers import make_actor, make_office
from tests.web.browsing import send
from tests.web.reading import text_of


@pytest.fixture
def small(store):
    create_actor(store, SYSTEM, make_office())
    return store


def test_what_is_planned_with_somebody_confidential_is_seen_by_the_same_people(ana, small, login_as) -> None:
    mine = ("user:u-ana-perez",)
    create_actor(small, SYSTEM, make_actor(id="secreta", name="Negociación Secreta", audience=mine))
    day = (today() + timedelta(days=10)).isoformat()
    sent = {"text": "Retomar con Negociación Secreta", "when": day, "kind": "commitment"}
    assert send(ana, "/enfrian/secreta/programar", sent).status_code == 302
    (saved,) = list_commitments(small, CommitmentFilter(beneficiary=("secreta",))).items
    assert saved.audience == mine
    assert "Negociación Secreta" not in text_of(login_as("reader", "Berta Gil"), "/compromisos")
