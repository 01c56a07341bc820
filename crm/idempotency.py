"""A form sent twice is saved once: the first request claims the key, the second gets the first one's result.

(:IdempotencyKey {made, state "running"|"done", result, said})     internal, not logged
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from crm.access import Viewer
from crm.errors import EditConflict, InvalidData, Unavailable, translated
from crm.identity import record_id
from crm.listing import every
from graph.records import Node
from graph.store import Query, Store, Where

_LABEL = "IdempotencyKey"
_ABANDONED = timedelta(seconds=60)
_WAIT = 10.0
_STEP = 0.05
KEPT = timedelta(days=2)


def once(store: Store, viewer: Viewer, key: str, action: Callable[[], str], said: str = "") -> str:
    """Does the action unless it was done under this key, and gives the id it made, the first time and every other.

    Two simultaneous requests: one acts, the other waits for it. An action that fails frees the key. A key whose
    request died is free again after a minute. Raises what the action raises; Unavailable when the wait is too long;
    InvalidData when the key was used with something else `said` (a digest), which would be dropped in silence.
    """
    id = record_id("key", viewer.id, key)
    deadline = time.monotonic() + _WAIT
    while True:
        known = store.get([id]).get(id)
        if known is not None and known.get("said", "") != said:
            raise InvalidData.of("", "key_used")
        if known is not None and known.get("state") == "done":
            return str(known.get("result"))
        claimed = _claim(store, viewer, Node(id, (_LABEL,), {"said": said}), known)
        if claimed is not None:
            return _act(store, viewer, claimed, action)
        if time.monotonic() > deadline:
            raise Unavailable("still_saving")
        time.sleep(_STEP)


def _claim(store: Store, viewer: Viewer, wanted: Node, known: Node | None) -> Node | None:
    now = datetime.now(UTC)
    if known is not None and datetime.fromisoformat(known.get("made")) > now - _ABANDONED:
        return None
    claim = replace(wanted, version=known.version if known else 0)
    try:
        with translated():
            return _put(store, viewer, claim.with_properties(made=now.isoformat(), state="running"))
    except EditConflict:
        return None  # another request claimed it between our reading and our writing


def _put(store: Store, viewer: Viewer, node: Node) -> Node:
    with store.transaction(viewer.id) as tx:
        return tx.put_nodes([node])[0]


def _act(store: Store, viewer: Viewer, claimed: Node, action: Callable[[], str]) -> str:
    try:
        result = action()
    except BaseException:
        with store.transaction(viewer.id) as tx:
            tx.delete_nodes([claimed.id])
        raise
    with translated():
        _put(store, viewer, claimed.with_properties(state="done", result=result))
    return result


def forget_old_keys(store: Store, viewer: Viewer) -> int:
    """Deletes keys nobody will send again (older than two days); a nightly job. Says how many."""
    before = (datetime.now(UTC) - KEPT).isoformat()
    old = [node.id for node in every(store, Query(_LABEL, where=(Where("made", "<", before),)))]
    with translated(), store.transaction(viewer.id) as tx:
        tx.delete_nodes(old)
    return len(old)
