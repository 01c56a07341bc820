"""First rows of a plan from the actors of a map: what each would cover, what to say, how and when to reach them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Protocol

from crm.access import Viewer
from crm.assessments.grids import judged, unit
from crm.assessments.hiding import assessments_for
from crm.engagement.model import Engagement
from crm.engagement.pacing import paced
from crm.engagement.wording import why_of
from crm.mapping.reasons import Reason
from crm.messages import say
from crm.office import today
from crm.periods import Period, whole
from crm.projects import Project
from graph.records import Node
from graph.store import Store

if TYPE_CHECKING:
    from crm.maps.model import StakeholderMap

MOST = 10
_NEEDS = 2
_HIGH = unit(4)
_AHEAD = timedelta(days=30)


class Ranked(Protocol):
    """An actor of a map, kept or current."""

    @property
    def actor(self) -> str:
        """Its id."""
        ...

    @property
    def requirements(self) -> Sequence[int]:
        """The places of what it covers in the brief."""
        ...

    @property
    def reasons(self) -> Sequence[Reason]:
        """Why it is on the map."""
        ...


@dataclass(frozen=True, slots=True)
class _Other:
    """Somebody to propose whom the map does not have."""

    actor: str
    requirements: tuple[int, ...] = ()
    reasons: tuple[Reason, ...] = ()


def best_of(made: StakeholderMap, high: Sequence[str] = (), funder: str | None = None) -> list[Ranked]:
    """Whom to begin with: the map's coalition, each for what it is there for, those whom people placed `high`, who pays,
    then the best of all.
    """
    known = made.by_actor
    named = dict.fromkeys([*high, *([funder] if funder else [])])
    others: list[Ranked] = [known.get(id) or _Other(id) for id in named]
    return [*made.coalition.members, *others, *made.actors]


def placed_high(store: Store, viewer: Viewer, project: str) -> list[str]:
    """The actors whom assessors give at least 4 of 5 in power and in interest, the highest first; as the viewer may see it."""
    said, _hidden = assessments_for(store, viewer, project)
    found: list[tuple[float, str]] = []
    for actor, given in said.items():
        power, interest = (judged(given, name).perceived or 0.0 for name in ("power", "interest"))
        if min(power, interest) >= _HIGH:
            found.append((-(power + interest), actor))
    return [actor for _sum, actor in sorted(found)]


def propose_rows(
    store: Store, project: Project, ranked: Sequence[Ranked], taken: Collection[str], lang: str
) -> list[Engagement]:
    """Rows, not saved, for the first actors that have none."""
    free: dict[str, Ranked] = {}
    for one in ranked:
        if one.actor not in taken and one.actor not in project.exclude:
            free.setdefault(one.actor, one)
    nodes = store.get(free.keys()) if free else {}
    chosen = [one for one in free.values() if one.actor in nodes and not nodes[one.actor].get("archived")]
    rows = [_row(project, one, nodes[one.actor], lang) for one in chosen[:MOST]]
    now = today()
    days = paced(now, proposed_day(project, now), len(rows))
    return [row.having(when=when) for row, when in zip(rows, days, strict=True)]


def proposed_day(project: Project, now: date) -> Period | None:
    """By when to have reached them: a month before the call closes, else halfway; None without a closing day ahead."""
    closes = project.deadline.sort_day if project.deadline else None
    if closes is None or closes <= now + timedelta(days=1):
        return None
    month_before = closes - _AHEAD
    return whole(month_before if month_before > now else now + (closes - now) / 2, "day")


def _row(project: Project, one: Ranked, node: Node, lang: str) -> Engagement:
    met, pays = bool(node.get("last_contact")), one.actor == project.funder
    needs = _needs(project, one)
    objective = say("plan.cover", lang, need=needs) if needs else say("plan.know", lang)
    return Engagement(
        project=project.id,
        actor=one.actor,
        objective=say("plan.requires", lang) if pays else objective[:1000],
        message=_message(project, one, str(node.get("name")), lang)[:1000],
        channel=say("plan.meeting" if met else "plan.letter", lang),
        who=project.lead,
        next_step=say("plan.ask" if met else "plan.introduce", lang, title=project.title)[:500],
    )


def _needs(project: Project, one: Ranked) -> str:
    places = [place for place in one.requirements if place < len(project.requirements)]
    return "; ".join([project.requirements[place].need.rstrip(".") for place in places][:_NEEDS])


def _message(project: Project, one: Ranked, name: str, lang: str) -> str:
    """One sentence that can be sent as it is: the need it would cover, and why one thought of them."""
    if one.actor == project.funder:
        return say("plan.say_funder", lang, title=project.title, name=name)
    needs = _small(_needs(project, one))
    why = why_of(one.reasons, lang)
    key = {(True, True): "say_both", (True, False): "say_need", (False, True): "say_why"}
    found = key.get((bool(needs), bool(why)), "say_know")
    return say(f"plan.{found}", lang, title=project.title, name=name, need=needs, why=why)


def _small(text: str) -> str:
    """Begun small, to stand within a sentence; an acronym stays."""
    return text[:1].lower() + text[1:] if text[1:2].islower() or text[1:2] == " " else text
