"""Leaves out the candidates that no optimal set needs, before anything is solved."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from crm.coalitions.problem import Problem
from graph.two_mode import BoolArray


def reduced(problem: Problem) -> NDArray[np.int64]:
    """The candidates that an optimal set may need, ascending: the strongest of each pattern, and who must be in.

    A pattern is what somebody covers, its sector if one asks for it or it may weigh, and its door. With
    `least` above 1, or several asked for, as many of each pattern are kept.
    """
    if not problem.size:
        return np.zeros(0, dtype=np.int64)
    useful = _useful(problem)
    order = np.argsort(-problem.strength, kind="stable")
    order = order[useful[order]]
    place = _places(_patterns(problem)[order])
    kept = order[place < problem.most_alike]
    return np.unique(np.concatenate([kept, np.array(problem.must, dtype=np.int64)]))


def with_spares(problem: Problem, spare: int) -> NDArray[np.int64]:
    """The candidates that a set may need when any `spare` candidates are taken away, and whatever is asked besides.

    The strongest of each sector stay as well, whatever they cover: a choice is compared with them. Whoever can be reached
    through one door alone is not needed where as many stronger ones cover the same from the same sector without a door.
    """
    if not problem.size:
        return np.zeros(0, dtype=np.int64)
    count = problem.most_alike + spare
    useful = _useful(problem)
    order = np.argsort(-problem.strength, kind="stable")
    alike = _places(_patterns(problem)[order]) < count
    free = _patterns(replace(problem, broker=np.full_like(problem.broker, -1)))[order]
    doorless = problem.broker[order] < 0
    ahead = _doorless_before(free, doorless) < count
    of_sector = _places(np.ascontiguousarray(problem.sector[order, None]).view(np.uint8)) < count
    kept = order[(useful[order] & alike & (doorless | ahead)) | of_sector]
    return np.unique(np.concatenate([kept, np.array(problem.must, dtype=np.int64)]))


def _useful(problem: Problem) -> BoolArray:
    """Who covers something, is wanted for something, or is of a sector that is."""
    covers = problem.covers.any(axis=1) | problem.wishes.any(axis=1)
    useful: BoolArray = covers | np.isin(problem.sector, problem.wanted) | (problem.least > 0)
    return useful


def _doorless_before(rows: NDArray[np.uint8], doorless: BoolArray) -> NDArray[np.int64]:
    """For each row how many rows like it, and without a door, came before."""
    group = _groups(rows)
    order = np.argsort(group, kind="stable")
    running: NDArray[np.int64] = np.cumsum(doorless[order]) - doorless[order]
    begins = np.flatnonzero(np.r_[True, np.diff(group[order]) > 0])
    sizes = np.diff(np.r_[begins, len(order)])
    found = np.empty(len(order), dtype=np.int64)
    found[order] = running - np.repeat(running[begins], sizes)
    return found


def _patterns(problem: Problem) -> NDArray[np.uint8]:
    """One row of bytes a candidate, the same for those of one pattern."""
    numbers = np.stack([problem.sector, problem.broker], axis=1).astype(np.int64)
    bits = np.packbits(np.concatenate([problem.covers, problem.wishes], axis=1), axis=1)
    rows: NDArray[np.uint8] = np.concatenate([bits, numbers.view(np.uint8)], axis=1)
    return rows


def _places(rows: NDArray[np.uint8]) -> NDArray[np.int64]:
    """For each row how many rows like it came before."""
    if not len(rows):
        return np.zeros(0, dtype=np.int64)
    group = _groups(rows)
    order = np.argsort(group, kind="stable")
    begins = np.flatnonzero(np.r_[True, np.diff(group[order]) > 0])
    sizes = np.diff(np.r_[begins, len(order)])
    place = np.empty(len(order), dtype=np.int64)
    place[order] = np.arange(len(order)) - np.repeat(begins, sizes)
    return place


def _groups(rows: NDArray[np.uint8]) -> NDArray[np.int64]:
    """A number for each row, the same for equal ones."""
    whole = np.ascontiguousarray(rows).view(np.dtype((np.void, rows.shape[1]))).ravel()
    group: NDArray[np.int64] = np.unique(whole, return_inverse=True)[1].ravel()
    return group
