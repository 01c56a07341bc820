"""Why an actor is not on the list of a project, with its score and parts when it has one."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from crm.maps.files import Standing, standing_of

if TYPE_CHECKING:
    from crm.derived.results import Derived
    from crm.maps.model import StakeholderMap
    from crm.projects import Project
    from graph.records import Node

# What an actor may be that is no candidate, in the order in which it is said.
_KINDS = ("own", "reference", "event", "group", "person")


@dataclass(frozen=True, slots=True)
class Absent:
    """An actor that is not on the list. `why` is a key of the catalogue below "absent."; `standing` is there when it has
    a score that is only too low.
    """

    actor: str
    name: str
    type: str
    why: str
    standing: Standing | None = None


def why_absent(
    folder: Path, derived: Derived | None, made: StakeholderMap, project: Project, node: Node
) -> Absent:
    """The reason; costs one small file, whatever the size of the graph."""
    standing = standing_of(folder, project.id, node.id)
    why = _why(derived, made, project, node) or ("below" if standing else "nothing")
    return Absent(
        node.id, str(node.get("name")), str(node.get("type")), why, standing if why == "below" else None
    )


def _why(derived: Derived | None, made: StakeholderMap, project: Project, node: Node) -> str | None:
    if node.id in project.exclude:
        return "excluded"
    if node.get("archived"):
        return "archived"
    number = derived.number.get(node.id) if derived else None
    if derived is None or number is None or derived.revision < made.revision:
        return "new"
    return next((kind for kind in _KINDS if derived.array(f"is_{kind}")[number]), None)
