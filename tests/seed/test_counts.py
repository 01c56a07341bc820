"""Every figure of the curated reading of the five documents, against what the store holds after loading."""

from collections import Counter

import pytest

from crm.commitments import get_commitment
from crm.interactions import Interaction, get_interactions
from crm.listing import every
from crm.periods import period_from
from crm.schema import ACTOR_TIES
from crm.source_issues import IssueFilter, list_issues
from crm.ties import Tie, ties_of
from graph.records import Edge, Node
from graph.store import EdgeQuery, Query, Store, Where

OWN = (Where("reference", "=", False),)
REFERENCE = (Where("reference", "=", True),)


def counted(store: Store, root: str, by: str, where: tuple[Where, ...] = OWN) -> dict:
    return store.count(Query(root, where=where), [by])[by]


@pytest.fixture(scope="module")
def interactions(office: Store) -> dict[str, Interaction]:
    ids = [node.id for node in every(office, Query("Interaction", where=OWN))]
    return get_interactions(office, ids)


@pytest.fixture(scope="module")
def ties(office: Store) -> list[Tie]:
    actors = [node.id for node in every(office, Query("Actor"))]
    found = {tie.id: tie for id in actors for tie in ties_of(office, id)}
    return [tie for tie in found.values() if tie.type != "PART_OF"]


def test_the_office_has_its_176_actors_by_type(office: Store) -> None:
    by_type = counted(office, "Actor", "type")
    assert by_type == {
        "person_role": 29,
        "city_dependency": 22,
        "national_entity": 16,
        "event": 14,
        "ngo_foundation": 10,
        "university": 10,
        "company": 9,
        "business_association": 9,
        "committee_or_roundtable": 9,
        "embassy": 8,
        "international_organization": 8,
        "local_government": 7,
        "regional_government": 4,
        "cooperation_agency": 4,
        "cultural_center": 3,
        "binational_chamber": 3,
        "foreign_government": 3,
        "chamber_of_commerce": 2,
        "city_network": 2,
        "media": 2,
        "investment_agency": 1,
        "consulate": 1,
    }
    assert sum(by_type.values()) == 176


def test_actors_by_sector_are_those_of_the_guide_and_events_have_none(office: Store) -> None:
    assert counted(office, "Actor", "sector") == {
        "international": 34,
        "private": 32,
        "local_government_areas": 30,
        "other_government_levels": 24,
        "social_citizen": 23,
        "academic_cultural": 17,
        None: 14,
        "media": 2,
    }
    without = every(office, Query("Actor", where=(*OWN, Where("sector", "missing"))))
    assert {node.get("type") for node in without} == {"event"}


def test_the_29_people_are_named_unnamed_or_groups(office: Store) -> None:
    people = list(every(office, Query("Actor", where=(*OWN, Where("type", "=", "person_role")))))
    sorts = Counter(_sort(node) for node in people)
    assert sorts == {"named": 4, "unnamed": 6, "group": 19}


def _sort(person: Node) -> str:
    if person.labels == ("Actor", "Group"):
        return "group"
    assert person.labels == ("Actor", "Person")
    return "unnamed" if person.get("unnamed") else "named"


def test_the_109_interactions_by_kind(office: Store) -> None:
    by_kind = counted(office, "Interaction", "kind")
    assert by_kind == {
        "meeting": 25,
        "communication": 14,
        "call_for_proposals": 11,
        "event": 11,
        "roundtable": 9,
        "agreement": 7,
        "proposal": 7,
        "agreement_in_progress": 7,
        "study": 5,
        "course_or_scholarship": 4,
        "visit": 3,
        "memorandum": 2,
        "delegation_received": 2,
        "delegation_sent": 2,
    }
    assert sum(by_kind.values()) == 109


def test_interactions_by_status(office: Store) -> None:
    assert counted(office, "Interaction", "status") == {
        "done": 52,
        "in_progress": 40,
        "pending": 9,
        "approved": 5,
        "rejected": 2,
        "postponed": 1,
    }


def test_interactions_by_document(interactions: dict[str, Interaction]) -> None:
    assert Counter(one.sources[0].document for one in interactions.values()) == {
        "000": 21,
        "001": 41,
        "002": 47,
    }


def test_twinning_and_funding_are_only_second_readings(interactions: dict[str, Interaction]) -> None:
    assert Counter(one.kind_alt for one in interactions.values() if one.kind_alt) == {
        "donation_or_funding": 3,
        "meeting": 3,
        "event": 2,
        "twinning": 1,
        "roundtable": 1,
        "service": 1,
    }


def test_dates_are_no_more_precise_than_the_reports(interactions: dict[str, Interaction]) -> None:
    precisions = Counter(one.when.precision for one in interactions.values())
    assert precisions == {"quarter": 56, "year": 37, "day": 6, "month": 6, "range": 4}


def test_423_participations_with_their_roles(interactions: dict[str, Interaction]) -> None:
    roles = Counter(p.role for one in interactions.values() for p in one.participants)
    assert sum(roles.values()) == 423
    assert set(roles) == {"host", "counterpart", "invited", "beneficiary", "funder", "intermediary"}
    assert sum(any(p.actor == "ofai" for p in one.participants) for one in interactions.values()) == 107


def test_21_commitments_wait_to_be_reviewed(office: Store, interactions: dict[str, Interaction]) -> None:
    promises = [promise for one in interactions.values() for promise in one.commitments]
    assert len(promises) == 21
    assert counted(office, "Commitment", "status", ()) == {"to_review": 21}
    assert sum(promise.due is not None for promise in promises) == 8
    assert {promise.owner for promise in promises if promise.owner} == {
        "ofai",
        "bid",
        "jica",
        "amcham-colombia",
    }
    assert all(promise.sources for promise in promises)
    first = get_commitment(office, "2024q1-visita-amcham-c1")
    assert (first.owner, first.beneficiary) == ("amcham-colombia", "alcaldia-bucaramanga")


def test_amounts_and_figures(interactions: dict[str, Interaction]) -> None:
    amounts = [amount for one in interactions.values() for amount in one.amounts]
    assert sorted((a.currency, a.value, a.approx) for a in amounts) == [
        ("COP", 38_000_000, True),
        ("COP", 1_256_755_000, False),
        ("COP", 1_814_249_000, False),
    ]
    assert sum(len(one.numbers) for one in interactions.values()) == 26


def test_every_fact_keeps_its_places_in_the_documents(
    office: Store, interactions: dict[str, Interaction]
) -> None:
    own = {node.id for node in every(office, Query("Actor", where=OWN))}
    stated = office.edges(EdgeQuery(tuple(own), ("STATED_IN",), "out", limit=100_000))
    of_reports = [edge for edge in stated if edge.get("note") is None]
    assert len(of_reports) == 257
    assert {edge.start for edge in stated} == own
    places = [place for one in interactions.values() for place in one.sources]
    assert len(places) == 156
    assert all(one.sources for one in interactions.values())
    assert all(place.where and place.line and place.section for place in places)


def test_65_issues_by_severity_each_about_some_record(office: Store) -> None:
    assert counted(office, "SourceIssue", "severity", ()) == {"high": 18, "medium": 18, "low": 29}
    listing = list_issues(office, IssueFilter())
    assert listing.total == 65
    assert all(issue.concerns and issue.status == "open" for issue in listing.items)
    assert Counter(issue.document for issue in listing.items) == {
        "000": 15,
        "001": 11,
        "002": 14,
        "003": 24,
        "004": 1,
    }


def test_31_actors_are_part_of_another(office: Store) -> None:
    own = [node for node in every(office, Query("Actor", where=OWN)) if node.get("parent")]
    assert len(own) == 31


@pytest.mark.parametrize(
    ("city", "printed"),
    [
        ("alcaldia-barranquilla", (13, 12, 11)),
        ("alcaldia-cali", (7, 7, 7)),
        ("alcaldia-bogota", (13, 12, 17)),
        ("alcaldia-medellin", (23, 26, 9)),
    ],
)
def test_the_guides_tables_are_ties(
    ties: list[Tie], office: Store, city: str, printed: tuple[int, int, int]
) -> None:
    rows, cities, networks = printed
    twins = [tie for tie in ties if tie.type == "TWINNED_WITH" and tie.start_actor == city]
    ends = office.get([tie.end_actor for tie in twins])
    named = [
        node
        for node in ends.values()
        if node.get("type") == "local_government" and "sin identificar" not in node.get("name")
    ]
    assert len({tie.source.line for tie in twins if tie.source}) == rows
    assert len(named) == cities
    council = "Junta o comisión en la que la ciudad tiene representación"
    members = [t for t in ties if t.type == "MEMBER_OF" and t.start_actor == city and t.note != council]
    assert len(members) == networks


def test_partnerships_boards_funders_offices_and_publishers(ties: list[Tie], office: Store) -> None:
    partners = [tie for tie in ties if tie.type == "PARTNERS_WITH" and tie.start_actor == "apc-colombia"]
    assert len({tie.source.line for tie in partners if tie.source}) == 6
    stated = office.edges(EdgeQuery(("003",), ("STATED_IN",), "in", limit=100_000))
    notes = Counter(str(edge.get("note", "")).split(":")[0].split(";")[0] for edge in stated)
    assert notes["Financiador de la cooperación descentralizada"] == 20
    assert notes["Oficina internacional de un gobierno subnacional"] == 14
    assert notes["Editora de la guía"] == 3
    assert notes["Red mencionada en el capítulo 2"] == 19


def test_the_guides_actors_are_reference_and_merged_with_the_offices(office: Store) -> None:
    reference = [node.id for node in every(office, Query("Actor", where=REFERENCE))]
    assert len(reference) == 156
    assert not {"apc-colombia", "cideu", "mercociudades", "onu-habitat", "bid"} & set(reference)
    stated = office.edges(EdgeQuery(tuple(reference), ("STATED_IN",), "out", limit=100_000))
    assert {edge.start for edge in stated} == set(reference)


def test_nothing_of_the_guide_counts_in_the_offices_figures(office: Store) -> None:
    told = list(every(office, Query("Interaction", where=REFERENCE)))
    assert {node.id for node in told} == {"ref-2018-rendicion-ofai", "ref-2023-maldonado-otri"}
    actors = office.get(["ofai", "otri-bucaramanga", "intendencia-maldonado", "concejo-bucaramanga"])
    assert actors["ofai"].get("interactions") == 107
    assert actors["otri-bucaramanga"].get("interactions") == 0
    assert actors["intendencia-maldonado"].get("last_contact") is None
    assert actors["concejo-bucaramanga"].get("interactions") == 3


def test_no_tie_is_made_twice(ties: list[Tie], office: Store) -> None:
    assert len(ties) == 126
    assert Counter(tie.type for tie in ties) == {
        "TWINNED_WITH": 60,
        "MEMBER_OF": 50,
        "PARTNERS_WITH": 13,
        "FUNDS": 2,
        "POSSIBLE_DUPLICATE_OF": 1,
    }
    assert set(ACTOR_TIES) >= {tie.type for tie in ties}


def test_every_tie_and_every_post_says_where_it_is_stated(ties: list[Tie], office: Store) -> None:
    assert all(tie.source and tie.source.where for tie in ties)
    held = [
        edge for batch in office.scan() for edge in batch if isinstance(edge, Edge) and edge.type == "HOLDS"
    ]
    assert len(held) == 12
    assert all(edge.get("source") for edge in held)


def test_the_five_documents_have_titles_and_periods(office: Store) -> None:
    sources = {node.id: node for node in every(office, Query("Source"))}
    assert set(sources) == {"000", "001", "002", "003", "004"}
    periods = {id: period_from(node.properties) for id, node in sources.items()}
    assert {id: period.edtf for id, period in periods.items() if period} == {
        "000": "2023-33",
        "001": "2024-33",
        "002": "2017",
    }
