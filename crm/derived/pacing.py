"""When the analyst computes anew: at once after a quiet time, and once for a burst of saves where computing is dear.

save                         computed at once
save save save . . (pause)   while it rests from that, collected, then computed together
save . . . . . . . . . . .   never waits longer than LONGEST
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from crm.derived.results import Derived

# Results that take less than this are made for every save: collecting would cost people more time than it spares.
DEAR_SECONDS = 8.0
# A burst is over when nothing was saved for as long as the results take, at most so long.
PAUSE_UP_TO = 10.0
# So many times as long as the results take after they were made, a save counts as the first one after a quiet time.
QUIET_TIMES = 4.0
LONGEST = 120.0
# What only one page tells, and what costs more than all the rest for a small office, waits till nothing was saved so long.
CALM_SECONDS = 10.0


@dataclass
class Pace:
    """What was last seen of the store: which revision, since when, and since when there was something to compute."""

    revision: int = -1
    since: float = 0.0
    behind_since: float | None = None

    def is_due(self, derived: Derived | None, revision: int, now: datetime) -> bool:
        """Whether to compute now: what is kept, the store's revision, and the time of the day."""
        at = now.timestamp()
        if revision != self.revision:
            self.revision, self.since = revision, at
        if derived is None or derived.revision == revision:
            self.behind_since = None
            return True  # there is nothing yet, or nothing but perhaps a new day
        if self.behind_since is None:
            self.behind_since = at
        paused, waited = at - self.since, at - self.behind_since
        return (
            derived.seconds < DEAR_SECONDS
            or at - derived.made_at.timestamp() > QUIET_TIMES * derived.seconds
            or paused >= min(derived.seconds, PAUSE_UP_TO)
            or waited >= LONGEST
        )

    def is_calm(self, now: datetime) -> bool:
        """Whether nothing was saved for a while."""
        return now.timestamp() - self.since >= CALM_SECONDS
