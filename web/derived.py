"""What the analyst last worked out, for the pages that show it."""

from __future__ import annotations

from flask import current_app

from crm.derived.results import Derived, read


def current_results() -> Derived | None:
    """The current results; None before the analyst's first time."""
    return read(current_app.config["ALIADOS"].data_dir / "derived")
