"""Keeps the map of every live project up to date off the request, the ones that somebody waits for first.

keeper = MapKeeper(store, folder)      keeper.look() -> whether there is more to do, after making at most one map
"""

from __future__ import annotations

import logging
from collections.abc import Collection
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from crm.derived.results import read
from crm.maps.files import (
    Files,
    answered,
    asked_for,
    keep_files,
    made_on,
    read_made,
    read_made_slate,
    tidy_maps,
)
from crm.project_model import read_project
from graph.errors import StoreError
from graph.records import OFFICE, PUBLIC
from graph.store import Query, Where

if TYPE_CHECKING:
    from crm.derived.results import Derived
    from crm.maps.making import Made
    from crm.maps.model import StakeholderMap
    from graph.records import Node
    from graph.store import Store

# As many maps are made again by themselves when newer results come, and as many files are kept; another map is made when
# somebody opens it.
LIVE, FILES = 20, 200
# Of so many actors the score is kept for "why not this one".
SCORED = 5000
_MOST_PROJECTS = 2000
log = logging.getLogger(__name__)


class MapKeeper:
    """Looks at the projects and makes what is due, one map at a time.

    The order: those somebody waits for, those never made or changed since, then those that newer results make old; of
    these the ones edited last.
    """

    def __init__(self, store: Store, folder: Path) -> None:
        self.store, self.folder = store, folder
        self._seen: dict[str, int] = {}
        self._edited: list[str] = []
        self._failed: dict[str, tuple[int, int]] = {}
        self._settled: tuple[int, datetime, frozenset[str]] | None = None

    def look(self) -> bool:
        """Makes the map that is due most; says whether others are due. Raises StoreError when the store is away."""
        derived, asked = read(self.folder), asked_for(self.folder)
        revision = self.store.revision()
        if derived is None or self._settled == (revision, derived.made_at, frozenset(asked)):
            return False
        live = self._live(asked)
        due = self._due(live, derived, asked)
        if due:
            self._make(live[due[0]], derived)
        if len(due) <= 1:
            tidy_maps(self.folder, set(self._edited[:FILES]))
            self._settled = (revision, derived.made_at, frozenset(asked_for(self.folder)))
        return len(due) > 1

    def _live(self, asked: Collection[str]) -> dict[str, Node]:
        """The projects that are not archived, or asked for; it notes which were edited since the last look."""
        where = (Where("archived", "=", False),)
        page = self.store.find(Query("Project", where=where, limit=_MOST_PROJECTS, total=False))
        waited = self.store.get(asked).values() if asked else ()
        live = {node.id: node for node in (*page.items, *waited) if node.root == "Project"}
        changed = [id for id, node in live.items() if self._seen.get(id) != node.version]
        if not self._seen:  # a new process takes the files' days for those of the edits
            changed.sort(key=lambda id: -made_on(self.folder, id))
        edited = [*changed, *(id for id in self._edited if id not in changed)]
        self._seen = {id: node.version for id, node in live.items()}
        self._edited = [id for id in edited if id in live]
        return live

    def _due(self, live: Collection[str], derived: Derived, asked: Collection[str]) -> list[str]:
        waited = [id for id in self._edited if id in asked]
        first = [*waited, *(id for id in self._edited[:LIVE] if id not in asked)]
        made = {id: self._whole(id) for id in first if id in live}
        old = [id for id in made if self._is_old(id, made[id], derived) and not self._gave_up(id, derived)]
        for id in set(waited) - set(old):
            answered(self.folder, id)
        never = [id for id in old if (was := made[id]) is None or was.version != self._seen[id]]
        return list(dict.fromkeys([*(id for id in old if id in asked), *never, *old]))

    def _whole(self, id: str) -> StakeholderMap | None:
        """The map of a project when all of its files are there."""
        return read_made(self.folder, id) if read_made_slate(self.folder, id) else None

    def _is_old(self, id: str, made: StakeholderMap | None, derived: Derived) -> bool:
        state = (self._seen[id], derived.revision, derived.origin, derived.day)
        return made is None or (made.version, made.revision, made.origin, made.as_of) != state

    def _gave_up(self, id: str, derived: Derived) -> bool:
        return self._failed.get(id) == (self._seen[id], derived.revision)

    def _make(self, node: Node, derived: Derived) -> None:
        try:
            keep_files(self.folder, node.id, _made(self.store, derived, node))
        except StoreError:
            raise
        except (
            Exception
        ):  # whatever it was, the page keeps the map from before, and other projects get theirs
            log.exception("the map of %s failed", node.id)
            self._failed[node.id] = (node.version, derived.revision)
        answered(self.folder, node.id)


def _made(store: Store, derived: Derived, node: Node) -> Files:
    """The map, everybody's scores and the slate, from what all may see who see the project."""
    from crm.assessments.grids import grid_of
    from crm.maps.joining import with_grid
    from crm.maps.making import make_with_ranking, relevance_of

    seen, project = store.as_seen_by(readers_of(node)), read_project(node)
    made = make_with_ranking(seen, derived, project)
    # What people said stays out: who has not assessed yet must not learn it here.
    grid = grid_of(seen, derived, project, relevance_of(made.map), {})
    return Files(with_grid(made.map, grid), _scores(made), made.slate)


def readers_of(project: Node) -> set[str]:
    """Whose eyes a project's map is made with: the office's, and its own person's when it is one person's alone."""
    own = set(project.audience) if len(project.audience) == 1 else set()
    return {PUBLIC, OFFICE} | own


def _scores(made: Made) -> dict[str, Any]:
    scores, parts = made.ranking.scores(), made.ranking.points()
    best = np.argsort(-scores, kind="stable")[:SCORED]
    best = best[scores[best] > 0]
    return {
        "actors": [made.ranking.derived.ids[number] for number in best.tolist()],
        "parts": {name: values[best].round(5).tolist() for name, values in parts.items()},
        "scored": int(np.count_nonzero(scores > 0)),
    }
