"""Brings a data set into a store through the rules of `crm`: once, whole, and never over what an office has changed.

load(store)              the office's 176 actors and 109 interactions, the guide's actors and ties as reference
load(store, "empty")     nothing: an office that starts from its own first meeting
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any, TypeVar

from crm.access import SYSTEM, Viewer
from crm.actors import Actor, save_many_actors
from crm.errors import InvalidData
from crm.evidence import Source, save_source
from crm.fields import Noun
from crm.interactions import Interaction, save_many_interactions
from crm.source_issues import SourceIssue, save_many_issues
from crm.ties import Tie, save_many_ties
from crm.together import together
from graph.store import Store
from seed.actors import read_actors
from seed.interactions import read_interactions
from seed.links import read_issues, read_sources, read_ties

DATASETS = ("ofai", "empty")
_CHUNK = 500
_N = TypeVar("_N", bound=Noun)


@dataclass(frozen=True)
class Dataset:
    """Everything a folder of CSV files holds, checked row by row, not yet against each other."""

    sources: Sequence[Source] = ()
    actors: Sequence[Actor] = ()
    interactions: Sequence[Interaction] = ()
    ties: Sequence[Tie] = ()
    issues: Sequence[SourceIssue] = ()


def read_dataset(name: str, folder: Traversable | None = None) -> Dataset:
    """The data set of that name, or the one in a folder of the same files.

    Raises InvalidData; its fields say where: "actors.csv:12:type".
    """
    if name not in DATASETS:
        raise InvalidData.of("dataset", "unknown_choice", value=name)
    if name == "empty":
        return Dataset()
    where = folder or files("seed").joinpath("data")
    return Dataset(
        read_sources(where),
        read_actors(where),
        read_interactions(where),
        read_ties(where),
        read_issues(where),
    )


def load(store: Store, dataset: str = "ofai", viewer: Viewer = SYSTEM) -> Mapping[str, int]:
    """Saves what is not there yet, in one transaction, and says how many of each noun that was.

    What is there, archived or changed by the office, stays as it is; a second run changes nothing.
    """
    return load_dataset(store, read_dataset(dataset), viewer)


def load_dataset(store: Store, data: Dataset, viewer: Viewer = SYSTEM) -> Mapping[str, int]:
    """The same for a data set that was read already. Raises InvalidData when its records name unknown ones."""
    new = _without_known(store, data)
    if not any((new.sources, new.actors, new.interactions, new.ties, new.issues)):
        return _counts(new)
    with together(store, viewer) as one:
        for source in new.sources:
            save_source(one, viewer, source)
        save_many_actors(one, viewer, new.actors)
        save_many_interactions(one, viewer, new.interactions)
        save_many_ties(one, viewer, new.ties)
        save_many_issues(one, viewer, new.issues)
    return _counts(new)


def _counts(data: Dataset) -> dict[str, int]:
    return {name: len(getattr(data, name)) for name in Dataset.__dataclass_fields__}


def _without_known(store: Store, data: Dataset) -> Dataset:
    sources = _unknown(store, data.sources)
    actors = _unknown(store, data.actors)
    # Ties have no node to look for: they belong to their ends, and come with whichever of them is new.
    new = {actor.id for actor in actors}
    ties = [tie for tie in data.ties if {tie.start_actor, tie.end_actor} & new]
    return Dataset(sources, actors, _unknown(store, data.interactions), ties, _unknown(store, data.issues))


def _unknown(store: Store, nouns: Sequence[_N]) -> list[_N]:
    missing = {_id(noun) for noun in nouns}
    missing -= store.get(missing).keys() if missing else set()
    new = missing - _forgotten(store, missing)
    return [noun for noun in nouns if _id(noun) in new]


def _forgotten(store: Store, missing: Collection[str]) -> set[str]:
    """Those that once were there: what an office erased or deleted does not come back."""
    if not store.revision():
        return set()
    ordered = sorted(missing)
    chunks = [ordered[start : start + _CHUNK] for start in range(0, len(ordered), _CHUNK)]
    return {change.id for chunk in chunks for change in store.changes(of=chunk, limit=100_000)}


def _id(noun: Any) -> str:
    return str(noun.id)
