"""The timeline shows what happened newest first: own meetings, those of the actor's people and of its parts."""

from datetime import date

import pytest

from crm.access import Viewer
from crm.actors import create_actor
from crm.errors import InvalidData
from crm.interactions import archive_interaction, create_interaction, save_many_interactions
from crm.timeline import TimelineEntry, timeline_of
from graph.store import Store
from tests.makers import make_actor, make_commitment, make_interaction, make_person, make_post


def shown(store: Store, actor: str, **page) -> list[tuple[str, str | None]]:
    return [(entry.interaction.title, entry.via) for entry in timeline_of(store, actor, **page).items]


def test_an_entry_says_who_took_part_and_what_was_promised(store: Store, ana: Viewer) -> None:
    create_actor(store, ana, make_person(posts=[make_post()]))
    participants = [
        {"actor": "ofai", "role": "host"}, {"actor": "embajada-francia", "role": "invited", "person": "yvonne-baumann"},
    ]  # fmt: skip
    given = make_interaction(participants=participants, commitments=[make_commitment()])
    saved = create_interaction(store, ana, given)
    (entry,) = timeline_of(store, "embajada-francia").items
    assert isinstance(entry, TimelineEntry)
    assert (entry.interaction, entry.role, entry.via, entry.commitments) == (
        saved,
        "invited",
        None,
        saved.commitments,
    )
    assert [(party.name, party.role, party.person_name) for party in entry.participants] == [
        ("Oficina Asesora de Asuntos Internacionales (OFAI)", "host", None),
        ("Embajada de Francia", "invited", "Yvonne Baumann"),
    ]
    assert shown(store, "yvonne-baumann") == [("Reunión", None)]


def test_its_people_and_its_parts_show_too_once(store: Store, ana: Viewer) -> None:
    create_actor(store, ana, make_person(name="Rosa", parent="uis"))
    create_actor(store, ana, make_actor(name="Instituto", type="university", parent="uis"))
    for title, who, year in (
        ("propia", "uis", 2021),
        ("de Rosa", "rosa", 2023),
        ("del Instituto", "instituto", 2022),
    ):
        create_interaction(store, ana, make_interaction(who, title=title, when=str(year)))
    create_interaction(store, ana, make_interaction("rosa", "instituto", "uis", title="todos", when="2020"))
    assert shown(store, "uis") == [
        ("de Rosa", "rosa"), ("del Instituto", "instituto"), ("propia", None), ("todos", None),
    ]  # fmt: skip
    assert timeline_of(store, "uis").items[0].via_name == "Rosa"


def test_a_person_counts_for_the_organisation_only_while_there(store: Store, ana: Viewer) -> None:
    posts = [make_post("uis", title="Rectora", period="2020/2022")]
    create_actor(store, ana, make_person(name="Rosa", posts=posts))
    for year in (2019, 2021, 2023):
        create_interaction(store, ana, make_interaction("rosa", title=str(year), when=str(year)))
    assert shown(store, "uis") == [("2021", "rosa")]


def test_pages_follow_each_other_without_gap_or_repetition(store: Store, ana: Viewer) -> None:
    create_actor(store, ana, make_actor(name="Instituto", type="university", parent="uis"))
    meetings = [
        make_interaction("uis", "instituto", title=f"{number:02}", when=date(2024, 1, 1 + number // 7))
        for number in range(40)
    ]
    save_many_interactions(store, ana, meetings)
    seen: list[str] = []
    after = None
    while True:
        page = timeline_of(store, "uis", 6, after)
        seen += [entry.interaction.title for entry in page.items]
        after = page.next
        if after is None:
            break
    assert len(seen) == 40
    assert sorted(seen) == [f"{number:02}" for number in range(40)]
    assert [int(title) // 7 for title in seen] == sorted((n // 7 for n in range(40)), reverse=True)


def test_kinds_are_filtered_and_archived_ones_stay_out(store: Store, ana: Viewer) -> None:
    for kind in ("meeting", "visit", "meeting"):
        create_interaction(store, ana, make_interaction("uis", title=kind, kind=kind))
    assert shown(store, "uis", kinds=["visit"]) == [("visit", None)]
    saved = timeline_of(store, "uis", kinds=["visit"]).items[0].interaction
    archive_interaction(store, ana, saved.id, saved.version)
    assert shown(store, "uis") == [("meeting", None), ("meeting", None)]
    assert timeline_of(store, "uis", kinds=["visit"]).items == []


def test_a_cursor_that_no_page_gave_is_refused(store: Store) -> None:
    for nonsense in ("zzz", "e30=", "ñ"):
        with pytest.raises(InvalidData):
            timeline_of(store, "uis", after=nonsense)
