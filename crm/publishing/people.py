"""Showing a person's post to anybody, by choice: the name and the post, at their organisation, while they hold it.

(:Person)-[:HOLDS]->(:Post)-[:AT]->(:Actor)      all four become public; what else there is of the person stays the office's

The choice is the HOLDS edge: a person's other posts, and others who held the same post, stay out of sight.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from crm.access import Viewer, require
from crm.actor_model import Person, PostHeld
from crm.errors import InvalidData
from crm.fields import THE_OFFICE
from crm.office import today
from crm.people import get_person, held_of, read_in
from crm.publishing.eyes import is_shown, seen_by_anybody
from crm.publishing.fields import may_be_named
from crm.publishing.preview import is_closed
from crm.publishing.settings import public_settings
from crm.saving import edges_of, refuse_version, writing
from graph.records import PUBLIC, Edge, Node
from graph.store import Store, Transaction

Missing = Literal["page", "field", "organisation"]
_ANYBODY = (PUBLIC,)


@dataclass(frozen=True, slots=True)
class PostInPublic:
    """A post that somebody holds: whether it was chosen to be shown, and what else it takes for citizens to see it."""

    holding: str
    person: str
    name: str
    title: str
    organisation: str
    public: bool
    missing: tuple[Missing, ...]

    @property
    def seen(self) -> bool:
        """Whether citizens see it now."""
        return self.public and not self.missing


def posts_shown(store: Store, people: Collection[str]) -> frozenset[str]:
    """Ids of the holdings of these people that were chosen to be shown. What is archived or over is among them."""
    edges = edges_of(seen_by_anybody(store), people, ("HOLDS",), "out") if people else []
    return frozenset(edge.id for edge in edges)


def posts_in_public(store: Store, person: str) -> list[PostInPublic]:
    """The posts the person holds today, each with how it stands. `store` is the viewer's. Raises NotFound."""
    found = get_person(store, person)
    held = [one for one in found.posts if one.held_on(today())]
    organisations = store.get({one.organisation for one in held}) if held else {}
    shown, fields = posts_shown(store, [person]), public_settings(store)
    lacking: list[Missing] = [] if fields.on else ["page"]
    lacking += [] if "people" in fields.fields else ["field"]
    return [
        _standing(found, one, one.id in shown, (*lacking, *_hidden(organisations.get(one.organisation))))
        for one in held
    ]


def _standing(person: Person, held: PostHeld, public: bool, missing: Sequence[Missing]) -> PostInPublic:
    named = (held.id, person.id, person.name, held.title, held.organisation)
    return PostInPublic(*named, public, tuple(missing))


def _hidden(organisation: Node | None) -> Sequence[Missing]:
    return () if organisation is not None and is_shown(organisation) else ("organisation",)


@dataclass(frozen=True, slots=True)
class _Held:
    """A holding with its records, and the other holdings of the same person and of the same post."""

    person: Node
    post: Node
    holds: Edge
    at: list[Edge]
    of_person: list[Edge]
    of_post: list[Edge]


def show_post(store: Store, viewer: Viewer, person: str, holding: str, version: int) -> None:
    """Lets anybody see that the person holds the post, in one unit of work. `version` is the person's.

    Raises NotAllowed, NotFound, EditConflict, and InvalidData for a post that is not held today, for a holder without a
    name and for what the whole office does not see.
    """
    require(viewer, "administer")
    with writing(store, viewer) as tx:
        one, held = _read(tx, person, holding, version)
        if not held.held_on(today()):
            raise InvalidData.of("holding", "post_not_current")
        records: list[Node | Edge] = [one.person, one.post, one.holds, *one.at]
        if not may_be_named(one.person, one.post) or not all(
            PUBLIC in r.audience or is_closed(r) for r in records
        ):
            raise InvalidData.of("holding", "cannot_open", value=str(one.person.get("name"))[:80])
        tx.put_nodes([_edited(one.person, _ANYBODY), replace(one.post, audience=_ANYBODY)])
        tx.put_edges([*(replace(edge, audience=_ANYBODY) for edge in (one.holds, *one.at)), *_strays(one)])


def hide_post(store: Store, viewer: Viewer, person: str, holding: str, version: int) -> None:
    """Takes a holding out of the public's sight; the person and the post too, when nothing else shows them."""
    require(viewer, "administer")
    with writing(store, viewer) as tx:
        one, _held = _read(tx, person, holding, version)
        if PUBLIC not in one.holds.audience:
            return
        last, empty = not _public(one.of_person), not _public(one.of_post)
        audience = _closed(one.person) if last else one.person.audience
        tx.put_nodes(
            [
                _edited(one.person, audience),
                *([replace(one.post, audience=_closed(one.post))] if empty else []),
            ]
        )
        holds = replace(one.holds, audience=_closed(one.person))
        tx.put_edges([holds, *(replace(edge, audience=_closed(edge)) for edge in one.at if empty)])


def _read(tx: Transaction, id: str, holding: str, version: int) -> tuple[_Held, PostHeld]:
    node, person = read_in(tx, id)
    refuse_version("person", person, version)
    held = held_of(person, holding)
    mine = edges_of(tx, [id], ("HOLDS",), "out")
    others = edges_of(tx, [held.post], ("HOLDS",), "in")
    one = _Held(
        node,
        tx.get([held.post])[held.post],
        next(edge for edge in mine if edge.id == holding),
        edges_of(tx, [held.post], ("AT",), "out"),
        [edge for edge in mine if edge.id != holding],
        [edge for edge in others if edge.id != holding],
    )
    return one, held


def _edited(person: Node, audience: tuple[str, ...]) -> Node:
    return replace(person.with_properties(edition=person.get("edition", 0) + 1), audience=audience)


def _closed(record: Node | Edge) -> tuple[str, ...]:
    """Who sees it when the public does not; what was never the whole office's stays so."""
    return THE_OFFICE if PUBLIC in record.audience else tuple(record.audience)


def _public(edges: Sequence[Edge]) -> list[Edge]:
    return [edge for edge in edges if PUBLIC in edge.audience]


def _strays(one: _Held) -> list[Edge]:
    """Holdings that nobody saw any more as their person or post was the office's: opening it brings none of them back."""
    strays = {edge.id: edge for edge in _public(one.of_person) if PUBLIC not in one.person.audience}
    strays |= {edge.id: edge for edge in _public(one.of_post) if PUBLIC not in one.post.audience}
    return [replace(edge, audience=THE_OFFICE) for edge in strays.values()]
