"""Who may hand which account over to whom: one's own by who records, everybody's by an administrator.

own account          to anybody else; only the promises of the person one is, and only what one sees oneself
another's account    by an administrator, to anybody but themselves; what only that account saw does not pass
"""

from __future__ import annotations

from dataclasses import dataclass

from crm.access import Viewer, require
from crm.accounts.persons import person_of
from crm.accounts.users import User, get_user
from crm.errors import InvalidData, NotAllowed
from crm.interaction_rules import actor_problems
from crm.saving import check
from graph.store import Query, Store, Where


@dataclass(frozen=True)
class Leaving:
    """Who goes and who takes over. `person` is the leaver in the network, whose promises pass to `successor`."""

    account: str
    to: str
    person: str | None = None
    successor: str | None = None


def may_hand_over(viewer: Viewer, account: str) -> None:
    """An administrator hands over for anybody, who records for themselves. Raises NotAllowed."""
    require(viewer, "edit")
    if viewer.id != account and not viewer.may("administer"):
        raise NotAllowed("administer", viewer.role)


def reach_of(store: Store, viewer: Viewer) -> Store:
    """What a viewer's handing over may touch: an administrator's everything, everybody else's what they see."""
    return store.as_seen_by(None if viewer.may("administer") else viewer.principals)


def refuse_leaving(store: Store, viewer: Viewer, leaving: Leaving) -> None:
    """`store` is the full store. Raises NotAllowed, NotFound, InvalidData (fields "to", "account", "person", "successor")."""
    may_hand_over(viewer, leaving.account)
    user, to = get_user(store, leaving.account), get_user(store, leaving.to)
    if to.disabled or to.id == user.id:
        raise InvalidData.of("to", "hand_over_to_nobody")
    if to.id == viewer.id:
        raise InvalidData.of("to", "hand_over_to_oneself")
    if _is_last_administrator(store, user):
        raise InvalidData.of("account", "last_administrator")
    _refuse_people(store, viewer, leaving)


def _refuse_people(store: Store, viewer: Viewer, leaving: Leaving) -> None:
    if leaving.person and not viewer.may("administer") and leaving.person != person_of(store, viewer):
        raise InvalidData.of("person", "hand_over_not_oneself")
    said = {"person": leaving.person, "successor": leaving.successor}
    named = {field: id for field, id in said.items() if id}
    check(actor_problems(named, store.as_seen_by(viewer.principals).get(set(named.values()))))


def _is_last_administrator(store: Store, user: User) -> bool:
    where = (Where("role", "=", "administrator"), Where("disabled", "=", False))
    there = store.find(Query("User", where=where, limit=1000, total=False)).items
    return user.role == "administrator" and not user.disabled and all(node.id == user.id for node in there)
