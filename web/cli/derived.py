"""The analyst's results for the store as it is: those that are kept, or the same computed for this once."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from web.cli.invocation import Invocation

if TYPE_CHECKING:
    from crm.derived.results import Derived
    from graph.store import Store


@contextmanager
def current_results(app: Invocation, store: Store) -> Iterator[Derived]:
    """Results of this moment. Only the analyst beside the server writes the folder that pages read."""
    from crm.derived.refreshing import refresh
    from crm.derived.results import freshness, read

    kept = read(app.derived)
    if kept is not None and freshness(kept, store) == "fresh":
        yield kept
        return
    with TemporaryDirectory(prefix="aliados-") as folder:
        yield refresh(store, Path(folder))
