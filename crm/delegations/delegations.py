"""Reading and saving what extends an interaction of a delegation or a visit, and ticking its checklist."""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import date

from crm.access import Viewer
from crm.delegations.following import follow_needs
from crm.delegations.model import Delegation, Step, delegation_id
from crm.delegations.records import (
    edge_of_delegation,
    named_actors,
    node_of_delegation,
    read_delegation,
    visit_node,
    with_current,
)
from crm.delegations.steps import default_steps
from crm.errors import EditConflict, InvalidData, NotFound
from crm.office import today
from crm.saving import check, sync_edges, unknown_ids, writing
from graph.records import Node
from graph.store import EdgeQuery, Store, Transaction


def get_delegation(store: Store, interaction: str, lang: str = "es") -> Delegation:
    """What is known of it; with the default checklist and version 0 when nothing was said yet. Raises NotFound."""
    visit_node(store, interaction)
    node = store.get([delegation_id(interaction)]).get(delegation_id(interaction))
    return with_current(store, read_delegation(node)) if node else _empty(interaction, lang)


def get_delegations(store: Store, interactions: Collection[str]) -> dict[str, Delegation]:
    """Those of them that were said something of, by interaction."""
    nodes = store.get({delegation_id(id) for id in interactions}).values()
    return {delegation.interaction: delegation for delegation in map(read_delegation, nodes)}


def _empty(interaction: str, lang: str) -> Delegation:
    return Delegation(interaction=interaction, steps=list(default_steps(lang)))


def save_delegation(store: Store, viewer: Viewer, delegation: Delegation) -> Delegation:
    """Saves it as given. Raises EditConflict with both versions, InvalidData, NotFound, NotAllowed."""
    with writing(store, viewer) as tx:
        visit = visit_node(tx, delegation.interaction)
        before = _node(tx, delegation.interaction)
        current = read_delegation(before) if before else _empty(delegation.interaction, "es")
        given = delegation.having(audience=tuple(visit.audience))
        _refuse(current, given, () if before else ("steps",))
        check(unknown_ids(tx, dict(named_actors(given)), "Actor"))
        return _write(tx, given, visit, before)


def _refuse(current: Delegation, given: Delegation, ignored: Collection[str] = ()) -> None:
    """A delegation is known by its interaction, so a conflict names that."""
    now, then = current.model_dump(mode="json"), given.model_dump(mode="json")
    leave = {"version", "interaction", "audience", *ignored}
    fields = [name for name in now if name not in leave and now[name] != then[name]]
    if now["version"] != then["version"] and fields:
        raise EditConflict("interaction", current.interaction, now, then, fields)


def _node(tx: Transaction, interaction: str) -> Node | None:
    return tx.get([delegation_id(interaction)]).get(delegation_id(interaction))


def _write(tx: Transaction, given: Delegation, visit: Node, before: Node | None) -> Delegation:
    (node,) = tx.put_nodes([node_of_delegation(given, visit, before)])
    edge = edge_of_delegation(node)
    sync_edges(tx, tx.edges(EdgeQuery((node.id,), ("EXTENDS",), "out")), [edge])
    follow_needs(tx, visit)
    return read_delegation(node)


def _change(
    store: Store, viewer: Viewer, which: tuple[str, int], change: Callable[[Delegation], Delegation]
) -> Delegation:
    """One small change of the version that was shown. Raises EditConflict when it is another by now."""
    interaction, version = which
    with writing(store, viewer) as tx:
        visit = visit_node(tx, interaction)
        before = _node(tx, interaction)
        current = read_delegation(before) if before else _empty(interaction, "es")
        if current.version != version:
            now = current.model_dump(mode="json")
            raise EditConflict("interaction", interaction, now, {**now, "version": version}, [])
        given = change(current).having(audience=tuple(visit.audience))
        check(unknown_ids(tx, dict(named_actors(given)), "Actor"))
        return _write(tx, given, visit, before)


def tick_step(store: Store, viewer: Viewer, which: tuple[str, int], step: str, *, done: bool) -> Delegation:
    """Says that a step of the checklist is done, or takes that back. `which` is (interaction, version)."""
    day = today() if done else None
    return _change(store, viewer, which, lambda now: _with_step(now, step, done_on=day))


def plan_step(
    store: Store, viewer: Viewer, which: tuple[str, int], step: str, plan: tuple[str | None, int]
) -> Delegation:
    """Says who answers for a step and how many days before the visit it is due."""
    owner, days = plan
    return _change(store, viewer, which, lambda now: _with_step(now, step, owner=owner, days_before=days))


def add_step(store: Store, viewer: Viewer, which: tuple[str, int], text: str, days_before: int) -> Delegation:
    """Adds a step of one's own to the checklist."""
    return _change(store, viewer, which, lambda now: _with_more(now, text, days_before))


def drop_step(store: Store, viewer: Viewer, which: tuple[str, int], step: str) -> Delegation:
    """Takes a step out."""
    return _change(
        store, viewer, which, lambda now: now.changed(steps=[one for one in now.steps if one.id != step])
    )


def _with_more(now: Delegation, text: str, days_before: int) -> Delegation:
    taken = {one.id for one in now.steps}
    id = next(f"own-{number}" for number in range(1, 200) if f"own-{number}" not in taken)
    step = Step.of({"id": id, "text": text, "days_before": days_before})
    steps = sorted([*now.steps, step], key=lambda one: -one.days_before)
    return now.changed(steps=steps)


def _with_step(now: Delegation, step: str, **changes: str | int | date | None) -> Delegation:
    if step not in {one.id for one in now.steps}:
        raise NotFound("record", step)
    try:
        steps = [one.changed(**changes) if one.id == step else one for one in now.steps]
    except InvalidData as error:
        raise InvalidData.of("days_before", error.problems[0].key, **error.problems[0].params) from error
    return now.changed(steps=steps)
