"""An account's leaving: first what only it saw is shared, then what it followed passes and its doors close.

what only it saw                        when one hands over oneself: shared with who takes over, a unit of work before the
                                        other (crm.rotation.sharing); when an administrator does: stays with the account
open commitments, planned meetings, what is to review, live projects   recorded_by: the one -> the other, one unit
sessions deleted, tokens revoked, account disabled                     stays so when the rest is undone
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from crm.access import Viewer
from crm.accounts.sessions import list_sessions
from crm.accounts.users import User, get_user, node_of_user, user_of
from crm.commitment_records import read_commitments
from crm.contact import Ledger
from crm.errors import translated
from crm.files.attaching import attach_in
from crm.files.vault import Kept
from crm.interaction_model import Commitment, Interaction
from crm.interaction_records import read_interactions
from crm.interaction_writing import write_commitments
from crm.listing import every
from crm.office import office_id
from crm.rotation.changing import moved
from crm.rotation.leave_rules import Leaving, may_hand_over, reach_of, refuse_leaving
from crm.rotation.losing import STILL, promises_of
from crm.rotation.sharing import count_private, share_private
from graph.records import Node
from graph.store import Query, Store, Transaction, Where

__all__ = ["HANDOVER", "Belongings", "Leaving", "belongings_of", "hand_over", "may_hand_over"]

HANDOVER = "handover"
_OVER = ("done", "cancelled", "rejected", "closed", "finished")


@dataclass(frozen=True)
class Belongings:
    """What an account follows: it will pass to another. `private` records are seen by it alone, and only it passes them."""

    user: User
    commitments: Sequence[Commitment]
    planned: Sequence[Interaction]
    to_review: Sequence[Node]
    projects: Sequence[Node]
    promises: Sequence[Commitment]
    private: int
    by_oneself: bool = True

    @property
    def count(self) -> int:
        """How many records pass."""
        passing = (self.commitments, self.planned, self.to_review, self.projects, self.promises)
        return sum(map(len, passing)) + (self.private if self.by_oneself else 0)


def belongings_of(store: Store, viewer: Viewer, account: str, person: str | None = None) -> Belongings:
    """What would pass, as the viewer sees it. `store` is the full store. Raises NotAllowed, NotFound."""
    may_hand_over(viewer, account)
    view = store.as_seen_by(viewer.principals)
    nodes = list(_followed(view, account))
    by_root = {
        root: [node for node in nodes if node.root == root]
        for root in ("Commitment", "Interaction", "Project")
    }
    planned = [node for node in by_root["Interaction"] if node.get("status") == "planned"]
    review = [node for node in nodes if node.get("to_review") and node not in planned]
    return Belongings(
        get_user(store, account),
        read_commitments(view, by_root["Commitment"]),
        read_interactions(view, planned),
        review,
        by_root["Project"],
        promises_of(view, person) if person else [],
        count_private(store, account),
        viewer.id == account,
    )


def _followed(store: Store, account: str) -> Iterator[Node]:
    mine = Where("recorded_by", "=", account)
    live = Where("archived", "=", False)
    yield from every(store, Query("Commitment", where=(mine, live, Where("status", "in", STILL))))
    yield from every(store, Query("Interaction", where=(mine, live, Where("status", "=", "planned"))))
    review = Where("to_review", "=", True)
    for root in ("Interaction", "Actor"):
        for node in every(store, Query(root, where=(mine, live, review))):
            if node.get("status") != "planned":
                yield node
    for node in every(store, Query("Project", where=(mine, live))):
        if node.get("status") not in _OVER:
            yield node


def hand_over(store: Store, viewer: Viewer, leaving: Leaving, paper: Kept | None = None) -> int:
    """Does it, and attaches the paper to the office for who takes over; says how many records passed.

    What only the account saw is shared first, in a unit of its own that stays when the rest is undone or fails; but not
    by an administrator, who could name a second account of their own and read it there.
    `store` is the full store. Raises NotAllowed, NotFound, InvalidData (fields "to", "account", "person", "successor").
    """
    refuse_leaving(store, viewer, leaving)
    oneself = viewer.id == leaving.account
    private = share_private(store, viewer, leaving.account, leaving.to) if oneself else 0
    reach = reach_of(store, viewer)
    followed = list(_followed(reach, leaving.account))
    sessions = [one.id for one in list_sessions(store, leaving.account)]
    tokens = _tokens(store, leaving.account)
    promises = promises_of(reach, leaving.person) if leaving.person and leaving.successor else []
    with translated(), store.transaction(viewer.id) as tx:
        _pass(tx, followed, leaving.to)
        _pass_promises(tx, store, viewer, (leaving, promises))
        if paper is not None:
            _attach(tx, paper, viewer, leaving)
        _close(tx, leaving.account, sessions, tokens)
    return len(followed) + len(promises) + private


def _tokens(store: Store, account: str) -> list[str]:
    where = (Where("user", "=", f"user:{account}"),)
    return [node.id for node in every(store, Query("Token", where=where))]


def _pass(tx: Transaction, followed: Sequence[Node], to: str) -> None:
    now = tx.get({node.id for node in followed})
    if now:
        tx.put_nodes([node.with_properties(recorded_by=to) for node in now.values()])


def _pass_promises(
    tx: Transaction, store: Store, viewer: Viewer, what: tuple[Leaving, Sequence[Commitment]]
) -> None:
    leaving, promises = what
    if not promises or leaving.person is None or leaving.successor is None:
        return
    nodes, ledger = tx.get({one.id for one in promises}), Ledger()
    current = read_commitments(tx, list(nodes.values()))
    changes = [(nodes[one.id], one, moved(one, leaving.person, leaving.successor)) for one in current]
    write_commitments(tx, viewer.id, changes, ledger)
    ledger.settle(tx, store)


def _attach(tx: Transaction, paper: Kept, viewer: Viewer, leaving: Leaving) -> None:
    """The paper hangs on the office, seen by who takes over and by who handed over."""
    office = tx.get([office_id()]).get(office_id())
    if office is not None:
        seen = tuple(sorted({f"user:{leaving.to}", f"user:{viewer.id}"}))
        attach_in(tx, replace(office, audience=seen), [paper], viewer.id, HANDOVER)


def _close(tx: Transaction, account: str, sessions: Sequence[str], tokens: Sequence[str]) -> None:
    user = user_of(tx.get([account])[account])
    live = [node for node in tx.get(tokens).values() if not node.get("revoked")]
    tx.put_nodes(
        [node_of_user(replace(user, disabled=True)), *(n.with_properties(revoked=True) for n in live)]
    )
    there = list(tx.get(sessions))
    if there:
        tx.delete_nodes(there)
