"""Joining two records of one actor, undoing it later, and taking one record apart; on both stores."""

from collections.abc import Callable, Collection, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any, cast

import pytest

from crm.access import Viewer, principals_of
from crm.actors import Actor, Person, create_actor, get_actor, get_actors, save_many_actors, update_actor
from crm.commitments import create_commitment, get_commitment
from crm.erasing.erasing import erase_record
from crm.errors import EditConflict, InvalidData, NotAllowed, NotFound
from crm.evidence import save_source
from crm.files.vault import Vault
from crm.history import undo
from crm.interactions import (
    Participant,
    create_interaction,
    get_interaction,
    save_many_interactions,
    update_interaction,
)
from crm.merging.joinings import merges_into, recorded_since
from crm.merging.merge import Merged, MergeOrder, merge_actors
from crm.merging.signposts import current_id
from crm.merging.split import SplitOrder, split_actor
from crm.merging.undo import undo_merge
from crm.people import people_of
from crm.projects import create_project, get_project
from crm.schema import SCHEMA
from crm.tables.applying import apply_plan, plan_import, read_table
from crm.ties import create_tie, ties_of
from crm.verification import check_kept
from graph.copying import check_integrity
from graph.opening import open_store
from graph.store import EdgeQuery, Store, Transaction
from tests.crm.conftest import ANA, READER
from tests.crm.engines import ENGINES
from tests.makers import (
    make_actor,
    make_commitment,
    make_evidence,
    make_interaction,
    make_office,
    make_person,
    make_post,
    make_project,
    make_source,
    make_tie,
)

UIS = "universidad-industrial-santander"
UNIVERSITY = {"type": "university", "country": "CO"}


@pytest.fixture(params=ENGINES)
def twins(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    """The university twice: as `uis` and by its whole name, with a person, a part, ties, meetings and promises."""
    if request.param == "neo4j":
        store: Store = request.getfixturevalue("neo4j_store_factory")(SCHEMA)
    else:
        store = open_store(f"sqlite:///{tmp_path}/both.db", SCHEMA)
    save_source(store, ANA, make_source())
    long = {"aliases": ["UIS"], "notes": "Ofrece laboratorios.", "sources": [make_evidence()]}
    actors = [
        make_office(),
        make_actor(id="francia"),
        make_actor(id="uis", name="UIS", city="Bucaramanga", notes="Sede principal.", **UNIVERSITY),
        make_actor(
            id=UIS,
            name="Universidad Industrial de Santander",
            website="https://uis.edu.co",
            **long,
            **UNIVERSITY,
        ),
        make_actor(id="ciemi", name="CIEMI", type="university", parent=UIS),
    ]
    save_many_actors(store, ANA, actors)
    create_actor(
        store, ANA, make_person(id="marta", name="Marta Ruiz", posts=[make_post(UIS, title="Rectora")])
    )
    create_tie(store, ANA, make_tie(UIS, "francia", type="PARTNERS_WITH"))
    create_tie(store, ANA, make_tie("uis", UIS, type="POSSIBLE_DUPLICATE_OF"))
    save_many_interactions(
        store,
        ANA,
        [
            make_interaction("uis", id="i-uno", when="2026-03-01"),
            make_interaction(UIS, id="i-dos", when="2026-04-01", commitments=[make_commitment(owner=UIS, due="2026-12-01")]),
            make_interaction(id="i-tres", when="2026-05-01", participants=[
                Participant(actor="uis", role="host"), Participant(actor=UIS, role="counterpart", person="marta"),
            ]),
        ],
    )  # fmt: skip
    create_project(store, ANA, make_project(id="agua", must_include=[UIS], lead="ofai"))
    yield store
    assert check_kept(store) == []
    assert not check_integrity(store).flaws
    store.close()


def join(store: Store, viewer: Viewer = ANA, winner: str = "uis", loser: str = UIS, **take: str) -> Merged:
    cards = get_actors(store, [winner, loser])
    versions = (cards[winner].version, cards[loser].version)
    return merge_actors(store, viewer, MergeOrder(winner, loser, versions, take))


def posts(store: Store, person: str) -> set[str]:
    found = get_actor(store, person)
    assert isinstance(found, Person)
    return {held.organisation for held in found.posts}


def meetings(store: Store, actor: str) -> set[str]:
    return {edge.end for edge in store.edges(EdgeQuery((actor,), ("TOOK_PART",), "out"))}


def test_one_record_has_everything_of_both_afterwards(twins: Store) -> None:
    actor = join(twins, name="loser").actor
    assert (actor.id, actor.name, actor.city) == ("uis", "Universidad Industrial de Santander", "Bucaramanga")
    assert actor.aliases == ["UIS"]
    assert actor.website == "https://uis.edu.co"
    assert actor.notes == "Sede principal.\n\nOfrece laboratorios."
    assert [source.document for source in actor.sources] == ["002"]
    assert meetings(twins, "uis") == {"i-uno", "i-dos", "i-tres"}
    assert (actor.interactions, str(actor.last_contact), str(actor.next_due)) == (
        3,
        "2026-05-01",
        "2026-12-01",
    )
    assert [(tie.type, tie.end_actor) for tie in ties_of(twins, "uis") if tie.type != "PART_OF"] == [
        ("PARTNERS_WITH", "francia")
    ]
    assert get_commitment(twins, "i-dos-c1").owner == "uis"
    assert [holder.person.id for holder in people_of(twins, "uis")] == ["marta"]
    assert get_actor(twins, "marta").parent == "uis"
    assert get_actor(twins, "ciemi").parent == "uis"
    assert get_project(twins, "agua").must_include == ["uis"]


def test_a_meeting_both_were_in_has_one_participant_with_both_roles_and_the_person(twins: Store) -> None:
    join(twins)
    (party,) = get_interaction(twins, "i-tres").participants
    assert (party.actor, party.role, party.person) == ("uis", "host", "marta")
    assert "también" in (party.note or "")


def test_the_old_id_leads_to_the_new_one_over_several_joinings(twins: Store) -> None:
    join(twins)
    create_actor(twins, ANA, make_actor(id="uis-3", name="U.I.S.", **UNIVERSITY))
    join(twins, winner="uis-3", loser="uis")
    assert current_id(twins, UIS) == "uis-3"
    assert current_id(twins, "nadie") == "nadie"
    assert [one.loser for one in merges_into(twins, "uis-3")] == ["uis"]


def test_a_record_that_went_into_another_is_not_changed_or_joined_again(twins: Store) -> None:
    join(twins)
    gone = get_actor(twins, UIS)
    assert gone.archived
    with pytest.raises(InvalidData) as refused:
        update_actor(twins, ANA, gone.having(notes="Otra cosa."))
    assert refused.value.problems[0].key == "merged_away"
    with pytest.raises(InvalidData):
        join(twins, winner="francia", loser=UIS)


def test_it_is_undone_from_the_history_while_nothing_came_after(twins: Store) -> None:
    before = get_actors(twins, ["uis", UIS])
    merged = join(twins)
    undo(twins, ANA, twins.changes(of=[merged.merge])[0].transaction)
    assert _bare(get_actors(twins, ["uis", UIS])) == _bare(before)


def test_it_is_undone_after_other_edits_and_what_came_since_is_kept(twins: Store) -> None:
    before = get_actors(twins, ["uis", UIS])
    merged = join(twins)
    joined = merged.actor
    update_actor(twins, ANA, joined.having(phone="+57 607 634 4000", aliases=[*joined.aliases, "La UIS"]))
    met = get_interaction(twins, "i-dos")
    update_interaction(twins, ANA, met.having(title="Taller de laboratorios"))
    create_interaction(twins, ANA, make_interaction("uis", id="i-nueva", when="2026-06-01"))
    winner, loser = undo_merge(twins, ANA, merged.merge)
    assert (winner.phone, winner.aliases, winner.website) == ("+57 607 634 4000", ["La UIS"], None)
    assert _bare({UIS: loser})[UIS] == _bare(before)[UIS]
    assert meetings(twins, "uis") == {"i-uno", "i-tres", "i-nueva"}
    assert meetings(twins, UIS) == {"i-dos", "i-tres"}
    assert get_interaction(twins, "i-dos").title == "Taller de laboratorios"
    assert [p.actor for p in get_interaction(twins, "i-tres").participants] == ["uis", UIS]
    assert get_commitment(twins, "i-dos-c1").owner == UIS
    assert get_project(twins, "agua").must_include == [UIS]
    assert {tie.type for tie in ties_of(twins, UIS)} == {"PARTNERS_WITH", "POSSIBLE_DUPLICATE_OF", "PART_OF"}
    assert current_id(twins, UIS) == UIS


def test_what_was_recorded_since_can_be_given_to_the_one_that_comes_back(twins: Store) -> None:
    merged = join(twins)
    create_interaction(twins, ANA, make_interaction("uis", id="i-nueva", when="2026-06-01"))
    (merge,) = merges_into(twins, "uis")
    assert recorded_since(twins, merge) == ["i-nueva"]
    undo_merge(twins, ANA, merged.merge, give=["i-nueva"])
    assert meetings(twins, UIS) == {"i-dos", "i-tres", "i-nueva"}
    with pytest.raises(InvalidData):
        undo_merge(twins, ANA, merged.merge)


def test_of_two_joinings_into_one_record_the_first_is_undone_without_harm_to_the_second(twins: Store) -> None:
    create_actor(twins, ANA, make_actor(id="uis-3", name="U.I.S.", **UNIVERSITY))
    create_interaction(twins, ANA, make_interaction(UIS, "uis-3", id="i-juntos", when="2026-07-01"))
    first, second = join(twins), join(twins, loser="uis-3")
    undo_merge(twins, ANA, first.merge)
    assert "i-juntos" in meetings(twins, UIS) & meetings(twins, "uis")
    undo_merge(twins, ANA, second.merge)
    assert "i-juntos" in meetings(twins, UIS) & meetings(twins, "uis-3")
    assert "i-juntos" not in meetings(twins, "uis")


def test_a_chain_is_undone_from_its_end(twins: Store) -> None:
    create_actor(twins, ANA, make_actor(id="uis-3", name="U.I.S.", **UNIVERSITY))
    first = join(twins)
    second = join(twins, winner="uis-3", loser="uis")
    with pytest.raises(InvalidData) as refused:
        undo_merge(twins, ANA, first.merge)
    assert refused.value.problems[0].key == "merge_undo_later_first"
    undo_merge(twins, ANA, second.merge)
    undo_merge(twins, ANA, first.merge)
    assert meetings(twins, UIS) == {"i-dos", "i-tres"}


def test_who_may_not_write_or_comes_late_or_mixes_kinds_is_refused(twins: Store) -> None:
    with pytest.raises(NotAllowed):
        join(twins, READER)
    with pytest.raises(EditConflict):
        merge_actors(twins, ANA, MergeOrder("uis", UIS, (1, 7)))
    with pytest.raises(InvalidData):
        join(twins, loser="marta")
    with pytest.raises(InvalidData):
        join(twins, loser="uis")
    with pytest.raises(InvalidData):
        join(twins, loser="ofai")


def test_a_private_record_is_never_joined_with_one_that_others_see(twins: Store) -> None:
    create_actor(twins, ANA, make_actor(id="uis-4", name="UIS", audience=("user:ana",), **UNIVERSITY))
    with pytest.raises(InvalidData) as refused:
        join(twins, loser="uis-4")
    assert refused.value.problems[0].key == "merge_private"
    luis = Viewer("luis", "Luis", "editor", principals_of("luis"))
    with pytest.raises(NotFound):
        merge_actors(twins.as_seen_by(luis.principals), luis, MergeOrder("uis", "uis-4", (1, 1)))


def test_what_the_viewer_does_not_see_moves_along(twins: Store) -> None:
    hidden = make_interaction(UIS, id="i-luis", when="2026-08-01", audience=("user:luis",))
    create_interaction(twins, ANA, hidden)
    view = twins.as_seen_by(ANA.principals)
    cards = get_actors(view, ["uis", UIS])
    merge_actors(view, ANA, MergeOrder("uis", UIS, (cards["uis"].version, cards[UIS].version)))
    assert "i-luis" in meetings(twins, "uis")
    assert "i-luis" not in meetings(view, "uis")


def test_two_people_who_came_for_the_two_both_stay(twins: Store) -> None:
    create_actor(
        twins, ANA, make_person(id="luis", name="Luis Gil", posts=[make_post("uis", title="Decano")])
    )
    both = [Participant(actor="uis", person="luis"), Participant(actor=UIS, person="marta")]
    create_interaction(twins, ANA, make_interaction(id="i-par", when="2026-07-01", participants=both))
    join(twins)
    parties = get_interaction(twins, "i-par").participants
    assert {(p.actor, p.person) for p in parties} == {("uis", "luis"), ("marta", None)}


def test_two_records_of_one_person_are_joined_with_their_posts(twins: Store) -> None:
    create_actor(
        twins,
        ANA,
        make_person(id="marta-2", name="Marta L. Ruiz", posts=[make_post("francia", title="Asesora")]),
    )
    came = [Participant(actor="francia", person="marta-2")]
    create_interaction(twins, ANA, make_interaction(id="i-persona", when="2026-07-01", participants=came))
    merged = join(twins, winner="marta", loser="marta-2")
    assert posts(twins, "marta") == {UIS, "francia"}
    assert get_interaction(twins, "i-persona").participants[0].person == "marta"
    undo_merge(twins, ANA, merged.merge)
    assert get_interaction(twins, "i-persona").participants[0].person == "marta-2"
    assert posts(twins, "marta") == {UIS}


def test_a_record_of_two_actors_is_taken_apart_and_put_back(twins: Store) -> None:
    before = get_actors(twins, [UIS])
    partner = next(tie.id for tie in ties_of(twins, UIS) if tie.type == "PARTNERS_WITH")
    order = SplitOrder(
        UIS, before[UIS].version, make_actor(name="Instituto de Lenguas UIS", **UNIVERSITY),
        interactions=["i-dos"], commitments=["i-dos-c1"], people=["marta"], ties=[partner], aliases=["UIS"],
    )  # fmt: skip
    since = twins.revision()
    old, new = split_actor(twins, ANA, order)
    assert (new.id, new.aliases, old.aliases) == ("instituto-lenguas-uis", ["UIS"], [])
    assert (meetings(twins, new.id), meetings(twins, UIS)) == ({"i-dos"}, {"i-tres"})
    assert get_commitment(twins, "i-dos-c1").owner == new.id
    assert [holder.person.id for holder in people_of(twins, new.id)] == ["marta"]
    assert [tie.start_actor for tie in ties_of(twins, "francia")] == [new.id]
    assert new.interactions == 1
    undo(twins, ANA, since + 1)
    assert _bare(get_actors(twins, [UIS])) == _bare(before)
    assert meetings(twins, UIS) == {"i-dos", "i-tres"}


def test_only_what_is_the_actors_can_be_split_off(twins: Store) -> None:
    version = get_actor(twins, "uis").version
    with pytest.raises(InvalidData):
        split_actor(twins, ANA, SplitOrder("uis", version, UIS, interactions=["i-dos"]))
    with pytest.raises(InvalidData):
        split_actor(twins, ANA, SplitOrder("uis", version, UIS))
    with pytest.raises(EditConflict):
        split_actor(twins, ANA, SplitOrder("uis", version + 5, UIS, interactions=["i-uno"]))
    old, new = split_actor(twins, ANA, SplitOrder("uis", version, UIS, interactions=["i-uno"]))
    assert (old.interactions, new.interactions) == (1, 3)


def test_a_commitment_promised_later_is_undone_with_the_rest(twins: Store) -> None:
    merged = join(twins)
    create_commitment(twins, ANA, make_commitment(id="c-nuevo", owner="uis", due="2026-11-30"))
    winner, _loser = undo_merge(twins, ANA, merged.merge)
    assert get_commitment(twins, "c-nuevo").owner == "uis"
    assert str(winner.next_due) == "2026-11-30"


def test_what_names_the_old_id_afterwards_reaches_the_joined_record(twins: Store, tmp_path: Path) -> None:
    merged = join(twins)
    create_interaction(twins, ANA, make_interaction(UIS, "uis", id="i-vieja", when="2026-06-01"))
    assert [p.actor for p in get_interaction(twins, "i-vieja").participants] == ["ofai", "uis"]
    assert create_commitment(twins, ANA, make_commitment(id="c-viejo", owner=UIS)).owner == "uis"
    file = tmp_path / "actores.csv"
    file.write_text(
        f"id,name,type,phone\n{UIS},Universidad Industrial de Santander,university,+57 607 634 4000\n"
    )
    apply_plan(twins, ANA, plan_import(twins, read_table(file, "actor"), "actor"))
    assert get_actor(twins, "uis").phone == "+57 607 634 4000"
    undo_merge(twins, ANA, merged.merge)


def test_forgetting_the_joined_record_forgets_what_went_into_it(twins: Store, tmp_path: Path) -> None:
    merged = join(twins)
    boss = Viewer("jefa", "Jefa", "administrator", principals_of("jefa"))
    forgotten = erase_record(twins, boss, "uis", merged.actor.name, Vault(tmp_path))
    assert {"uis", UIS, merged.merge} <= set(forgotten.erased)
    assert not twins.get(["uis", UIS, merged.merge])


def test_themes_and_texts_that_read_like_the_old_id_stay_what_they_are(twins: Store) -> None:
    said = {"name": "Turismo", "id": "turismo", **UNIVERSITY}
    create_actor(twins, ANA, make_actor(**said))
    texts = {"title": "turismo", "place": "turismo", "notes": "turismo", "themes": ["turismo", "agua"]}
    made = create_interaction(twins, ANA, make_interaction("turismo", **texts))
    promise = create_commitment(twins, ANA, make_commitment(text="turismo", owner="turismo"))
    project = make_project(
        id="ruta", title="turismo", themes=["turismo"], exclude=["turismo"], lead="turismo"
    )
    create_project(twins, ANA, project)
    join(twins, loser="turismo")
    now = get_interaction(twins, made.id)
    assert [one.actor for one in now.participants].count("uis") == 1
    assert {name: getattr(now, name) for name in texts} == texts
    kept = get_commitment(twins, promise.id)
    assert (kept.text, kept.owner) == ("turismo", "uis")
    ruta = get_project(twins, "ruta")
    assert (ruta.title, ruta.themes, ruta.exclude, ruta.lead) == ("turismo", ["turismo"], ["uis"], "uis")


class Busy:
    """A store on which a colleague does something just before the next unit of work begins."""

    def __init__(self, store: Store, first: Callable[[], object]) -> None:
        self._store, self._first = store, first

    def __getattr__(self, name: str) -> Any:
        return getattr(self._store, name)

    def as_seen_by(self, principals: Collection[str] | None) -> Store:
        return cast("Store", Busy(self._store.as_seen_by(principals), self._first))

    def transaction(self, author: str) -> AbstractContextManager[Transaction]:
        self._first()
        return self._store.transaction(author)


@pytest.mark.parametrize("edited", ["uis", UIS])
def test_what_a_colleague_saves_just_before_the_joining_is_not_overwritten(twins: Store, edited: str) -> None:
    def colleague() -> None:
        update_actor(twins, ANA, get_actor(twins, edited).having(notes="De la colega.", phone="6076344000"))

    with pytest.raises(EditConflict):
        join(cast("Store", Busy(twins, colleague)))
    now = get_actor(twins, edited)
    assert (now.notes, now.phone) == ("De la colega.", "6076344000")
    assert merges_into(twins, "uis") == []


def test_of_two_joinings_of_one_record_at_the_same_moment_only_one_is_made(twins: Store) -> None:
    create_actor(twins, ANA, make_actor(id="tercera", name="Tercera", **UNIVERSITY))
    with pytest.raises((InvalidData, EditConflict)):
        join(cast("Store", Busy(twins, lambda: join(twins, winner="tercera"))))
    assert current_id(twins, UIS) == "tercera"
    assert [one.loser for one in merges_into(twins, "tercera")] == [UIS]
    assert merges_into(twins, "uis") == []


def test_a_signpost_to_nowhere_is_a_flaw(twins: Store) -> None:
    merged = join(twins)
    node = twins.get([UIS])[UIS]
    with twins.transaction("ana") as tx:
        tx.put_nodes([node.with_properties(merged_into="nadie")])
    assert [(flaw.reason, flaw.id) for flaw in check_kept(twins)] == [("merged_lost", UIS)]
    with twins.transaction("ana") as tx:
        tx.put_nodes([twins.get([UIS])[UIS].with_properties(merged_into="uis")])
    undo_merge(twins, ANA, merged.merge)


def _bare(actors: dict[str, Actor]) -> dict[str, object]:
    """The cards without the count of their edits."""
    return {id: actor.model_dump(exclude={"version"}) for id, actor in actors.items()}
