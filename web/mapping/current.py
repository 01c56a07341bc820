"""A project's map as it was made last, off the request, and what of it the reader may see now."""

from __future__ import annotations

from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from typing import Literal

from flask import current_app

from crm.coalitions.slate import Slate
from crm.errors import NotReady
from crm.maps.catching_up import is_behind
from crm.maps.files import ask_for, read_made
from crm.maps.model import StakeholderMap
from crm.projects import Project
from web.derived import current_results
from web.mapping.kept import records_in, without_records
from web.store import current_store

_FIRST = 25
State = Literal["fresh", "behind", "changed", "missing"]


@dataclass(frozen=True)
class Current:
    """The map and how far behind it is: `behind` something saved of the network, `changed` the project itself."""

    made: StakeholderMap | None
    state: State


def derived_folder() -> Path:
    """Where the analyst's results lie."""
    folder: Path = current_app.config["ALIADOS"].data_dir / "derived"
    return folder


def current_map(project: Project) -> Current:
    """The map as it is; when it is missing, or of another version of the project or older results, the analyst is asked."""
    made = read_made(derived_folder(), project.id)
    state = watched(made, project)
    return Current(seen_now(made, project) if made else None, state)


def watched(made: StakeholderMap | Slate | None, project: Project) -> State:
    """How far behind what was made of a project is; the analyst is asked for it when it has to be made again."""
    state = _state(made, project)
    if state in {"missing", "changed"} or (made is not None and _is_old(made)):
        ask_for(derived_folder(), project.id)
    return state


def _state(made: StakeholderMap | Slate | None, project: Project) -> State:
    if made is None:
        return "missing"
    if made.version != project.version:
        return "changed"
    return "behind" if is_behind(current_store(), made.revision) else "fresh"


def _is_old(made: StakeholderMap | Slate) -> bool:
    known = current_results()
    return known is not None and made.revision < known.revision


def made_or_not_ready(project: Project) -> StakeholderMap:
    """The map. Raises NotReady while there is none."""
    made = current_map(project).made
    if made is None:
        raise NotReady("map", project.id)
    return made


def seen_now(made: StakeholderMap, project: Project) -> StakeholderMap:
    """The map without whom the reader may not see (any more), who is archived, and who is left out by now."""
    wanted = _actors_in(made)
    cards = current_store().get(wanted) if wanted else {}
    if unseen := wanted - cards.keys():
        made = without_records(made, unseen)
    gone = set(project.exclude) | {id for id, card in cards.items() if card.get("archived")}
    kept = [one for one in made.actors if one.actor in cards and one.actor not in gone]
    actors = tuple(
        replace(one, place=place, name=str(cards[one.actor].get("name"))) for place, one in enumerate(kept, 1)
    )
    there = {one.actor for one in actors}
    coalition = replace(
        made.coalition, members=tuple(one for one in made.coalition.members if one.actor in there)
    )
    return replace(made, actors=actors, coalition=coalition)


def shown_as(made: StakeholderMap) -> str:
    """A mark of what a map shows: whom, in which order, with which coalition and gaps. Another map with the same says no more."""
    first = [one.actor for one in made.actors[:_FIRST]]
    members = [one.actor for one in made.coalition.members]
    said = "|".join([*first, "/", *members, "/", *(gap.need for gap in made.needs_open)])
    return sha256(said.encode()).hexdigest()[:16]


def _actors_in(made: StakeholderMap) -> set[str]:
    """The actors that the map names anywhere, by what the analyst knows."""
    known = current_results()
    named = {id for id in records_in(made) if known is None or id in known.number}
    return named | {one.actor for one in made.actors}
