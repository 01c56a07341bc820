"""Accounts: who gets in, who does not, and what a guesser learns."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from time import perf_counter
from typing import Any

import pytest

from crm.access import SYSTEM
from crm.accounts.lockout import FREE_FOR_LOGIN, FREE_FOR_ORIGIN, count_attempt, forgive
from crm.accounts.managing import (
    NewUser,
    Profile,
    accept_invitation,
    authenticate,
    change_password,
    create_user,
    disable_user,
    enable_user,
    find_user,
    first_user_needed,
    get_user,
    list_invitations,
    list_users,
    make_first_invitation,
    make_invitation,
    names_of,
    open_session,
    read_invitation,
    reset_password,
    revoke_invitation,
    session_viewer,
    set_role,
    update_profile,
)
from crm.accounts.users import User, credential_id, node_of_user
from crm.errors import BadCredentials, InvalidData, NotAllowed, NotFound, TooManyAttempts
from graph.store import Query

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
PASSWORD = "tres tristes tigres"
NO_ROLE: Any = "king"
NO_LANGUAGE: Any = "fr"


@pytest.fixture
def store(empty):
    return empty


def make_user(store, login="ana", role="editor", **changes):
    new = NewUser(**{"login": login, "name": f"{login.title()} Pérez", "password": PASSWORD, **changes})
    return create_user(store, SYSTEM, new, role)


def key_of(caught) -> str:
    return caught.value.problems[0].key


def outcomes(work, times=8):
    """What `work(n)` gave or raised, run by eight threads at once."""

    def tried(number):
        try:
            return work(number)
        except Exception as error:  # noqa: BLE001 - the test looks at what was raised
            return error

    with ThreadPoolExecutor(times) as threads:
        return list(threads.map(tried, range(times)))


def test_the_first_link_makes_the_first_administrator_and_only_that(store):
    assert first_user_needed(store)
    secret = make_first_invitation(store, NOW)
    user = accept_invitation(store, secret, NewUser("Ana@Bga.gov.co", "Ana  Pérez", PASSWORD, "en"), NOW)
    assert (user.id, user.login, user.name, user.role, user.language) == (
        "u-ana-perez",
        "ana@bga.gov.co",
        "Ana Pérez",
        "administrator",
        "en",
    )
    assert not first_user_needed(store)
    with pytest.raises(InvalidData) as caught:
        make_first_invitation(store, NOW)
    assert key_of(caught) == "first_user_exists"


def test_two_first_runs_at_once_make_one_administrator(store):
    secrets = [make_first_invitation(store, NOW) for _ in range(4)] * 2
    results = outcomes(
        lambda n: accept_invitation(store, secrets[n], NewUser(f"user{n}", f"U {n}", PASSWORD), NOW)
    )
    refused = [result.problems[0].key for result in results if isinstance(result, InvalidData)]
    assert len(refused) == 7
    assert set(refused) <= {"first_user_exists", "invitation_void"}
    assert [user.role for user in list_users(store)] == ["administrator"]


def test_an_invitation_works_once_even_when_used_at_once(store):
    secret = make_invitation(store, SYSTEM, "reader", 1)
    results = outcomes(
        lambda n: accept_invitation(store, secret, NewUser(f"user{n}", f"U {n}", PASSWORD), datetime.now(UTC))
    )
    assert sorted(type(result).__name__ for result in results) == ["InvalidData"] * 7 + ["User"]
    assert len(list_users(store)) == 1
    assert list_users(store)[0].role == "reader"


def test_an_invitation_expires_and_can_be_taken_back(store):
    secret = make_invitation(store, SYSTEM, "editor", 2, note="practicante")
    now = datetime.now(UTC)
    assert read_invitation(store, secret, now).note == "practicante"
    with pytest.raises(InvalidData):
        read_invitation(store, secret, now + timedelta(hours=2, minutes=1))
    [listed] = list_invitations(store, SYSTEM, now)
    assert (listed.role, listed.by) == ("editor", "system")
    revoke_invitation(store, SYSTEM, listed.id)
    revoke_invitation(store, SYSTEM, listed.id)
    with pytest.raises(InvalidData) as caught:
        accept_invitation(store, secret, NewUser("eva", "Eva", PASSWORD), now)
    assert key_of(caught) == "invitation_void"


@pytest.mark.parametrize("secret", ["", "x", "\ud800", "a" * 10_000])
def test_a_made_up_link_is_void(store, secret):
    with pytest.raises(InvalidData) as caught:
        read_invitation(store, secret, NOW)
    assert key_of(caught) == "invitation_void"


def test_a_refused_form_leaves_the_invitation_for_another_try(store):
    make_user(store, "ana")
    secret = make_invitation(store, SYSTEM, "reader", 1)
    now = datetime.now(UTC)
    for new, field in [
        (NewUser("ANA", "Otra", PASSWORD), "login"),
        (NewUser("a b", "Otra", PASSWORD), "login"),
        (NewUser("otra", " ", PASSWORD), "name"),
        (NewUser("otra", "Otra", "corta"), "password"),
        (NewUser("otra", "Otra", PASSWORD, NO_LANGUAGE), "language"),
    ]:
        with pytest.raises(InvalidData) as caught:
            accept_invitation(store, secret, new, now)
        assert caught.value.problems[0].field == field
    assert accept_invitation(store, secret, NewUser("otra", "Otra", PASSWORD), now).login == "otra"


def test_only_administrators_invite_and_no_invitation_lasts_for_ever(store):
    editor = make_user(store).viewer
    with pytest.raises(NotAllowed):
        make_invitation(store, editor, "reader", 1)
    with pytest.raises(NotAllowed):
        list_invitations(store, editor, NOW)
    for hours in (0, -1, 721):
        with pytest.raises(InvalidData):
            make_invitation(store, SYSTEM, "reader", hours)
    with pytest.raises(InvalidData):
        make_invitation(store, SYSTEM, NO_ROLE, 1)


def test_the_same_login_is_taken_however_it_is_written_and_at_once(store):
    results = outcomes(lambda n: make_user(store, "Ana" if n % 2 else "ANA", name=f"Ana {n}"))
    assert sorted(type(result).__name__ for result in results) == ["InvalidData"] * 7 + ["User"]
    found = find_user(store, " aNa ")
    assert found is not None
    assert found.login == "ana"


def test_users_of_one_name_get_ids_of_their_own(store):
    assert [make_user(store, login, name="Ana Pérez").id for login in ("ana1", "ana2")] == [
        "u-ana-perez",
        "u-ana-perez-2",
    ]
    assert names_of(store, ["u-ana-perez", "system"]) == {"u-ana-perez": "Ana Pérez"}


def test_the_right_password_lets_in_and_gives_the_role(store):
    user = make_user(store)
    viewer = authenticate(store, "ANA ", PASSWORD, NOW, "10.0.0.1")
    assert viewer == user.viewer
    assert viewer.role == "editor"
    assert viewer.principals == {"public", "office", f"user:{user.id}"}


def test_a_wrong_password_and_an_unknown_login_look_the_same(store):
    make_user(store)
    disabled = make_user(store, "eva")
    disable_user(store, SYSTEM, disabled.id)
    for login, password in [
        ("ana", "otra cosa larga"),
        ("nadie", PASSWORD),
        ("eva", PASSWORD),
        ("ana", "x" * 9999),
    ]:
        with pytest.raises(BadCredentials) as caught:
            authenticate(store, login, password, NOW)
        assert [(p.field, p.key, p.params) for p in caught.value.problems] == [("", "bad_credentials", {})]


def test_an_unknown_login_costs_as_much_work_as_a_wrong_password(store):
    make_user(store)

    def seconds(login):
        start = perf_counter()
        with pytest.raises(BadCredentials):
            authenticate(store, login, "otra cosa larga", NOW)
        return perf_counter() - start

    seconds("calienta")
    known, unknown = min(seconds("ana") for _ in range(4)), min(seconds("nadie") for _ in range(4))
    assert unknown > known / 3
    assert known > unknown / 3


def fail(store, login, now, origin=""):
    try:
        authenticate(store, login, "otra cosa larga", now, origin)
    except BadCredentials:
        return 0
    except TooManyAttempts as error:
        return error.seconds
    raise AssertionError("the wrong password was taken")


@pytest.mark.parametrize("login", ["ana", "nadie"])
def test_guessing_at_one_login_waits_longer_and_longer_whether_it_exists_or_not(store, login):
    make_user(store)
    assert [fail(store, login, NOW) for _ in range(FREE_FOR_LOGIN)] == [0] * FREE_FOR_LOGIN
    now, waits = NOW, []
    for _ in range(10):
        waits.append(fail(store, login, now))
        now += timedelta(seconds=waits[-1])
        assert fail(store, login, now) == 0
    assert waits == [5, 10, 20, 40, 80, 160, 320, 640, 900, 900]


def test_while_waiting_even_the_right_password_is_not_heard_and_later_it_is(store):
    make_user(store)
    for _ in range(FREE_FOR_LOGIN):
        fail(store, "ana", NOW)
    with pytest.raises(TooManyAttempts) as caught:
        authenticate(store, "ana", PASSWORD, NOW)
    assert caught.value.seconds == 5
    assert authenticate(store, "ana", PASSWORD, NOW + timedelta(seconds=5))
    assert fail(store, "ana", NOW + timedelta(seconds=6)) == 0


def test_guessing_at_many_logins_from_one_origin_is_slowed_down_too(store):
    for number in range(FREE_FOR_ORIGIN):
        count_attempt(store, f"login{number}", "10.0.0.9", NOW)
    assert fail(store, "otro", NOW, "10.0.0.9") > 0
    assert fail(store, "otro", NOW, "10.0.0.8") == 0


def test_an_office_that_logs_in_often_from_one_place_is_not_slowed_down(store):
    make_user(store)
    for _ in range(FREE_FOR_ORIGIN + 10):
        count_attempt(store, "ana", "10.0.0.9", NOW)
        forgive(store, "ana", "10.0.0.9", NOW)
    assert authenticate(store, "ana", PASSWORD, NOW, "10.0.0.9")
    assert store.find(Query("Attempts")).items == ()


def test_an_account_of_ones_own_does_not_wash_off_guesses_at_others(store):
    make_user(store)
    for number in range(FREE_FOR_ORIGIN - 1):
        count_attempt(store, f"login{number}", "10.0.0.9", NOW)
    authenticate(store, "ana", PASSWORD, NOW, "10.0.0.9")
    assert fail(store, "otro", NOW, "10.0.0.9") == 0
    assert fail(store, "otro", NOW, "10.0.0.9") > 0


def test_a_hundred_guesses_at_once_are_counted_as_a_hundred(store):
    def guess(_):
        count_attempt(store, "ana", "10.0.0.1", NOW)
        return "heard"

    results = outcomes(guess, 40)
    assert results.count("heard") == FREE_FOR_LOGIN
    assert all(isinstance(result, TooManyAttempts) for result in results if result != "heard")


def test_failures_are_forgotten_after_an_hour_and_leave_nothing_behind(store):
    for number in range(12):
        fail(store, f"login{number}", NOW, f"10.0.0.{number}")
    later = NOW + timedelta(hours=2)
    for _ in range(4):
        fail(store, "ana", later)
    assert [node.get("count") for node in store.find(Query("Attempts")).items] == [4]


def test_no_secret_is_kept_or_logged_as_it_is(store):
    secret = make_invitation(store, SYSTEM, "reader", 1)
    accept_invitation(store, secret, NewUser("ana", "Ana", PASSWORD), datetime.now(UTC))
    session = open_session(store, "u-ana", NOW)
    fail(store, "secreto-en-login", NOW, "10.9.8.7")
    everything = repr(list(store.scan()))
    log = repr(store.changes())
    for word in (secret, session, PASSWORD, "secreto-en-login", "10.9.8.7"):
        assert word not in everything
        assert word not in log
    assert "$argon2id$" in everything
    assert "$argon2id$" not in log


def test_no_viewer_sees_accounts(store):
    user = make_user(store)
    view = store.as_seen_by(user.viewer.principals)
    assert view.get([user.id, credential_id(user.id)]) == {}
    assert view.find(Query("User")).items == ()


def test_changing_ones_password_needs_the_old_one_and_logs_out_everywhere(store):
    viewer = make_user(store).viewer
    session = open_session(store, viewer.id, NOW)
    with pytest.raises(BadCredentials):
        change_password(store, viewer, "otra cosa larga", "nueva clave de ana 7", NOW)
    with pytest.raises(InvalidData):
        change_password(store, viewer, PASSWORD, "ana", NOW)
    assert session_viewer(store, session, NOW) == viewer
    change_password(store, viewer, PASSWORD, "nueva clave de ana 7", NOW)
    assert session_viewer(store, session, NOW) is None
    assert authenticate(store, "ana", "nueva clave de ana 7", NOW) == viewer
    with pytest.raises(BadCredentials):
        authenticate(store, "ana", PASSWORD, NOW)


def test_a_reset_ends_sessions_and_waits(store):
    viewer = make_user(store).viewer
    session = open_session(store, viewer.id, NOW)
    for _ in range(FREE_FOR_LOGIN + 1):
        fail(store, "ana", NOW)
    with pytest.raises(NotAllowed):
        reset_password(store, viewer, viewer.id, "nueva clave de ana 7")
    reset_password(store, SYSTEM, viewer.id, "nueva clave de ana 7")
    assert session_viewer(store, session, NOW) is None
    assert authenticate(store, "ana", "nueva clave de ana 7", NOW) == viewer
    with pytest.raises(NotFound):
        reset_password(store, SYSTEM, "u-nadie", "nueva clave de ana 7")


def test_the_last_administrator_stays_one(store):
    admin = make_user(store, "ana", "administrator").viewer
    for attempt in (
        lambda: set_role(store, admin, admin.id, "reader"),
        lambda: disable_user(store, admin, admin.id),
    ):
        with pytest.raises(InvalidData) as caught:
            attempt()
        assert key_of(caught) == "last_administrator"
    make_user(store, "eva", "administrator")
    assert set_role(store, admin, admin.id, "reader").role == "reader"


def test_two_administrators_who_demote_each_other_at_once_leave_one(store):
    ids = [make_user(store, f"admin{n}", "administrator").id for n in range(4)]
    outcomes(lambda n: disable_user(store, SYSTEM, ids[n % 4]))
    assert [user.role for user in list_users(store) if not user.disabled] == ["administrator"]


def test_a_disabled_user_is_out_at_once_and_comes_back_enabled(store):
    viewer = make_user(store).viewer
    session = open_session(store, viewer.id, NOW)
    with pytest.raises(NotAllowed):
        disable_user(store, viewer, viewer.id)
    assert disable_user(store, SYSTEM, viewer.id).disabled
    assert session_viewer(store, session, NOW) is None
    enable_user(store, SYSTEM, viewer.id)
    assert authenticate(store, "ana", PASSWORD, NOW) == viewer


def test_a_person_changes_their_own_profile(store):
    viewer = make_user(store, role="reader").viewer
    update_profile(store, viewer, Profile(name="Ana María", language="en", preferences={"keys": False}))
    user = get_user(store, viewer.id)
    assert (user.name, user.language, user.preferences) == ("Ana María", "en", {"keys": False})
    assert update_profile(store, viewer, Profile(language="es")).preferences == {"keys": False}
    with pytest.raises(InvalidData):
        update_profile(store, viewer, Profile(preferences={"x": "y" * 30_000}))
    with pytest.raises(InvalidData):
        update_profile(store, viewer, Profile(name="a\0b"))


def test_what_changes_on_an_account_is_logged_with_its_author(store):
    user = make_user(store)
    set_role(store, SYSTEM, user.id, "reader")
    log = store.changes(of=[user.id])
    assert [(change.author, change.after.get("role")) for change in log] == [
        ("system", "editor"),
        ("system", "reader"),
    ]


def test_a_long_list_of_users_comes_whole_and_in_order(store):
    with store.transaction("system") as tx:
        tx.put_nodes(
            [
                node_of_user(User(f"u-{n:03}", f"login{n:03}", f"U {n}", "reader", created=NOW))
                for n in range(450)
            ]
        )
    assert [user.login for user in list_users(store)] == [f"login{n:03}" for n in range(450)]
