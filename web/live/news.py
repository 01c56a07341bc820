"""What is told of the facts: only what the reader may see, in one sentence, with the actors it concerns."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from crm.saving import edges_of
from graph.store import Store
from web.live.watching import Fact, State
from web.red.names import cut, plain
from web.texts import gettext as _
from web.texts import ngettext

NAMED, MOST = 3, 20


def news_of(store: Store, facts: Sequence[Fact], state: State) -> dict[str, Any]:
    """`{"revision", "analysed", "text", "actors", "redraw"}`; `text` is "" when nothing new is told, `redraw` says whether
    a picture may look otherwise.
    """
    fresh = [fact.interaction for fact in facts if fact.new][-MOST:]
    seen = store.get(fresh) if fresh else {}
    told = [seen[id] for id in fresh if id in seen and not seen[id].get("archived")]
    actors = {edge.start for edge in edges_of(store, [node.id for node in told], ("TOOK_PART",), "in")}
    titles = [cut(plain(str(node.get("title") or node.id))) for node in told]
    return {
        "revision": state.revision,
        "analysed": state.analysed,
        "text": _sentence(titles),
        "actors": sorted(actors),
        "redraw": bool(facts),
    }


def _sentence(titles: Sequence[str]) -> str:
    if not titles:
        return ""
    counted = ngettext("%(num)s reunión nueva", "%(num)s reuniones nuevas", len(titles))
    named = "; ".join(titles[:NAMED]) + ("…" if len(titles) > NAMED else "")
    return _("%(counted)s: %(titles)s", counted=counted, titles=named)
