"""`map`: the actors for a project, with reasons."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from web.cli.briefs import read_brief
from web.cli.days import Day
from web.cli.derived import current_results
from web.cli.invocation import Invocation
from web.cli.output import emit
from web.cli.parts import WholeNumber, command, option, pass_invocation
from web.cli.texts import language, say

if TYPE_CHECKING:
    from crm.stakeholder_map import Gap, RankedActor

a_path = click.Path(path_type=Path)


@command("map")
@option("--brief", type=a_path, required=True, metavar="metavar.file")
@option("--as-of", type=Day(), metavar="metavar.day")
@option("--limit", type=WholeNumber(1, 500), default=50, show_default=True, metavar="metavar.number")
@pass_invocation
def map_(app: Invocation, brief: Path, as_of: date | None, limit: int) -> None:
    from crm.office import today
    from crm.stakeholder_map import gaps_of, rank_for

    project = read_brief(brief)
    with app.view() as store, current_results(app, store) as derived:
        day = as_of or today()
        ranked = rank_for(store, derived, project, day, limit)
    document = {
        "project": project.model_dump(mode="json"),
        "as_of": day,
        "actors": [_described(one) for one in ranked],
        "gaps": [
            {"requirement": gap.requirement, "message": _missing(gap)} for gap in gaps_of(project, ranked)
        ],
    }
    emit(app, document, _lines(document))


def _described(one: RankedActor) -> dict[str, Any]:
    from crm.mapping.reasons import reason_text

    reasons = [
        {"text": reason_text(why, language()), "key": why.key, "facts": list(why.facts), "points": why.points}
        for why in one.reasons
    ]
    names = ("actor", "name", "type", "score", "parts", "requirements")
    return {**{name: getattr(one, name) for name in names}, "reasons": reasons}


def _missing(gap: Gap) -> str:
    from crm.vocabulary import vocabulary

    return say("map.gap", need=gap.need, type=vocabulary("actor_types").label(gap.type, language()))


def _lines(document: dict[str, Any]) -> list[str]:
    lines: list[str] = []
    for place, one in enumerate(document["actors"], 1):
        lines.append(f"{place:3}. {one['score']:.2f}  {one['name']} ({one['actor']})")
        lines += [f"           {why['text']}" for why in one["reasons"]]
    missing = [gap["message"] for gap in document["gaps"]]
    return [*(lines or [say("map.nothing")]), *missing]
