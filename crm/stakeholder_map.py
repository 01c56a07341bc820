"""The actors for a project, ranked with reasons, and the maps kept with it.

ranked = rank_for(store, derived, project, as_of)
made = make_map(store, derived, project, as_of)       keep_map(store, viewer, project, made)     kept_maps(store, project)
"""

from __future__ import annotations

from crm.mapping.reasons import Reason, reason_text
from crm.maps.kept import KeptMap, keep_map, kept_map, kept_maps
from crm.maps.making import make_map
from crm.maps.ranked import RankedActor, rank_for

__all__ = [
    "KeptMap",
    "RankedActor",
    "Reason",
    "keep_map",
    "kept_map",
    "kept_maps",
    "make_map",
    "rank_for",
    "reason_text",
]
