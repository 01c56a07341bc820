"""Blind until saved: nobody who assesses sees what others said of an actor before having said their own.

Per actor, so that one can go through a list in one's own time. Who may only read never assesses, and sees all. What is
hidden is left out here, before anything is added up or sent anywhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from crm.access import Viewer
from crm.assessments.model import Assessment
from crm.assessments.records import ByActor, all_assessments, standing
from graph.store import Store


def spoken_for(assessments: Iterable[Assessment], viewer: Viewer) -> set[str]:
    """The actors that the viewer has assessed; a voice written down for somebody else does not count."""
    return {one.actor for one in assessments if one.assessor == viewer.id and one.voice is None}


def unspoken(store: Store, viewer: Viewer, project: str, actors: Iterable[str]) -> set[str]:
    """Of these actors those whose assessments the viewer must not learn yet, also when all of them were taken back."""
    if not viewer.may("edit"):
        return set()
    return set(actors) - spoken_for(all_assessments(store, project), viewer)


def visible(assessments: Sequence[Assessment], viewer: Viewer) -> list[Assessment]:
    """Those that the viewer may see: their own writing, and all about actors they have assessed."""
    if not viewer.may("edit"):
        return list(assessments)
    open_to = spoken_for(assessments, viewer)
    return [one for one in assessments if one.assessor == viewer.id or one.actor in open_to]


def assessments_for(
    store: Store, viewer: Viewer, project: str, until: date | None = None
) -> tuple[ByActor, set[str]]:
    """What each assessor thought last of each actor, as far as the viewer may see it, and the actors of whom more is hidden.

    Whoever has assessed an actor sees what was said of it at any time.
    """
    everything = all_assessments(store, project)
    seen = {one.id for one in visible(everything, viewer)}
    told = [one for one in everything if until is None or (one.on is not None and one.on <= until)]
    hidden = {one.actor for one in told if one.id not in seen}
    return standing([one for one in told if one.id in seen]), hidden


def may_see(store: Store, viewer: Viewer, one: Assessment) -> bool:
    """Whether the viewer may see this one."""
    if one.assessor == viewer.id or not viewer.may("edit"):
        return True
    return one.actor in spoken_for(all_assessments(store, one.project), viewer)
