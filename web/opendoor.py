"""The marks of views that need no log-in, and of those that take files; and which pages are the citizens'."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from flask import request

CITIZENS = "/publico"
View = TypeVar("View", bound=Callable[..., Any])


def public(view: View) -> View:
    """Marks a view that needs no log-in."""
    view.is_public = True  # type: ignore[attr-defined]
    return view


def is_public(view: Callable[..., Any]) -> bool:
    """Whether a view is marked so."""
    return bool(getattr(view, "is_public", False))


def takes_files(view: View) -> View:
    """Marks a view that more may be sent to than to others: its form brings files."""
    view.takes_files = True  # type: ignore[attr-defined]
    return view


def does_take_files(view: Callable[..., Any]) -> bool:
    """Whether a view is marked so."""
    return bool(getattr(view, "takes_files", False))


def is_for_citizens() -> bool:
    """Whether the request asks for one of the pages that a city shows to everybody: the same for all, without cookies."""
    return request.path == CITIZENS or request.path.startswith(f"{CITIZENS}/")
