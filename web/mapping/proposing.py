"""The coalition of a project for some wishes: chosen from the slate that the analyst keeps with the project's map.

A request reads that small file and solves over its candidates; it never ranks anybody.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, replace
from threading import BoundedSemaphore, Lock
from typing import Any

from crm.coalitions.alternatives import alternatives_to
from crm.coalitions.choosing import checked_setting, choose
from crm.coalitions.model import Alternative, Coalition, Wishes
from crm.coalitions.seen import as_seen
from crm.coalitions.slate import Slate
from crm.derived.results import Derived
from crm.errors import NotReady
from crm.maps.files import read_made_slate, standing_of
from crm.projects import Project
from web.mapping.current import State, current_map, derived_folder, shown_as, watched
from web.store import current_store
from web.texts import gettext as _

_PROPOSALS = 64
_lock = Lock()
SOLVING = BoundedSemaphore(2)
_PATIENCE = 2.0
_proposals: OrderedDict[tuple[Any, ...], Proposal] = OrderedDict()


@dataclass(frozen=True)
class Proposal:
    """A coalition and what it becomes without each of its actors."""

    coalition: Coalition
    alternatives: tuple[Alternative, ...]


@dataclass(frozen=True)
class Chosen:
    """What the page of a coalition shows: the proposal (None while the slate is being made), the project as the slate
    knows it, how fresh the slate is, and what its map shows (`shown`, a mark).
    """

    proposal: Proposal | None
    project: Project
    state: State
    shown: str = ""


def chosen_for(derived: Derived | None, project: Project, wishes: Wishes) -> Chosen:
    """The coalition for the wishes, from the slate as it was made last; the analyst is asked for what is missing or old.

    Raises InvalidData for wishes that make no sense, NotReady when too many are being solved.
    """
    slate = read_made_slate(derived_folder(), project.id)
    state = watched(slate, project)
    if slate is None or derived is None:
        return Chosen(None, project, "missing")
    asked = replace(
        slate, must_include=tuple(project.must_include), exclude=tuple(project.exclude)
    )  # these two hold as they are now, whatever the slate was made for
    known = project.model_copy(
        update={"requirements": list(slate.requirements), "sectors": list(slate.sectors)}
    )
    made = current_map(project).made if state != "fresh" else None
    return Chosen(_proposal(derived, project.id, asked, wishes), known, state, shown_as(made) if made else "")


def proposal_for(derived: Derived, project: Project, wishes: Wishes) -> Proposal:
    """The same, for the API. Raises NotReady before the slate is there."""
    found = chosen_for(derived, project, wishes).proposal
    if found is None:
        raise NotReady("map", project.id)
    return found


def _proposal(derived: Derived, project: str, slate: Slate, wishes: Wishes) -> Proposal:
    """The coalition as the reader may see it now, solved once for a state of the slate and the data, a reader and wishes."""
    state = (id(current_store().shared), project, slate.version, slate.must_include, slate.exclude)
    key = (
        *state,
        slate.origin,
        slate.revision,
        derived.revision,
        derived.day,
        current_store().principals,
        wishes,
    )
    found = _known_proposal(key) or _in_turn(
        project, lambda: _remembered(key, lambda: _solved(derived, project, slate, wishes))
    )
    somebody = _("alguien que usted no puede ver")
    return Proposal(*as_seen(current_store(), found.coalition, found.alternatives, somebody))


def _solved(derived: Derived, project: str, slate: Slate, wishes: Wishes) -> Proposal:
    listed = {one.actor for one in slate.candidates}
    others = {id for id in (*slate.must_include, *wishes.must) if id not in listed}
    known = {id: standing_of(derived_folder(), project, id) for id in sorted(others)}
    slate = slate.with_actors(derived, {id: at.score if at else 0.0 for id, at in known.items()})
    setting = checked_setting(derived, slate, wishes)
    found = choose(current_store(), setting, wishes)
    return Proposal(found, alternatives_to(current_store(), setting, found))


def _known_proposal(key: tuple[Any, ...]) -> Proposal | None:
    with _lock:
        if key in _proposals:
            _proposals.move_to_end(key)
        return _proposals.get(key)


def _in_turn(project: str, make: Callable[[], Proposal]) -> Proposal:
    """Any address with other wishes is solved anew: only so many at once, so that the other pages keep their threads."""
    if not SOLVING.acquire(timeout=_PATIENCE):
        raise NotReady("coalition", project)
    try:
        return make()
    finally:
        SOLVING.release()


def _remembered(key: tuple[Any, ...], make: Callable[[], Proposal]) -> Proposal:
    """The proposal of a key, made when it is not there; of more than so many the least lately used is forgotten."""
    made = _known_proposal(key) or make()
    with _lock:
        _proposals[key] = made
        while len(_proposals) > _PROPOSALS:
            _proposals.popitem(last=False)
    return made
