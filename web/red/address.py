"""Reads the values of an address: what is too much, too long or nonsense is left out."""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import date

from werkzeug.datastructures import MultiDict

from crm.fields import is_id

MOST = 20


def is_value(text: str) -> bool:
    """Whether it may be a word of a vocabulary, a country or a number."""
    return len(text) <= 80 and text.isascii() and text.replace("_", "").isalnum()


class Address:
    """The names and values of a query."""

    def __init__(self, args: MultiDict[str, str]) -> None:
        self._args = args

    def some(self, name: str, fits: Callable[[str], bool], most: int = MOST) -> tuple[str, ...]:
        """The different values of a name that fit, in their order."""
        found = dict.fromkeys(value for value in self._args.getlist(name) if value and fits(value))
        return tuple(found)[:most]

    def ids(self, name: str, most: int = MOST) -> tuple[str, ...]:
        """Values that may be the id of something."""
        return self.some(name, is_id, most)

    def id(self, name: str) -> str:
        """The first value that is written as an id, or ""."""
        return next(iter(self.some(name, is_id)), "")

    def pair(self, name: str) -> tuple[str, ...]:
        """Two ids, or one while the other is not chosen."""
        return self.some(name, is_id, 2)

    def one(self, name: str, known: Collection[str]) -> str:
        """The value if it is one of some words, or ""."""
        value = self._args.get(name, "")
        return value if value in known else ""

    def flag(self, name: str) -> bool:
        """Whether it is on."""
        return self._args.get(name) == "1"

    def number(self, name: str, most: int) -> int | None:
        """A whole number from 1 to `most`."""
        text = self._args.get(name, "")
        known = text.isdecimal() and text.isascii() and len(text) < 7
        return int(text) if known and 1 <= int(text) <= most else None

    def years(self, first: str, last: str) -> tuple[int | None, int | None]:
        """The first and the last year, in their order whatever was typed."""
        since, until = _year(self._args.get(first, "")), _year(self._args.get(last, ""))
        return (until, since) if since and until and since > until else (since, until)

    def day(self, name: str) -> date | None:
        """A day as 2024-06-30."""
        text = self._args.get(name, "")
        try:
            return date.fromisoformat(text) if len(text) == 10 else None
        except ValueError:
            return None


def _year(text: str) -> int | None:
    return int(text) if len(text) == 4 and text.isdecimal() and text.isascii() and text >= "1000" else None
