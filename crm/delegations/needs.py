"""What guests eat and how they get in: kept apart, out of the change log, and forgotten some days after the visit.

(:VisitNeeds {interaction, erase_on, needs})     internal and not logged: no history, no search, no export, no paper

A need tells of somebody's faith or health, so it lives no longer than its use. `forget_needs` runs every night and
erases what is past its day; until it has run, nobody is shown it any more.
"""

from __future__ import annotations

from datetime import date

from crm.access import Viewer, require
from crm.delegations.model import Need, Needs, delegation_id
from crm.delegations.needs_records import last_use, needs_id
from crm.delegations.records import visit_node
from crm.errors import EditConflict, translated
from crm.listing import every
from crm.office import today
from crm.saving import writing
from graph.records import Node, Value
from graph.store import Query, Store, Transaction, Where

_LABEL = "VisitNeeds"


def get_needs(store: Store, viewer: Viewer, interaction: str) -> Needs:
    """The needs while they are of use; readers do not see them. Raises NotFound, NotAllowed."""
    require(viewer, "edit")
    visit = visit_node(store, interaction)
    node = store.get([needs_id(interaction)]).get(needs_id(interaction))
    if node is None or _is_over(node):
        return Needs(interaction=interaction, erase_on=_last_use(store, visit))
    return _read(node)


def _is_over(node: Node) -> bool:
    return bool(node.get("erase_on") < today())


def _read(node: Node) -> Needs:
    needs = [Need.model_validate_json(text) for text in node.get("needs", ())]
    said = {"interaction": node.get("interaction"), "erase_on": node.get("erase_on"), "needs": needs}
    return Needs.trusted({**said, "version": node.version})


def _last_use(reader: Store | Transaction, visit: Node, before: Node | None = None) -> date:
    id = delegation_id(visit.id)
    kept = None if before is None or _is_over(before) else before.get("erase_on")
    return last_use(visit, reader.get([id]).get(id), kept)


def save_needs(store: Store, viewer: Viewer, needs: Needs) -> Needs:
    """Saves them as given; they cannot be undone, as nothing of them is kept elsewhere. Raises EditConflict, NotFound."""
    with writing(store, viewer) as tx:
        visit = visit_node(tx, needs.interaction)
        id = needs_id(needs.interaction)
        before = tx.get([id]).get(id)
        if before is not None and before.version != needs.version:
            now = _read(before).model_dump(mode="json")
            raise EditConflict(
                "interaction", needs.interaction, now, needs.model_dump(mode="json"), ["needs"]
            )
        properties: dict[str, Value] = {
            "interaction": needs.interaction,
            "erase_on": _last_use(tx, visit, before),
        }
        if needs.needs:
            properties["needs"] = [one.model_dump_json(exclude_none=True) for one in needs.needs]
        (saved,) = tx.put_nodes([Node(id, (_LABEL,), properties, visit.audience, needs.version)])
    return _read(saved)


def forget_needs(store: Store, viewer: Viewer, day: date | None = None) -> int:
    """Erases for good the needs whose use is over on that day (today); says how many visits it was."""
    require(viewer, "administer")
    over = Where("erase_on", "<", day or today())
    ids = [node.id for node in every(store, Query(_LABEL, where=(over,)))]
    if ids:
        with translated():
            store.erase(ids, viewer.id)
    return len(ids)
