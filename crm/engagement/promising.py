"""A row's next step becomes a commitment of the office, in one unit of work; and what became of those commitments."""

from __future__ import annotations

from collections.abc import Sequence

from crm.access import Viewer
from crm.assessments.hanging import ends_of, put_hanging
from crm.commitment_records import read_commitments
from crm.commitments import Commitment, problems_of_commitment, write_together
from crm.engagement.model import ENGAGEMENT, Engagement, said_in
from crm.engagement.plans import read_row
from crm.errors import InvalidData, NotFound
from crm.identity import free_ids, slug
from crm.office import office_id
from crm.projects import Project, get_project
from crm.saving import check, node_of, refuse_version, writing
from graph.store import Query, Store, Transaction, Where

_LONGEST = 500


def promise_step(store: Store, viewer: Viewer, id: str, version: int) -> Engagement:
    """Makes the commitment: the next step, owed to the actor by `who` (else the office) until `when`.

    Raises InvalidData when no step is said or there is a commitment already, NotFound, EditConflict, NotAllowed.
    """
    with writing(store, viewer) as tx:
        node = node_of(tx, "engagement", "Engagement", id)
        row = read_row(tx, node)
        refuse_version("engagement", row, version)
        before = standing_commitment(tx, row)
        if before is not None and before.open:
            raise InvalidData.of("commitment", "plan_promised")
        promised = _promise(tx, store, viewer, row)
        ends = ends_of(tx, row.project, row.actor)
        kept = row.having(commitment=promised.id)
        return read_row(tx, put_hanging(tx, ENGAGEMENT, id, ends, said_in(kept)))


def _promise(tx: Transaction, store: Store, viewer: Viewer, row: Engagement) -> Commitment:
    if not row.next_step:
        raise InvalidData.of("next_step", "plan_no_step")
    office = tx.get([office_id()])
    owner = row.who or (office_id() if office else None)
    id = free_ids(tx, store, [slug(f"compromiso {row.next_step}", limit=60)])[0]
    (project,) = tx.get([row.project]).values()
    said = {"text": row.next_step[:_LONGEST], "owner": owner, "beneficiary": row.actor, "due": row.when}
    commitment = Commitment.of({**said, "id": id, "audience": project.audience})
    check(problems_of_commitment(tx, commitment))
    return write_together(tx, store, viewer, [(None, None, commitment)])[0]


def standing_commitment(reader: Store | Transaction, row: Engagement) -> Commitment | None:
    """The commitment that the row became, None when it became none, or that one was taken out or undone."""
    return commitments_of(reader, [row]).get(row.id)


def commitments_of(reader: Store | Transaction, rows: Sequence[Engagement]) -> dict[str, Commitment]:
    """By row the commitment it became that still stands."""
    wanted = {row.commitment: row.id for row in rows if row.commitment}
    nodes = (
        [node for node in reader.get(wanted.keys()).values() if node.root == "Commitment"] if wanted else []
    )
    return {wanted[one.id]: one for one in read_commitments(reader, nodes) if not one.archived}


def project_promised_for(store: Store, commitment: str) -> Project | None:
    """The project in whose plan the commitment was a next step, None when there is none that the view shows."""
    where = (Where("commitment", "=", commitment),)
    found = store.find(Query("Engagement", where=where, limit=1, total=False)).items
    if not found:
        return None
    try:
        return get_project(store, str(found[0].get("project")))
    except NotFound:
        return None
