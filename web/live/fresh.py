"""A picture with what was saved since the analysis: ties that grew or are new, and who came with them, near their own.

The analysis brings everything else a moment later; nothing that is drawn already moves.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from math import cos, hypot, sin, tau

from crm.derived.live import Live, live
from crm.derived.results import Derived
from crm.meaning.ties import shared
from crm.picture import PictureEdge, PictureNode
from crm.vocabulary import vocabulary
from graph.records import Node
from graph.snapshot import Tie as LiveTie
from graph.store import Store
from web.red.ties import Tie
from web.red.view import RedView

MOST_NEW = 20
MET = "interaction"
BESIDE = 130.0
SIZE = 9.0
WAYS = 24
Pair = tuple[str, str]
Place = tuple[float, float]


def fresh_view(store: Store, derived: Derived, view: RedView) -> RedView:
    """The picture as of now, of what its reader may see.

    A picture of a past day, of some themes or lines, of groups or of more than partners waits for the analysis.
    """
    if not view.nodes or _waits(view):
        return view
    found = live(store, derived)
    ties = {pair: tie for pair, tie in _ties(found, view) if tie.events > met_before(derived, pair)}
    if not ties:
        return view
    known = {node.id for node in view.nodes}
    came = _actors(store, derived, {end for pair in ties for end in pair} - known)
    ids = known | came.keys()
    grown = {pair: _edge(pair, tie) for pair, tie in ties.items() if set(pair) <= ids}
    more = {pair: edge.count - met_before(derived, pair) for pair, edge in grown.items()}
    kept = [edge for edge in view.edges if _key(edge.source, edge.target) not in grown]
    return replace(
        view,
        nodes=_placed(view, list(came.values()), grown),
        edges=[*kept, *grown.values()],
        lines=_lines(view, grown, more),
    )


def _waits(view: RedView) -> bool:
    wish = view.wish
    asked = (wish.tema, wish.linea, wish.desde, wish.hasta, wish.dia, wish.con, wish.finds, wish.is_grouped)
    return any(asked) or view.bubbles is not None


def _ties(found: Live, view: RedView) -> Iterator[tuple[Pair, LiveTie]]:
    """The ties of those that changed, among the drawn and with those whom the selection takes in."""
    known, wish = {node.id for node in view.nodes}, view.wish
    opened, changed = {*wish.actor, *wish.mas}, found.changed
    more = 0
    for id in sorted(changed if wish.todo else changed & known):
        for other, tie in found.ties(id).items():
            inside = {id, other} <= known
            takes_in = wish.todo or id in opened
            if inside or (takes_in and other not in wish.sin and id not in wish.sin and more < MOST_NEW):
                more += not inside
                yield _key(id, other), tie


def _key(one: str, other: str) -> Pair:
    return (one, other) if one < other else (other, one)


def _edge(pair: Pair, tie: LiveTie) -> PictureEdge:
    return PictureEdge(*pair, tie.events, date.fromordinal(tie.last), round(tie.weight, 6))


def met_before(derived: Derived, pair: Pair) -> int:
    """How many interactions the two had in common when the analysis was made."""
    first, second = (derived.number.get(id) for id in pair)
    return 0 if first is None or second is None else len(shared(derived, first, second))


def _actors(store: Store, derived: Derived, ids: set[str]) -> dict[str, PictureNode]:
    """Those that come, as far as the reader may see them."""
    found = store.get(ids) if ids else {}
    return {id: _node(derived, node) for id, node in sorted(found.items()) if not node.get("archived")}


def _node(derived: Derived, node: Node) -> PictureNode:
    number = derived.number.get(node.id)
    size = float(derived.array("size")[number]) if number is not None else SIZE
    community = int(derived.array("community")[number]) if number is not None else -1
    type = str(node.get("type"))
    return PictureNode(
        id=node.id,
        name=str(node.get("name") or node.id),
        type=type,
        family=str(vocabulary("actor_types").get(type).extra["family"]),
        sector=node.get("sector"),
        x=0.0,
        y=0.0,
        size=round(size, 1),
        community=community,
        interactions=int(node.get("interactions") or 1),
    )


def _placed(
    view: RedView, came: Sequence[PictureNode], grown: Mapping[Pair, PictureEdge]
) -> Sequence[PictureNode]:
    """Whoever comes stands beside those it met, where there is most room; the others stay."""
    at = {node.id: (node.x, node.y) for node in view.nodes}
    middle = _mean(list(at.values()))
    fresh = []
    for node in came:
        own = [at[end] for pair in grown if node.id in pair for end in pair if end in at]
        at[node.id] = _freest(_mean(own) if own else middle, list(at.values()))
        fresh.append(replace(node, x=at[node.id][0], y=at[node.id][1]))
    return [*view.nodes, *fresh]


def _freest(around: Place, taken: Sequence[Place]) -> Place:
    """Of the places at some distance from one, that which is farthest from everybody."""
    turns = (turn * tau / WAYS for turn in range(WAYS))
    places = [
        (round(around[0] + BESIDE * cos(turn), 1), round(around[1] + BESIDE * sin(turn), 1)) for turn in turns
    ]
    return max(places, key=lambda place: min(hypot(place[0] - x, place[1] - y) for x, y in taken))


def _mean(places: Sequence[Place]) -> Place:
    return sum(x for x, _y in places) / len(places), sum(y for _x, y in places) / len(places)


def _lines(view: RedView, grown: Mapping[Pair, PictureEdge], more: Mapping[Pair, int]) -> list[Tie]:
    """The lines, that of meetings thicker by as many as came."""
    kept = [line for line in view.lines if line.meaning != MET or _key(line.source, line.target) not in grown]
    met = {_key(line.source, line.target): line for line in view.lines if line.meaning == MET}
    for pair, edge in grown.items():
        old = met.get(pair)
        count = more[pair] + (old.count if old else 0)
        standing = old.standing if old else ()
        kept.append(Tie(*pair, MET, count, edge.last, standing, weak=False))
    return kept
