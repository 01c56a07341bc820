"""Marks that turn the direction of writing are left out of every page: one name would turn all that stands after it.

What a language needs inside its own words stays (U+200E, U+200F, the joiners of letters and emoji).
"""

from __future__ import annotations

from typing import Any

from flask import Flask

TURNING = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
_AWAY = dict.fromkeys(map(ord, TURNING))


def straight(value: Any) -> Any:
    """A text, or markup, without such marks; anything else as it is.

    >>> straight("Fin\u202eal")
    'Final'
    """
    if not isinstance(value, str) or value.isascii() or not any(mark in value for mark in TURNING):
        return value
    return value.translate(_AWAY)


def register_straight_texts(app: Flask) -> None:
    """All that templates write goes through `straight`."""
    app.jinja_env.finalize = straight
