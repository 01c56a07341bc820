"""What erasing a record would take away, and where its name would still stand, said before anything happens."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from crm.assessments.hanging import ACTOR_EDGES, UPON
from crm.erasing.kept import KEPT_TEXTS
from crm.erasing.naming import Names, bare
from crm.errors import Erased, InvalidData, NotFound
from crm.files.attaching import file_nodes
from crm.history_fields import kind_of, name_of
from crm.listing import every
from crm.office import office_id
from crm.saving import edges_of, node_of
from graph.fold import fold
from graph.records import Edge, Node, Value
from graph.store import Query, Store

KINDS = ("Actor", "Interaction", "File")
TEXTS = ("Interaction", "Commitment", "Project", "Engagement", "Actor")
SHOWN = 100
MOST = 2_000


@dataclass(frozen=True)
class Mention:
    """A free text that says the name: which record, what people call it, in which field."""

    kind: str
    id: str
    name: str
    field: str


@dataclass(frozen=True)
class Consequences:
    """`confirm` is what must be typed. `titles` (of meetings, and texts of views and publications) lose the name; `mentions` keep it until somebody
    edits them; `addresses` are ids made from the name, which stay; `hidden` mentions are in records the viewer does not see.
    """

    kind: str
    id: str
    confirm: str
    meetings: int
    commitments: int
    posts: int
    ties: int
    files: Sequence[str]
    titles: Sequence[Mention]
    mentions: Sequence[Mention]
    addresses: Sequence[str]
    hidden: int


def consequences_of(store: Store, id: str) -> Consequences:
    """What would happen. `store` is the viewer's view. Raises NotFound, Erased, InvalidData for what cannot be erased."""
    node = erasable(store, id)
    whole = store.as_seen_by(None)
    edges = edges_of(whole, [id], ())
    files = [str(file.get("name")) for file in file_nodes(whole, [id])]
    name = name_of(node)
    named = list(_mentions(whole, node, name)) if node.root == "Actor" else []
    titles = {one.id for one in _titled(whole, edges, name)} if node.root == "Actor" else set()
    seen = store.get({one.id for one in named})
    kept = [one for one in named if (one.id, one.field) not in {(title, "title") for title in titles}]
    return Consequences(
        kind_of(node),
        id,
        name,
        _count(edges, "TOOK_PART"),
        len(
            {
                edge.end if edge.type == "OWES" else edge.start
                for edge in edges
                if edge.type in {"OWES", "OWED_TO"}
            }
        )
        + _count(edges, "PRODUCED"),
        _count(edges, "HOLDS"),
        _ties(edges),
        files if node.root != "File" else [name],
        [*(one for one in named if one.id in titles and one.field == "title"), *_in_kept(store, node)],
        [one for one in kept if one.id in seen][:SHOWN],
        [edge.end for edge in edges if edge.type == "TOOK_PART" and id in edge.end][:SHOWN],
        sum(1 for one in kept if one.id not in seen),
    )


def erasable(store: Store, id: str) -> Node:
    """The node to erase. Raises NotFound, Erased, and InvalidData for the office itself."""
    if id == office_id():
        raise InvalidData.of("", "erase_office")
    found = store.get([id]).get(id)
    if found is not None and found.root in KINDS:
        return found
    try:
        return node_of(store, "record", "Actor", id)
    except Erased:
        raise
    except NotFound as error:
        raise NotFound("record", id) from error


def _count(edges: Sequence[Edge], type: str) -> int:
    return sum(1 for edge in edges if edge.type == type)


def _ties(edges: Sequence[Edge]) -> int:
    own = {"TOOK_PART", "OWES", "OWED_TO", "PRODUCED", "HOLDS", "AT", "STATED_IN", "HAS_FILE", "CONCERNS"}
    own |= {*ACTOR_EDGES, UPON}
    return sum(1 for edge in edges if edge.type not in own)


def _titled(whole: Store, edges: Sequence[Edge], name: str) -> list[Node]:
    """Meetings she took part in whose title says the name as a title made by the program does."""
    meetings = whole.get({edge.end for edge in edges if edge.type == "TOOK_PART"})
    return [node for node in meetings.values() if in_title(node, name)]


def in_title(meeting: Node, name: str) -> bool:
    """Whether the meeting's title has the name."""
    return bool(name) and bare(name) in str(meeting.get("title", ""))


def _mentions(whole: Store, node: Node, name: str) -> Iterator[Mention]:
    """Every field of another record whose words contain the whole name."""
    words = fold(bare(name))
    if not words:
        return
    for root in TEXTS:
        found = whole.find(Query(root, text=words, limit=MOST // len(TEXTS), total=False)).items
        for other in found:
            if other.id != node.id:
                yield from (
                    Mention(kind_of(other), other.id, name_of(other), field)
                    for field, value in sorted(other.properties.items())
                    if field not in {"search_text", "sort_name", "folded_names"} and _says(value, words)
                )


def _in_kept(store: Store, node: Node) -> Iterator[Mention]:
    """Every text of the views and publications that the viewer sees which says one of an actor's names."""
    if node.root != "Actor":
        return
    names = Names.of(node)
    for label, fields in KEPT_TEXTS.items():
        for kept in every(store, Query(label)):
            for field in fields:
                value = kept.get(field) or ()
                if any(names.said_in(text) for text in ([value] if isinstance(value, str) else value)):
                    yield Mention(kind_of(kept), kept.id, name_of(kept), field)


def _says(value: Value, words: str) -> bool:
    texts = [value] if isinstance(value, str) else value if isinstance(value, list | tuple) else []
    return any(f" {words} " in f" {fold(text)} " for text in texts if isinstance(text, str))
