"""Whether something was saved that a project's map would show, and does not show yet."""

from __future__ import annotations

from graph.records import Change, Edge
from graph.store import Store
from graph.streams import changes_after

# More changes at a time are not looked at: it is taken that some concern the network.
_MOST, _PAGE = 100, 20
# Of what a map is made. An account, a saved view, a plan, a judgement or another project changes nothing in it.
_NETWORK = frozenset({"Actor", "Post", "Interaction", "Commitment", "Cadence"})
_BESIDE = frozenset(
    {
        "ASSESSED_IN", "ASSESSED_FOR", "DESCRIBED_IN", "ENGAGED_IN", "ENGAGED_FOR", "FOR_PROJECT", "HAS_FILE",
        "INFLUENCES", "INFLUENCE_ON", "INVITED_TO", "INVITES_TO", "MAPS", "ON_PROGRAMME", "SCHEDULED_IN",
    }
)  # fmt: skip


def is_behind(store: Store, revision: int) -> bool:
    """Whether the log of the store, as its reader sees it, tells of the network after `revision`."""
    behind = store.revision() - revision
    if not 0 < behind <= _MOST:
        return behind > 0
    return any(_is_of_the_network(change) for change in changes_after(store, revision, page=_PAGE))


def _is_of_the_network(change: Change) -> bool:
    """Of what was erased nothing is known by now: it may have been of the network."""
    records = [one for one in (change.before, change.after) if one is not None]
    if not records:
        return True
    return any(one.type not in _BESIDE if isinstance(one, Edge) else one.root in _NETWORK for one in records)
