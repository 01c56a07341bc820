"""Filters of the whole red, and those who are gone since it was worked out."""

from datetime import date

import numpy as np
import pytest
from flask import request

from crm.derived.refreshing import refresh
from crm.derived.seen import Seen, Since
from crm.errors import NotFound
from crm.large.choosing import Choice, chosen, ties_among
from crm.large.making import GROUP
from crm.large.reading import NOBODY, group_of, members, picture_of, where_is
from crm.vocabulary import vocabulary
from tests.web.big.numbers import decoded
from tests.web.browsing import send
from web.big.asking import as_bits, group_asked, lasting_name, read_asked
from web.big.words import description_of, names_of

DAY = date(2026, 11, 23)


def test_filters_choose_those_whom_the_columns_name(nested):
    table, columns = nested.array("large_group"), nested.actors
    leaves = [group_of(nested, int(number)) for number in np.flatnonzero(table[:, GROUP.index("parts")] == 0)]

    def found(**asked):
        masks = [(one, chosen(nested, one, Choice(**asked)).actors) for one in leaves]
        return {
            nested.ids[actor]
            for one, mask in masks
            for actor in members(nested, one, np.flatnonzero(mask).tolist())
        }

    def named(name, value):
        partner = nested.array("partner")
        return {id for at, id in enumerate(nested.ids) if partner[at] and columns[name][at] == value}

    assert found(types=("embassy",)) == named("type", "embassy") != set()
    assert found(families=("diplomatic",), countries=("FR",)) == named("family", "diplomatic") & named(
        "country", "FR"
    )
    everybody = set.union(*(found(ages=(age,)) for age in ("1", "3", "mas", "nunca")))
    assert everybody == {nested.ids[one] for one in nested.array("large_order")}
    plan = vocabulary("strategic_lines").children(None)[-1].id
    lines = [line.id for line in vocabulary("strategic_lines").children(plan)]
    assert set().union(*(found(lines=(line,)) for line in lines)) <= found(lines=(plan,)) != set()
    assert found(themes=("water",)) < everybody


def test_bubbles_say_how_many_of_them_are_chosen(nested, analysed):
    whole = group_of(nested, 0)
    picked = chosen(nested, whole, Choice(types=("embassy",)))
    assert picked.shown.sum() == picked.count > 0
    assert len(as_bits(picked)) == 4  # a byte for five groups
    with analysed.editor.application.test_request_context("/?tipo=embassy"):
        asked = read_asked(request.args)
        rows = names_of(nested, whole, range(whole.parts), asked)
    assert all(" de " in row["words"] and "tipo=embassy" in row["url"] for row in rows)


def test_a_group_is_found_again_by_who_is_in_it(nested):
    for number in range(1, len(nested.array("large_group"))):
        group = group_of(nested, number)
        [(_name, value)] = lasting_name(nested, group)
        assert group_asked(nested, value).number == number
    with pytest.raises(NotFound):
        group_asked(nested, "nobody_1")


def test_who_is_gone_leaves_no_point_no_tie_and_no_name(analysed, nested):
    derived = analysed.derived
    seen = Seen(derived, Since(frozenset({derived.number["uis"]})))
    whole = group_of(seen, 0)
    spot = int(derived.array("large_spot")[derived.number["uis"]])
    before, after = decoded(picture_of(derived, whole)), decoded(picture_of(seen, whole))
    assert (before.ends == spot).any()
    assert not (after.ends == spot).any()
    assert after.look[spot] == NOBODY
    assert after.places[spot].tolist() == [0, 0]
    assert after.radius[spot] == 0
    assert where_is(seen, "uis") is None
    with analysed.editor.application.test_request_context():
        assert names_of(seen, whole, [spot]) == []
        assert description_of(seen, whole).startswith("113 actores")


def test_the_page_tells_its_filters_without_a_script(analysed):
    page = analysed.editor.get(
        "/red/grande?tipo=embassy&contacto=1&contacto=3&contacto=mas&contacto=nunca&pais=ZZ&sector=%3Cb%3E"
    )
    text = page.get_data(as_text=True)
    assert "tipo=embassy" in text
    assert " de 114 actores" in text
    assert "Último contacto" in text
    assert "<b>" not in text.partition("data-sight")[2]
    said = analysed.editor.get("/red/grande/elegidos?tipo=embassy").get_json()
    whole = group_of(analysed.derived, 0)
    picked = chosen(analysed.derived, whole, Choice(types=("embassy",)))
    ties = ties_among(analysed.derived, whole, picked.actors)
    assert f"{picked.count} de 114 actores y {ties} vínculos" in said["description"]
    assert [row["words"] for row in said["rows"]] == ["Embajada"] * picked.count
    assert said["active"][0]["url"] == "/red/grande"


def test_a_view_of_the_whole_is_kept_with_its_filters(small, ana, config):
    refresh(small, config.data_dir / "derived", DAY)
    form = {"name": "Embajadas", "query": "tipo=embassy&contacto=1", "face": "red/grande", "picture": ""}
    kept = send(ana, "/vistas", form).headers["Location"]
    assert kept.startswith("/red/grande?tipo=embassy&contacto=1&vista=")
    page = ana.get(kept).get_data(as_text=True)
    assert "Embajadas" in page
    assert "0 de " not in page.partition("data-sight")[2]
