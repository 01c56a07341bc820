"""What the analyst last worked out, for the pages that show it."""

from __future__ import annotations

from flask import current_app, g, has_request_context, request

from crm.derived.results import Derived, read
from crm.derived.watching import seen_now
from crm.errors import NotReady
from web.store_keeping import whole_store


def current_results() -> Derived | None:
    """The current results, without whoever was taken out since; None before the analyst's first time.

    A page that only reads sees the same ones from its beginning to its end, and asks the store once.
    """
    if not (has_request_context() and request.method in {"GET", "HEAD"}):
        return _read()
    if "derived" not in g:
        g.derived = _read()
    found: Derived | None = g.derived
    return found


def _read() -> Derived | None:
    derived = read(current_app.config["ALIADOS"].data_dir / "derived")
    return None if derived is None else seen_now(whole_store(), derived)


def needed_results() -> Derived:
    """The current results for an answer that is nothing without them: the API's, a picture's. Raises NotReady before the analyst's first time."""
    derived = current_results()
    if derived is None:
        raise NotReady("analysis", "analyst")
    return derived
