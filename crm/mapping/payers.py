"""Who pays for a project, as far as it says: who gives the money is asked for it, and is no partner of its own grant."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from crm.mapping.names import named
from crm.mapping.words import tokens

if TYPE_CHECKING:
    from crm.derived.results import Derived
    from crm.projects import Project

_SURELY = 0.9


def payers_of(derived: Derived, brief: Project) -> frozenset[int]:
    """The numbers of the actors that the project names as its funder, by id or by their whole name.

    Who must be in all the same ("va siempre") is a partner too.
    """
    known = derived.number.get(brief.funder) if brief.funder else None
    found = set[int]() if known is None else {known}
    texts = [stems for text in (brief.funder_name, brief.call) if text and (stems := tokens(text))]
    if texts:
        loose = {stem for text in texts for stem in text}
        found |= set(np.flatnonzero(named(derived, texts, loose) >= _SURELY).tolist())
    return frozenset(found - {derived.number[id] for id in brief.must_include if id in derived.number})
