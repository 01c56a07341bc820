"""The story of a picture: five to eight steps, each from what was measured; the same picture tells the same story."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from crm.messages import say
from crm.stories.bridging import bridge
from crm.stories.scene import Scene
from crm.stories.standing import abroad, cooled, fresh, groups
from crm.views.model import Step
from crm.vocabulary import vocabulary

MOST = 8
FAMILIES = 3
_LONGEST = 600


def make_story(scene: Scene) -> list[Step]:
    """The steps, at most MOST; none for an empty picture."""
    if not scene.nodes:
        return []
    return [step for part in _PARTS for step in part(scene)][:MOST]


def size(scene: Scene) -> Iterator[Step]:
    """How many there are, and of which families."""
    families: dict[str, int] = {}
    for node in scene.nodes:
        families[node.family] = families.get(node.family, 0) + 1
    most = sorted(families, key=lambda family: (-families[family], family))[:FAMILIES]
    words = vocabulary("families")
    said = ", ".join(f"{words.label(one, scene.lang)} ({families[one]})" for one in most)
    ties = sum(len(own) for own in scene.contacts.values()) // 2
    first = [node.id for node in scene.most_connected[:FAMILIES]]
    text = say(
        "story.size", scene.lang, title=scene.title, count=len(scene.nodes), ties=ties, families_said=said
    )
    yield Step(text=text[:_LONGEST], facts=first)


def centre(scene: Scene) -> Iterator[Step]:
    """Who has most contacts here."""
    if len(scene.nodes) < 4:
        return
    first = scene.most_connected[0]
    around = scene.contacts[first.id]
    if len(around) < 2:
        return
    close = [tie for tie in scene.strongest if first.id in (tie.source, tie.target)]
    others = [tie.target if tie.source == first.id else tie.source for tie in close[:3]]
    key = "story.centre_with" if others else "story.centre"
    text = say(key, scene.lang, who=first.name, count=len(around), others=scene.said(others))
    yield Step(text=text[:_LONGEST], actors=[first.id, *others], facts=[first.id])


def strongest(scene: Scene) -> Iterator[Step]:
    """Between whom there were most meetings, and when the last was."""
    if not scene.strongest:
        return
    tie = scene.strongest[0]
    meetings = scene.meetings_of(tie)
    when = scene.when(meetings[0], tie.last) if meetings else ""
    text = say(
        "story.strongest_when" if when else "story.strongest",
        scene.lang,
        one=scene.names[tie.source],
        other=scene.names[tie.target],
        count=tie.count,
        when_said=when,
    )
    yield Step(text=text[:_LONGEST], actors=[tie.source, tie.target], facts=list(meetings))


_PARTS: tuple[Callable[[Scene], Iterator[Step]], ...] = (
    size,
    centre,
    strongest,
    groups,
    bridge,
    abroad,
    cooled,
    fresh,
)
