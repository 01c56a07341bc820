"""The faces as JSON: the same selection, the same numbers as on the pages."""

import pytest

from tests.cli.shapes import check
from tests.web.reading import text_of


def answer(office, path):
    got = office.get(f"/api/v1/red/{path}")
    assert got.status_code == 200, got.get_json()
    return got.get_json()


@pytest.mark.parametrize("name", ["table", "matrix", "rings", "flows", "calendar", "interactions"])
def test_each_answer_is_as_documented(office, name):
    check(answer(office, f"{name}?actor=uis"), f"Red{name.capitalize()}")


def test_the_table_has_actors_and_ties_of_the_selection(office):
    said = answer(office, "table?actor=uis")
    ids = {one["id"] for one in said["actors"]}
    assert "uis" in ids
    assert {tie[end] for tie in said["ties"] for end in ("source", "target")} <= ids
    uis = next(one for one in said["actors"] if one["id"] == "uis")
    assert uis["contacts"] == len(
        {frozenset(t.values()) for t in said["ties"] if "uis" in (t["source"], t["target"])}
    )
    assert uis["last"] == {"start": "2025-03-01", "end": "2025-03-31"}


def test_matrix_rings_flows_and_calendar_count_as_the_pages_do(office):
    matrix = answer(office, "matrix?todo=1&orden=family")
    assert matrix["order"] == "family"
    assert f"{len(matrix['actors'])} actores; {len(matrix['cells'])} de" in text_of(
        office, "/red/matriz?todo=1"
    )
    rings = answer(office, "rings?actor=uis")
    near, far = (sum(len(one[side]) for one in rings["sectors"]) for side in ("near", "far"))
    assert f"UIS está a un paso de {near} y a dos de {far}" in text_of(office, "/red/anillos?actor=uis")
    flows = answer(office, "flows?todo=1")
    assert flows["total"] == sum(flows["lines"].values()) == sum(flows["outcomes"].values())
    calendar = answer(office, "calendar?todo=1&paso=year")
    assert calendar["total"] == flows["total"]


def test_a_part_of_the_interactions_can_be_asked_for(office):
    flows = answer(office, "flows?todo=1")
    band = next(one for one in flows["bands"] if one["step"] == 1)
    part = answer(office, f"interactions?todo=1&juntos={band['from'].removeprefix('@')}&quedo={band['to']}")
    assert part["total"] == len(part["items"]) == band["interactions"]
    assert {one["outcome"] for one in part["items"]} == {band["to"]}
    named = [id.removeprefix("@") for id in flows["partners"] if id.startswith("@")]
    for family, others in flows["others"].items():
        without = "&".join(f"menos={id}" for id in named)
        part = answer(office, f"interactions?todo=1&defamilia={family}&{without}")
        assert part["total"] == flows["partners"][family]
        assert len(others) > 1
        assert not {*others} & {*named}


@pytest.mark.parametrize("path", ["rings?todo=1", "matrix?orden=best", "calendar?paso=decade"])
def test_what_makes_no_sense_is_refused_by_name(office, path):
    got = office.get(f"/api/v1/red/{path}")
    assert got.status_code == 422
    assert got.mimetype == "application/problem+json"
    assert path.split("?")[1].split("=")[0].replace("todo", "actor") in got.get_data(as_text=True)
