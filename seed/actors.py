"""The actors of a data set, with their evidence, and the people among them with their posts."""

from __future__ import annotations

from collections.abc import Mapping
from importlib.resources.abc import Traversable
from typing import Any

from crm.actor_model import PERSON
from crm.actors import Actor, Person, PostHeld
from crm.evidence import Evidence
from seed.reading import Row, check_owners, grouped, rows_of

_COLUMNS = (
    "id", "name", "aliases", "type", "sector", "sector_alt", "country", "city", "parent", "website", "is_group",
    "unnamed", "relation_status", "official_name_basis", "notes",
)  # fmt: skip
_SOURCE = ("document", "section", "line", "where")
_POSTS = ("person", "title", "organisation", "when", "note", *_SOURCE)
_PLAIN = (
    "id", "name", "type", "sector", "sector_alt", "country", "city", "parent", "website", "relation_status",
    "official_name_basis", "notes",
)  # fmt: skip


def read_actors(folder: Traversable) -> list[Actor]:
    """The office's actors and those of the guide, these marked as reference. Raises InvalidData."""
    own = rows_of(folder, "actors.csv", _COLUMNS)
    guide = rows_of(folder, "reference_actors.csv", _COLUMNS)
    stated = [
        row
        for file in ("actor_sources.csv", "reference_actor_sources.csv")
        for row in rows_of(folder, file, ("actor", *_SOURCE, "grade", "note"))
    ]
    posts = rows_of(folder, "posts.csv", _POSTS)
    known = {row["id"] for row in (*own, *guide)}
    check_owners(stated, "actor", known)
    check_owners(posts, "person", known)
    sources, held = grouped(stated, "actor"), grouped(posts, "person")
    return [
        _actor(row, (sources[row["id"]], held[row["id"]]), reference=reference)
        for rows, reference in ((own, False), (guide, True))
        for row in rows
    ]


def _actor(row: Row, more: tuple[list[Row], list[Row]], *, reference: bool) -> Actor:
    stated, posts = more
    values: dict[str, Any] = {name: row[name] or None for name in _PLAIN}
    values |= {"aliases": row.list("aliases"), "is_group": row.flag("is_group"), "reference": reference}
    values["sources"] = [evidence(place) for place in stated]
    person = {"unnamed": row.flag("unnamed"), "posts": [_post(post) for post in posts]}
    with row.blamed():
        if row["type"] == PERSON and not values["is_group"]:
            return Person.of({**values, **person})
        return Actor.of(values)


def _post(row: Row) -> PostHeld:
    values: Mapping[str, Any] = {
        "title": row["title"],
        "organisation": row["organisation"],
        "period": row.period("when"),
        "note": row["note"],
        "source": evidence(row),
    }
    with row.blamed():
        return PostHeld.of(values)


def evidence(row: Row) -> Evidence:
    """The place in a document that a row names."""
    values: dict[str, Any] = {
        "document": row["document"],
        "section": row["section"],
        "line": row.whole("line"),
        "where": row["where"],
        "grade": row.texts.get("grade") or "asserted",
        "note": row.texts.get("note") if "actor" in row.texts else None,
    }
    with row.blamed():
        return Evidence.of(values)
