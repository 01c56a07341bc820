"""The office's own data, analysed once for all that is asked of it."""

from collections.abc import Iterator
from contextlib import closing
from datetime import date

import pytest

from crm.access import SYSTEM
from crm.derived.refreshing import refresh
from crm.derived.results import Derived
from crm.schema import SCHEMA
from crm.together import together
from graph.opening import open_store
from graph.store import Store
from seed.loader import load

DAY = date(2026, 11, 23)


@pytest.fixture(scope="session")
def analysed_office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Store, Derived]]:
    """The store and its results; nobody writes to it."""
    folder = tmp_path_factory.mktemp("evaluation")
    with closing(open_store(f"sqlite:///{folder}/red.db", SCHEMA)) as store:
        with together(store, SYSTEM) as one:
            load(one, "ofai")
        yield store, refresh(store, folder / "derived", DAY)
