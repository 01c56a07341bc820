"""Posts and who holds them: people move, posts stay.

(:Actor:Person)-[:HOLDS {start, end}]->(:Post {title})-[:AT]->(:Actor)
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from crm.actor_model import Person, PostHeld
from crm.errors import Problem
from crm.evidence import evidence_from, evidence_properties, unknown_in
from crm.fields import THE_OFFICE
from crm.identity import edge_id, free_ids, slug
from crm.periods import period_from, period_properties
from crm.saving import edges_of, present, sync_edges, unknown_ids
from graph.fold import fold
from graph.records import PUBLIC, Edge, Node, Value
from graph.store import Store, Transaction


def posts_of(reader: Store | Transaction, people: Collection[str]) -> dict[str, list[PostHeld]]:
    """The posts each of the people holds or held, the latest first."""
    holdings = edges_of(reader, people, ("HOLDS",), "out")
    posts = reader.get({edge.end for edge in holdings})
    held: defaultdict[str, list[PostHeld]] = defaultdict(list)
    for edge in holdings:
        if edge.end in posts:
            held[edge.start].append(read_holding(edge, posts[edge.end]))
    return held


def read_holding(edge: Edge, post: Node) -> PostHeld:
    """A HOLDS edge with its post."""
    held = {"id": edge.id, "period": period_from(edge.properties), "note": edge.get("note")}
    at = {"post": post.id, "title": post.get("title", ""), "organisation": post.get("organisation")}
    return PostHeld.trusted({**held, **at, "source": evidence_from(edge.properties)})


_Key = tuple[str, str]


def save_posts(tx: Transaction, store: Store, people: Sequence[Person]) -> bool:
    """Makes what people hold exactly what they say; posts that are missing are made. Says whether anything changed."""
    holdings: defaultdict[str, list[Edge]] = defaultdict(list)
    for edge in edges_of(tx, {person.id for person in people}, ("HOLDS",), "out"):
        holdings[edge.start].append(edge)
    known = _known_posts(tx, people, holdings)
    _make_posts(tx, store, people, known)
    changed = [sync_edges(tx, holdings[p.id], _holds(p, known, holdings[p.id])) for p in people]
    return any(changed)


def _key(person: str, held: PostHeld) -> _Key:
    """Titled posts are shared by title; an untitled one is its holder's own ("@" is in no folded title)."""
    return (held.organisation, fold(held.title) or f"@{person}")


def _known_posts(
    tx: Transaction, people: Iterable[Person], holdings: Mapping[str, Sequence[Edge]]
) -> dict[_Key, str]:
    organisations = {held.organisation for person in people for held in person.posts}
    at = edges_of(tx, organisations, ("AT",), "in")
    posts = tx.get({edge.start for edge in at})
    known = {(edge.end, posts[edge.start].get("sort_name", "")): edge.start for edge in at}
    untitled = {post.id: str(post.get("organisation")) for post in posts.values() if not post.get("title")}
    for person, edges in holdings.items():
        known |= {(untitled[edge.end], f"@{person}"): edge.end for edge in edges if edge.end in untitled}
    return known


def _make_posts(tx: Transaction, store: Store, people: Iterable[Person], known: dict[_Key, str]) -> None:
    missing = {
        _key(person.id, held): held
        for person in people
        for held in person.posts
        if not held.post and _key(person.id, held) not in known
    }
    bases = [slug(f"cargo {held.title} {held.organisation}") for held in missing.values()]
    ids = free_ids(tx, store, bases)
    known |= dict(zip(missing, ids, strict=True))
    made = [_post(id, held) for id, held in zip(ids, missing.values(), strict=True)]
    if made:
        tx.put_nodes(made)
        tx.put_edges([_at(node) for node in made])


def _post(id: str, held: PostHeld) -> Node:
    said = present({"title": held.title})
    properties: dict[str, Value] = {
        "sort_name": fold(held.title),
        "organisation": held.organisation,
        "archived": False,
    }
    return Node(id, ("Post",), {**said, **properties}, THE_OFFICE)


def _at(post: Node) -> Edge:
    organisation = str(post.get("organisation"))
    return Edge(edge_id("AT", post.id, organisation), "AT", post.id, organisation, {}, post.audience)


def _holds(person: Person, known: Mapping[_Key, str], before: Iterable[Edge]) -> Iterator[Edge]:
    mine, used = {edge.id: edge for edge in before}, set[str]()
    for number, held in enumerate(person.posts):
        post = held.post or known[_key(person.id, held)]
        id = held.id if held.id in mine else _holding_id(person.id, post, held)
        id = id if id not in used else edge_id("HOLDS", person.id, post, str(number))
        used.add(id)
        yield Edge(id, "HOLDS", person.id, post, _holding_properties(held), _audience(person, mine.get(id)))


def _audience(person: Person, before: Edge | None) -> tuple[str, ...]:
    """The person's; but that anybody may know of a holding was said of it alone (crm.publishing.people) or not at all."""
    if PUBLIC not in person.audience:
        return tuple(person.audience)
    return before.audience if before is not None and PUBLIC in before.audience else THE_OFFICE


def _holding_id(person: str, post: str, held: PostHeld) -> str:
    return edge_id("HOLDS", person, post, held.period.edtf if held.period else "")


def _holding_properties(held: PostHeld) -> dict[str, Value]:
    period = period_properties(held.period) if held.period else {}
    return {**period, **present({"note": held.note}), **evidence_properties(held.source)}


def post_problems(reader: Transaction, person: Person) -> list[Problem]:
    """What cannot be in the posts a person holds: unknown organisations, posts of other organisations."""
    organisations = {f"posts[{i}].organisation": held.organisation for i, held in enumerate(person.posts)}
    stated = {f"posts[{index}].source": held.source for index, held in enumerate(person.posts)}
    problems = unknown_ids(reader, organisations, "Actor") + unknown_in(reader, stated)
    posts = reader.get({held.post for held in person.posts if held.post})
    for index, held in enumerate(person.posts):
        there = posts.get(held.post)
        if held.post and (there is None or there.get("organisation") != held.organisation):
            problems.append(Problem(f"posts[{index}].post", "unknown_record", {"value": held.post}))
    return problems
