"""What the analyst does for the following up at each of its looks: rhythms that changed, weights that are behind."""

from __future__ import annotations

import logging
from datetime import UTC, datetime, timedelta

from crm.access import SYSTEM
from crm.errors import CrmError
from crm.follow_up.cadences import settle_cold_days
from crm.follow_up.weight import weigh_all
from crm.moments import moment, stamp
from graph.errors import StoreError
from graph.records import Node, Value
from graph.store import Store

JOB = "weighing"
PAUSE = timedelta(hours=1)
log = logging.getLogger(__name__)


def tend(store: Store) -> None:
    """Settles who turns cold when; weighs all ties when something was saved since, at most every hour.

    What goes wrong is noted and tried again at the next look: nothing else that the analyst does waits for it.
    """
    try:
        settle_cold_days(store)
        last = store.get([JOB]).get(JOB)
        if last is None or (store.revision() != last.get("revision") and _age(last) > PAUSE):
            weigh_all(store)
            _note(store)
    except (CrmError, StoreError) as error:
        log.warning("following up is behind: %s", error)


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
