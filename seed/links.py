"""Documents, standing ties and the doubts about the sources of a data set."""

from __future__ import annotations

from importlib.resources.abc import Traversable
from typing import Any

from crm.evidence import Source
from crm.source_issues import SourceIssue
from crm.ties import Tie
from seed.actors import evidence
from seed.reading import Row, rows_of

_SOURCE = ("document", "section", "line", "where")
_TIE = ("type", "start", "end", "note", *_SOURCE, "grade")
_GUIDE_TIE = ("table", "rows", "type", "start", "end", "when", "note", *_SOURCE, "grade")
_WORDS = ("issue_es", "issue_en", "handling_es", "handling_en")
_ISSUE = ("id", "kind", "severity", *_WORDS, *_SOURCE, "concerns")


def read_sources(folder: Traversable) -> list[Source]:
    """The documents the data comes from. Raises InvalidData."""
    return [_source(row) for row in rows_of(folder, "sources.csv", ("id", "title", "period", "note"))]


def _source(row: Row) -> Source:
    values = {"id": row["id"], "title": row["title"], "period": row.period("period"), "note": row["note"]}
    with row.blamed():
        return Source.of(values)


def read_ties(folder: Traversable) -> list[Tie]:
    """The office's own standing ties, then those that the guide's tables print. Raises InvalidData."""
    own = rows_of(folder, "ties.csv", _TIE)
    return [_tie(row) for row in (*own, *rows_of(folder, "reference_ties.csv", _GUIDE_TIE))]


def _tie(row: Row) -> Tie:
    values: dict[str, Any] = {"type": row["type"], "start_actor": row["start"], "end_actor": row["end"]}
    values |= {"note": row["note"], "source": evidence(row)}
    values["period"] = row.period("when") if "when" in row.texts else None
    with row.blamed():
        return Tie.of(values)


def read_issues(folder: Traversable) -> list[SourceIssue]:
    """What is contradictory, wrong or missing in the documents. Raises InvalidData."""
    return [_issue(row) for row in rows_of(folder, "source_issues.csv", _ISSUE)]


def _issue(row: Row) -> SourceIssue:
    values: dict[str, Any] = {name: row[name] for name in ("id", "kind", "severity", "document", *_WORDS)}
    values |= {"concerns": row.list("concerns"), "sources": [evidence(row)]}
    with row.blamed():
        return SourceIssue.of(values)
