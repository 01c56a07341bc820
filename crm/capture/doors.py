"""The doors of recording in one line: read lines, know names, save what was read."""

from __future__ import annotations

from crm.capture.known import known_names, warm_names
from crm.capture.names import NameIndex
from crm.capture.reading import propose, propose_many
from crm.capture.saving import Recorded, save_proposal, save_proposals, titled

__all__ = [
    "NameIndex",
    "Recorded",
    "known_names",
    "propose",
    "propose_many",
    "save_proposal",
    "save_proposals",
    "titled",
    "warm_names",
]
