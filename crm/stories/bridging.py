"""The step about the bridge of a picture: who joins most of those drawn, measured among those drawn alone."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from crm.messages import say
from crm.stories.scene import FACTS, Scene
from crm.views.model import Step

LOOKED_AT, SHOWN = 12, 40
_LONGEST = 600


def bridge(scene: Scene) -> Iterator[Step]:
    """The actor without whom most would be cut off, else who stands between most pairs without a tie."""
    looked = scene.most_connected[:LOOKED_AT]
    found = [(cut_off(scene, node.id), open_pairs(scene, node.id), node) for node in looked]
    apart, pairs, node = max(found, key=lambda one: (len(one[0]), one[1]), default=([], 0, None))
    if node is None or not pairs:
        return
    said = {"who": node.name, "count": pairs}
    text = say("story.bridge", scene.lang, **said)
    if apart:
        text += " " + say("story.bridge_cut", scene.lang, count=len(apart), names_said=scene.said(apart))
    around = apart or sorted(scene.contacts[node.id])
    yield Step(text=text[:_LONGEST], actors=[node.id, *around][:SHOWN], facts=[node.id, *apart][:FACTS])


def open_pairs(scene: Scene, id: str) -> int:
    """How many pairs of an actor's contacts in the picture have no tie with each other."""
    contacts = scene.contacts
    return sum(other not in contacts[one] for one, other in combinations(contacts[id], 2))


def cut_off(scene: Scene, id: str) -> list[str]:
    """Who would have no way left to the largest part of those whom the actor joins now, the best connected first."""
    left, parts = set(scene.contacts[id]), []
    while left:
        part = _reached(scene, left.pop(), id)
        left -= part
        parts.append(part)
    largest = max(parts, key=lambda part: (len(part), sorted(part)), default=set())
    apart = set().union(*parts) - largest
    return [node.id for node in scene.most_connected if node.id in apart]


def _reached(scene: Scene, start: str, without: str) -> set[str]:
    found, left = {start}, [start]
    while left:
        more = scene.contacts[left.pop()] - found - {without}
        found |= more
        left += more
    return found
