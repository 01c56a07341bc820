"""Which nouns the API has, and the `crm` function behind each verb. The pages call the same functions."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from crm.actors import (
    Actor,
    ActorFilter,
    Person,
    archive_actor,
    create_actor,
    get_actor,
    list_actors,
    restore_actor,
    update_actor,
)
from crm.commitments import (
    Commitment,
    CommitmentFilter,
    archive_commitment,
    create_commitment,
    get_commitment,
    list_commitments,
    restore_commitment,
    update_commitment,
)
from crm.delegations.programme import (
    SessionFilter,
    archive_session,
    create_session,
    get_session,
    list_sessions,
    restore_session,
    update_session,
)
from crm.delegations.programme_model import Session
from crm.engagement.model import Engagement
from crm.engagement.plans import (
    EngagementFilter,
    archive_engagement,
    create_engagement,
    get_engagement,
    list_engagements,
    restore_engagement,
    update_engagement,
)
from crm.fields import Noun
from crm.interaction_archiving import archive_interaction, restore_interaction
from crm.interactions import (
    Interaction,
    InteractionFilter,
    create_interaction,
    get_interaction,
    list_interactions,
    update_interaction,
)
from crm.projects import (
    Project,
    ProjectFilter,
    archive_project,
    create_project,
    get_project,
    list_projects,
    restore_project,
    update_project,
)
from crm.views.model import SavedView
from crm.views.reading import ViewFilter, list_views, view_of
from crm.views.saving import archive_view, restore_view
from web.views.gathering import create_here, update_here

Verb = Callable[..., Any]
PERSON = "person_role"


@dataclass(frozen=True)
class ApiNoun:
    """A noun under /api/v1/<path>: its models and its verbs.

    `variants` are models that take the place of `model` when the body's type is theirs: a person is an actor.
    """

    path: str
    model: type[Noun]
    filter: type
    list: Verb
    get: Verb
    create: Verb
    update: Verb
    archive: Verb
    restore: Verb
    variants: Mapping[str, type[Noun]] = field(default_factory=dict)

    def model_for(self, body: Mapping[str, Any]) -> type[Noun]:
        """The model that a body is meant for."""
        type = body.get("type")
        wanted = self.variants.get(type) if isinstance(type, str) and not body.get("is_group") else None
        return wanted or self.model


NOUNS = {
    noun.path: noun
    for noun in (
        ApiNoun(
            "actors",
            Actor,
            ActorFilter,
            list_actors,
            get_actor,
            create_actor,
            update_actor,
            archive_actor,
            restore_actor,
            {PERSON: Person},
        ),
        ApiNoun(
            "interactions",
            Interaction,
            InteractionFilter,
            list_interactions,
            get_interaction,
            create_interaction,
            update_interaction,
            archive_interaction,
            restore_interaction,
        ),
        ApiNoun(
            "commitments",
            Commitment,
            CommitmentFilter,
            list_commitments,
            get_commitment,
            create_commitment,
            update_commitment,
            archive_commitment,
            restore_commitment,
        ),
        ApiNoun(
            "projects",
            Project,
            ProjectFilter,
            list_projects,
            get_project,
            create_project,
            update_project,
            archive_project,
            restore_project,
        ),
        ApiNoun(
            "programme",
            Session,
            SessionFilter,
            list_sessions,
            get_session,
            create_session,
            update_session,
            archive_session,
            restore_session,
        ),
        ApiNoun(
            "engagements",
            Engagement,
            EngagementFilter,
            list_engagements,
            get_engagement,
            create_engagement,
            update_engagement,
            archive_engagement,
            restore_engagement,
        ),
        ApiNoun(
            "views",
            SavedView,
            ViewFilter,
            list_views,
            view_of,
            create_here,
            update_here,
            archive_view,
            restore_view,
        ),
    )
}
