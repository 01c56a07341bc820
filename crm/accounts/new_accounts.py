"""A new account: what a person gives is checked, then the user and the password's hash are written together."""

from __future__ import annotations

from datetime import UTC, datetime

from crm.access import Role, Viewer, require
from crm.accounts.passwords import check_password, hash_password
from crm.accounts.users import (
    NewUser,
    User,
    checked_language,
    checked_name,
    checked_role,
    find_user,
    folded_login,
    free_user_id,
    node_of_user,
    put_credential,
    user_of,
)
from crm.errors import InvalidData, translated
from graph.errors import DuplicateKey
from graph.store import Store, Transaction


def create_user(store: Store, viewer: Viewer, new: NewUser, role: Role = "reader") -> User:
    """Makes an account with a password somebody chose, as `aliados user add` does. Raises NotAllowed, InvalidData."""
    require(viewer, "administer")
    user = new_account(store, new, role, datetime.now(UTC))
    hashed = hash_password(new.password)
    with translated(), store.transaction(viewer.id) as tx:
        return add_account(tx, user, hashed)


def new_account(store: Store, new: NewUser, role: str, now: datetime) -> User:
    """The user to be, everything checked but whether its login is free in that very moment. Raises InvalidData."""
    login, name = folded_login(new.login), checked_name(new.name)
    check_password(new.password, login, name)
    if find_user(store, login):
        raise InvalidData.of("login", "login_taken")
    language, id = checked_language(new.language), free_user_id(store, name)
    return User(id, login, name, checked_role(role), language=language, created=now)


def add_account(tx: Transaction, user: User, hashed: str) -> User:
    """Writes the user and its password's hash. Raises InvalidData when another took the login in between."""
    try:
        [saved] = tx.put_nodes([node_of_user(user)])
    except DuplicateKey as error:
        raise InvalidData.of("login", "login_taken") from error
    put_credential(tx, user.id, hashed)
    return user_of(saved)
