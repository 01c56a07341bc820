"""What the analyst does for the following up at each of its looks: rhythms that changed, weights that are behind."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from crm.access import SYSTEM
from crm.follow_up.cadences import settle_cold_days
from crm.follow_up.weight import weigh_all
from crm.moments import moment, stamp
from graph.records import Node, Value
from graph.store import Store

JOB = "weighing"
PAUSE = timedelta(hours=1)


def tend(store: Store) -> None:
    """Settles who turns cold when; weighs all ties when something was saved since, at most every hour."""
    settle_cold_days(store)
    last = store.get([JOB]).get(JOB)
    if last is None or (store.revision() != last.get("revision") and _age(last) > PAUSE):
        weigh_all(store)
        _note(store)


def _age(job: Node) -> timedelta:
    return datetime.now(UTC) - moment(job.get("beat"))


def _note(store: Store) -> None:
    said: dict[str, Value] = {
        "kind": JOB,
        "status": "done",
        "revision": store.revision(),
        "beat": stamp(datetime.now(UTC)),
    }
    with store.transaction(SYSTEM.id) as tx:
        now = tx.get([JOB]).get(JOB)
        tx.put_nodes([Node(JOB, ("Job",), said, version=now.version if now else 0)])
