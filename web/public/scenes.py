"""A published red as the marks that web.red_files draws: places, sizes, lines; and those without a place around the others."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from math import cos, hypot, pi, sin, sqrt
from typing import Any

from crm.network_data import home_of
from crm.publishing.model import TOGETHER, PublicRed, PublicTie
from crm.reading.meanings import OF_TIE
from crm.vocabulary import family_of, vocabulary
from web.red.names import brief, plain
from web.red.palette import LINES
from web.red_files.scene import Scene
from web.store_keeping import whole_store

LEAST, GROWTH, LARGEST = 9.0, 3.4, 26.0
WIDTHS = {1: 1.4, 2: 3.2, 3: 5.5}
_RING, _ROOM = 160.0, 60.0


def scene_of(red: PublicRed) -> Scene:
    """The scene; only what the drawing reads of it is filled."""
    nodes = [*_nodes(red)]
    drawn = {node["family"] for node in nodes}
    return Scene(
        title=red.publication.title,
        description="",
        remarks=(),
        source="",
        nodes=nodes,
        edges=[*_edges(red.ties)],
        families=[(id, word, shape) for id, word, shape in families() if id in drawn],
        colours=(),
        colours_say="",
        lines=(),
        hues={},
        icons={},
        annotations=(),
    )


def families() -> Iterator[tuple[str, str, str]]:
    """Each family of actors with its word and shape."""
    from web.i18n import language

    for one in vocabulary("families"):
        yield one.id, one.label(language()), str(one.extra["shape"])


def meaning_of(kind: str) -> str:
    """What a tie means, as the lines of the red tell it apart."""
    return "interaction" if kind == TOGETHER else OF_TIE.get(kind, "membership")


def contacts_of(red: PublicRed) -> Counter[str]:
    """How many others each actor has a tie with here."""
    pairs = {tuple(sorted((tie.a, tie.b))) for tie in red.ties}
    return Counter(end for pair in pairs for end in pair)


def _nodes(red: PublicRed) -> Iterator[dict[str, Any]]:
    places, contacts, home = _places(red), contacts_of(red), home_of(whole_store())
    for actor in red.actors:
        family = (
            family_of(actor.type, actor.id in home) if actor.type in vocabulary("actor_types") else "social"
        )
        name = plain(actor.name) or actor.id
        yield {
            "id": actor.id,
            "label": name,
            "short": brief(name),
            "family": family,
            "shape": str(vocabulary("families").get(family).extra["shape"]),
            "x": places[actor.id][0],
            "y": places[actor.id][1],
            "size": min(LARGEST, LEAST + GROWTH * sqrt(contacts[actor.id])),
            "contacts": contacts[actor.id],
            "centre": False,
        }


def _places(red: PublicRed) -> Mapping[str, tuple[float, float]]:
    """Where each stands: where it was published, else on a ring around those."""
    known = {
        actor.id: red.publication.positions[actor.id]
        for actor in red.actors
        if actor.id in red.publication.positions
    }
    rest = [actor.id for actor in red.actors if actor.id not in known]
    xs, ys = [x for x, _y in known.values()] or [0.0], [y for _x, y in known.values()] or [0.0]
    middle = (min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2
    reach = max((hypot(x - middle[0], y - middle[1]) for x, y in known.values()), default=0.0) + _ROOM
    reach = max(reach, _RING, len(rest) * _ROOM / (2 * pi))
    turns = {id: 2 * pi * number / len(rest) - pi / 2 for number, id in enumerate(rest)}
    around = {
        id: (middle[0] + reach * cos(turn), middle[1] + reach * sin(turn)) for id, turn in turns.items()
    }
    return {**known, **around}


def _edges(ties: Sequence[PublicTie]) -> Iterator[dict[str, Any]]:
    """A line for each pair and meaning; those of one pair side by side."""
    widest: dict[tuple[str, str, str], int] = {}
    for tie in ties:
        one, other = sorted((tie.a, tie.b))
        key = one, other, meaning_of(tie.kind)
        widest[key] = max(widest.get(key, 0), tie.band)
    lanes, taken = Counter(key[:2] for key in widest), Counter[tuple[str, str]]()
    for (one, other, meaning), band in widest.items():
        style = LINES[meaning]
        yield {
            "from": one,
            "to": other,
            "width": WIDTHS[band],
            "dashes": style.dashes,
            "double": style.double,
            "lane": taken[one, other],
            "lanes": lanes[one, other],
            "count": 0,  # days are not published: no line is faint for its age
            "last": None,
        }
        taken[one, other] += 1
