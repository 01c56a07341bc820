"""The interactions of a data set: participants, promises, amounts, figures and evidence come from files of their own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from importlib.resources.abc import Traversable
from typing import Any

from crm.interactions import Amount, Commitment, Figure, Interaction, Participant
from crm.periods import Period
from seed.actors import evidence
from seed.reading import Row, check_owners, grouped, rows_of

_COLUMNS = (
    "id", "kind", "kind_alt", "title", "when", "when_text", "mode", "status", "status_note", "strategic_line",
    "themes", "results", "notes", "related",
)  # fmt: skip
_SOURCE = ("document", "section", "line", "where")
_COMMITMENT = ("id", "interaction", "text", "owner", "beneficiary", "due", "status", *_SOURCE)
_PLAIN = (
    "id",
    "kind",
    "kind_alt",
    "title",
    "mode",
    "status",
    "status_note",
    "strategic_line",
    "results",
    "notes",
)
_PARTS: Mapping[str, tuple[str, ...]] = {
    "participants": ("interaction", "position", "actor", "role"),
    "interaction_sources": ("interaction", *_SOURCE, "grade"),
    "commitments": _COMMITMENT,
    "amounts": ("interaction", "position", "currency", "value", "concept", "approx"),
    "figures": ("interaction", "position", "value", "unit", "qualifier"),
}
_GUIDE = {"participants": "reference_participants", "interaction_sources": "reference_interaction_sources"}

Parts = Mapping[str, Mapping[str, list[Row]]]


def read_interactions(folder: Traversable) -> list[Interaction]:
    """The office's interactions and those the guide tells of, these marked as reference. Raises InvalidData."""
    own = _read(folder, "interactions", {part: part for part in _PARTS})
    guide = _read(folder, "reference_interactions", _GUIDE)
    return [*own, *(_as_reference(interaction) for interaction in guide)]


def _as_reference(interaction: Interaction) -> Interaction:
    return interaction.model_copy(update={"reference": True})


def _read(folder: Traversable, file: str, parts: Mapping[str, str]) -> list[Interaction]:
    rows = rows_of(folder, f"{file}.csv", _COLUMNS)
    known = {row["id"] for row in rows}
    found: dict[str, Mapping[str, list[Row]]] = {}
    for part, columns in _PARTS.items():
        belonging = rows_of(folder, f"{parts[part]}.csv", columns) if part in parts else []
        check_owners(belonging, "interaction", known)
        found[part] = grouped(belonging, "interaction")
    return [_interaction(row, found) for row in rows]


def _interaction(row: Row, parts: Parts) -> Interaction:
    mine = {name: found.get(row["id"], []) for name, found in parts.items()}
    values: dict[str, Any] = {name: row[name] or None for name in _PLAIN}
    values |= {"when": _when(row), "themes": row.list("themes"), "related": row.list("related")}
    values["participants"] = [_participant(one) for one in mine["participants"]]
    values["commitments"] = [_commitment(one) for one in mine["commitments"]]
    values["amounts"] = [_amount(one) for one in mine["amounts"]]
    values["numbers"] = [_figure(one) for one in mine["figures"]]
    values["sources"] = [evidence(one) for one in mine["interaction_sources"]]
    with row.blamed():
        return Interaction.of(values)


def _when(row: Row) -> Period:
    period = row.period("when")
    if period is None:
        raise row.refusal("when", "required")
    return replace(period, text=row["when_text"])


def _participant(row: Row) -> Participant:
    with row.blamed():
        return Participant.of({"actor": row["actor"], "role": row["role"]})


def _commitment(row: Row) -> Commitment:
    values: dict[str, Any] = {name: row[name] for name in ("id", "text", "owner", "beneficiary", "status")}
    values |= {"due": row.period("due"), "sources": [evidence(row)]}
    with row.blamed():
        return Commitment.of(values)


def _amount(row: Row) -> Amount:
    values: dict[str, Any] = {name: row[name] for name in ("currency", "concept")}
    values |= {"value": row.number_in("value"), "approx": row.flag("approx")}
    with row.blamed():
        return Amount.of(values)


def _figure(row: Row) -> Figure:
    values = {"value": row.number_in("value"), "unit": row["unit"], "qualifier": row["qualifier"]}
    with row.blamed():
        return Figure.of(values)
