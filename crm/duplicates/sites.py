"""What of a web address or an e-mail domain tells whose it is."""

from __future__ import annotations

import re
from functools import lru_cache

_SECOND_LEVEL = frozenset(
    ["com", "edu", "gov", "gob", "org", "net", "co", "ac", "mil", "gouv", "go", "or", "gub", "nom"]
)
_HOST = re.compile(r"^(?:https?://)?(?:www\d?\.)?([^/:?#\s]+)", re.IGNORECASE)


@lru_cache(maxsize=100_000)
def host_of(url: str) -> str:
    """The telling label of a web address: "https://www.uis.edu.co/x" -> "uis"."""
    found = _HOST.match(url.strip().casefold())
    return site_of(found[1]) if found else ""


def site_of(host: str) -> str:
    """The label before the endings: "mail.uis.edu.co" -> "uis"."""
    labels = [label for label in host.strip(".").split(".") if label]
    while len(labels) > 1 and (len(labels[-1]) <= 2 or labels[-1] in _SECOND_LEVEL or len(labels[-1]) > 3):
        labels.pop()
        if len(labels) > 1 and labels[-1] not in _SECOND_LEVEL:
            break
    if len(labels) > 1 and labels[-1] in _SECOND_LEVEL:
        labels.pop()
    return labels[-1] if labels else ""
