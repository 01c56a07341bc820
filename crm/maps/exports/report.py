"""The map as a report for paper, in Spanish or English: the list, the grid, the coalition, what is missing, the doors.

to_docx(report_of(made, grid, "es")) / to_pdf(…)
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Literal

from crm.mapping.reasons import reason_text
from crm.maps.exports.picture import grid_picture
from crm.maps.exports.rows import column, label, tables_of
from crm.maps.exports.told import plan_blocks, project_blocks
from crm.maps.wording import decimal, gap_text, judged, part_name, points, way_text
from crm.messages import say
from crm.papers.paper import Block, Heading, Note, Paper, Picture, bullets, paragraph, table
from crm.periods import say_period, whole

if TYPE_CHECKING:
    from crm.assessments.grids import Grid, Placed
    from crm.maps.exports.extras import Extras
    from crm.maps.model import MapActor, StakeholderMap

FIRST, EXPLAINED, DRAWN = 25, 12, 30
Language = Literal["es", "en"]


def report_of(made: StakeholderMap, grid: Grid | None, lang: Language, extras: Extras) -> Paper:
    """The report; without a grid it has no picture."""
    title = str(made.project.get("title", ""))
    blocks = (
        *project_blocks(made, extras, lang),
        *_list(made, lang),
        *(_grid(grid.first(DRAWN), lang) if grid is not None else ()),
        *_coalition(made, lang),
        *_needs(made, lang),
        *_gaps(made, lang),
        *_doors(made, lang),
        *plan_blocks(extras, lang),
        *_sectors(made, lang),
        *_reasons(made, lang),
    )
    return Paper(
        title=say("map_paper.title", lang, title=title),
        language=lang,
        blocks=blocks,
        issuer=extras.issuer,
        subtitle=say("map_paper.subtitle", lang, day=say_period(whole(made.as_of, "day"), lang)),
        made_on=made.as_of,
        footer=say("map_paper.footer", lang),
    )


def _list(made: StakeholderMap, lang: Language) -> Iterator[Block]:
    shown = made.actors[:FIRST]
    if not shown:
        yield Note(say("map_paper.nobody", lang))
        return
    yield Heading(say("map_paper.first", lang, count=len(shown)))
    parts = [f"{part_name(name, lang).lower()} ({points(weight)})" for name, weight in made.weights.items()]
    if parts:
        yield paragraph(say("map_paper.score_note", lang, parts=", ".join(parts)), quiet=True)
    header = [column(name, lang) for name in ("place", "actor", "type", "score", "why")]
    rows = [
        (one.place, one.name, label(one.type, "actor_types", lang), points(one.score), _why(one, lang))
        for one in shown
    ]
    yield table(header, rows, (1.1, 4, 2.6, 1.3, 5), summary=say("map_paper.table", lang))


def _why(one: MapActor, lang: Language) -> str:
    return reason_text(one.reasons[0], lang) if one.reasons else ""


def _grid(grid: Grid, lang: Language) -> Iterator[Block]:
    placed = [one for one in grid.placed if one.is_placed]
    if not placed:
        return
    yield Heading(say("map_paper.grid", lang))
    yield Picture(grid_picture(grid, lang), say("map_say.chart", lang))
    names = (
        "actor",
        "power_perceived",
        "power_structural",
        "interest_perceived",
        "interest_structural",
        "strategy",
    )
    header = [column(name, lang) for name in names]
    rows = [_placed(one, lang) for one in placed]
    yield table(header, rows, (4, 2, 2, 2, 2, 3), summary=say("map_paper.grid_table", lang))


def _placed(one: Placed, lang: Language) -> tuple[str, ...]:
    values = (one.power.perceived, one.power.structural, one.interest.perceived, one.interest.structural)
    return (
        one.name,
        *("–" if value is None else decimal(judged(value), lang) for value in values),
        label(one.strategy, "grid_strategies", lang),
    )


def _coalition(made: StakeholderMap, lang: Language) -> Iterator[Block]:
    sheet = next(one for one in tables_of(made, lang) if one.id == "coalition")
    if not sheet.rows:
        return
    yield Heading(say("map_paper.coalition", lang))
    yield paragraph(say("map_paper.coalition_about", lang))
    if not made.coalition.optimal and made.coalition.gap > 0:
        yield Note(say("map_paper.coalition_gap", lang, gap=max(1, points(made.coalition.gap))))
    header = list(sheet.headers.values())[:3]
    yield table(header, [row[:3] for row in sheet.rows], (3, 3, 6), summary=say("map_paper.coalition", lang))


def _needs(made: StakeholderMap, lang: Language) -> Iterator[Block]:
    """What is asked for one by one, with who covers it."""
    sheet = next(one for one in tables_of(made, lang) if one.id == "requirements")
    if sheet.rows:
        yield Heading(say("map_sheet.requirements", lang))
        header = [column(name, lang) for name in ("need", "covered_by", "covered", "status")]
        rows = [(row[1], row[3], row[4], row[5]) for row in sheet.rows]
        yield table(header, rows, (5, 5, 2, 2), summary=say("map_sheet.requirements", lang))


def _gaps(made: StakeholderMap, lang: Language) -> Iterator[Block]:
    yield Heading(say("map_paper.gaps", lang))
    if not made.gaps:
        yield paragraph(say("map_paper.no_gaps", lang))
        return
    texts = []
    for gap in made.gaps:
        text, names = gap_text(gap, lang), "; ".join(one.name for one in gap.names)
        said = names and not gap.unconfirmed
        texts.append(say("map_paper.could", lang, gap=text, names=names) if said else text)
    yield bullets(texts)


def _doors(made: StakeholderMap, lang: Language) -> Iterator[Block]:
    ways = [way_text(one.ways[0], lang) for one in made.actors[:FIRST] if one.ways]
    if ways:
        yield Heading(say("map_paper.doors", lang))
        yield bullets(ways)


def _sectors(made: StakeholderMap, lang: Language) -> Iterator[Block]:
    sheet = next(one for one in tables_of(made, lang) if one.id == "sectors")
    if sheet.rows:
        yield Heading(say("map_paper.by_sector", lang))
        rows = [(row[0], row[1], _short(str(row[2]))) for row in sheet.rows]
        yield table(list(sheet.headers.values()), rows, (3, 1.3, 9), summary=say("map_paper.by_sector", lang))


def _short(text: str, most: int = 600) -> str:
    return text if len(text) <= most else f"{text[: most - 1]}…"


def _reasons(made: StakeholderMap, lang: Language) -> Iterator[Block]:
    if not made.actors:
        return
    yield Heading(say("map_paper.reasons", lang))
    for one in made.actors[:EXPLAINED]:
        yield Heading(f"{one.place}. {one.name}", 2)
        yield bullets(reason_text(reason, lang) for reason in one.reasons)
