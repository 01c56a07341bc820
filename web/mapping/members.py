"""The grid of a project as its reader may see it: whom it takes in, what others said, what the network shows."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from crm.assessments.attributes import attributes_in
from crm.assessments.grids import Grid, grid_of
from crm.assessments.hiding import assessments_for
from crm.assessments.model import ActorInProject
from crm.assessments.records import ByActor
from crm.projects import Project
from web.auth import the_viewer
from web.derived import current_results
from web.mapping.current import State, current_map
from web.store import current_store

# As many of the map's best as one can talk about in a morning; who was assessed or is named comes on top.
BEST = 30


@dataclass(frozen=True)
class Members:
    """The actors in order, what was said of them as far as the reader may see it, and how fresh the map is."""

    grid: Grid
    said: ByActor
    attributes: dict[str, ActorInProject]
    state: State

    @property
    def ids(self) -> list[str]:
        """The actors in order."""
        return [one.actor for one in self.grid.placed]


def members_of(project: Project, until: date | None = None) -> Members:
    """Whom the project's grid and tables are about: the best of its map, who was assessed, described or named."""
    current = current_map(project)
    actors = current.made.actors[:BEST] if current.made else ()
    scores = {one.actor: one.parts.get("relevance", one.score) for one in actors}
    attributes = attributes_in(current_store(), project.id)
    said, hidden = assessments_for(current_store(), the_viewer(), project.id, until)
    # An actor of whom something is hidden is on the grid all the same, without it.
    assessed = {**dict.fromkeys([*hidden, *attributes], ()), **said}
    grid = grid_of(current_store(), current_results(), project, scores, assessed)
    placed = tuple(replace(one, hidden=one.actor in hidden) for one in grid.placed)
    return Members(replace(grid, placed=placed), said, attributes, current.state)
