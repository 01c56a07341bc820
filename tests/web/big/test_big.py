"""The whole red in pictures of bounded size: numbers for the browser, names for what is in sight, groups inside groups."""

from __future__ import annotations

import gzip
from datetime import date

import numpy as np
import pytest

from crm.access import SYSTEM
from crm.actors import create_actor
from crm.derived.refreshing import refresh
from crm.large.making import GROUP
from crm.large.reading import group_of, members, picture_of, way_to, where_is
from crm.large.ties import STANDING
from tests.makers import make_actor
from tests.web.big.numbers import decoded
from web.big.words import group_name, names_of

DAY = date(2026, 11, 23)
HOSTILE = '<script>alert(1)</script>\u202e"><img src=x onerror=alert(2)> 😀 ' + "x" * 40


def test_the_numbers_hold_every_partner_and_tie_where_the_analyst_put_them(analysed):
    derived = analysed.derived
    found = decoded(picture_of(derived, group_of(derived, 0)))
    assert not found.bubbles
    assert len(found.places) == derived.array("partner").sum()
    number = derived.array("large_order")
    placed = derived.array("large_place").astype(float)
    step = np.ptp(placed, axis=0).max() / np.ptp(found.places, axis=0).max()
    assert np.abs((placed - placed.min(axis=0)) / step - found.places).max() < 2
    met = {
        frozenset(pair)
        for pair in zip(
            derived.array("core_first").tolist(), derived.array("core_second").tolist(), strict=True
        )
    }
    drawn = [frozenset(number[pair].tolist()) for pair in found.ends]
    assert {pair for pair, tie in zip(drawn, found.tie.tolist(), strict=True) if tie & 3 != STANDING} == met
    assert len(set(drawn)) == len(drawn) == found.total


def test_nobody_stands_on_another_and_the_most_important_come_first(analysed):
    derived = analysed.derived
    places, radius = derived.array("large_place"), derived.array("large_radius")
    far = np.hypot(*(places[:, None] - places[None]).transpose(2, 0, 1)) + 1e9 * np.eye(len(places))
    assert (far > radius[:, None] + radius[None]).all()
    assert radius[0] == radius.max()
    assert (np.diff(derived.array("large_tie")[:20].astype(int) >> 2) <= 0).all()


def test_groups_hold_everybody_once_and_each_tie_stands_at_one_of_them(nested):
    table = {name: nested.array("large_group")[:, at] for at, name in enumerate(GROUP)}
    leaves = np.flatnonzero(table["parts"] == 0)
    assert (table["end"] - table["begin"])[leaves].sum() == nested.array("partner").sum()
    assert (table["end"] - table["begin"])[leaves].max() <= 12
    pairs = set()
    for number in leaves.tolist():
        group = group_of(nested, number)
        found = decoded(picture_of(nested, group))
        actors = members(nested, group, range(group.size))
        pairs |= {frozenset((actors[one], actors[other])) for one, other in found.ends.tolist()}
    between = sum(
        group_of(nested, number).ties > 0 for number in range(len(table["parts"])) if table["parts"][number]
    )
    assert between
    first, second, home = (nested.array(name) for name in ("core_first", "core_second", "large_home"))
    inside = home[first] == home[second]
    assert {
        frozenset(pair) for pair in zip(first[inside].tolist(), second[inside].tolist(), strict=True)
    } <= pairs


def test_bubbles_stand_apart_and_lead_to_the_groups_they_are(nested):
    whole = group_of(nested, 0)
    found = decoded(picture_of(nested, whole))
    assert found.bubbles
    assert len(found.places) == whole.parts <= 5
    assert set(found.look.tolist()) == {255}
    far = np.hypot(*(found.places[:, None] - found.places[None]).transpose(2, 0, 1)) + 1e9 * np.eye(
        whole.parts
    )
    assert (far > (found.radius[:, None] + found.radius[None]) - 2).all()
    assert found.ends.max() < whole.parts


def test_an_actor_is_found_in_the_group_it_is_drawn_in(nested):
    found = where_is(nested, "uis")
    assert found is not None
    group, place = found
    assert members(nested, group_of(nested, group), [place]) == [nested.number["uis"]]
    way = way_to(nested, group)
    assert way[0].number == 0
    assert way[-1].number == group
    assert where_is(nested, "nobody") is None
    assert where_is(nested, "ofai") is None


def test_groups_have_names(nested, analysed):
    with analysed.editor.application.test_request_context():
        names = [
            group_name(nested, group_of(nested, number)) for number in range(len(nested.array("large_group")))
        ]
        items = names_of(nested, group_of(nested, 0), [0, 1, 99])
    assert names[0] == "Toda la red"
    assert all(names)
    assert [item["n"] for item in items] == [0, 1]
    assert items[0]["words"].endswith("actores")


def test_the_page_says_what_the_picture_shows_without_a_script(analysed):
    page = analysed.editor.get("/red/grande?todo=1").get_data(as_text=True)
    assert "114 actores" in page
    assert "Cámara de Comercio de Bucaramanga" in page
    assert "Completa" not in page  # the red is small: its picture shows all
    assert analysed.editor.get("/red/grande?actor=uis").headers["Location"] == "/red/grande?sel=uis"


def test_numbers_are_sent_compressed_and_only_once(analysed):
    sent = analysed.editor.get("/red/grande/puntos", headers={"Accept-Encoding": "gzip"})
    assert sent.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(sent.data) == analysed.editor.get("/red/grande/puntos").data
    again = analysed.editor.get("/red/grande/puntos", headers={"If-None-Match": sent.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")


@pytest.mark.parametrize(
    "address",
    [
        "?parte=7",
        "/puntos?parte=99",
        "/puntos?parte=-1",
        "/puntos?parte=²",
        "/nombres?parte=x&n=1",
        "/lugar?actor=%3Cb%3E",
    ],
)
def test_what_is_not_there_is_said_to_be_missing(analysed, address):
    assert analysed.editor.get(f"/red/grande{address}").status_code == 404


def test_names_come_for_what_is_asked_and_no_more(analysed):
    many = ",".join(map(str, range(1000)))
    items = analysed.editor.get(f"/red/grande/nombres?n={many},x,-4,99999999999").get_json()["items"]
    assert [item["n"] for item in items] == list(range(114))
    assert analysed.editor.get("/red/grande/lugar?actor=uis").get_json()["parte"] == 0


def test_whoever_is_not_logged_in_sees_nothing(analysed):
    stranger = analysed.editor.application.test_client()
    for path in ("", "/puntos", "/nombres?n=1", "/lugar?actor=uis"):
        assert stranger.get(f"/red/grande{path}").status_code in {302, 401}


def test_hostile_names_stay_text_and_the_confidential_stay_away(small, ana, config):
    create_actor(small, SYSTEM, make_actor(id="hostile", name=HOSTILE, type="company"))
    create_actor(small, SYSTEM, make_actor(id="secret", name="Nadie Debe Verlo", audience=("user:otra",)))
    refresh(small, config.data_dir / "derived", DAY)
    page = ana.get("/red/grande").get_data(as_text=True)
    assert "<script>alert(1)" not in page
    assert "<img src=x" not in page
    names = ana.get("/red/grande/nombres?n=0,1,2,3").get_data(as_text=True)
    assert "\u202e" not in names
    assert "alert(1)" in names
    assert "Nadie Debe Verlo" not in page + names
    assert ana.get("/red/grande/lugar?actor=secret").status_code == 404
