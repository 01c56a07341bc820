"""Saving what lines say: one, or many in one unit of work, once for each key; and the answer about it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from crm.capture.model import Proposal
from crm.interactions import get_interactions
from web.api.root import LONGEST_KEY
from web.auth import the_viewer
from web.frame import place_url
from web.store import current_store

if TYPE_CHECKING:
    from crm.capture.saving import Recorded


@dataclass(frozen=True)
class Said:
    """A proposal to save and the line it came from; `retitle` when corrections may have changed what it is called."""

    proposal: Proposal
    text: str = ""
    retitle: bool = False


@dataclass(frozen=True)
class Saved:
    """The interactions that were saved, the actors made on the way, and the one transaction that undoes it all."""

    interactions: tuple[str, ...]
    created: tuple[str, ...]
    transaction: int | None

    def shown(self) -> dict[str, Any]:
        """The answer about one."""
        return {**self._records()[0], "created": list(self.created), "transaction": self.transaction}

    def together(self) -> dict[str, Any]:
        """The answer about several."""
        return {"items": self._records(), "created": list(self.created), "transaction": self.transaction}

    def _records(self) -> list[dict[str, Any]]:
        found = get_interactions(current_store(), self.interactions)
        return [
            {
                "interaction": id,
                "title": found[id].title if id in found else id,
                "to_review": id in found and found[id].to_review,
                "url": place_url(f"interacciones/{id}"),
            }
            for id in self.interactions
        ]


def save_one(said: Said, key: str) -> Saved:
    """Saves one line. Raises InvalidData, NotAllowed."""
    from crm.capture.doors import save_proposal  # the reader is heavy, and only wanted here

    store = current_store()
    recorded = save_proposal(store, the_viewer(), _titled(said), key)
    return _saved([recorded])


def kept_key(said: str) -> str:
    """The key of a line as it is kept, apart from those of other forms; "" for none."""
    key = said.strip()[:LONGEST_KEY]
    return f"captures {key}" if key else ""


def saved_before(key: str) -> Saved | None:
    """What was saved under the key; None for nothing, or when it is gone since."""
    from crm.capture.saving import recorded_under

    recorded = recorded_under(current_store(), the_viewer(), key)
    known = get_interactions(current_store(), [one.interaction for one in recorded])
    return _saved(recorded) if recorded and len(known) == len(recorded) else None


def save_together(many: Sequence[Said], key: str) -> Saved:
    """Saves all of them in one unit of work, or none. Raises InvalidData with "items[2]…" in its fields, NotAllowed."""
    from crm.capture.doors import save_proposals

    recorded = save_proposals(current_store(), the_viewer(), [_titled(said) for said in many], key)
    return _saved(recorded)


def _titled(said: Said) -> Proposal:
    """With its line, and with the title that its corrected kind, participants and themes make."""
    proposal = said.proposal.having(text=said.text or said.proposal.text)
    if not said.retitle:
        return proposal
    from crm.capture.doors import titled

    return titled(current_store(), proposal)


def _saved(recorded: Sequence[Recorded]) -> Saved:
    created = dict.fromkeys(id for one in recorded for id in one.created)
    return Saved(tuple(one.interaction for one in recorded), tuple(created), recorded[0].transaction)
