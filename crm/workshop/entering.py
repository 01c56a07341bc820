"""Keeping what is said in a workshop: an assessment in the room's name, one a day and actor, the last word counts."""

from __future__ import annotations

from collections.abc import Mapping

from crm.access import Viewer
from crm.assessments.model import Assessment, assessment_id
from crm.assessments.records import all_assessments
from crm.assessments.saving import save_assessment
from crm.office import today
from graph.records import Change, Record
from graph.store import Store

_MOST_CHANGES = 1000


def entries_of(store: Store, viewer: Viewer, project: str, voice: str) -> list[Assessment]:
    """What this person wrote down today in that name, the latest last."""
    found = all_assessments(store, project)
    mine = [one for one in found if one.assessor == viewer.id and one.on == today()]
    return [one for one in mine if one.whose == _whose(viewer, voice)]


def _whose(viewer: Viewer, voice: str) -> str:
    return Assessment.trusted({"assessor": viewer.id, "voice": voice}).whose


def enter(
    store: Store, viewer: Viewer, which: tuple[str, str], values: Mapping[str, int], voice: str
) -> Assessment:
    """Keeps the values of `which` (project, actor); those said before and not again stay. Raises as `save_assessment`."""
    project, actor = which
    said = {"project": project, "actor": actor, "voice": voice, "on": today(), "assessor": viewer.id}
    given = Assessment.of({**said, **values})
    id = assessment_id(given, today())
    before = next((one for one in entries_of(store, viewer, project, voice) if one.id == id), None)
    if before is not None:
        given = before.changed(**values)
    return save_assessment(store, viewer, given)


def transaction_said_last(store: Store, id: str) -> int | None:
    """The unit of work that made an entry what it is: of one that was taken back, the one before. None without any."""
    standing: list[Change] = []
    for change in store.changes(of=[id], limit=_MOST_CHANGES):
        if standing and _alike(change.after, standing[-1].before):
            standing.pop()
        else:
            standing.append(change)
    return standing[-1].transaction if standing else None


def _alike(one: Record | None, other: Record | None) -> bool:
    """Whether both are the same, to the moment of saving: what is said again by hand is something new."""
    return (one and one.properties) == (other and other.properties)
