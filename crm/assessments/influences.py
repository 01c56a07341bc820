"""Who influences whom on a project: (:Actor)-[:INFLUENCES]->(:Influence {strength})-[:INFLUENCE_ON]->(:Actor)."""

from __future__ import annotations

from crm.access import Viewer
from crm.assessments.grids import Pull
from crm.assessments.hanging import INFLUENCE, Hung, ends_of, fact_problems, hanging_in, hung, put_hanging
from crm.assessments.model import Influence, influence_id
from crm.errors import EditConflict, NotFound
from crm.saving import check, node_of, present, refuse_stale, writing
from graph.records import Node
from graph.store import Store, Transaction

_COPIED = ("strength", "note")
_LASTING = ("project", "actor", "upon", "archived", "audience")


def influences_in(store: Store, project: str) -> list[Influence]:
    """All that stand in the project, the strongest first. Both actors are seen, and none is archived."""
    found = [_influence(one) for one in hanging_in(store, INFLUENCE, project)]
    cards = store.get({id for one in found for id in (one.actor, one.upon)}) if found else {}
    gone = {id for id, card in cards.items() if card.get("archived")}
    kept = [one for one in found if one.actor != one.upon and not {one.actor, one.upon} & gone]
    # Two records of one actor that were joined may both have said it.
    once = {(one.actor, one.upon): one for one in sorted(kept, key=lambda one: one.strength)}
    return sorted(once.values(), key=lambda one: (-one.strength, one.actor, one.upon))


def pulls_in(store: Store, project: str) -> tuple[Pull, ...]:
    """The same for a picture of the grid."""
    return tuple(Pull(one.actor, one.upon, one.strength) for one in influences_in(store, project))


def get_influence(store: Store, id: str) -> Influence:
    """One influence. Raises NotFound."""
    found = hung(store, INFLUENCE, [node_of(store, "influence", "Influence", id)])
    if not found:
        raise NotFound("influence", id)
    return _influence(found[0])


def _influence(one: Hung) -> Influence:
    node = one.node
    said = {name: node.get(name) for name in _COPIED}
    own = {"id": node.id, "project": node.get("project"), "actor": one.actor, "upon": one.other}
    kept = {"facts": list(node.get("facts", ())), "archived": bool(node.get("archived"))}
    return Influence.trusted(
        {**said, **own, **kept, "audience": tuple(node.audience), "version": node.version}
    )


def save_influence(store: Store, viewer: Viewer, given: Influence) -> Influence:
    """Says that one influences the other, or how much. `version` is 0 for a new one.

    Raises NotAllowed, NotFound, InvalidData, EditConflict.
    """
    id = given.id or influence_id(given.project, given.actor, given.upon)
    with writing(store, viewer) as tx:
        ends = ends_of(tx, given.project, given.actor, given.upon)
        node = tx.get([id]).get(id)
        if node is not None and not node.get("archived"):
            refuse_stale("influence", _read(tx, node), given, _LASTING)
        known = set(node.get("facts", ())) if node is not None else set()
        wanted = {f"facts[{place}]": fact for place, fact in enumerate(given.facts) if fact not in known}
        check(fact_problems(tx, wanted, ends))
        said = present({name: getattr(given, name) for name in _COPIED})
        if given.facts:
            said["facts"] = list(given.facts)
        return _read(tx, put_hanging(tx, INFLUENCE, id, ends, said))


def _read(reader: Store | Transaction, node: Node) -> Influence:
    found = hung(reader, INFLUENCE, [node])
    if not found:
        raise NotFound("influence", node.id)
    return _influence(found[0])


def remove_influence(store: Store, viewer: Viewer, id: str, version: int) -> None:
    """Takes it back. Raises NotAllowed, NotFound, EditConflict."""
    with writing(store, viewer) as tx:
        node = node_of(tx, "influence", "Influence", id)
        if node.version != version:
            now = _read(tx, node).model_dump(mode="json")
            raise EditConflict("influence", id, now, {**now, "version": version}, [])
        tx.put_nodes([node.with_properties(archived=True)])
