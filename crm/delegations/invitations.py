"""Who is invited to a visit, and what became of it.

Who attended becomes a participant of the interaction in the same unit of work, and stops being one when that is taken
back, unless they were one before.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date

from crm.access import Viewer
from crm.delegations.invitation_records import (
    STATUSES,
    Invitation,
    edges_of_invitation,
    invitation_day,
    invitation_id,
    node_of_invitation,
    read_invitations,
)
from crm.delegations.records import visit_node
from crm.errors import EditConflict, InvalidData
from crm.interaction_model import Participant
from crm.interaction_rules import private_parties
from crm.interaction_writing import Stored, stored, write
from crm.saving import check, edges_of, node_of, unknown_ids, writing
from graph.records import Node
from graph.store import Store, Transaction

_ROLE = "invited"


def invitations_to(store: Store, interaction: str) -> list[Invitation]:
    """All invitations to a visit that stand, the first invited first. Raises NotFound."""
    visit_node(store, interaction)
    found = read_invitations(store, _nodes(store, interaction).values())
    return [one for one in sorted(found, key=lambda one: one.actor) if not one.archived]


def count_invitations(invitations: Iterable[Invitation]) -> dict[str, int]:
    """How many are in each state, all states named."""
    found = Counter(one.status for one in invitations)
    return {status: found[status] for status in STATUSES}


def _nodes(reader: Store | Transaction, interaction: str) -> dict[str, Node]:
    edges = edges_of(reader, [interaction], ("INVITES_TO",), "in")
    return reader.get({edge.start for edge in edges}) if edges else {}


def get_invitation(store: Store, id: str) -> Invitation:
    """The invitation, taken back or not. Raises NotFound."""
    return _read(store, node_of(store, "invitation", "VisitInvitation", id))


def _read(reader: Store | Transaction, node: Node) -> Invitation:
    return read_invitations(reader, [node])[0]


def invite(store: Store, viewer: Viewer, interaction: str, actors: Sequence[str]) -> list[Invitation]:
    """Invites them; who is invited already stays as they are. Raises InvalidData, NotFound, NotAllowed."""
    with writing(store, viewer) as tx:
        visit = visit_node(tx, interaction)
        check(unknown_ids(tx, {f"actors[{at}]": id for at, id in enumerate(actors)}, "Actor"))
        known = {one.actor: one for one in read_invitations(tx, _nodes(tx, interaction).values())}
        fresh = [id for id in dict.fromkeys(actors) if id not in known or known[id].archived]
        given = [
            Invitation(id=invitation_id(interaction, id), interaction=interaction, actor=id) for id in fresh
        ]
        return _put(tx, visit, given) if given else []


def _put(tx: Transaction, visit: Node, given: Sequence[Invitation]) -> list[Invitation]:
    before = tx.get({one.id for one in given})
    nodes = tx.put_nodes([node_of_invitation(one, visit, before.get(one.id)) for one in given])
    fresh = [one for one in given if one.id not in before]
    tx.put_edges([edge for one in fresh for edge in edges_of_invitation(one, visit)])
    return read_invitations(tx, nodes)


def update_invitation(store: Store, viewer: Viewer, invitation: Invitation) -> Invitation:
    """Saves its state, who comes, the note and the rank. Raises EditConflict, InvalidData, NotFound."""
    with writing(store, viewer) as tx:
        node = node_of(tx, "invitation", "VisitInvitation", invitation.id)
        current = _read(tx, node)
        given = invitation.having(actor=current.actor, interaction=current.interaction)
        _refuse_stale(current, given)
        check(unknown_ids(tx, {"person": given.person} if given.person else {}, "Actor"))
        visit = visit_node(tx, current.interaction)
        wanted = node_of_invitation(given, visit, node)
        came, was = (one.status == "attended" and not one.archived for one in (given, current))
        if came != was:
            added = _take_part(tx, store, viewer, (stored(tx, visit), given, bool(node.get("added"))))
            wanted = wanted.with_properties(added=added or None)
        return _read(tx, tx.put_nodes([wanted])[0])


def _refuse_stale(current: Invitation, given: Invitation) -> None:
    if current.version != given.version:
        now, then = current.model_dump(mode="json"), given.model_dump(mode="json")
        fields = [name for name in now if name != "version" and now[name] != then[name]]
        raise EditConflict("invitation", current.id, now, then, fields)


def _take_part(
    tx: Transaction, store: Store, viewer: Viewer, change: tuple[Stored, Invitation, bool]
) -> bool:
    """Puts who came among the participants, or takes out who was only there for having come; says whether it added."""
    before, invitation, added = change
    now = before.interaction
    came = invitation.status == "attended" and not invitation.archived
    there = any(one.actor == invitation.actor for one in now.participants)
    if came and not there:
        given = now.having(participants=[*now.participants, _participant(tx, invitation)])
        check(private_parties(given, tx.get({invitation.actor})))
        write(tx, store, viewer.id, (before, given))
        return True
    if not came and there and added:
        left = [one for one in now.participants if one.actor != invitation.actor]
        if not left:
            raise InvalidData.of("participants", "too_few", limit=1)
        write(tx, store, viewer.id, (before, now.having(participants=left)))
    return False


def _participant(tx: Transaction, invitation: Invitation) -> Participant:
    person = invitation.person if invitation.person != invitation.actor else None
    named = tx.get([person]).get(person) if person else None
    return Participant(
        actor=invitation.actor, role=_ROLE, person=person if named and "Person" in named.labels else None
    )


def withdraw_invitation(store: Store, viewer: Viewer, id: str, version: int) -> Invitation:
    """Takes an invitation back, and the part that it gave. Raises EditConflict, NotFound."""
    return update_invitation(store, viewer, get_invitation(store, id).having(version=version, archived=True))


def last_invited(store: Store, actors: Sequence[str], before: date) -> dict[str, tuple[date, str]]:
    """For each actor ever invited: the day and the visit of the latest invitation before the day."""
    latest: dict[str, tuple[date, str]] = {}
    for actor, day, id in invitation_day(store, actors, before):
        latest.setdefault(actor, (day, id))
    nodes = store.get({id for _day, id in latest.values()}) if latest else {}
    kept = {actor: (day, nodes[id]) for actor, (day, id) in latest.items() if id in nodes}
    return {actor: (day, str(node.get("interaction"))) for actor, (day, node) in kept.items()}
