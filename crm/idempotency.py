"""A form sent twice is saved once: the first request claims the key, the second gets the first one's result.

(:IdempotencyKey {made, state "running"|"done", result, said})     internal, not logged
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from crm.access import Viewer
from crm.errors import EditConflict, InvalidData, Unavailable, translated
from crm.identity import record_id
from crm.listing import every
from crm.together import together
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

    For actions with transactions of their own: that they are done is noted after them, so a server that dies just
    between acts again when asked again. They must bear that, as what asks for a version does. What makes records
    takes `once_with`.
    """
    return _once(
        store, viewer, Node(record_id("key", viewer.id, key), (_LABEL,), {"said": said}), _act(action)
    )


def once_with(store: Store, viewer: Viewer, key: str, action: Callable[[Store], str], said: str = "") -> str:
    """The same for an action that writes with the store it is given: what it wrote and that it is done are one unit
    of work, so that it is done once whenever the server dies. Raises NotAllowed too, for who may not write.
    """
    wanted = Node(record_id("key", viewer.id, key), (_LABEL,), {"said": said})
    return _once(store, viewer, wanted, _act_with(action))


def result_of(store: Store, viewer: Viewer, key: str) -> str | None:
    """What was done under the viewer's key; None while nothing is."""
    id = record_id("key", viewer.id, key)
    known = store.get([id]).get(id)
    return str(known.get("result")) if known is not None and known.get("state") == "done" else None


_Doing = Callable[[Store, Viewer, Node], str]


def _once(store: Store, viewer: Viewer, wanted: Node, doing: _Doing) -> str:
    deadline = time.monotonic() + _WAIT
    while True:
        known = store.get([wanted.id]).get(wanted.id)
        if known is not None and known.get("said", "") != wanted.get("said"):
            raise InvalidData.of("", "key_used")
        if known is not None and known.get("state") == "done":
            return str(known.get("result"))
        claimed = _claim(store, viewer, wanted, known)
        if claimed is not None:
            with _freed_by_failure(store, viewer, claimed):
                return doing(store, viewer, claimed)
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


@contextmanager
def _freed_by_failure(store: Store, viewer: Viewer, claimed: Node) -> Iterator[None]:
    try:
        yield
    except BaseException:
        with store.transaction(viewer.id) as tx:
            now = tx.get([claimed.id]).get(claimed.id)
            if now is not None and now.version == claimed.version:  # else another has it, or it is done
                tx.delete_nodes([claimed.id])
        raise


def _act(action: Callable[[], str]) -> _Doing:
    def doing(store: Store, viewer: Viewer, claimed: Node) -> str:
        result = action()
        with translated():
            _put(store, viewer, _done(claimed, result))
        return result

    return doing


def _act_with(action: Callable[[Store], str]) -> _Doing:
    def doing(store: Store, viewer: Viewer, claimed: Node) -> str:
        with together(store, viewer) as one:
            result = action(one)
            _put(one, viewer, _done(claimed, result))  # refused when another has taken the key over
        return result

    return doing


def _done(claimed: Node, result: str) -> Node:
    return claimed.with_properties(state="done", result=result)


def forget_old_keys(store: Store, viewer: Viewer) -> int:
    """Deletes keys nobody will send again (older than two days); a nightly job. Says how many."""
    before = (datetime.now(UTC) - KEPT).isoformat()
    old = [node.id for node in every(store, Query(_LABEL, where=(Where("made", "<", before),)))]
    with translated(), store.transaction(viewer.id) as tx:
        tx.delete_nodes(old)
    return len(old)
