"""Which interactions belong to a selection, which to a part of it, and what became of them."""

from dataclasses import replace
from datetime import date

from crm.derived.seen import Seen, Since
from crm.faces.flows import count_flows
from crm.faces.meetings import Part, find_meetings, narrowed
from crm.faces.outcomes import OUTCOMES
from crm.faces.table import ordered, rows_of
from crm.faces.units import Lapse
from crm.picture import PictureFilter

EVERYTHING = {"vague", "quarter", "kept", "promised", "open", "refused"}


def ids(meetings):
    return set(meetings.ids)


def part(meetings, **wanted):
    return ids(narrowed(meetings, Part(**wanted)))


def test_a_selection_has_the_interactions_that_somebody_of_it_took_part_in(meetings):
    assert ids(meetings) == EVERYTHING
    own = dict(
        zip([meetings.derived.ids[n] for n in meetings.actors], meetings.counts().tolist(), strict=True)
    )
    assert own == {"uis": 3, "ccb": 4, "suiza": 3}


def test_around_somebody_are_their_own_interactions_until_one_looks_two_steps_far(derived):
    around = PictureFilter(around=("uis",))
    assert ids(find_meetings(derived, around, ["uis", "ccb", "suiza"])) == {"vague", "quarter", "kept"}
    wide = PictureFilter(around=("uis",), depth=2)
    assert ids(find_meetings(derived, wide, ["uis", "ccb", "suiza"])) == EVERYTHING


def test_a_selection_without_anybody_has_no_interaction(derived):
    nobody = find_meetings(derived, PictureFilter(), [])
    assert ids(nobody) == set()
    assert ids(narrowed(nobody, Part(family="private", together=("uis",)))) == set()


def test_what_goes_on_without_an_end_lasts_until_today(meetings):
    place = meetings.ids.index("open")
    assert date.fromordinal(int(meetings.end[place])) == date(2026, 11, 23)
    assert date.fromordinal(int(meetings.start[place])) == date(2024, 1, 1)


def test_parts_are_by_who_took_part_by_line_by_kind_of_partner_and_by_outcome(meetings):
    assert part(meetings, together=("uis", "ccb")) == {"vague", "quarter"}
    assert part(meetings, together=("uis", "nobody")) == set()
    assert part(meetings, pair=("ccb", "uis")) == {"vague", "quarter"}
    assert part(meetings, pair=("uis", "nobody")) == set()
    assert part(meetings, line="2017-positioning") == {"vague"}
    assert part(meetings, line="") == EVERYTHING - {"vague"}
    assert part(meetings, family="diplomatic") == {"kept", "open", "refused"}
    assert part(meetings, outcome="signed", family="private") == {"quarter"}


def test_a_part_of_a_period_has_what_is_known_by_just_that_period(meetings):
    year = Lapse("quarter", date(2017, 1, 1), date(2017, 12, 31))
    assert part(meetings, lapse=year) == {"vague"}
    first = Lapse("quarter", date(2024, 1, 1), date(2024, 3, 31))
    assert part(meetings, lapse=first) == {"kept", "promised"}
    assert part(meetings, lapse=Lapse(None, date(2024, 3, 5), date(2024, 3, 5))) == {"kept", "promised"}


def test_each_interaction_has_one_outcome_the_weightiest(meetings):
    found = dict(zip(meetings.ids, (OUTCOMES[n] for n in meetings.values("outcome").tolist()), strict=True))
    assert found == {
        "vague": "done", "quarter": "signed", "kept": "kept", "promised": "promised", "open": "going_on",
        "refused": "declined",
    }  # fmt: skip


def test_flows_count_an_interaction_once_in_its_line_and_once_for_each_partner(meetings):
    flows = count_flows(meetings, 10, 1)
    assert (flows.total, flows.lines) == (6, {"": 5, "2017-positioning": 1})
    assert flows.families == {"private": 4, "academic_cultural": 3, "diplomatic": 3}
    assert sum(flows.outcomes.values()) == 6
    # Who would stand alone for a family is named.
    assert (flows.partners, flows.others) == ({"@ccb": 4, "@suiza": 3, "@uis": 3}, {})
    into = sum(band.value for band in flows.bands if band.column == 0 and band.target == "@ccb")
    out = sum(band.value for band in flows.bands if band.column == 1 and band.source == "@ccb")
    assert into == out == 4


def test_the_partners_that_are_not_named_stand_together_by_family_and_open_what_they_did(meetings):
    derived = Seen(meetings.derived, Since())
    derived.actors = {**derived.actors, "family": ["private"] * len(derived.ids)}
    alike = replace(meetings, derived=derived)
    flows = count_flows(alike, 10, 1)
    assert (flows.partners, flows.others) == ({"private": 5, "@ccb": 4}, {"private": ("suiza", "uis")})
    part = narrowed(alike, Part(family="private", without=("ccb",)))
    assert len(part.events) == flows.partners["private"]


def test_the_table_says_the_period_of_the_last_contact_and_orders_by_any_column(meetings, picture):
    contacts = {"uis": [("ccb", 2), ("suiza", 1)], "ccb": [("uis", 2)]}
    rows = {row.actor.id: row for row in rows_of(meetings, picture.nodes, contacts)}
    assert rows["uis"].last == (date(2024, 3, 5), date(2024, 3, 5))
    assert rows["ccb"].last == (date(2024, 1, 1), date(2026, 11, 23))
    assert (rows["uis"].contacts, rows["uis"].interactions, rows["suiza"].strongest) == (2, 3, ())

    def order(by, down):
        return [row.actor.id for row in ordered(list(rows.values()), by, down, lambda row: row.country or "")]

    assert order("name", False) == ["ccb", "suiza", "uis"]
    assert order("contacts", True) == ["uis", "ccb", "suiza"]
    assert order("place", False) == ["suiza", "ccb", "uis"]
    assert order("last", True)[-1] == "uis"
