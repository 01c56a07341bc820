"""Publishing a view and withdrawing it: an administrator's acts, each one unit of work that can be undone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, replace
from typing import Annotated, Any

from pydantic import Field

from crm.access import Viewer, require
from crm.errors import EditConflict, NotFound, Problem
from crm.fields import Empty, Name, NewId, Noun, RecordId
from crm.identity import free_ids, slug
from crm.office import today
from crm.publishing.model import Publication
from crm.publishing.records import BEFORE, LABEL, LONGEST_SLUG, id_of, node_of_publication, read_publication
from crm.saving import check, writing
from crm.views.model import Places
from graph.records import Node
from graph.store import Store, Transaction

KIND = "publication"
MOST_ACTORS = 2_000
# /publico/datos/actores.csv is the directory: no publication may have these names.
FILES = frozenset({"actores", "personas"})


class _Card(Noun):
    """What who publishes says: the rules of a publication's fields."""

    slug: Annotated[NewId, Field(max_length=LONGEST_SLUG)] = ""
    title: Name
    note: Annotated[Annotated[str, Field(max_length=2000)] | None, Empty] = None
    view: NewId = ""
    actors: Annotated[tuple[RecordId, ...], Field(max_length=MOST_ACTORS)] = ()
    positions: Places = Field(default_factory=dict)


def publish(store: Store, viewer: Viewer, draft: Publication) -> Publication:
    """Publishes the draft: a new one with version 0, else in place of what has its slug. It is dated today.

    Without a slug it gets one of its title. What was withdrawn for a name that was erased is not found. Raises NotAllowed, InvalidData, NotFound, EditConflict.
    """
    require(viewer, "administer")
    card = _Card.of({name: getattr(draft, name) for name in _Card.model_fields})
    check(_problems(card))
    with writing(store.as_seen_by(None), viewer) as tx:
        before = _again(tx, card.slug, draft.version) if draft.version else None
        name = card.slug if before else _free_slug(tx, store, card)
        dated = {"slug": name, "published_on": today(), "published_by": viewer.id}
        said = {
            **{field: getattr(card, field) for field in _Card.model_fields},
            "note": card.note or "",
            **dated,
        }
        return _put(tx, Publication(**said), before)


def _problems(card: _Card) -> Iterator[Problem]:
    if not card.actors:
        yield Problem("actors", "too_few", {"limit": 1})


def _free_slug(tx: Transaction, store: Store, card: _Card) -> str:
    """A slug that no publication has or ever had: an address once given away means one thing."""
    base = card.slug or slug(card.title, "vista", LONGEST_SLUG)
    base = f"vista-{base}" if base in FILES else base
    return free_ids(tx, store, [id_of(base)])[0].removeprefix(BEFORE)


def withdraw(store: Store, viewer: Viewer, slug: str, version: int) -> Publication:
    """Takes the publication off the public pages; it can be published again. Raises NotAllowed, NotFound, EditConflict."""
    require(viewer, "administer")
    with writing(store.as_seen_by(None), viewer) as tx:
        before = _current(tx, slug, version)
        return _put(tx, replace(read_publication(before), withdrawn=True), before)


def _current(tx: Transaction, slug: str, version: int) -> Node:
    node = tx.get([id_of(slug)]).get(id_of(slug))
    if node is None or node.root != LABEL:
        raise NotFound(KIND, slug[:80])
    if node.version != version:
        now = plain(read_publication(node))
        raise EditConflict(KIND, node.id, now, {**now, "version": version}, [])
    return node


def _again(tx: Transaction, slug: str, version: int) -> Node:
    """What may be published anew: not what erasing withdrew for its address, which comes from no view any more."""
    node = _current(tx, slug, version)
    if node.get("archived") and not node.get("view"):
        raise NotFound(KIND, slug[:80])
    return node


def _put(tx: Transaction, publication: Publication, before: Node | None) -> Publication:
    (saved,) = tx.put_nodes([node_of_publication(publication, before.version if before else 0)])
    return read_publication(saved)


def plain(publication: Publication) -> dict[str, Any]:
    """The publication as JSON has it, for those who administer."""
    day = publication.published_on
    return {
        **asdict(publication),
        "actors": list(publication.actors),
        "published_on": day and day.isoformat(),
    }
