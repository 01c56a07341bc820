"""Which person of the network an account belongs to: "yo" as the owner of a commitment, and whose "Lo mío" is."""

from __future__ import annotations

from dataclasses import replace

from crm.access import Viewer, require
from crm.accounts.users import User, get_user, list_users, node_of_user, user_of
from crm.errors import InvalidData, NotFound, translated
from crm.merging.signposts import current_id
from graph.store import Store


def link_person(store: Store, viewer: Viewer, user: str, person: str | None) -> User:
    """Says which actor an account's person is; None parts them. An administrator says it of anybody, others of themselves.

    Raises NotAllowed, NotFound, InvalidData (field "person") for who is no person of the network or has another account.
    """
    require(viewer, "edit" if user == viewer.id else "administer")
    with translated(), store.transaction(viewer.id) as tx:
        current = get_user(tx, user)
        if person is not None:
            node = tx.get([person]).get(person)
            if node is None or "Person" not in node.labels:
                raise InvalidData.of("person", "not_a_person", value=person)
            if any(one.person == person and one.id != user for one in list_users(store)):
                raise InvalidData.of("person", "taken", value=node.get("name"))
        [saved] = tx.put_nodes([node_of_user(replace(current, person=person))])
    return user_of(saved)


def person_of(store: Store, viewer: Viewer) -> str | None:
    """The actor that who asks is, by the id it has now; None for tokens, for the system, and while nobody said it. `store` is the whole store."""
    try:
        person = get_user(store, viewer.id).person
    except NotFound:
        return None
    return current_id(store, person) if person else None
