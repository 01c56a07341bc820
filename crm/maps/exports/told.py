"""What the report says of the project itself, and of the plan with each actor."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Literal

from crm.maps.exports.rows import column, label
from crm.messages import say
from crm.money import Budget, say_amount
from crm.papers.paper import Block, Heading, KeyFacts, paragraph, table
from crm.periods import read_period, say_period, whole

if TYPE_CHECKING:
    from crm.maps.exports.extras import Extras
    from crm.maps.model import StakeholderMap

Language = Literal["es", "en"]


def project_blocks(made: StakeholderMap, extras: Extras, lang: Language) -> Iterator[Block]:
    """The summary, and line by line who asks, who pays, how much, by when and for what."""
    project = made.project
    said = {
        "call": str(project.get("call") or ""),
        "funder": "; ".join(dict.fromkeys(one for one in (extras.funder, project.get("funder_name")) if one)),
        "budget": _budget(project.get("budget"), lang),
        "deadline": _period(project.get("deadline"), lang),
        "period": _period(project.get("period"), lang),
        "place": str(project.get("place") or ""),
        "themes": "; ".join(label(one, "themes", lang) for one in project.get("themes") or ()),
        "sectors": "; ".join(label(one, "sectors", lang) for one in project.get("sectors") or ()),
        "candidates": str(made.candidates or ""),
        "revision": say("map_paper.revision_said", lang, day=say_period(whole(made.as_of, "day"), lang)),
    }
    yield Heading(say("map_paper.project", lang))
    if project.get("summary"):
        yield paragraph(str(project["summary"])[:4000])
    yield KeyFacts(tuple((say(f"map_paper.{name}", lang), text) for name, text in said.items() if text))


def _period(said: Any, lang: Language) -> str:
    return say_period(read_period(said), lang) if said else ""


def _budget(said: Any, lang: Language) -> str:
    if not said:
        return ""
    budget = Budget.model_validate(said)
    return f"{budget.currency} {say_amount(budget.amount, lang)}"


def plan_blocks(extras: Extras, lang: Language) -> Iterator[Block]:
    """The plan as a table; nothing without one."""
    if not extras.plan:
        return
    yield Heading(say("map_paper.plan", lang))
    names = ("actor", "objective", "next_step", "channel", "who", "when")
    rows = [
        (
            one.actor,
            one.objective,
            one.next_step,
            one.channel,
            one.who,
            say_period(one.when, lang) if one.when else "",
        )
        for one in extras.plan
    ]
    header = [column(name, lang) for name in names]
    yield table(header, rows, (3, 4, 4, 2, 2, 2), summary=say("map_paper.plan", lang))
