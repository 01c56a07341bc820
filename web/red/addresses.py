"""Addresses of the red with a selection in them."""

from __future__ import annotations

from web.frame import place_url
from web.red.wish import Wish


def red_url(wish: Wish, **changes: object) -> str:
    """The address of a picture with some filters changed."""
    return address("red", wish.query(**changes))


def address(page: str, query: str) -> str:
    """A page with a query, which may be empty."""
    return place_url(page) + (f"?{query}" if query else "")
