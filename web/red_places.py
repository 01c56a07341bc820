"""Places for a part of the network: taken from the whole picture, then brought together so that nothing is far off.

the analyst's positions -> each connected part at a legible distance -> parts in rows, the lonely in a grid below

At most a few hundred actors are drawn at a time, so this costs milliseconds whatever the network's size.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from crm.picture import PictureNode
from graph.packing import centred, free_of_overlaps, in_grid_below, in_rows
from graph.two_mode import FloatArray

Pairs = Iterable[tuple[str, str]]
GAP = 30.0
# Room for a name beside each node, in node widths.
SPREAD = 3.4


def tidy_places(nodes: Sequence[PictureNode], ties: Pairs) -> dict[str, tuple[float, float]]:
    """Positions in pixels by id, y downwards, centred; neighbours in the whole picture stay neighbours."""
    if not nodes:
        return {}
    places = np.array([(node.x, node.y) for node in nodes], dtype=np.float64)
    radius = np.array([node.size for node in nodes], dtype=np.float64)
    parts = connected_parts([node.id for node in nodes], ties)
    tied = [part for part in parts if len(part) > 1]
    for part in tied:
        places[part] = _part(places[part], radius[part])
    drawn = np.concatenate([*tied, np.zeros(0, dtype=np.int64)])
    lonely = np.array([part[0] for part in parts if len(part) == 1], dtype=np.int64)
    in_rows(places, radius, tied, GAP)
    in_grid_below(places, radius, drawn, lonely, 4 * GAP)
    return {node.id: (x, y) for node, (x, y) in zip(nodes, centred(places).round(1).tolist(), strict=True)}


def _part(places: FloatArray, radius: FloatArray) -> FloatArray:
    """One part, scaled so that typical neighbours are a name's width apart, then free of overlaps."""
    middle = places - places.mean(axis=0)
    reach = float(np.sqrt((middle**2).sum(axis=1).mean()))
    wanted = SPREAD * float(radius.mean()) * np.sqrt(len(places)) + GAP
    return free_of_overlaps(middle * (wanted / max(reach, 1e-9)), radius, GAP)


def connected_parts(ids: Sequence[str], ties: Pairs) -> list[NDArray[np.int64]]:
    """Which of the nodes hang together: for each part the places of its nodes in `ids`, in order."""
    from scipy.sparse import coo_array
    from scipy.sparse.csgraph import connected_components

    place = {id: number for number, id in enumerate(ids)}
    pairs = np.array([(place[a], place[b]) for a, b in ties], dtype=np.int64).reshape(-1, 2)
    ones = np.ones(len(pairs), dtype=np.int8)
    matrix = coo_array((ones, (pairs[:, 0], pairs[:, 1])), shape=(len(ids), len(ids)))
    count, part = connected_components(matrix, directed=False)
    order = np.argsort(part, kind="stable")
    return np.split(order, np.cumsum(np.bincount(part, minlength=count))[:-1])
