"""The files of an e-mail, put where those chosen in a form are, so that the form shows them ticked."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO

from flask import g

from crm.errors import InvalidData
from crm.files.vault import NoRoom
from crm.mail.message import Attached
from web.files.choosing import MOST, Chosen, current_vault, token_of


def keep_attached(files: Sequence[Attached]) -> list[str]:
    """Takes in those that may be kept; gives the names of the others."""
    chosen, left = Chosen(), []
    for one in files:
        try:
            if len(chosen.files) >= MOST:
                raise InvalidData.of("files", "files_too_many", limit=MOST)
            kept = current_vault().keep(BytesIO(one.content), one.name)
        except (InvalidData, NoRoom):
            left.append(one.name)
        else:
            chosen.files.append((token_of(kept), kept))
    g.chosen_files = chosen
    return left
