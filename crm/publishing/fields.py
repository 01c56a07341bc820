"""What is said of public actors: the fields the settings name, read with the eyes of the public."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from crm.publishing.eyes import counts
from crm.publishing.model import FieldValue, PublicActor, PublicPerson
from crm.saving import edges_of
from graph.records import Node
from graph.store import Store

_COPIED = ("sector", "country", "city")
_SAFE_ADDRESSES = ("https://", "http://")
_UNLINKED = ("archived", "reference", "merged_into", "erasing")


def read_public(seen: Store, nodes: Sequence[Node], fields: Sequence[str]) -> list[PublicActor]:
    """The actors of these nodes, in their order. `seen` is the public's store; six reads at most for any number of them."""
    ids = [node.id for node in nodes]
    themes = _themes(seen, ids) if "themes" in fields and ids else {}
    people = _people(seen, ids) if "people" in fields and ids else {}
    return [
        PublicActor(
            node.id,
            str(node.get("name")),
            str(node.get("type")),
            dict(_said(node, fields, {"themes": themes.get(node.id, ()), "people": people.get(node.id, ())})),
        )
        for node in nodes
    ]


def _said(
    node: Node, fields: Sequence[str], found: Mapping[str, FieldValue]
) -> Iterator[tuple[str, FieldValue]]:
    for name in fields:
        value = found.get(name) or (node.get(name) if name in _COPIED else None)
        if name == "website" and str(node.get("website", "")).casefold().startswith(_SAFE_ADDRESSES):
            value = node.get("website")
        if value:
            yield name, value


def _themes(seen: Store, ids: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """By actor the themes of the public interactions it took part in, each once, by name."""
    edges = edges_of(seen, ids, ("TOOK_PART",), "out")
    meetings = seen.get({edge.end for edge in edges}) if edges else {}
    found: defaultdict[str, set[str]] = defaultdict(set)
    for edge in edges:
        meeting = meetings.get(edge.end)
        if meeting is not None and counts(meeting):
            found[edge.start] |= {str(theme) for theme in meeting.get("themes", ())}
    return {id: tuple(sorted(themes)) for id, themes in found.items()}


def _people(seen: Store, ids: Sequence[str]) -> dict[str, tuple[PublicPerson, ...]]:
    """By organisation who holds a post there today: person, post and both links are public, or nobody is named."""
    from crm.office import today
    from crm.posts import read_holding

    at = {edge.start: edge.end for edge in edges_of(seen, ids, ("AT",), "in")}
    holds = edges_of(seen, at, ("HOLDS",), "in") if at else []
    known = seen.get({*at, *(edge.start for edge in holds)}) if holds else {}
    found: defaultdict[str, set[tuple[str, str]]] = defaultdict(set)
    for edge in holds:
        person, post = known.get(edge.start), known.get(edge.end)
        if person and post and may_be_named(person, post) and read_holding(edge, post).held_on(today()):
            found[at[post.id]].add((str(person.get("name")), str(post.get("title", ""))))
    return {id: tuple(PublicPerson(*one) for one in sorted(people)) for id, people in found.items()}


def may_be_named(person: Node, post: Node) -> bool:
    """Whether it is somebody with a name, and neither the person nor the post is archived or joined with another."""
    return not any(_unlinked(node) for node in (person, post)) and not person.get("unnamed")


def _unlinked(node: Node) -> bool:
    return any(node.get(name) for name in _UNLINKED)


def values_of(actors: Iterable[PublicActor], name: str) -> list[str]:
    """The different texts of a field among actors, in order."""
    return sorted({value for actor in actors if (value := actor.text(name))})
