"""A token does what it may and no more, until it ends."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from crm.access import SYSTEM
from crm.accounts.managing import (
    NewToken,
    NewUser,
    create_user,
    disable_user,
    list_tokens,
    make_token,
    revoke_token,
    set_role,
    token_viewer,
)
from crm.errors import InvalidData, NotAllowed, NotFound

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
NO_ROLE: Any = "king"


def seen(store, secret):
    viewer = token_viewer(store, secret, NOW)
    assert viewer is not None
    return viewer


@pytest.fixture
def store(empty):
    return empty


@pytest.fixture
def ana(store):
    return create_user(store, SYSTEM, NewUser("ana", "Ana", "tres tristes tigres"), "editor")


def test_a_token_of_a_user_works_in_their_name_with_the_lesser_role(store, ana):
    _, secret = make_token(store, SYSTEM, NewToken("Informes", "administrator", f"user:{ana.id}"), NOW)
    assert token_viewer(store, secret, NOW) == ana.viewer
    set_role(store, SYSTEM, ana.id, "reader")
    assert seen(store, secret).role == "reader"
    disable_user(store, SYSTEM, ana.id)
    assert token_viewer(store, secret, NOW) is None


def test_a_token_of_the_office_or_the_public_works_in_its_own_name(store):
    token, secret = make_token(store, SYSTEM, NewToken("Tablero", "editor", "office"), NOW)
    viewer = seen(store, secret)
    assert (viewer.id, viewer.role, viewer.principals) == (token.id, "editor", {"public", "office"})
    _, secret = make_token(store, SYSTEM, NewToken("Datos abiertos", "reader", "public"), NOW)
    assert seen(store, secret).principals == {"public"}


@pytest.mark.parametrize("secret", ["", "ra_", "ra_x", "x", "ra_\ud800"])
def test_a_made_up_token_is_nobody(store, secret):
    make_token(store, SYSTEM, NewToken("Tablero", "editor", "office"), NOW)
    assert token_viewer(store, secret, NOW) is None


def test_a_token_ends_on_its_day_or_when_revoked(store):
    kept, secret = make_token(
        store, SYSTEM, NewToken("Uno", "reader", "office", NOW + timedelta(days=1)), NOW
    )
    assert token_viewer(store, secret, NOW)
    assert token_viewer(store, secret, NOW + timedelta(days=1)) is None
    assert revoke_token(store, SYSTEM, kept.id).revoked
    assert token_viewer(store, secret, NOW) is None
    assert [token.revoked for token in list_tokens(store, SYSTEM)] == [True]
    with pytest.raises(NotFound):
        revoke_token(store, SYSTEM, "token-otro")


def test_people_make_and_end_their_own_tokens_within_their_role(store, ana):
    eva = create_user(store, SYSTEM, NewUser("eva", "Eva", "tres tristes tigres"), "reader")
    mine, _ = make_token(store, ana.viewer, NewToken("Mío", "editor", f"user:{ana.id}"), NOW)
    for new in (
        NewToken("Más", "administrator", f"user:{ana.id}"),
        NewToken("De otra", "reader", f"user:{eva.id}"),
        NewToken("De todos", "reader", "office"),
    ):
        with pytest.raises(NotAllowed):
            make_token(store, ana.viewer, new, NOW)
    assert list_tokens(store, eva.viewer) == []
    assert [token.id for token in list_tokens(store, ana.viewer)] == [mine.id]
    with pytest.raises(NotAllowed):
        revoke_token(store, eva.viewer, mine.id)
    assert revoke_token(store, ana.viewer, mine.id).revoked


@pytest.mark.parametrize(
    ("new", "error"),
    [
        (NewToken("", "reader", "office"), InvalidData),
        (NewToken("x", NO_ROLE, "office"), InvalidData),
        (NewToken("x", "reader", "everyone"), InvalidData),
        (NewToken("x", "reader", "office", NOW), InvalidData),
        (NewToken("x", "reader", "user:u-nadie"), NotFound),
    ],
)
def test_a_token_that_makes_no_sense_is_refused(store, new, error):
    with pytest.raises(error):
        make_token(store, SYSTEM, new, NOW)


def test_tokens_of_one_name_get_ids_of_their_own_and_the_secret_is_not_kept(store):
    made = [make_token(store, SYSTEM, NewToken("Tablero", "reader", "office"), NOW) for _ in range(2)]
    assert [token.id for token, _ in made] == ["token-tablero", "token-tablero-2"]
    assert made[0][1] not in repr(list(store.scan())) + repr(store.changes())


@pytest.mark.parametrize("role", ["editor", "administrator"])
def test_a_token_of_the_public_only_reads(store, role):
    with pytest.raises(InvalidData):
        make_token(store, SYSTEM, NewToken("Datos abiertos", role, "public"), NOW)
