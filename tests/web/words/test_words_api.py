"""The API of sentences, methods, health and trials: what the pages show, programs read."""

import time
from datetime import UTC, datetime

import pytest

from crm.access import SYSTEM
from crm.accounts.managing import NewToken, make_token
from tests.web.test_api import Api
from web.api.openapi import describe

CHAMBER = "camara-comercio-bucaramanga"


@pytest.fixture(scope="session")
def program(site):
    """A program that may read."""
    with site.app_context():
        from web.store_keeping import whole_store

        secret = make_token(whole_store(), SYSTEM, NewToken("reader", "reader", "office"), datetime.now(UTC))[
            1
        ]
    return Api(site, secret)


def test_sentences_about_an_actor_have_facts_and_a_measure(program):
    items = program("GET", f"/actors/{CHAMBER}/standing").json["items"]
    assert items[0]["text"].startswith("Si se va, 6 actores quedan aparte del resto de la red")
    assert items[0]["measure"] == "articulation"
    assert any(CHAMBER in fact["actors"] and fact["interactions"] for fact in items[0]["facts"])
    assert program("GET", "/actors/nadie/standing").status_code == 404


def test_methods_are_given_in_the_language_asked_for(program):
    found = {one["name"]: one for one in program("GET", "/methods", Accept_Language="en").json["items"]}
    assert found["betweenness"]["heading"] == "Bridge between groups"
    assert found["ei"]["formula"].startswith("<math")


def test_health_is_given_by_period(program):
    told = program("GET", "/network-health?unit=year&period=2024").json
    year = next(one for one in told["items"] if one["period"] == "2024")
    assert (year["active"], year["new"], year["back"], year["lost"], year["ties"]) == (36, 20, 7, 23, 31)
    assert year["ei"]["all"] == {"inside": 7, "outside": 24, "ei": pytest.approx(17 / 31)}
    assert 0 < year["concentration"]["gini"] < 1
    assert told["sentences"][0]["facts"][0]["total"] == 36
    assert program("GET", "/network-health?unit=century").status_code == 422
    assert program("GET", "/network-health?period=1800").status_code == 422


def test_a_trial_is_asked_for_and_looked_at_until_it_is_done(program, results):
    answer = program("POST", "/simulations", {"kind": "tie", "actor": "uis", "other": "embajada-francia"})
    assert answer.status_code == 202
    again = program("POST", "/simulations", {"kind": "tie", "actor": "embajada-francia", "other": "uis"})
    assert again.json["id"] == answer.json["id"]
    path = answer.headers["Location"].split("/api/v1")[1]
    end = time.monotonic() + 60
    while (told := program("GET", path).json)["status"] == "running":
        assert time.monotonic() < end
        time.sleep(0.1)
    assert told["result"]["figures"]["after"]["ties"] == 125
    assert told["result"]["sentences"][0]["text"].startswith("Hoy los separan 5 pasos")


def test_what_cannot_be_tried_says_where(program, results):
    answer = program("POST", "/simulations", {"kind": "tie", "actor": "uis", "other": "uis"})
    assert answer.status_code == 422
    assert answer.json["errors"][0]["field"] == "other"
    assert program("POST", "/simulations", {"kind": "leaves", "who": "uis"}).status_code == 422
    assert program("GET", "/simulations/sim-1").status_code == 404


def test_the_paths_are_described():
    paths = describe()["paths"]
    assert {"/actors/{id}/standing", "/methods", "/network-health", "/simulations", "/simulations/{id}"} <= {
        path.removeprefix("/api/v1") for path in paths
    }
