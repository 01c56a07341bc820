"""Leaves out the candidates that no optimal set needs, before anything is solved."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from crm.coalitions.problem import Problem


def reduced(problem: Problem) -> NDArray[np.int64]:
    """The candidates that an optimal set may need, ascending: the strongest of each pattern, and who must be in.

    A pattern is what somebody covers and shows, its sector if one asks for it or it may weigh, and its door. With
    `least` above 1, as many of each pattern are kept.
    """
    if not problem.size:
        return np.zeros(0, dtype=np.int64)
    useful = problem.covers.any(axis=1) | np.isin(problem.sector, problem.wanted) | (problem.least > 0)
    order = np.argsort(-problem.strength, kind="stable")
    order = order[useful[order]]
    place = _places(_patterns(problem)[order])
    kept = order[place < max(problem.least, 1)]
    return np.unique(np.concatenate([kept, np.array(problem.must, dtype=np.int64)]))


def _patterns(problem: Problem) -> NDArray[np.uint8]:
    """One row of bytes a candidate, the same for those of one pattern."""
    numbers = np.stack([problem.sector, problem.broker], axis=1).astype(np.int64)
    bits = np.packbits(np.concatenate([problem.covers, problem.shown], axis=1), axis=1)
    rows: NDArray[np.uint8] = np.concatenate([bits, numbers.view(np.uint8)], axis=1)
    return rows


def _places(rows: NDArray[np.uint8]) -> NDArray[np.int64]:
    """For each row how many rows like it came before."""
    if not len(rows):
        return np.zeros(0, dtype=np.int64)
    whole = np.ascontiguousarray(rows).view(np.dtype((np.void, rows.shape[1]))).ravel()
    group = np.unique(whole, return_inverse=True)[1].ravel()
    order = np.argsort(group, kind="stable")
    begins = np.flatnonzero(np.r_[True, np.diff(group[order]) > 0])
    sizes = np.diff(np.r_[begins, len(order)])
    place = np.empty(len(order), dtype=np.int64)
    place[order] = np.arange(len(order)) - np.repeat(begins, sizes)
    return place
