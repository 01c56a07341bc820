"""A delegation as a node that extends its interaction, and back; its groups are JSON texts in the order given."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from crm.delegations.model import (
    KINDS,
    BudgetLine,
    Delegation,
    Host,
    Member,
    Reference,
    Step,
    delegation_id,
)
from crm.errors import InvalidData
from crm.fields import Noun
from crm.identity import edge_id
from crm.interaction_model import Interaction
from crm.merging.signposts import current_ids
from crm.saving import node_of, present
from graph.records import Edge, Node
from graph.store import Store, Transaction

_COPIED = ("purpose", "first_day", "last_day", "lodging", "raise_topics", "avoid_topics")
_LISTS = ("places", "languages")
_GROUPS: Mapping[str, type[Noun]] = {
    "members": Member,
    "hosts": Host,
    "budget": BudgetLine,
    "documents": Reference,
    "press": Reference,
    "steps": Step,
}


def visit_node(reader: Store | Transaction, interaction: str) -> Node:
    """The interaction's node. Raises NotFound; InvalidData when it is no delegation and no visit."""
    node = node_of(reader, "interaction", "Interaction", interaction)
    if node.get("kind") not in KINDS:
        raise InvalidData.of("interaction", "visit_not_one", value=node.get("kind"))
    return node


def node_of_delegation(delegation: Delegation, interaction: Node, before: Node | None) -> Node:
    """The delegation's node; the interaction's audience is its own."""
    properties = present({name: getattr(delegation, name) for name in _COPIED})
    properties |= {name: values for name in _LISTS if (values := getattr(delegation, name))}
    for name in _GROUPS:
        if items := getattr(delegation, name):
            properties[name] = [item.model_dump_json(exclude_none=True) for item in items]
    properties["interaction"] = delegation.interaction
    properties["title"] = str(interaction.get("title"))
    version = before.version if before else 0
    id = delegation_id(delegation.interaction)
    return Node(id, ("Delegation",), properties, interaction.audience, version)


def edge_of_delegation(node: Node) -> Edge:
    """What ties it to its interaction."""
    target = str(node.get("interaction"))
    return Edge(edge_id("EXTENDS", node.id), "EXTENDS", node.id, target, {}, node.audience)


def read_delegation(node: Node) -> Delegation:
    """The delegation that a node keeps."""
    said = {name: node.get(name) for name in _COPIED} | {n: list(node.get(n, ())) for n in _LISTS}
    groups = {
        name: [model.model_validate_json(text) for text in node.get(name, ())]
        for name, model in _GROUPS.items()
    }
    own = {"interaction": node.get("interaction"), "audience": tuple(node.audience), "version": node.version}
    return Delegation.trusted({**said, **groups, **own})


def named_actors(delegation: Delegation) -> Iterator[tuple[str, str]]:
    """Every field that names an actor, with the id."""
    for number, member in enumerate(delegation.members):
        yield from _named(
            f"members[{number}]", {"person": member.person, "organisation": member.organisation}
        )
    for number, host in enumerate(delegation.hosts):
        yield f"hosts[{number}].actor", host.actor
    for number, line in enumerate(delegation.budget):
        yield from _named(f"budget[{number}]", {"payer": line.payer})
    for number, step in enumerate(delegation.steps):
        yield from _named(f"steps[{number}]", {"owner": step.owner})


def _named(prefix: str, fields: Mapping[str, str | None]) -> Iterator[tuple[str, str]]:
    for name, id in fields.items():
        if id is not None:
            yield f"{prefix}.{name}", id


def with_current(reader: Store | Transaction, delegation: Delegation) -> Delegation:
    """The delegation with everybody it names by the id they have now, after records were joined."""
    now = current_ids(reader, {id for _field, id in named_actors(delegation)})
    if all(id == there for id, there in now.items()):
        return delegation

    def of(id: str | None) -> str | None:
        return now[id] if id else None

    hosts = {now[one.actor]: one.having(actor=now[one.actor]) for one in reversed(delegation.hosts)}
    return delegation.having(
        members=[
            one.having(person=of(one.person), organisation=of(one.organisation)) for one in delegation.members
        ],
        hosts=list(hosts.values())[::-1],
        budget=[one.having(payer=of(one.payer)) for one in delegation.budget],
        steps=[one.having(owner=of(one.owner)) for one in delegation.steps],
    )


def days_of(interaction: Interaction, delegation: Delegation) -> tuple[date | None, date | None]:
    """The first and last day: as the delegation says, else the interaction's when it is known by the day."""
    known = interaction.when.precision in ("day", "range")
    begins = delegation.first_day or (interaction.when.start if known else None)
    ends = delegation.last_day or (interaction.when.end if known else None)
    return begins, ends or begins
