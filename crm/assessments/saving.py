"""Saving assessments: one's own, one a day and actor, several in one unit of work."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from crm.access import Viewer
from crm.assessments.hanging import ASSESSMENT, ends_of, hung, put_hanging
from crm.assessments.model import Assessment, assessment_id
from crm.assessments.records import all_assessments, last_of, read_assessment, said_in
from crm.errors import EditConflict, InvalidData, NotAllowed, NotFound, Problem
from crm.office import today
from crm.saving import check, node_of, refuse_stale, writing
from graph.records import Node
from graph.store import Store, Transaction

MOST = 500


def save_assessment(store: Store, viewer: Viewer, assessment: Assessment) -> Assessment:
    """Saves what the viewer thinks of an actor (or, with `voice`, what somebody else said), as of `on` or today.

    A second one for the same day replaces the first: `version` is then that of the first, 0 for a new day. Raises
    NotAllowed, NotFound, InvalidData, EditConflict.
    """
    return save_assessments(store, viewer, [assessment])[0]


def save_assessments(store: Store, viewer: Viewer, given: Sequence[Assessment]) -> list[Assessment]:
    """Saves all or none. Raises as `save_assessment`; fields such as "[3].on" when there are several."""
    if len(given) > MOST:
        raise InvalidData.of("", "too_many", limit=MOST)
    day = today()
    own = [one.having(assessor=viewer.id, on=one.on or day) for one in given]
    named = [one.having(id=assessment_id(one, one.on or day)) for one in own]
    with writing(store, viewer) as tx:
        check(_problems(named, day))
        return [_save(tx, one) for one in named]


def _problems(given: Sequence[Assessment], day: date) -> Iterator[Problem]:
    seen: set[str] = set()
    for place, one in enumerate(given):
        prefix = f"[{place}]." if len(given) > 1 else ""
        if one.on is not None and one.on > day:
            yield Problem(f"{prefix}on", "assessment_future")
        if one.id in seen:
            yield Problem(f"{prefix}actor", "repeated", {"value": one.actor})
        seen.add(one.id)


def _save(tx: Transaction, one: Assessment) -> Assessment:
    ends = ends_of(tx, one.project, one.actor)
    before = tx.get([one.id]).get(one.id)
    if before is not None and not before.get("archived") and before.version != one.version:
        refuse_stale("assessment", _read(tx, before), one, ("audience",))
    return _read(tx, put_hanging(tx, ASSESSMENT, one.id, ends, said_in(one)))


def _read(reader: Store | Transaction, node: Node) -> Assessment:
    found = hung(reader, ASSESSMENT, [node])
    if not found:
        raise NotFound("assessment", node.id)
    return read_assessment(found[0])


def get_assessment(store: Store, viewer: Viewer, id: str) -> Assessment:
    """One's own assessment; another's only as `hiding.visible` lets it be seen. Raises NotFound."""
    from crm.assessments.hiding import may_see

    node = node_of(store, "assessment", "Assessment", id)
    found = _read(store, node)
    if node.get("archived") or not may_see(store, viewer, found):
        raise NotFound("assessment", id)
    return found


def withdraw_assessment(store: Store, viewer: Viewer, id: str, version: int) -> None:
    """Takes one's own back. Raises NotFound, NotAllowed (it is another's), EditConflict."""
    with writing(store, viewer) as tx:
        node = node_of(tx, "assessment", "Assessment", id)
        current = _read(tx, node)
        if current.assessor != viewer.id:
            raise NotAllowed("edit", viewer.role)
        if node.version != version:
            now = current.model_dump(mode="json")
            raise EditConflict("assessment", id, now, {**now, "version": version}, [])
        tx.put_nodes([node.with_properties(archived=True)])


def placed(
    store: Store, viewer: Viewer, project: str, changes: Iterable[tuple[str, dict[str, object]]]
) -> list[Assessment]:
    """The viewer's assessments as they would be with some values changed: the last word on the rest stays.

    Each has the version of what there is for today, so that saving them replaces it. Raises InvalidData.
    """
    day = today()
    known = last_of(all_assessments(store, project), viewer.id)
    made = []
    for actor, said in changes:
        before = known.get(actor)
        same_day = before is not None and before.on == day
        kept = before.model_dump(exclude={"id", "audience", "version", "on"}) if before else {}
        version = before.version if before is not None and same_day else 0
        made.append(Assessment.of({**kept, "project": project, "actor": actor, "version": version, **said}))
    return made
