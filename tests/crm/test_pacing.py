"""A burst of saves costs one analysis where an analysis is dear, and a save after a quiet time is computed at once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import cast

import pytest

from crm.derived.pacing import LONGEST, Pace
from crm.derived.results import Derived

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


@dataclass
class Kept:
    """What a pace asks of results: the revision they are of, when they were made, and how long that took."""

    revision: int = 1
    seconds: float = 20.0
    made_at: datetime = NOON


def looks(revisions: dict[int, int], kept: Kept | None = None) -> list[int]:
    """At which of some seconds after noon, each with the revision then, it is time to compute."""
    pace, results = Pace(), cast("Derived | None", kept or Kept())
    return [
        second
        for second, revision in revisions.items()
        if pace.is_due(results, revision, NOON + timedelta(seconds=second))
    ]


def test_without_any_results_and_without_anything_new_it_looks_every_time() -> None:
    assert Pace().is_due(None, 5, NOON)
    assert looks({20: 1, 22: 1, 24: 1}) == [20, 22, 24]


def test_a_save_after_a_quiet_time_is_computed_at_once() -> None:
    assert looks({300: 2}) == [300]


def test_saves_that_follow_each_other_are_computed_together_when_they_pause() -> None:
    assert looks({20: 2, 24: 3, 28: 4, 32: 4, 36: 4, 40: 4}) == [40]


def test_small_results_are_made_for_every_save() -> None:
    assert looks({1: 2, 2: 3, 3: 4}, Kept(seconds=0.4)) == [1, 2, 3]


def test_nobody_waits_longer_than_the_longest_time_however_much_is_saved() -> None:
    revisions = {20 + 4 * look: 2 + look for look in range(40)}
    due = looks(revisions, Kept(seconds=60.0))
    assert due[0] == pytest.approx(20 + LONGEST, abs=4)


def test_what_was_collected_counts_anew_once_it_is_computed() -> None:
    pace, before = Pace(), cast("Derived", Kept())
    assert not pace.is_due(before, 2, NOON + timedelta(seconds=20))
    after = cast("Derived", Kept(revision=2, made_at=NOON + timedelta(seconds=50)))
    assert pace.is_due(after, 2, NOON + timedelta(seconds=52))
    assert not pace.is_due(after, 3, NOON + timedelta(seconds=54))
    assert pace.behind_since == (NOON + timedelta(seconds=54)).timestamp()


def test_it_is_calm_when_nothing_was_saved_for_a_while() -> None:
    pace, results = Pace(), cast("Derived", Kept())
    calm = []
    for second, revision in {0: 1, 6: 2, 12: 2, 16: 2, 18: 3, 28: 3}.items():
        at = NOON + timedelta(seconds=second)
        pace.is_due(results, revision, at)
        calm.append(pace.is_calm(at))
    assert calm == [False, False, False, True, False, True]
