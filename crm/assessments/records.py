"""Assessments as nodes and back, and those of a project as they stood on a day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date

from crm.assessments.hanging import ASSESSMENT, Hung, hanging_in
from crm.assessments.model import VALUES, Assessment
from crm.saving import present
from graph.records import Value
from graph.store import Store

_COPIED = ("assessor", "voice", "on", *VALUES, "note")
ByActor = dict[str, tuple[Assessment, ...]]


def said_in(one: Assessment) -> dict[str, Value]:
    """The properties of an assessment's node."""
    return present({name: getattr(one, name) for name in _COPIED})


def read_assessment(found: Hung) -> Assessment:
    """The assessment that a node keeps."""
    node = found.node
    said = {name: node.get(name) for name in _COPIED}
    own = {"id": node.id, "project": node.get("project"), "actor": found.actor, "version": node.version}
    return Assessment.trusted({**said, **own, "audience": tuple(node.audience)})


def all_assessments(store: Store, project: str, until: date | None = None) -> list[Assessment]:
    """Every assessment of a project made up to the day (None: all), the oldest first."""
    found = [read_assessment(one) for one in hanging_in(store, ASSESSMENT, project)]
    kept = [one for one in found if until is None or (one.on is not None and one.on <= until)]
    return sorted(kept, key=lambda one: one.on or date.min)


def standing(assessments: Iterable[Assessment]) -> ByActor:
    """By actor what each assessor (and voice) said last, ordered by whose it is. Give them the oldest first."""
    last: defaultdict[str, dict[str, Assessment]] = defaultdict(dict)
    for one in assessments:
        last[one.actor][one.whose] = one
    return {actor: tuple(by[whose] for whose in sorted(by)) for actor, by in last.items()}


def assessments_of(store: Store, project: str, until: date | None = None) -> ByActor:
    """What each assessor thought last of each actor, up to the day. For whoever may see all: see `hiding` for pages."""
    return standing(all_assessments(store, project, until))


def last_of(assessments: Sequence[Assessment], assessor: str) -> dict[str, Assessment]:
    """The assessor's own last word on each actor, voices aside. Give them the oldest first."""
    return {one.actor: one for one in assessments if one.assessor == assessor and one.voice is None}
