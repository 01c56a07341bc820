"""How much one address may ask for: a bucket each, filled at a steady rate, counted in this process alone.

Log-ins are counted in the store (crm.accounts.lockout), as guessing must not start anew with a process. Reading public
pages writes nothing: whoever asks too often waits for seconds, and what is counted may be forgotten.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from ipaddress import IPv6Address, ip_address
from math import ceil
from time import monotonic

MOST_ADDRESSES = 20_000
_NETWORK = 64  # bits of an IPv6 address that stay the same for one household


@dataclass(slots=True)
class Bucket:
    """What is left for an address, as of a moment."""

    left: float
    at: float


class Limiter:
    """Lets so many requests a minute through for each address; as many may come at once.

    Only the `MOST_ADDRESSES` that asked last are remembered: memory stays bounded whoever asks.
    """

    def __init__(self, a_minute: int, clock: Callable[[], float] = monotonic) -> None:
        self._most = float(a_minute)
        self._rate = a_minute / 60
        self._clock = clock
        self._buckets: OrderedDict[str, Bucket] = OrderedDict()
        self._lock = threading.Lock()

    def wait(self, address: str, cost: int = 1) -> int:
        """Takes a request from an address, as so many: 0 when it may go on, else in how many seconds to ask again.

        However dear, a request is let through when nothing else was asked for lately.
        """
        key, now, taken = household(address), self._clock(), min(float(cost), self._most)
        with self._lock:
            bucket = self._buckets.setdefault(key, Bucket(self._most, now))
            self._buckets.move_to_end(key)
            if len(self._buckets) > MOST_ADDRESSES:
                self._buckets.popitem(last=False)
            bucket.left = min(self._most, bucket.left + (now - bucket.at) * self._rate)
            bucket.at = now
            if bucket.left < taken:
                return max(1, ceil((taken - bucket.left) / self._rate))
            bucket.left -= taken
            return 0


def household(address: str) -> str:
    """The address, of IPv6 its network: one machine has as many addresses there as it likes.

    Examples:
        >>> household("2001:db8::1") == household("2001:db8::2")
        True
        >>> household("192.0.2.1")
        '192.0.2.1'
    """
    try:
        found = ip_address(address)
    except ValueError:
        return ""
    if not isinstance(found, IPv6Address):
        return str(found)
    if found.ipv4_mapped is not None:
        return str(found.ipv4_mapped)
    return str(IPv6Address(int(found) >> _NETWORK << _NETWORK))
