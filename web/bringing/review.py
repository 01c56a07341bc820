"""What a table would do, as a page and the API show it: counts, the first rows of each kind, what is still to be decided.

Plan + Table + Choices -> Review -> JSON and back, so that another process can have made it.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass, field
from typing import Any

from crm.actor_model import PERSON, Actor, Person
from crm.errors import Problem
from crm.interaction_model import Interaction
from crm.tables.alike import Alike
from crm.tables.choices import Choices
from crm.tables.doubts import Doubt
from crm.tables.model import Plan, Planned
from crm.tables.names import UNSURE
from crm.tables.rows import RowProblem
from crm.tables.table import Table

SHOWN = 100
DECIDED_AT_ONCE = 200
_SAMPLES = 3


@dataclass
class Column:
    """One column of the file: its header, the field it is read as ("" for none), its first values."""

    header: str
    field: str
    samples: list[str]


@dataclass
class Review:
    """`counts`: rows in all, then added, changed, same, doubtful, refused, left_out; and people that rows name.

    The lists hold the first hundred of each.
    """

    noun: str
    counts: dict[str, int]
    digest: str
    columns: list[Column]
    choices: Choices
    added: list[Planned[Any]] = field(default_factory=list)
    changed: list[Planned[Any]] = field(default_factory=list)
    refused: list[RowProblem] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)
    remarks: list[Problem] = field(default_factory=list)
    ignored: list[str] = field(default_factory=list)
    titles: str = ""

    @property
    def anything(self) -> bool:
        """Whether there is something to save."""
        return any(self.counts[name] for name in ("added", "changed", "fresh", "people"))


def review_of(plan: Plan, table: Table, choices: Choices) -> Review:
    """The review of a plan that was made with these choices."""
    unsure = _doubtful_rows(plan)
    refused = [problem for problem in plan.refused if problem.row not in unsure]
    return Review(
        plan.noun,
        _counts(plan, table, unsure, {problem.row for problem in refused}),
        plan_digest(plan),
        _columns(table, choices),
        choices,
        plan.added[:SHOWN],
        plan.changed[:SHOWN],
        refused[:SHOWN],
        list(plan.doubts.by_name.values())[:DECIDED_AT_ONCE],
        plan.remarks,
        plan.ignored,
        table.titles,
    )


def _doubtful_rows(plan: Plan) -> set[int]:
    """Rows that only wait for a name to be decided."""
    keys: dict[int, set[str]] = {}
    for problem in plan.refused:
        keys.setdefault(problem.row, set()).add(problem.key)
    placed = {one.row for one in plan.added}
    own = {row for doubt in plan.doubts.by_name.values() if not doubt.mention for row in doubt.rows}
    return {row for row, found in keys.items() if found <= UNSURE} | (own - placed)


def _counts(plan: Plan, table: Table, unsure: set[int], refused: set[int]) -> dict[str, int]:
    return {
        "rows": sum(1 for _ in table.numbered()),
        "added": len(plan.added),
        "changed": len(plan.changed),
        "same": plan.same,
        "doubtful": len(unsure),
        "doubts": len(plan.doubts.by_name),
        "refused": len(refused),
        "left_out": plan.left_out,
        "fresh": len(plan.fresh),
        "people": len(plan.contacts),
    }


def _columns(table: Table, choices: Choices) -> list[Column]:
    samples: dict[int, list[str]] = {}
    for number, (_, row) in enumerate(table.numbered()):
        if number >= 20:
            break
        for place, cell in enumerate(row[: len(table.headers)]):
            known = samples.setdefault(place, [])
            if cell and cell not in known and len(known) < _SAMPLES:
                known.append(cell[:60])
    return [
        Column(header, choices.columns.get(header, ""), samples.get(place, []))
        for place, header in enumerate(table.headers)
        if header
    ]


def plan_digest(plan: Plan) -> str:
    """What a plan would add, change and refuse, as one short text: two that would do the same have the same.

    Whom a name was taken for is said by id: a row that now means somebody else is another plan.
    """
    said = [
        [[one.row, *_meant(one.record)] for one in plan.added],
        [
            [one.row, one.record.id, one.record.version, *one.fields, *_meant(one.record)]
            for one in plan.changed
        ],
        [[one.row, one.column, one.key] for one in plan.refused],
        [[one.name, *_meant(one)] for one in plan.fresh],
        [[one.name, *_meant(one)] for one in plan.contacts.people()],
        [plan.same, plan.left_out],
    ]
    return hashlib.sha256(json.dumps(said).encode()).hexdigest()


def _meant(record: Actor | Interaction) -> list[str | None]:
    """The ids of the other records that this one names."""
    if isinstance(record, Interaction):
        came = [id for one in record.participants for id in (one.actor, one.person)]
        owed = [id for one in record.commitments for id in (one.owner, one.beneficiary)]
        return [*came, *owed, *record.related]
    posts = record.posts if isinstance(record, Person) else []
    return [record.parent, *(held.organisation for held in posts)]


def packed(review: Review) -> dict[str, Any]:
    """The review as JSON."""
    plain = asdict(review)
    for name in ("added", "changed"):
        for shape, one in zip(plain[name], getattr(review, name), strict=True):
            shape["record"] = one.record.model_dump(mode="json")
    return plain | {"choices": review.choices.shown()}


def unpacked(said: dict[str, Any]) -> Review:
    """The review again."""
    planned = {
        name: [
            Planned(one["row"], _record(said["noun"], one["record"]), tuple(one["fields"]))
            for one in said[name]
        ]
        for name in ("added", "changed")
    }
    doubts = [
        Doubt(**{**one, "options": [_alike(option) for option in one["options"]]}) for one in said["doubts"]
    ]
    return Review(
        **{
            **said,
            **planned,
            "columns": [Column(**one) for one in said["columns"]],
            "choices": Choices.read(said["choices"]),
            "refused": [RowProblem(**one) for one in said["refused"]],
            "remarks": [Problem(**one) for one in said["remarks"]],
            "doubts": doubts,
        }
    )


def _record(noun: str, values: dict[str, Any]) -> Any:
    if noun == "interaction":
        return Interaction.of(values)
    return (Person if values.get("type") == PERSON and not values.get("is_group") else Actor).of(values)


def _alike(option: dict[str, Any]) -> Alike:
    return Alike(option["id"], option["name"], option["score"], tuple(option["why"]))
