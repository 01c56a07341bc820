"""Which labels, edge types, keys and indexes the office's graph has.

(:Actor)-[:TOOK_PART {role, on}]->(:Interaction)-[:PRODUCED]->(:Commitment)<-[:OWES]-(:Actor)
(:Commitment)-[:OWED_TO]->(:Actor)          (:Commitment)-[:FOLLOWS]->(:Commitment)
(:Actor:Person)-[:HOLDS {start, end}]->(:Post)-[:AT]->(:Actor)
(:Actor)-[:PART_OF|MEMBER_OF|TWINNED_WITH|REPRESENTS|FUNDS|PARTNERS_WITH|POSSIBLE_DUPLICATE_OF|NOT_SAME_AS]->(:Actor)
(:Project)<-[:MAPS]-(:StakeholderMap)                                     (:Interaction)-[:HAS_FILE]->(:File)
(:Actor)-[:ASSESSED_IN]->(:Assessment {assessor, on, power …})-[:ASSESSED_FOR]->(:Project)
(:Actor)-[:ENGAGED_IN]->(:Engagement {next_step, commitment …})-[:ENGAGED_FOR]->(:Project)
(:Actor)-[:DESCRIBED_IN]->(:ActorInProject)-[:FOR_PROJECT]->(:Project)<-[:FOR_PROJECT]-(:Influence)-[:INFLUENCE_ON]->(:Actor)
(:Delegation)-[:EXTENDS]->(:Interaction)<-[:SCHEDULED_IN]-(:ProgrammeSession)<-[:ON_PROGRAMME {role}]-(:Actor)
(:Actor)-[:INVITED_TO {on}]->(:VisitInvitation {status})-[:INVITES_TO]->(:Interaction)
(any)-[:STATED_IN {where, section, line, grade}]->(:Source)     (:SourceIssue)-[:CONCERNS]->(any)
"""

from __future__ import annotations

from graph.store import EdgeType, Label, Schema

ACTOR_TIES = (
    "PART_OF",
    "MEMBER_OF",
    "TWINNED_WITH",
    "REPRESENTS",
    "FUNDS",
    "PARTNERS_WITH",
    "POSSIBLE_DUPLICATE_OF",
    "NOT_SAME_AS",
)

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
# What a delegation or visit has beside being an interaction; its programme; what its guests need, kept out of the log.
_DELEGATION = Label("Delegation", indexed={"interaction": "text"})
_SESSION_OF_PROGRAMME = Label(
    "ProgrammeSession",
    indexed={"interaction": "text", "day": "date", "begins": "text", "archived": "boolean"},
)
_GUEST = Label("VisitInvitation", indexed={"interaction": "text", "status": "text", "archived": "boolean"})
_NEEDS = Label("VisitNeeds", indexed={"interaction": "text", "erase_on": "date"}, internal=True, logged=False)
_MERGE = Label("Merge", indexed={"winner": "text", "loser": "text", "undone": "boolean", "made": "text"})
_USER = Label(
    "User",
    indexed={"login": "text", "role": "text", "disabled": "boolean"},
    unique=("login",),
    internal=True,
)
# Apart from the user and out of the log, so that no old password's hash is kept.
_CREDENTIAL = Label("Credential", indexed={}, internal=True, logged=False)
_INVITATION = Label("Invitation", indexed={"digest": "text"}, unique=("digest",), internal=True, logged=False)
_TOKEN = Label("Token", indexed={"digest": "text", "user": "text"}, unique=("digest",), internal=True)
_SESSION = Label("Session", indexed={"user": "text", "expires": "text"}, internal=True, logged=False)
_ATTEMPTS = Label("Attempts", indexed={"until": "text"}, internal=True, logged=False)
_KEY = Label("IdempotencyKey", indexed={"made": "text"}, internal=True, logged=False)
# What an interaction was made of: an e-mail, an invitation.
_ORIGIN = Label("Origin", indexed={"record": "text"}, internal=True, logged=False)
_JOB = Label("Job", indexed={"status": "text", "made": "text"}, internal=True, logged=False)
_CALENDAR_KEY = Label(
    "CalendarKey", indexed={"digest": "text", "user": "text"}, unique=("digest",), internal=True
)
_SETTING = Label("Setting", indexed={}, internal=True)

SCHEMA = Schema(
    labels=(
        _ACTOR,
        _POST,
        _INTERACTION,
        _COMMITMENT,
        _PROJECT,
        _STAKEHOLDER_MAP,
        _ASSESSMENT,
        _ACTOR_IN_PROJECT,
        _INFLUENCE,
        _ENGAGEMENT,
        _FILE,
        _SOURCE,
        _SOURCE_ISSUE,
        _MERGE,
        _CADENCE,
        _DELEGATION,
        _SESSION_OF_PROGRAMME,
        _GUEST,
        _NEEDS,
        _USER,
        _CREDENTIAL,
        _INVITATION,
        _TOKEN,
        _SESSION,
        _ATTEMPTS,
        _KEY,
        _JOB,
        _ORIGIN,
        _CALENDAR_KEY,
        _SETTING,
    ),
    edge_types=(
        EdgeType("TOOK_PART", sort="on"),
        EdgeType("HOLDS", sort="start"),
        EdgeType("AT"),
        EdgeType("PRODUCED"),
        EdgeType("OWES", sort="due"),
        EdgeType("OWED_TO", sort="due"),
        EdgeType("FOLLOWS"),
        EdgeType("ASSESSED_IN"),
        EdgeType("ENGAGED_IN"),
        EdgeType("ENGAGED_FOR"),
        EdgeType("ASSESSED_FOR"),
        EdgeType("DESCRIBED_IN"),
        EdgeType("INFLUENCES"),
        EdgeType("INFLUENCE_ON"),
        EdgeType("FOR_PROJECT"),
        EdgeType("MAPS", sort="as_of"),
        EdgeType("STATED_IN"),
        EdgeType("CONCERNS"),
        EdgeType("RELATED_TO"),
        EdgeType("EXTENDS"),
        EdgeType("SCHEDULED_IN"),
        EdgeType("ON_PROGRAMME", sort="on"),
        EdgeType("INVITED_TO", sort="on"),
        EdgeType("INVITES_TO"),
        EdgeType("HAS_FILE"),
        *(EdgeType(name) for name in ACTOR_TIES),
    ),
)
