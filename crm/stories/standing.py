"""Steps about how the actors of a picture stand: groups, the doors abroad, what cooled, who is new."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

import numpy as np

from crm.messages import say
from crm.picture_model import PictureNode
from crm.stories.scene import FACTS, Scene
from crm.views.model import Step
from crm.vocabulary import vocabulary
from graph.fold import fold

COLD_DAYS, NEW_DAYS = 3 * 365, 365
SHOWN = 40
_LONGEST = 600
# The member states of the European Union (2026), as ISO 3166-1 codes.
EUROPEAN_UNION = frozenset(
    {"AT", "BE", "BG", "HR", "CY", "CZ", "DK", "EE", "FI", "FR", "DE", "GR", "HU", "IE"}
    | {"IT", "LV", "LT", "LU", "MT", "NL", "PL", "PT", "RO", "SK", "SI", "ES", "SE"}
)
HOME_COUNTRY = "CO"


def groups(scene: Scene) -> Iterator[Step]:
    """Which groups there are: those that meet each other more than others."""
    members: defaultdict[int, list[str]] = defaultdict(list)
    for node in scene.most_connected:
        if node.community >= 0:
            members[node.community].append(node.id)
    found = sorted((own for own in members.values() if len(own) > 2), key=lambda own: (-len(own), own[0]))
    if len(found) < 2:
        return
    said = "; ".join(
        say("story.group", scene.lang, who=scene.names[own[0]], count=len(own)) for own in found[:3]
    )
    text = say("story.groups", scene.lang, count=len(found), said=said)
    yield Step(text=text[:_LONGEST], actors=found[0][:SHOWN], facts=[own[0] for own in found[:3]])


def abroad(scene: Scene) -> Iterator[Step]:
    """Who leads to the European Union; else how many countries there are."""
    foreign = [(node, _country(scene, node)) for node in scene.nodes]
    foreign = [(node, country) for node, country in foreign if country and country != HOME_COUNTRY]
    if not foreign:
        return
    foreign.sort(key=lambda one: (-len(scene.contacts[one[0].id]), -one[0].interactions, one[0].id))
    europe = [node for node, country in foreign if country in EUROPEAN_UNION]
    if europe:
        yield _door(scene, europe)
        return
    countries = {country for _node, country in foreign}
    first, country = foreign[0]
    text = say(
        "story.abroad",
        scene.lang,
        count=len(foreign),
        countries_count=len(countries),
        who=first.name,
        where=_where(first.name, country, scene.lang),
    )
    yield Step(text=text[:_LONGEST], actors=[node.id for node, _c in foreign[:SHOWN]], facts=[first.id])


def _door(scene: Scene, europe: Sequence[PictureNode]) -> Step:
    first, rest = europe[0], [node.id for node in europe[1:]]
    text = say(
        "story.europe_and" if rest else "story.europe",
        scene.lang,
        who=first.name,
        where=_where(first.name, _country(scene, first), scene.lang),
        count=len(scene.contacts[first.id]),
        others=scene.said(rest) if rest else "",
    )
    ids = [first.id, *rest]
    return Step(text=text[:_LONGEST], actors=ids[:SHOWN], facts=ids[:FACTS])


def _where(name: str, country: str, lang: str) -> str:
    """The country in brackets, unless the name says it already."""
    label = vocabulary("countries").label(country, lang)
    return "" if fold(label) in fold(name) else f" ({label})"


def _country(scene: Scene, node: PictureNode) -> str:
    number = scene.derived.number.get(node.id)
    return str(scene.derived.actors["country"][number] or "") if number is not None else ""


def cooled(scene: Scene) -> Iterator[Step]:
    """Which ties have not been lived for three years, the strongest of them by name."""
    cold = [tie for tie in scene.strongest if (scene.day - tie.last).days > COLD_DAYS]
    if not cold:
        return
    tie = cold[0]
    meetings = scene.meetings_of(tie)
    text = say(
        "story.cooled",
        scene.lang,
        count=len(cold),
        of=len(scene.edges),
        one=scene.names[tie.source],
        other=scene.names[tie.target],
        year=tie.last.year,
    )
    yield Step(text=text[:_LONGEST], actors=[tie.source, tie.target], facts=list(meetings))


def fresh(scene: Scene) -> Iterator[Step]:
    """Who met the office's partners for the first time within a year."""
    found = [node.id for node in scene.most_connected if _is_new(scene, node)]
    if not found:
        return
    key = "story.fresh_one" if len(found) == 1 else "story.fresh"
    text = say(key, scene.lang, count=len(found), names_said=scene.said(found))
    yield Step(text=text[:_LONGEST], actors=found[:SHOWN], facts=found[:FACTS])


def _is_new(scene: Scene, node: PictureNode) -> bool:
    number = scene.derived.number.get(node.id)
    if number is None:
        return False
    begins = scene.derived.array("took_part_begins")
    events = scene.derived.array("took_part_event")[int(begins[number]) : int(begins[number + 1])]
    started = np.asarray(scene.derived.array("interaction_start")[events])
    past = started[started <= scene.day.toordinal()]
    return bool(len(past)) and scene.day.toordinal() - int(past.min()) <= NEW_DAYS
