"""The labels of what the office keeps, with what is indexed of each and which texts are searched."""

from __future__ import annotations

from graph.store import Label

_ACTOR = Label(
    "Actor",
    indexed={
        "sort_name": "text",
        "type": "text",
        "sector": "text",
        "country": "text",
        "is_group": "boolean",
        "reference": "boolean",
        "archived": "boolean",
        "recorded_by": "text",
        "to_review": "boolean",
        "interactions": "integer",
        "last_contact": "date",
        "next_due": "date",
        "cold_on": "date",
        "importance": "integer",
        "folded_names": "list",
    },
    text=("name", "aliases", "city", "notes"),
)
_POST = Label(
    "Post",
    indexed={"sort_name": "text", "organisation": "text", "archived": "boolean"},
    text=("title",),
)
_INTERACTION = Label(
    "Interaction",
    indexed={
        "kind": "text",
        "status": "text",
        "mode": "text",
        "start": "date",
        "end": "date",
        "on": "date",
        "year": "integer",
        "precision": "text",
        "strategic_line": "text",
        "themes": "list",
        "sdgs": "list",
        "reference": "boolean",
        "archived": "boolean",
        "recorded_by": "text",
        "to_review": "boolean",
    },
    text=("title", "place", "themes", "summary", "results", "agreed", "notes"),
)
_COMMITMENT = Label(
    "Commitment",
    indexed={
        "status": "text",
        "direction": "text",
        "owner": "text",
        "beneficiary": "text",
        "interaction": "text",
        "follows": "text",
        "due": "date",
        "done_on": "date",
        "archived": "boolean",
        "recorded_by": "text",
        "reference": "boolean",
    },
    text=("text", "result"),
)
_PROJECT = Label(
    "Project",
    indexed={
        "sort_name": "text",
        "status": "text",
        "start": "date",
        "end": "date",
        "deadline": "date",
        "funder": "text",
        "themes": "list",
        "sdgs": "list",
        "sectors": "list",
        "archived": "boolean",
        "recorded_by": "text",
    },
    text=("title", "summary", "themes", "place"),
)
_STAKEHOLDER_MAP = Label("StakeholderMap", indexed={"project": "text", "as_of": "date", "made_at": "text"})
# What people think of the actors for a project, and what those are and bring there.
_ASSESSMENT = Label(
    "Assessment",
    indexed={"project": "text", "assessor": "text", "on": "date", "saved_at": "text", "archived": "boolean"},
)
_ACTOR_IN_PROJECT = Label(
    "ActorInProject", indexed={"project": "text", "saved_at": "text", "archived": "boolean"}
)
_ENGAGEMENT = Label(
    "Engagement",
    indexed={
        "project": "text",
        "position": "integer",
        "commitment": "text",
        "saved_at": "text",
        "archived": "boolean",
    },
    text=("objective", "message", "next_step"),
)
_INFLUENCE = Label("Influence", indexed={"project": "text", "saved_at": "text", "archived": "boolean"})
_FILE = Label(
    "File",
    indexed={
        "sort_name": "text",
        "sha256": "text",
        "record": "text",
        "purpose": "text",
        "archived": "boolean",
        "recorded_by": "text",
    },
    text=("name",),
)
_SOURCE = Label("Source", indexed={"sort_name": "text"}, text=("title",))
_SOURCE_ISSUE = Label(
    "SourceIssue",
    indexed={"severity": "text", "kind": "text", "status": "text", "document": "text"},
)
_CADENCE = Label("Cadence", indexed={"type": "text"})
# What a delegation or visit has beside being an interaction, and its programme.
_DELEGATION = Label("Delegation", indexed={"interaction": "text"})
_SESSION_OF_PROGRAMME = Label(
    "ProgrammeSession",
    indexed={"interaction": "text", "day": "date", "begins": "text", "archived": "boolean"},
)
_GUEST = Label("VisitInvitation", indexed={"interaction": "text", "status": "text", "archived": "boolean"})
_MERGE = Label("Merge", indexed={"winner": "text", "loser": "text", "undone": "boolean", "made": "text"})

RECORDS = (
    _ACTOR,
    _POST,
    _INTERACTION,
    _COMMITMENT,
    _PROJECT,
    _STAKEHOLDER_MAP,
    _ASSESSMENT,
    _ACTOR_IN_PROJECT,
    _ENGAGEMENT,
    _INFLUENCE,
    _FILE,
    _SOURCE,
    _SOURCE_ISSUE,
    _CADENCE,
    _DELEGATION,
    _SESSION_OF_PROGRAMME,
    _GUEST,
    _MERGE,
)
