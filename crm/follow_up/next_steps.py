"""What came of a commitment, what shows it, and the step that follows: said together, saved in one unit of work."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from crm.access import Viewer
from crm.commitment_records import read_commitments
from crm.commitments import problems_of_commitment, write_together
from crm.errors import InvalidData, Problem
from crm.identity import free_ids, slug
from crm.interaction_model import Commitment
from crm.interaction_writing import Written
from crm.office import today
from crm.periods import Period
from crm.saving import check, node_of, refuse_version, writing
from graph.records import Node
from graph.store import Store, Transaction


@dataclass(frozen=True)
class NextStep:
    """What is to be done next; without an owner it is that of the step before.

    It stays with the meeting where the step before was promised, and with whom that was owed to.
    """

    text: str
    due: Period | None = None
    owner: str | None = None


@dataclass(frozen=True)
class Outcome:
    """How a commitment ended. What is None stays as it was; `next` opens a new one that follows it."""

    result: str | None = None
    proof: str | None = None
    proof_url: str | None = None
    done_on: date | None = None
    next: NextStep | None = None


def conclude(
    store: Store, viewer: Viewer, id: str, version: int, outcome: Outcome
) -> tuple[Commitment, Commitment | None]:
    """Says that a commitment was kept and what came of it; gives it, and the next step if there is one.

    One that was ticked before keeps its day. Raises NotFound, EditConflict, NotAllowed, InvalidData (fields of the next step
    begin with "next.").
    """
    with writing(store, viewer) as tx:
        node = node_of(tx, "commitment", "Commitment", id)
        (current,) = read_commitments(tx, [node])
        refuse_version("commitment", current, version)
        changes: list[Written] = [(node, current, _concluded(current, outcome))]
        if outcome.next is not None:
            changes.append((None, None, _following(tx, store, (node, current), outcome.next)))
        saved = write_together(tx, store, viewer, changes)
    return saved[0], saved[1] if len(saved) > 1 else None


def _concluded(current: Commitment, outcome: Outcome) -> Commitment:
    said = {
        name: getattr(outcome, name) for name in ("result", "proof", "proof_url") if getattr(outcome, name)
    }
    kept = current.done_on if current.status == "done" else None
    return current.changed(**said, status="done", done_on=outcome.done_on or kept or today())


def _meeting_of(tx: Transaction, current: Commitment) -> str | None:
    """The meeting where it was promised, as far as it is seen; saved again so that whoever has it open is told."""
    found = tx.get([current.interaction]) if current.interaction else {}
    return next((node.id for node in tx.put_nodes(list(found.values()))), None)


def _following(tx: Transaction, store: Store, before: tuple[Node, Commitment], step: NextStep) -> Commitment:
    node, current = before
    meeting = _meeting_of(tx, current)
    try:
        new = Commitment.of(
            {
                "text": step.text,
                "owner": step.owner or current.owner,
                "beneficiary": current.beneficiary,
                "due": step.due,
                "interaction": meeting,
                "follows": current.id,
                "audience": tuple(node.audience),
                "reference": current.reference,
            }
        )
    except InvalidData as error:
        raise InvalidData(
            [Problem(f"next.{one.field}", one.key, one.params) for one in error.problems]
        ) from error
    check(Problem(f"next.{one.field}", one.key, one.params) for one in problems_of_commitment(tx, new))
    return new.having(id=free_ids(tx, store, [slug(f"compromiso {new.text}", limit=60)])[0])
