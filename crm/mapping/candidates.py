"""Who may stand on the map of a project at all."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from crm.derived.seen import gone
from crm.mapping.house import above_the_office

if TYPE_CHECKING:
    from crm.derived.results import Derived
    from crm.projects import Project
    from graph.two_mode import BoolArray, FloatArray

# How surely a text must name somebody of whom the office only knows that they exist.
_BY_NAME = 0.99


def members(derived: Derived, *, partners_only: bool) -> BoolArray:
    """The partners; on a map also the associations that are noted as groups."""
    partners: BoolArray = derived.array("partner")
    if partners_only:
        return partners
    found: BoolArray = partners | derived.array("association")
    found[[*gone(derived)]] = False
    return found


def candidates_of(derived: Derived, brief: Project, *, houses: bool) -> BoolArray:
    """Every partner; the house that the office itself is a part of only when it is asked for."""
    kept = np.array(members(derived, partners_only=houses))
    if not houses:
        kept[list(above_the_office(derived))] = False
    kept[[derived.number[id] for id in brief.must_include if id in derived.number]] = True
    kept[[derived.number[id] for id in brief.exclude if id in derived.number]] = False
    return kept


def called_by_name(derived: Derived, named: FloatArray) -> BoolArray:
    """Whom the text calls by the whole name although the office only knows of them: a network of cities, an agency."""
    found: BoolArray = (named >= _BY_NAME) & derived.array("is_reference") & ~derived.array("is_person")
    found[[*gone(derived)]] = False
    return found
