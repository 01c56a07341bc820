"""What stands beside actors and interactions and speaks of them: visits, mergers, accounts. Erasing reaches it too."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator
from dataclasses import replace
from typing import Any

from crm.accounts.users import list_users, node_of_user
from crm.assessments.hanging import ACTOR_EDGES, UPON
from crm.delegations.needs_records import needs_id
from crm.listing import every
from crm.saving import edges_of
from graph.records import Node
from graph.store import Query, Store, Transaction, Where

_PARTS = ("EXTENDS", "SCHEDULED_IN", "INVITES_TO")
_GROUPS = ("members", "hosts", "budget", "steps")
_WHOSE = ("person", "actor")
# Who comes for a guest, and who does a row of an engagement plan.
_DOING = (("VisitInvitation", "person"), ("Engagement", "who"))


def parts_of_visit(whole: Store, interaction: str) -> dict[str, Node]:
    """A visit's delegation, programme, invitations and needs, and the mail it was read from: they go with it."""
    parts = {edge.start for edge in edges_of(whole, [interaction], _PARTS, "in")}
    where = (Where("record", "=", interaction),)
    mails = {node.id: node for node in every(whole, Query("Origin", where=where))}
    return {**whole.get({*parts, needs_id(interaction)}), **mails}


def kept_of(whole: Store, actor: str) -> dict[str, Node]:
    """What keeps an actor under other ids: its invitations, what was thought of it in projects, what was merged into it,
    what remembers the merging.
    """
    invited = {edge.end for edge in edges_of(whole, [actor], ("INVITED_TO", *ACTOR_EDGES), "out")}
    influenced = {edge.start for edge in edges_of(whole, [actor], (UPON,), "in")}
    found = whole.get(invited | influenced)
    for side in ("winner", "loser"):
        found |= {one.id: one for one in every(whole, Query("Merge", where=(Where(side, "=", actor),)))}
    losers = {str(one.get("loser")) for one in found.values() if one.root == "Merge"} - {actor}
    merged = {id: node for id, node in whole.get(losers).items() if node.get("merged_into") == actor}
    return {**found, **merged}


def leave_visits(tx: Transaction, whole: Store, actor: str, going: Collection[str]) -> None:
    """Members and hosts that are the actor go; who pays, does or comes for somebody is nobody any more, in plans too."""
    changed: list[Node] = []
    for one in every(whole, Query("Delegation")):
        lists = {name: list(_without(one.get(name, ()), actor)) for name in _GROUPS if name in one.properties}
        if any(lists[name] != list(one.get(name)) for name in lists):
            changed.append(one.with_properties(**{name: values or None for name, values in lists.items()}))
    for root, field in _DOING:
        others = (one for one in every(whole, Query(root)) if one.id not in going)
        changed += [one.with_properties(**{field: None}) for one in others if one.get(field) == actor]
    if changed:
        tx.put_nodes(changed)


def _without(texts: Collection[str], actor: str) -> Iterator[str]:
    for text in texts:
        said: dict[str, Any] = json.loads(text)
        if actor in {said.get(name) for name in _WHOSE}:
            continue
        left = {name: value for name, value in said.items() if value != actor}
        yield text if left == said else json.dumps(left, ensure_ascii=False)


def leave_accounts(tx: Transaction, whole: Store, person: str) -> None:
    """Accounts that were said to be this person's are nobody's."""
    users = [one for one in list_users(whole) if one.person == person]
    if users:
        tx.put_nodes([node_of_user(replace(one, person=None)) for one in users])
