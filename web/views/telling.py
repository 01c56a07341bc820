"""A view's story on the page: proposed from what is measured, with links to what shows each step."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from crm.stories.making import make_story
from crm.stories.scene import Scene
from crm.views.model import SavedView, Step
from graph.records import OFFICE, PUBLIC
from graph.store import Store
from web.derived import current_results
from web.i18n import language
from web.saying import record_names, record_path
from web.views.gathering import scene_of


@dataclass(frozen=True)
class Shown:
    """A record that shows a step: what it is called, where its page is."""

    name: str
    url: str


@dataclass(frozen=True)
class ToldStep:
    """A step with the records behind it; `looked` names those of its actors who are there."""

    text: str
    actors: Sequence[str]
    facts: Sequence[Shown]
    looked: Mapping[str, str] = field(default_factory=dict)


def proposed_story(store: Store, view: SavedView) -> list[Step]:
    """The steps that the view's own data tell; of a shared view only what the whole office may see.

    Empty before the first analysis.
    """
    derived = current_results()
    seen = store.as_seen_by({PUBLIC, OFFICE}) if view.is_shared else store
    found = scene_of(seen, view)
    if derived is None or found is None:
        return []
    scene = Scene(seen, derived, view.name, found.day, found.nodes, found.edges, found.standing, language())
    return make_story(scene)


def told(steps: Sequence[Step]) -> list[ToldStep]:
    """The steps with links to what shows them; records that are gone or may not be seen are left out."""
    named = record_names({id for step in steps for id in (*step.facts, *step.actors)})
    links = {id: Shown(one.name, record_path(one.kind, id)) for id, one in named.items()}
    return [
        ToldStep(
            step.text,
            step.actors,
            [links[id] for id in step.facts if id in links and links[id].url],
            {id: named[id].name for id in step.actors if id in named},
        )
        for step in steps
    ]
