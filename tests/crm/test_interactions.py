"""An interaction is saved whole: participants, commitments, evidence, relations; changed by what differs."""

import pytest

from crm.access import Viewer
from crm.actors import Actor, create_actor
from crm.commitments import create_commitment, tick_commitment
from crm.errors import EditConflict, InvalidData, NotAllowed, NotFound
from crm.interactions import (
    Interaction,
    InteractionFilter,
    Participant,
    archive_interaction,
    create_interaction,
    facet_interactions,
    get_interaction,
    get_interactions,
    list_interactions,
    restore_interaction,
    save_many_interactions,
    update_interaction,
)
from graph.records import Edge
from graph.store import Store
from tests.makers import make_commitment, make_evidence, make_interaction, make_period, make_person, make_post

MEETING = "2026-11-19-reunion-embajada-francia"


def fields_of(error: pytest.ExceptionInfo[InvalidData]) -> dict[str, str]:
    return {problem.field: problem.key for problem in error.value.problems}


def ids(store: Store, **filter) -> list[str]:
    return [interaction.id for interaction in list_interactions(store, InteractionFilter(**filter)).items]


def links(store: Store, type: str) -> set[tuple[str, str]]:
    edges = (record for batch in store.scan() for record in batch if isinstance(record, Edge))
    return {(edge.start, edge.end) for edge in edges if edge.type == type}


def test_an_interaction_comes_back_as_it_was_given(store: Store, ana: Viewer) -> None:
    create_actor(store, ana, make_person(posts=[make_post()]))
    first = create_interaction(store, ana, make_interaction("uis", title="Antes", when="2024"))
    given = make_interaction(
        when="primer trimestre de 2023",
        kind_alt="twinning", mode="virtual", status="in_progress", place="Alcaldía", themes=["agua", "clima"],
        sdgs=["6"] if "6" in _sdgs() else _sdgs()[:1], summary="Resumen", results="Resultados", notes="Notas",
        status_note="Nota", next_step="Seguir", related=[first.id], to_review=True,
        amounts=[{"currency": "COP", "value": 38_000_000, "concept": "aporte", "approx": True}],
        numbers=[{"value": 600, "unit": "docentes", "qualifier": "más de"}, {"value": 1.5, "unit": "días"}],
        participants=[
            {"actor": "embajada-francia", "role": "host", "person": "yvonne-baumann", "note": "por video"},
            {"actor": "ofai", "role": "invited", "source": make_evidence()},
        ],
        sources=[make_evidence(line=70), make_evidence(line=2, grade="verified", note="visto")],
    )  # fmt: skip
    saved = create_interaction(store, ana, given)
    assert saved == get_interaction(store, saved.id) == given.changed(id=saved.id, version=1)
    assert saved.id == "2023q1-reunion-embajada-francia"
    assert (saved.when.edtf, saved.when.precision) == ("2023-33", "quarter")


def _sdgs() -> list[str]:
    from crm.vocabulary import vocabulary

    return list(vocabulary("sdgs").ids)


def test_the_graph_reads_as_the_office_speaks(store: Store, ana: Viewer) -> None:
    commitment = make_commitment(beneficiary="embajada-francia")
    create_interaction(store, ana, make_interaction("embajada-francia", commitments=[commitment]))
    assert links(store, "TOOK_PART") == {("ofai", MEETING), ("embajada-francia", MEETING)}
    assert links(store, "PRODUCED") == {(MEETING, f"{MEETING}-c1")}
    assert links(store, "OWES") == {("ofai", f"{MEETING}-c1")}
    assert links(store, "OWED_TO") == {(f"{MEETING}-c1", "embajada-francia")}


def test_everything_wrong_with_an_interaction_is_said_at_once() -> None:
    with pytest.raises(InvalidData) as error:
        Interaction.of(
            {"kind": "party", "title": "", "when": "mañana o pasado", "participants": [], "status": "maybe",
             "commitments": [{"text": " ", "due": "2024-13"}], "amounts": [{"currency": "pesos", "value": "mucho"}]}
        )  # fmt: skip
    assert fields_of(error) == {
        "kind": "unknown_choice",
        "title": "required",
        "when": "bad_period",
        "participants": "too_few",
        "status": "unknown_choice",
        "commitments[0].text": "required",
        "commitments[0].due": "bad_period",
        "amounts[0].currency": "bad_format",
        "amounts[0].value": "not_a_number",
    }


def test_an_end_before_its_start_is_refused() -> None:
    with pytest.raises(InvalidData) as error:
        make_interaction("uis").changed(
            when={"start": "2024-02-01", "end": "2024-01-01", "precision": "range"}
        )
    assert fields_of(error) == {"when.end": "end_before_start"}


def test_nobody_takes_part_twice() -> None:
    with pytest.raises(InvalidData) as error:
        make_interaction("uis", "ccb", "uis")
    assert fields_of(error) == {"participants[3].actor": "repeated"}
    with pytest.raises(InvalidData) as error:
        make_interaction(participants=[{"actor": "uis", "person": "rosa"}, {"actor": "rosa"}])
    assert fields_of(error) == {"participants[1].actor": "repeated"}


def test_everyone_named_must_be_there(store: Store, ana: Viewer) -> None:
    participants = [
        {"actor": "ofai"}, {"actor": "002"}, {"actor": "nadie", "person": "uis"},
        {"actor": "ccb", "source": {"document": "999"}},
    ]  # fmt: skip
    commitments = [make_commitment(owner="nadie"), make_commitment(beneficiary="tampoco")]
    given = make_interaction(
        participants=participants,
        commitments=commitments,
        related=["otra"],
        sources=[make_evidence(document="998")],
    )
    with pytest.raises(InvalidData) as error:
        create_interaction(store, ana, given)
    assert fields_of(error) == {
        "participants[1].actor": "unknown_record",
        "participants[2].actor": "unknown_record",
        "participants[2].person": "not_a_person",
        "participants[3].source.document": "unknown_record",
        "commitments[0].owner": "unknown_record",
        "commitments[1].beneficiary": "unknown_record",
        "related[0]": "unknown_record",
        "sources[0].document": "unknown_record",
    }
    assert ids(store) == []


def test_ids_say_day_kind_and_counterpart_and_are_never_taken_twice(store: Store, ana: Viewer) -> None:
    made = [create_interaction(store, ana, make_interaction("embajada-francia")).id for _ in range(2)]
    month = create_interaction(store, ana, make_interaction("uis", kind="visit", when="marzo de 2024")).id
    assert made == [MEETING, f"{MEETING}-2"]
    assert month == "2024-03-visita-uis"


def test_commitments_keep_their_ids_and_numbers_are_not_used_again(store: Store, ana: Viewer) -> None:
    two = [make_commitment(text="uno"), make_commitment(text="dos")]
    saved = create_interaction(store, ana, make_interaction("uis", commitments=two))
    one, other = saved.commitments
    saved = update_interaction(store, ana, saved.changed(commitments=[one.changed(text="uno mejor")]))
    assert [(c.id, c.text) for c in saved.commitments] == [(one.id, "uno mejor")]
    saved = update_interaction(
        store, ana, saved.changed(commitments=[*saved.commitments, make_commitment(text="tres")])
    )
    assert [c.id[-3:] for c in saved.commitments] == ["-c1", "-c3"]
    assert store.get([other.id])[other.id].get("archived") is True


def test_an_update_writes_only_what_differs(store: Store, ana: Viewer) -> None:
    saved = create_interaction(
        store, ana, make_interaction("uis", "ccb", commitments=[make_commitment()], sources=[make_evidence()])
    )
    before = store.revision()
    more = [*saved.participants[:2], Participant(actor="embajada-francia")]
    update_interaction(store, ana, saved.changed(participants=more))
    changes = {(c.action, c.kind, c.id.split("-")[0]) for c in store.changes(before) if c.kind == "edge"}
    assert len([c for c in store.changes(before) if c.kind == "edge"]) == 2
    assert {action for action, _, _ in changes} == {"put", "delete"}
    assert {c.id for c in store.changes(before) if c.kind == "node"} == {saved.id, "ccb", "embajada-francia"}


def test_saving_the_same_again_changes_nothing(store: Store, ana: Viewer) -> None:
    saved = create_interaction(store, ana, make_interaction("uis", commitments=[make_commitment()]))
    before = store.revision()
    assert update_interaction(store, ana, saved) == saved
    assert store.revision() == before


def test_the_second_editor_sees_both_versions_field_by_field(store: Store, ana: Viewer) -> None:
    mine = create_interaction(store, ana, make_interaction("uis"))
    update_interaction(store, ana, mine.changed(place="UIS", notes="suya"))
    with pytest.raises(EditConflict) as error:
        update_interaction(store, ana, mine.changed(notes="mía"))
    assert error.value.fields == ["place", "notes"]
    assert (error.value.current["notes"], error.value.given["notes"]) == ("suya", "mía")


def test_a_commitment_ticked_elsewhere_is_a_conflict_only_when_it_is_changed_here_too(
    store: Store, ana: Viewer
) -> None:
    mine = create_interaction(store, ana, make_interaction("uis", commitments=[make_commitment()]))
    commitment = mine.commitments[0]
    tick_commitment(store, ana, commitment.id, commitment.version)
    with pytest.raises(EditConflict) as error:
        update_interaction(store, ana, mine.changed(title="Otro"))
    assert "commitments[0].status" in error.value.fields
    fresh = get_interaction(store, mine.id)
    assert update_interaction(store, ana, fresh.changed(title="Otro")).commitments[0].status == "done"


def test_a_commitment_added_elsewhere_is_not_lost(store: Store, ana: Viewer) -> None:
    mine = create_interaction(store, ana, make_interaction("uis"))
    added = create_commitment(store, ana, make_commitment(interaction=mine.id))
    assert added.id == f"{mine.id}-c1"
    with pytest.raises(EditConflict) as error:
        update_interaction(store, ana, mine.changed(title="Otro"))
    assert "commitments" in error.value.fields


def test_a_commitment_of_another_record_is_refused(store: Store, ana: Viewer) -> None:
    one = create_interaction(store, ana, make_interaction("uis", commitments=[make_commitment()]))
    other = create_interaction(store, ana, make_interaction("ccb"))
    with pytest.raises(InvalidData) as error:
        update_interaction(store, ana, other.changed(commitments=one.commitments))
    assert fields_of(error) == {"commitments[0].id": "not_of_this_record"}


def test_whoever_came_for_an_organisation_took_part_too(store: Store, ana: Viewer) -> None:
    create_actor(store, ana, make_person(posts=[make_post()]))
    given = make_interaction(
        participants=[{"actor": "ofai"}, {"actor": "embajada-francia", "person": "yvonne-baumann"}]
    )
    saved = create_interaction(store, ana, given)
    assert ("yvonne-baumann", saved.id) in links(store, "TOOK_PART")
    assert ids(store, actor="yvonne-baumann") == [saved.id]
    assert len(saved.participants) == 2
    update_interaction(
        store, ana, saved.changed(participants=[{"actor": "ofai"}, {"actor": "embajada-francia"}])
    )
    assert ("yvonne-baumann", saved.id) not in links(store, "TOOK_PART")


def test_archiving_takes_the_commitments_along_and_restoring_brings_them_back(
    store: Store, ana: Viewer
) -> None:
    two = [make_commitment(text="uno"), make_commitment(text="dos")]
    saved = create_interaction(store, ana, make_interaction("uis", commitments=two))
    saved = update_interaction(store, ana, saved.changed(commitments=saved.commitments[:1]))
    gone = archive_interaction(store, ana, saved.id, saved.version)
    assert gone.archived
    assert [c.text for c in gone.commitments] == ["uno"]
    assert ids(store) == []
    back = restore_interaction(store, ana, saved.id, gone.version)
    assert [(c.text, c.archived) for c in back.commitments] == [("uno", False)]
    assert ids(store) == [saved.id]
    with pytest.raises(EditConflict):
        archive_interaction(store, ana, saved.id, 1)


def test_lists_filter_order_and_page(store: Store, ana: Viewer) -> None:
    mine = [
        make_interaction("uis", when="2024-03-01", themes=["agua", "clima"], title="Mesa del agua"),
        make_interaction("ccb", when="2023", kind="agreement", themes=["clima"], status="in_progress"),
        make_interaction("uis", when="2025-01-01", mode="virtual", to_review=True),
        make_interaction("uis", when="2022", reference=True),
    ]
    new, year, late, guide = save_many_interactions(store, ana, mine)
    assert ids(store) == [late, new, year]
    assert ids(store, descending=False) == [year, new, late]
    assert ids(store, actor="uis") == [late, new]
    assert ids(store, reference=None, actor="uis") == [late, new, guide]
    assert ids(store, themes=["clima"]) == [new, year]
    assert ids(store, themes=["clima", "agua"]) == [new]
    assert ids(store, kind=["agreement"], status=["in_progress"]) == [year]
    assert ids(store, mode=[""]) == [new, year]
    assert ids(store, year=[2023, 2025]) == [late, year]
    assert ids(store, since=make_period("2024-03-01").start, until=make_period("2024-12-31").end) == [new]
    assert ids(store, words="MESA agu") == [new]
    assert ids(store, to_review=True) == [late]
    assert ids(store, mine="ana") == [late, new, year]
    first = list_interactions(store, InteractionFilter(actor="uis", limit=1))
    assert (first.total, [i.id for i in first.items]) == (2, [late])
    assert ids(store, actor="uis", limit=1, after=first.next) == [new]
    assert set(get_interactions(store, [new, "nada", "uis"])) == {new}


def test_facets_count_with_the_other_filters_applied(store: Store, ana: Viewer) -> None:
    kinds = [("meeting", "2024"), ("meeting", "2023"), ("agreement", "2023")]
    save_many_interactions(
        store, ana, [make_interaction("uis", kind=kind, when=year, themes=["agua"]) for kind, year in kinds]
    )
    counts = facet_interactions(store, InteractionFilter(kind=["meeting"], year=[2023]))
    assert counts["kind"] == {"meeting": 1, "agreement": 1}
    assert counts["year"] == {2024: 1, 2023: 1}
    assert counts["themes"] == {"agua": 1}


def test_many_are_saved_together_or_not_at_all(store: Store, ana: Viewer) -> None:
    related = make_interaction("uis", id="segunda", related=["primera"], commitments=[make_commitment()])
    saved = save_many_interactions(
        store, ana, [related, make_interaction("ccb", id="primera"), make_interaction("ccb")]
    )
    assert saved == ["segunda", "primera", "2026-11-19-reunion-ccb"]
    one = get_interaction(store, "segunda")
    assert (one.related, one.commitments[0].id) == (["primera"], "segunda-c1")
    assert one == create_like(store, ana, one)
    before = store.revision()
    with pytest.raises(InvalidData) as error:
        save_many_interactions(
            store, ana, [make_interaction("uis"), make_interaction("nadie", related=["otra"])]
        )
    assert fields_of(error) == {
        "[1].participants[1].actor": "unknown_record",
        "[1].related[0]": "unknown_record",
    }
    with pytest.raises(InvalidData) as error:
        save_many_interactions(store, ana, [make_interaction("uis", id="primera")])
    assert fields_of(error) == {"[0].id": "id_taken"}
    assert store.revision() == before


def create_like(store: Store, ana: Viewer, one: Interaction) -> Interaction:
    """The same interaction saved by the ordinary way must read the same but for its ids."""
    commitments = [commitment.changed(id="", version=0) for commitment in one.commitments]
    copy = create_interaction(store, ana, one.changed(id="copia", version=0, commitments=commitments))
    again = [commitment.changed(id="segunda-c1", interaction="segunda") for commitment in copy.commitments]
    return copy.changed(id="segunda", commitments=again)


def test_a_reader_may_not_record_and_nobody_finds_what_is_not_there(store: Store, reader: Viewer) -> None:
    with pytest.raises(NotAllowed):
        create_interaction(store, reader, make_interaction("uis"))
    with pytest.raises(NotFound):
        get_interaction(store, "uis")


def test_a_party_that_not_all_of_its_readers_see_is_refused(store: Store, ana: Viewer) -> None:
    own = (f"user:{ana.id}",)
    create_actor(
        store, ana, Actor(id="asesora-secreta", name="Asesora secreta", type="company", audience=own)
    )
    parties = [Participant(actor="ofai", role="host"), Participant(actor="asesora-secreta")]
    with pytest.raises(InvalidData) as error:
        create_interaction(store, ana, make_interaction(participants=parties))
    assert fields_of(error) == {"participants[1].actor": "private_party"}
    with pytest.raises(InvalidData) as error:
        save_many_interactions(store, ana, [make_interaction(participants=parties)])
    assert fields_of(error) == {"[0].participants[1].actor": "private_party"}
    saved = create_interaction(store, ana, make_interaction(participants=parties, audience=own))
    assert saved.audience == own
