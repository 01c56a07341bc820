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

from crm.schema.internal import INTERNAL
from crm.schema.records import RECORDS
from graph.store import EdgeType, Schema

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

SCHEMA = Schema(
    labels=RECORDS + INTERNAL,
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
