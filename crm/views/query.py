"""The query of a selection as it is kept: names and values in their order, without what is of a moment only."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from urllib.parse import parse_qsl, urlencode

from crm.errors import InvalidData

LONGEST, MOST, LONGEST_VALUE = 4000, 200, 200
PIN = "fijo"
_NAME = re.compile(r"[a-z_-]{1,24}")
# Whose panel is open, the language, words just typed, the view itself.
_OF_A_MOMENT = frozenset({"sel", "lang", "q", "ir", "vista"})
_UNSEEN = {"Cc", "Cs"}


def tidy_query(query: str) -> str:
    """The query with its values encoded one way. Raises InvalidData for what no selection says."""
    if len(query) > LONGEST:
        raise InvalidData.of("", "too_long", limit=LONGEST)
    pairs = parse_qsl(query.lstrip("?"))
    if len(pairs) > MOST:
        raise InvalidData.of("", "too_many", limit=MOST)
    for name, value in pairs:
        if not _NAME.fullmatch(name) or len(value) > LONGEST_VALUE or _has_unseen(value):
            raise InvalidData.of("", "view_query", value=f"{name}={value}"[:80])
    return urlencode([(name, value) for name, value in pairs if name not in _OF_A_MOMENT])


def actor_of(name: str, value: str) -> str:
    """Whom a value points at if anybody: a pin is written ID_x_y (web.red.pins)."""
    return value.partition("_")[0] if name == PIN else value


def renamed(name: str, value: str, now: Mapping[str, str]) -> str:
    """The value by the id of `now`."""
    id = actor_of(name, value)
    return now.get(id, id) + value[len(id) :]


def _has_unseen(value: str) -> bool:
    return any(unicodedata.category(letter) in _UNSEEN for letter in value)
