"""However one joins, edits, takes back and takes apart: every fact is found again, and what is kept follows from it."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crm.actors import Actor, get_actors, save_many_actors, update_actor
from crm.errors import CrmError, InvalidData
from crm.evidence import save_source
from crm.interactions import create_interaction, save_many_interactions
from crm.merging.joinings import merges_into
from crm.merging.merge import MergeOrder, merge_actors
from crm.merging.signposts import current_id
from crm.merging.split import SplitOrder, split_actor
from crm.merging.undo import undo_merge
from crm.schema import SCHEMA
from crm.ties import create_tie
from crm.verification import check_kept
from graph.sqlite.store import SqliteStore
from graph.store import EdgeQuery, Store
from tests.crm.conftest import ANA
from tests.makers import (
    make_actor,
    make_commitment,
    make_evidence,
    make_interaction,
    make_office,
    make_source,
    make_tie,
)

IDS = ["a", "b", "c", "d"]
MEETINGS = [("a",), ("b",), ("c", "a"), ("d", "b"), ("a", "b"), ("c", "d")]
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("join"), st.sampled_from(IDS), st.sampled_from(IDS)),
        st.tuples(st.just("undo"), st.sampled_from(IDS), st.integers(0, 3)),
        st.tuples(st.just("edit"), st.sampled_from(IDS), st.sampled_from(["Apodo uno", "Apodo dos"])),
        st.tuples(st.just("meet"), st.sampled_from(IDS), st.sampled_from(IDS)),
        st.tuples(st.just("split"), st.sampled_from(IDS), st.sampled_from(IDS)),
    ),
    max_size=9,
)


@contextmanager
def four() -> Iterator[Store]:
    """Four actors with an alias and a source each, meetings among them, promises and a tie."""
    with TemporaryDirectory() as folder:
        store = SqliteStore(Path(folder) / "red.db", SCHEMA)
        save_source(store, ANA, make_source())
        known = [
            make_actor(
                id=id, name=f"Actor {id}", aliases=[f"Alias {id}"], sources=[make_evidence(line=n + 1)]
            )
            for n, id in enumerate(IDS)
        ]
        save_many_actors(store, ANA, [make_office(), *known])
        save_many_interactions(store, ANA, [
            make_interaction(*who, id=f"i{n}", when=f"2026-0{n + 1}-01", commitments=[make_commitment(owner=who[0])])
            for n, who in enumerate(MEETINGS)
        ])  # fmt: skip
        create_tie(store, ANA, make_tie("a", "d"))
        yield store
        store.close()


def take(store: Store, step: tuple[str, str, object], number: int) -> None:
    verb, id, other = step
    if verb == "join":
        cards = get_actors(store, [id, str(other)])
        versions = (cards[id].version, cards[str(other)].version)
        merge_actors(store, ANA, MergeOrder(id, str(other), versions))
    elif verb == "undo":
        joined = merges_into(store, current_id(store, id))
        if joined:
            undo_merge(store, ANA, joined[int(str(other)) % len(joined)].id)
    elif verb == "edit":
        actor = get_actors(store, [id])[id]
        update_actor(store, ANA, actor.having(aliases=list(dict.fromkeys([*actor.aliases, str(other)]))))
    elif verb == "meet":
        create_interaction(store, ANA, make_interaction(*dict.fromkeys([id, str(other)]), id=f"n{number}"))
    else:
        meetings = [edge.end for edge in store.edges(EdgeQuery((id,), ("TOOK_PART",), "out"))]
        version = get_actors(store, [id])[id].version
        split_actor(store, ANA, SplitOrder(id, version, str(other), interactions=meetings[:1]))


def standing(store: Store) -> dict[str, Actor]:
    return {id: actor for id, actor in get_actors(store, IDS).items() if not actor.archived}


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(STEPS)
def test_every_interaction_alias_source_and_promise_is_found_again(
    steps: list[tuple[str, str, object]],
) -> None:
    with four() as store:
        for number, step in enumerate(steps):
            try:
                take(store, step, number)
            except CrmError:
                continue  # refused whole: what is no longer there, or itself
            assert check_kept(store) == []
        actors = standing(store)
        names = {name for actor in actors.values() for name in (actor.name, *actor.aliases)}
        assert names >= {f"{word} {id}" for word in ("Actor", "Alias") for id in IDS}
        assert {source.line for actor in actors.values() for source in actor.sources} == {1, 2, 3, 4}
        edges = store.edges(EdgeQuery(tuple(IDS), ("TOOK_PART",), "out"))
        assert {edge.start for edge in edges} <= actors.keys()
        assert {edge.end for edge in edges} >= {f"i{n}" for n in range(len(MEETINGS))}
        owners = {edge.start for edge in store.edges(EdgeQuery((*IDS,), ("OWES",), "out"))}
        assert owners <= actors.keys()
        promises = store.edges(EdgeQuery((*IDS,), ("OWES",), "out"))
        assert {edge.end for edge in promises} == {f"i{n}-c1" for n in range(len(MEETINGS))}


def taken_back(store: Store, merge: str) -> bool:
    try:
        undo_merge(store, ANA, merge)
    except InvalidData as refused:
        if [problem.key for problem in refused.problems] != ["merge_undo_later_first"]:
            raise
        return False
    return True


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.permutations(IDS), st.integers(1, 3), st.randoms(use_true_random=False))
def test_joinings_taken_back_in_any_order_leave_everything_as_it_was(order, joins, rng) -> None:
    with four() as store:
        before = {id: actor.model_dump(exclude={"version"}) for id, actor in get_actors(store, IDS).items()}
        there = {(e.type, e.start, e.end) for e in store.edges(EdgeQuery(tuple(IDS)))}
        winner, made = order[0], []
        for loser in order[1 : joins + 1]:
            cards = get_actors(store, [winner, loser])
            versions = (cards[winner].version, cards[loser].version)
            made.append(merge_actors(store, ANA, MergeOrder(winner, loser, versions)).merge)
        rng.shuffle(made)
        while made:  # one that a later joining overtook is refused until that one is taken back
            done = [merge for merge in made if taken_back(store, merge)]
            assert done
            made = [merge for merge in made if merge not in done]
            assert check_kept(store) == []
        assert {(e.type, e.start, e.end) for e in store.edges(EdgeQuery(tuple(IDS)))} == there
        assert {id: a.model_dump(exclude={"version"}) for id, a in get_actors(store, IDS).items()} == before
