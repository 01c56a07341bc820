"""A session lasts as long as it should and no longer."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from crm.access import SYSTEM
from crm.accounts.managing import (
    NewUser,
    close_all_sessions,
    close_session,
    create_user,
    end_session,
    list_sessions,
    open_session,
    session_viewer,
    set_role,
)
from crm.accounts.sessions import IDLE, LONGEST
from crm.errors import NotFound
from graph.store import Query

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


@pytest.fixture
def store(empty):
    return empty


@pytest.fixture
def ana(store):
    return create_user(store, SYSTEM, NewUser("ana", "Ana", "tres tristes tigres"), "editor")


def test_an_open_session_gives_the_user_with_the_role_of_this_moment(store, ana):
    secret = open_session(store, ana.id, NOW)
    assert session_viewer(store, secret, NOW) == ana.viewer
    set_role(store, SYSTEM, ana.id, "reader")
    viewer = session_viewer(store, secret, NOW)
    assert viewer is not None
    assert viewer.role == "reader"


@pytest.mark.parametrize("secret", ["", "x", "\ud800", "session-abc"])
def test_a_made_up_secret_is_nobody(store, ana, secret):
    open_session(store, ana.id, NOW)
    assert session_viewer(store, secret, NOW) is None


def test_it_ends_when_idle_and_goes_on_when_used(store, ana):
    idle, used = open_session(store, ana.id, NOW), open_session(store, ana.id, NOW)
    almost = NOW + IDLE - timedelta(minutes=1)
    assert session_viewer(store, used, almost)
    after = NOW + IDLE + timedelta(minutes=1)
    assert session_viewer(store, idle, after) is None
    assert session_viewer(store, used, after)


def test_it_ends_at_its_last_day_however_much_it_is_used(store, ana):
    secret, now = open_session(store, ana.id, NOW), NOW
    while now < NOW + LONGEST:
        assert session_viewer(store, secret, now)
        now += timedelta(hours=11)
    assert session_viewer(store, secret, NOW + LONGEST) is None


def test_looking_does_not_write_each_time(store, ana):
    secret = open_session(store, ana.id, NOW)
    session_viewer(store, secret, NOW + timedelta(minutes=1))
    [node] = store.find(Query("Session")).items
    assert node.version == 1
    session_viewer(store, secret, NOW + timedelta(minutes=11))
    [node] = store.find(Query("Session")).items
    assert node.version == 2


def test_a_page_that_asks_by_itself_does_not_put_off_the_idle_end(store, ana):
    secret = open_session(store, ana.id, NOW)
    for hour in range(1, 12):
        assert session_viewer(store, secret, NOW + timedelta(hours=hour), touch=False)
    assert session_viewer(store, secret, NOW + timedelta(hours=13), touch=False) is None
    [node] = store.find(Query("Session")).items
    assert node.version == 1


def test_logging_in_again_ends_the_session_the_browser_had(store, ana):
    first = open_session(store, ana.id, NOW)
    second = open_session(store, ana.id, NOW, previous=first)
    assert first != second
    assert session_viewer(store, first, NOW) is None
    assert session_viewer(store, second, NOW)
    assert open_session(store, ana.id, NOW, previous="made-up")


def test_logging_out_ends_one_and_everywhere_ends_all_but_this(store, ana):
    one, two, three = (open_session(store, ana.id, NOW, device=name) for name in ("a", "b", "c"))
    close_session(store, one)
    close_session(store, one)
    assert session_viewer(store, one, NOW) is None
    assert close_all_sessions(store, ana.id, keep=three) == 1
    assert session_viewer(store, two, NOW) is None
    assert session_viewer(store, three, NOW)
    assert close_all_sessions(store, ana.id) == 1
    assert session_viewer(store, three, NOW) is None


def test_a_person_ends_one_of_their_own_sessions_and_no_others(store, ana):
    eva = create_user(store, SYSTEM, NewUser("eva", "Eva", "tres tristes tigres"), "reader")
    secret = open_session(store, ana.id, NOW, device="teléfono")
    [session] = list_sessions(store, ana.id)
    assert (session.device, session.opened) == ("teléfono", NOW)
    assert secret not in session.id
    end_session(store, eva.id, session.id)
    assert session_viewer(store, secret, NOW)
    end_session(store, ana.id, session.id)
    assert session_viewer(store, secret, NOW) is None


def test_what_is_over_is_swept_away_by_the_next_log_in(store, ana):
    for _ in range(3):
        open_session(store, ana.id, NOW)
    open_session(store, ana.id, NOW + LONGEST)
    assert len(store.find(Query("Session")).items) == 1


def test_sessions_leave_no_trace_in_the_log(store, ana):
    before = store.revision()
    secret = open_session(store, ana.id, NOW)
    session_viewer(store, secret, NOW + timedelta(hours=1))
    close_session(store, secret)
    assert store.revision() == before


def test_nobody_unknown_gets_a_session(store):
    with pytest.raises(NotFound):
        open_session(store, "u-nadie", NOW)
