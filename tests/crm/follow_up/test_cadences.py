"""How often one wants to hear from whom: set, undone, and always followed by the days on which ties turn cold."""

from datetime import timedelta

import pytest

from crm.actors import create_actor, get_actor, update_actor
from crm.errors import EditConflict, InvalidData, NotAllowed
from crm.follow_up.cadences import list_cadences, set_cadences, settle_cold_days, unsettled
from crm.history import history_of, undo
from crm.in_use import begin_use
from crm.interactions import create_interaction
from crm.office import today
from crm.verification import check_kept
from graph.records import Node
from graph.store import Store
from tests.makers import make_actor, make_interaction

EMBASSY = 180


def of(store: Store, type: str):
    return next(one for one in list_cadences(store) if one.type == type)


def with_days(store: Store, type: str, days: int):
    from dataclasses import replace

    return replace(of(store, type), days=days)


def cold_in(store: Store, id: str) -> int | None:
    actor = get_actor(store, id)
    return (
        None
        if actor.cold_on is None or actor.last_contact is None
        else (actor.cold_on - actor.last_contact).days
    )


@pytest.fixture
def met(store: Store, ana) -> Store:
    create_interaction(
        store, ana, make_interaction("embajada-francia", "uis", when=today() - timedelta(days=30))
    )
    return store


def test_types_have_the_rhythm_they_come_with_until_somebody_sets_another(met: Store, boss) -> None:
    assert of(met, "embassy").days == of(met, "embassy").usual == EMBASSY
    assert cold_in(met, "embajada-francia") == EMBASSY
    assert set_cadences(met, boss, [with_days(met, "embassy", 60), of(met, "university")]) == ["embassy"]
    assert unsettled(met) == ["embassy"]
    assert settle_cold_days(met)
    assert unsettled(met) == []
    assert cold_in(met, "embajada-francia") == 60
    assert cold_in(met, "uis") == 120


def test_a_rhythm_is_taken_back_with_the_days_that_follow_from_it(met: Store, boss, ana) -> None:
    set_cadences(met, boss, [with_days(met, "embassy", 60)])
    settle_cold_days(met)
    set_cadences(met, boss, [with_days(met, "embassy", 0)])
    settle_cold_days(met)
    assert cold_in(met, "embajada-francia") is None
    entry = history_of(met, "cadence-embassy")[0]
    assert (entry.author, entry.fields) == (boss.id, (("days", 60, 0),))
    with pytest.raises(NotAllowed):
        undo(met, ana, entry.transaction)
    undo(met, boss, entry.transaction)
    assert cold_in(met, "embajada-francia") == 60


def test_the_first_setting_of_a_rhythm_can_be_taken_back_too(met: Store, boss) -> None:
    set_cadences(met, boss, [with_days(met, "embassy", 60)])
    settle_cold_days(met)
    undo(met, boss, history_of(met, "cadence-embassy")[0].transaction)
    assert of(met, "embassy").days == EMBASSY
    assert cold_in(met, "embajada-francia") == EMBASSY


def test_many_actors_are_left_to_the_analyst(met: Store, boss) -> None:
    set_cadences(met, boss, [with_days(met, "embassy", 60)])
    assert not settle_cold_days(met, most=0)
    assert (cold_in(met, "embajada-francia"), unsettled(met)) == (EMBASSY, ["embassy"])
    assert settle_cold_days(met)
    assert cold_in(met, "embajada-francia") == 60


def test_a_contact_saved_before_the_days_are_settled_follows_the_new_rhythm(met: Store, boss, ana) -> None:
    set_cadences(met, boss, [with_days(met, "embassy", 60)])
    create_interaction(met, ana, make_interaction("embajada-francia", when=today()))
    assert cold_in(met, "embajada-francia") == 60


def test_an_actor_may_have_a_rhythm_of_its_own(met: Store, ana, boss) -> None:
    french = get_actor(met, "embajada-francia")
    saved = update_actor(met, ana, french.changed(cadence_days=30))
    assert cold_in(met, french.id) == 30
    set_cadences(met, boss, [with_days(met, "embassy", 60)])
    settle_cold_days(met)
    assert cold_in(met, french.id) == 30
    update_actor(met, ana, saved.changed(cadence_days=0, version=get_actor(met, french.id).version))
    assert cold_in(met, french.id) is None
    undo(met, ana, history_of(met, french.id)[0].transaction)
    assert cold_in(met, french.id) == 30
    assert check_kept(met) == []


def test_only_administrators_set_rhythms_and_only_sensible_ones(met: Store, ana, boss) -> None:
    with pytest.raises(NotAllowed):
        set_cadences(met, ana, [with_days(met, "embassy", 60)])
    for days in (-1, 3651):
        with pytest.raises(InvalidData):
            set_cadences(met, boss, [with_days(met, "embassy", days)])


def test_two_who_set_one_rhythm_at_once_are_told_apart(met: Store, boss) -> None:
    seen = with_days(met, "embassy", 90)
    set_cadences(met, boss, [with_days(met, "embassy", 60)])
    with pytest.raises(EditConflict) as conflict:
        set_cadences(met, boss, [seen])
    assert conflict.value.current["days"] == 60


def test_a_private_actor_follows_the_rhythm_as_well(met: Store, ana, boss) -> None:
    secret = create_actor(met, ana, make_actor(name="Consulado", audience=("user:ana",)))
    with met.transaction("t") as tx:
        node: Node = tx.get([secret.id])[secret.id]
        tx.put_nodes([node.with_properties(last_contact=today())])
    begin_use(met, boss, today() - timedelta(days=1000))
    set_cadences(met, boss, [with_days(met, "embassy", 60)])
    settle_cold_days(met.as_seen_by(boss.principals))
    assert cold_in(met, secret.id) == 60
